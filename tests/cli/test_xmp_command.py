"""`aesthcull xmp read` and `xmp write` as scripts use them."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from aesthcull.cli import main
from aesthcull.exchange.xmp.embedded.jpeg import put_in_jpeg
from aesthcull.exchange.xmp.reading import read_marks
from tests.conftest import MakePhoto
from tests.exchange.xmp.forms import described


@pytest.fixture
def shoot(tmp_path: Path, make_photo: MakePhoto) -> Path:
    folder = tmp_path / "shoot"
    for n in range(2):
        make_photo(folder / f"{n}.jpg", seed=n)
    assert main(["scan", str(folder)]) == 0
    return folder.resolve()


def told(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> dict[str, object]:
    capsys.readouterr()
    assert main([*arguments, "--format", "json"]) == status
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


def test_marks_are_written_and_read(shoot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["mark", str(shoot / "0.jpg"), "--stars", "4", "--keyword", "a|b"])
    document = told(capsys, "xmp", "write", str(shoot))
    assert (document["written"], document["sidecars"]) == (1, [{"path": str(shoot / "0.xmp")}])
    assert read_marks((shoot / "0.xmp").read_bytes()).keywords == {"a|b"}
    assert told(capsys, "xmp", "write", str(shoot))["written"] == 0
    (shoot / "1.jpg.xmp").write_bytes(described("", "xmp:Rating='-1' xmp:Label='Red'"))
    only_told = told(capsys, "xmp", "read", str(shoot), "--dry-run")
    assert only_told["changed"] == 1
    document = told(capsys, "xmp", "read", str(shoot))
    (frame,) = document["frames"]  # type: ignore[misc]
    assert (frame["path"], frame["flag"], frame["label"]) == (str(shoot / "1.jpg"), "reject", "red")  # type: ignore[index]
    assert main(["undo", str(shoot)]) == 0
    assert "Read XMP of 1 frame" in capsys.readouterr().err


def test_the_options_choose_name_profile_and_reject(shoot: Path) -> None:
    main(["mark", str(shoot / "0.jpg"), "--reject"])
    options = ["--naming", "long", "--profile", "digikam", "--reject", "rating"]
    assert main(["xmp", "write", str(shoot), *options]) == 0
    text = (shoot / "0.jpg.xmp").read_text()
    assert 'digiKam:PickLabel="1"' in text
    assert 'xmp:Rating="-1"' in text


def test_conflicts_are_listed_until_somebody_is_right(
    shoot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["mark", str(shoot / "0.jpg"), "--stars", "4"])
    (shoot / "0.xmp").write_bytes(described("", "xmp:Rating='2'"))
    document = told(capsys, "xmp", "read", str(shoot), "--ask")
    (conflict,) = document["conflicts"]  # type: ignore[misc]
    assert conflict["fields"] == {"rating": {"catalogue": 4, "sidecar": 2}}  # type: ignore[index]
    assert main(["xmp", "write", str(shoot), "--ask"]) == 0
    assert "rating 4 here, 2 there" in capsys.readouterr().err
    assert told(capsys, "xmp", "write", str(shoot), "--mine")["conflicts"] == []
    assert read_marks((shoot / "0.xmp").read_bytes()).rating == 4
    then = time.time() + 60
    (shoot / "0.xmp").write_bytes(described("", "xmp:Rating='1'"))
    os.utime(shoot / "0.xmp", (then, then))
    assert told(capsys, "xmp", "read", str(shoot))["changed"] == 1


def test_a_bad_sidecar_is_a_named_problem(shoot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shoot / "0.xmp").write_text("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")
    document = told(capsys, "xmp", "read", str(shoot), status=1)
    (problem,) = document["problems"]  # type: ignore[misc]
    assert problem["path"] == str(shoot / "0.xmp")  # type: ignore[index]
    assert main(["scan", str(shoot)]) == 1
    error = capsys.readouterr().err
    assert "document type" in error
    assert "Traceback" not in error


def test_a_folder_that_was_never_scanned_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xmp", "write", str(tmp_path)]) == 2
    assert "aesthcull scan" in capsys.readouterr().err


def test_jpegs_are_changed_only_when_asked(shoot: Path) -> None:
    before = (shoot / "0.jpg").read_bytes()
    main(["mark", str(shoot / "0.jpg"), "--stars", "4"])
    main(["xmp", "write", str(shoot)])
    assert (shoot / "0.jpg").read_bytes() == before
    main(["xmp", "write", str(shoot), "--into-files"])
    assert (shoot / "0.jpg").read_bytes() != before
    assert not (shoot / "1.xmp").exists()


def test_what_stands_in_pictures_is_read_unless_only_sidecars_are_wanted(
    tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shoot"
    picture = make_photo(folder / "0.jpg")
    put_in_jpeg(picture, picture, described("", "xmp:Rating='3'"))
    assert main(["scan", str(folder), "--sidecars-only"]) == 0
    assert told(capsys, "xmp", "read", str(folder), "--sidecars-only")["changed"] == 0
    document = told(capsys, "xmp", "read", str(folder))
    assert [frame["rating"] for frame in document["frames"]] == [3]  # type: ignore[attr-defined]
    assert told(capsys, "xmp", "read", str(folder))["read"] == 0
