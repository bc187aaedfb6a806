"""`aesthcull similar`, as a user types it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from aesthcull.cli import main
from tests.conftest import MakePhoto


@pytest.fixture
def scanned(tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "shoot"
    for seed in range(6):
        make_photo(folder / f"{seed}.jpg", seed=seed)
    assert main(["scan", str(folder)]) == 0
    capsys.readouterr()
    return folder


def test_json(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = scanned / "0.jpg"
    assert main(["similar", str(path), "--top", "3", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["file"], found["by"], found["exact"]) == (str(path), "heads", True)
    assert found["problems"] == [] and err == ""
    assert len(found["frames"]) == 3 and str(path) not in [frame["path"] for frame in found["frames"]]
    distances = [frame["distance"] for frame in found["frames"]]
    assert distances == sorted(distances) and {"scores", "keywords", "series"} <= set(found["frames"][0])


def test_all_others_by_the_backbone_as_csv(scanned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["similar", str(scanned / "0.jpg"), "--by", "backbone", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["file"] for row in rows} == {str(scanned / f"{n}.jpg") for n in range(1, 6)}


def test_a_copy_elsewhere_finds_its_original(
    scanned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copy(scanned / "4.jpg", tmp_path / "copy.jpg")
    assert main(["similar", str(copy), "--top", "1", "--format", "json"]) == 0
    (frame,) = json.loads(capsys.readouterr().out)["frames"]
    assert frame["path"] == str(scanned / "4.jpg")


def test_nothing_scanned_yet(
    tmp_path: Path, make_photo: MakePhoto, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_photo(tmp_path / "a.jpg")
    assert main(["similar", str(path), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["frames"] == [] and "scan a folder first" in err


@pytest.mark.parametrize("name", ["broken.jpg", "gone.jpg", "gone/x.jpg", "folder", "text.txt"])
def test_what_is_no_photograph_ends_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"nonsense")
    (tmp_path / "text.txt").write_text("nonsense")
    (tmp_path / "folder").mkdir()
    assert main(["similar", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and name in err and err.count("\n") == 1
