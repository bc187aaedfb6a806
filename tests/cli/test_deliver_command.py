"""`aesthcull deliver`, `deliveries` and `ingest`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import piexif
import pytest

from aesthcull.cli import main
from aesthcull.photos.cards import mounted_cards

SIDECAR = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about=''/></rdf:RDF></x:xmpmeta>"
)


@pytest.fixture
def shoot(sample_shoot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Six frames of the sample shoot with a sidecar each; two picks, one reject."""
    folder = tmp_path.resolve() / "shoot"
    folder.mkdir()
    for file in sorted(sample_shoot.glob("*.JPG"))[:6]:
        shutil.copy2(file, folder)
        (folder / f"{file.stem}.xmp").write_text(SIDECAR)
    assert main(["scan", str(folder)]) == 0
    assert main(["mark", *(str(folder / f"IMG_000{n}.JPG") for n in (1, 3)), "--pick", "--stars", "4"]) == 0
    assert main(["mark", str(folder / "IMG_0002.JPG"), "--reject"]) == 0
    capsys.readouterr()
    return folder


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_picks_are_copied_under_new_names(shoot, tmp_path, capsys):
    out = tmp_path / "out"
    naming = ["--template", "{sequence:03}_{rating}_{name}", "--format", "json"]
    assert main(["deliver", str(shoot), "--picks", "--to", str(out), *naming]) == 0
    found = document(capsys)
    assert found["problems"] == []
    (done,) = found["deliveries"]
    assert (done["delivery"], done["kind"], done["frames"], done["files"]) == (1, "copy", 2, 4)
    assert names(out) == [
        "001_4_IMG_0001.JPG", "001_4_IMG_0001.xmp", "002_4_IMG_0003.JPG", "002_4_IMG_0003.xmp"
    ]  # fmt: skip


def test_a_dry_run_shows_the_names_and_touches_nothing(shoot, tmp_path, capsys):
    out = tmp_path / "out"
    call = [
        "deliver",
        str(shoot),
        "--stars",
        "4",
        "--move",
        "--to",
        str(out),
        "--dry-run",
        "--format",
        "json",
    ]
    assert main(call) == 0
    found = document(capsys)
    assert [Path(file["to"]).name for file in found["files"]] == [
        "IMG_0001.JPG", "IMG_0001.xmp", "IMG_0003.JPG", "IMG_0003.xmp"
    ]  # fmt: skip
    assert not out.exists() and len(names(shoot)) == 12
    assert main(["deliveries", "--format", "json"]) == 0
    assert document(capsys) == {"deliveries": []}


def test_a_move_is_listed_taken_back_and_a_scan_finds_nothing_new(shoot, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["deliver", str(shoot), "--picks", "--move", "--to", str(out)]) == 0
    capsys.readouterr()
    assert main(["scan", str(out), "--format", "json"]) == 0
    found = document(capsys)
    assert (found["found"], found["new"], found["scanned"]) == (2, 0, 0)
    assert main(["scan", str(shoot), "--format", "json"]) == 0
    found = document(capsys)
    assert (found["found"], found["new"], found["missing"]) == (4, 0, 0)
    assert main(["rank", str(out), "--format", "json"]) == 0
    moved = document(capsys)["frames"]
    assert all(frame["flag"] == "pick" and frame["rating"] == 4 and frame["scores"] for frame in moved)
    assert main(["deliveries", "--format", "csv"]) == 0
    assert ",move," in capsys.readouterr().out
    assert main(["deliver", "--undo", "1"]) == 0
    assert "undone" in capsys.readouterr().err
    assert len(names(shoot)) == 12 and not out.exists()
    assert main(["scan", str(shoot), "--format", "json"]) == 0
    found = document(capsys)
    assert (found["found"], found["new"], found["missing"]) == (6, 0, 0)


def test_rejects_are_put_aside_with_the_delivery(shoot, tmp_path, capsys):
    aside = tmp_path / "rejected"
    call = ["deliver", str(shoot), "--picks", "--to", str(tmp_path / "out"), "--rejects-to", str(aside)]
    assert main([*call, "--format", "json"]) == 0
    kinds = [(each["kind"], each["frames"]) for each in document(capsys)["deliveries"]]
    assert kinds == [("copy", 2), ("move", 1)]
    assert names(aside) == ["IMG_0002.JPG", "IMG_0002.xmp"]
    assert not (shoot / "IMG_0002.JPG").exists()


def test_frames_that_cannot_be_delivered_are_named_and_the_status_says_so(shoot, tmp_path, capsys):
    (shoot / "IMG_0001.JPG").unlink()
    assert main(["deliver", str(shoot), "--picks", "--to", str(tmp_path / "out"), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert [Path(p["path"]).name for p in json.loads(out)["problems"]] == ["IMG_0001.JPG"]
    assert "IMG_0001.JPG" in err and "no such file" in err
    assert names(tmp_path / "out") == ["IMG_0003.JPG", "IMG_0003.xmp"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "say which shoot"),
        (["SHOOT"], "say where the frames go"),
        (["SHOOT", "--to", "OUT"], "say which frames"),
        (["SHOOT", "--picks", "--to", "OUT", "--template", "{nme}"], "there is no {nme}"),
        (["SHOOT", "--picks", "--to", "SHOOT/IMG_0001.JPG"], "not a folder"),
        (["SHOOT", "--picks", "--to", "OUT", "--move", "--backup", "B"], "a backup goes with copies only"),
        (["SHOOT", "--picks", "--filter", "none", "--to", "OUT"], "no saved filter"),
        (["--resume", "7"], "there is no delivery 7"),
        (["--undo", "7"], "there is no delivery 7"),
        (["SHOOT", "--undo", "7"], "leave them out"),
    ],
)
def test_a_call_that_is_wrong_ends_in_one_line(shoot, tmp_path, capsys, arguments, line):
    call = [a.replace("SHOOT", str(shoot)).replace("OUT", str(tmp_path / "out")) for a in arguments]
    before = names(tmp_path)
    assert main(["deliver", *call]) == 2
    out, err = capsys.readouterr()
    assert line in err and len(err.strip().splitlines()) == 1 and not out
    assert names(tmp_path) == before


def test_a_card_is_ingested_once_and_scanned(shoot, tmp_path, capsys):
    pictures, backup = tmp_path / "pictures", tmp_path / "backup"
    call = ["ingest", str(shoot), "--to", str(pictures), "--backup", str(backup), "--format", "json"]
    # The shoot is in the catalogue: its own files, on the card, do not count as being here already.
    assert main(call) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["deliveries"][0]["files"] == 24
    assert "cull them: aesthcull" in err
    assert names(pictures) == names(backup)
    assert main(call) == 0
    assert document(capsys)["deliveries"][0] | {"seconds": 0} == {
        "delivery": None, "kind": "ingest", "to": str(pictures), "frames": 0, "files": 0, "present": 24,
        "bytes": 0, "seconds": 0, "problems": 0, "stopped": "",
    }  # fmt: skip


def test_without_a_card_ingest_says_so(tmp_path, capsys):
    if mounted_cards():
        pytest.skip("a card is in")
    assert main(["ingest", "--to", str(tmp_path / "pictures")]) == 2
    assert "none is in" in capsys.readouterr().err


def test_cameras_in_two_time_zones_are_numbered_as_it_happened(make_photo, tmp_path, capsys):
    folder = tmp_path.resolve() / "two cameras"
    for seed, (name, time, zone) in enumerate(
        (
            ("A1.JPG", "12:00", "+02:00"),
            ("A2.JPG", "12:10", "+02:00"),
            ("B1.JPG", "10:05", "+00:00"),
            ("B2.JPG", "10:15", "+00:00"),
        )
    ):
        told = {
            piexif.ExifIFD.DateTimeOriginal: f"2024:05:07 {time}:00".encode(),
            piexif.ExifIFD.OffsetTimeOriginal: zone.encode(),
        }
        piexif.insert(piexif.dump({"Exif": told}), str(make_photo(folder / name, seed=seed)))
    assert main(["scan", str(folder)]) == 0
    capsys.readouterr()
    call = ["deliver", str(folder), "--all", "--to", str(tmp_path / "out"), "--dry-run", "--format", "json"]
    assert main([*call, "--template", "{sequence:02}_{name}"]) == 0
    found = [Path(file["to"]).stem for file in document(capsys)["files"]]
    assert found == ["01_A1", "02_B1", "03_A2", "04_B2"]


def test_frames_without_a_time_are_told_of_when_names_have_one(make_photo, tmp_path, capsys):
    make_photo(tmp_path / "shoot" / "1.png", seed=1)
    assert main(["scan", str(tmp_path / "shoot")]) == 0
    capsys.readouterr()
    call = ["deliver", str(tmp_path / "shoot"), "--all", "--to", str(tmp_path / "out")]
    assert main([*call, "--template", "{date:%Y}/{name}"]) == 0
    assert "1 frame has no time of capture; named by the file's time, as 1.png" in capsys.readouterr().err
    assert main([*call[:-1], str(tmp_path / "shoot")]) == 2
    assert "is the shoot itself, which would get its frames twice" in capsys.readouterr().err
