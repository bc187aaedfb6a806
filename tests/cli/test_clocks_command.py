"""`aesthcull clocks` on photographs of two cameras at one event, whose clocks differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import piexif
import pytest
from PIL import Image

from aesthcull import places
from aesthcull.cli import main

BEHIND = 3800  # seconds by which the second camera's clock is
BEGUN = datetime(2024, 5, 1, 14)


def photograph(source: Path, target: Path, camera: str, moment: datetime, zone: str | None = None) -> None:
    """A frame of the sample shoot as another camera saw it: a little nearer, and to the side."""
    with Image.open(source) as image:
        width, height = image.size
        near = image.crop((width // 9, height // 12, width, height)) if camera == "B" else image.copy()
    told = {piexif.ExifIFD.DateTimeOriginal: moment.strftime("%Y:%m:%d %H:%M:%S").encode()}
    if zone:
        told[piexif.ExifIFD.OffsetTimeOriginal] = zone.encode()
    exif = {"0th": {piexif.ImageIFD.Model: camera.encode()}, "Exif": told}
    target.parent.mkdir(parents=True, exist_ok=True)
    near.save(target, exif=piexif.dump(exif))


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve moments, minutes apart, that both cameras saw within some seconds of each other."""
    folder = tmp_path_factory.mktemp("event")
    sources = sorted((places.resources_folder() / "sample_shoot").glob("*.JPG"))[::3]
    for n, source in enumerate(sources):
        moment = BEGUN + timedelta(minutes=7 * n + n % 3)
        photograph(source, folder / f"IMG_{n:02}.JPG", "A", moment)
        late = timedelta(seconds=[0, 4, -3, 2][n % 4] - BEHIND)
        photograph(source, folder / f"DSC_{n:02}.JPG", "B", moment + late)
    for n in range(3):  # the first camera has seen more
        photograph(sources[0], folder / f"IMG_9{n}.JPG", "A", BEGUN + timedelta(hours=3, minutes=n))
    return folder


@pytest.fixture
def scanned(event: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["scan", str(event)]) == 0
    capsys.readouterr()
    return event


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["clocks", str(folder), "--format", "json", *more]) == 0
    return {clock["camera"]: clock for clock in json.loads(capsys.readouterr().out)["clocks"]}


def times(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, datetime]:
    capsys.readouterr()
    assert main(["tags", str(folder), "--format", "json"]) == 0
    frames = json.loads(capsys.readouterr().out)["frames"]
    return {Path(f["path"]).name: datetime.fromisoformat(f["captured_at"]) for f in frames}


def series(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[set[str]]:
    capsys.readouterr()
    assert main(["series", str(folder), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["series"]
    return [{Path(frame["path"]).name for frame in one["frames"]} for one in found]


def test_the_pictures_tell_how_far_the_clocks_are_apart(
    scanned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = listed(scanned, capsys)
    assert (found["A"]["frames"], found["B"]["frames"]) == (15, 12)
    assert found["A"]["proposal"] is None and found["B"]["shifts"] == [{"seconds": 0, "frames": 12}]
    proposal = found["B"]["proposal"]
    assert abs(proposal["seconds"] - BEHIND) <= 5 and proposal["moments"] >= 6
    for pair in proposal["pairs"]:
        assert pair[0][-6:] == pair[1][-6:]  # the same moment's pictures are shown as the evidence


def test_what_is_proposed_is_not_done_and_can_be_done(
    scanned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, grouped = times(scanned, capsys), series(scanned, capsys)
    main(["clocks", str(scanned)])
    out, err = capsys.readouterr()
    assert "B: " in err and "--camera 'B' --shift=+1:03:" in err and "+1:03:" in out
    assert times(scanned, capsys) == before
    assert main(["clocks", str(scanned), "--camera", "b", "--shift", "+1:03:20"]) == 0
    assert "12 frames): done" in capsys.readouterr().err
    now = times(scanned, capsys)
    assert {now[n] - before[n] for n in now if n.startswith("DSC")} == {timedelta(seconds=BEHIND)}
    assert {now[n] - before[n] for n in now if n.startswith("IMG")} == {timedelta(0)}
    assert listed(scanned, capsys)["B"]["proposal"] is None  # they agree now
    assert any({"IMG_04.JPG", "DSC_04.JPG"} <= names for names in series(scanned, capsys))
    assert main(["undo", str(scanned)]) == 0
    assert times(scanned, capsys) == before and series(scanned, capsys) == grouped


def test_two_frames_of_one_moment_put_the_second_ones_camera_right(
    scanned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = [str(scanned / "IMG_04.JPG"), str(scanned / "DSC_04.JPG")]
    assert main(["clocks", str(scanned), "--same", *pair]) == 0
    now = times(scanned, capsys)
    assert now["IMG_04.JPG"] == now["DSC_04.JPG"] and now["IMG_05.JPG"] != now["DSC_05.JPG"]
    assert listed(scanned, capsys)["B"]["shifts"] == [{"seconds": BEHIND, "frames": 12}]
    assert main(["clocks", str(scanned), "--same", *pair]) == 0
    assert "nothing to change" in capsys.readouterr().err
    assert main(["clocks", str(scanned), "--camera", "B", "--shift", "0"]) == 0
    assert listed(scanned, capsys)["B"]["shifts"] == [{"seconds": 0, "frames": 12}]


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (["--shift", "1:00:00"], "say which: --camera; there are: A, B"),
        (["--camera", "C", "--shift", "1"], "no camera 'C'; there are: A, B"),
        (["--camera", "B"], "say by how much: --shift"),
        (["--camera", "B", "--shift", "an hour"], "'an hour' is no shift such as +1:03:20"),
        (["--camera", "B", "--shift", "99999 d 0:00:00"], "more than 63 years"),
        (["--same", "IMG_01.JPG", "IMG_02.JPG"], "both frames are of one camera"),
        (["--same", "IMG_01.JPG", "nothing.jpg"], "nothing.jpg: no frame of"),
        (["--camera", "B", "--same", "IMG_01.JPG", "DSC_02.JPG"], "leave --camera out"),
    ],
)
def test_a_wrong_call_ends_in_one_line(
    scanned: Path, capsys: pytest.CaptureFixture[str], call: Sequence[str], reason: str
) -> None:
    files = [str(scanned / word) if word.endswith((".JPG", ".jpg")) else word for word in call]
    assert main(["clocks", str(scanned), *files]) == 2
    err = capsys.readouterr().err
    assert reason in err and err.count("\n") == 1


def test_a_folder_never_scanned_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clocks", str(tmp_path)]) == 2
    assert "not scanned yet" in capsys.readouterr().err


def test_a_shoot_without_frames_has_no_clocks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(tmp_path)]) == 0
    assert listed(tmp_path, capsys) == {}
