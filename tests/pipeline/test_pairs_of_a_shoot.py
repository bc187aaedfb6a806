"""RAW and JPEG of one name over several scans: the frame stays the same one, with its marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import piexif
import pytest
from PIL import Image

from aesthcull.catalogue import decisions, queries
from aesthcull.catalogue.column_changes import put
from aesthcull.catalogue.column_reading import read_changed, read_frames
from aesthcull.catalogue.records import Frame
from aesthcull.exchange.listing import frame_json
from aesthcull.job import Job
from aesthcull.photos.previews import thumbnail_in
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline import ScanReport, Workplace, scan
from tests.conftest import MakePhoto, picture
from tests.photos.make_raw import make_raw

Marks = tuple[str | None, int, str | None]
_MARKS: Marks = ("pick", 4, "green")


def frames(work: Workplace, report: ScanReport) -> list[Frame]:
    return queries.frames_of(work.catalogue, report.shoot)


def the_frame(work: Workplace, report: ScanReport) -> Frame:
    (frame,) = [frame for frame in frames(work, report) if not frame.missing]
    return frame


def marks(frame: Frame) -> Marks:
    return frame.flag, frame.rating, frame.label


@pytest.fixture
def shoot(tmp_path: Path, make_photo: MakePhoto) -> Iterator[Path]:
    """A folder with a photograph beside it, ready to be brought in as a frame's JPEG."""
    folder = tmp_path / "shoot"
    folder.mkdir()
    make_photo(tmp_path / "beside" / "IMG_1.JPG", seed=3)
    yield folder


def jpeg_comes(shoot: Path) -> None:
    (shoot.parent / "beside" / "IMG_1.JPG").rename(shoot / "IMG_1.JPG")


def jpeg_goes(shoot: Path) -> None:
    (shoot / "IMG_1.JPG").rename(shoot.parent / "beside" / "IMG_1.JPG")


def test_a_frame_keeps_its_marks_when_its_jpeg_comes_and_goes(work: Workplace, shoot: Path) -> None:
    raw = shoot / "IMG_1.CR2"
    raw.write_bytes(b"a RAW that nobody can decode")
    alone = the_frame(work, scan(work, shoot, Job()))
    decisions.mark(work.catalogue, [alone.id], {"flag": "pick", "rating": 4, "label": "green"}, "mark")
    jpeg_comes(shoot)
    report = scan(work, shoot, Job())
    both = the_frame(work, report)
    assert (report.new, report.changed, report.missing) == (0, 1, 0)
    assert (both.id, both.path.name, marks(both)) == (alone.id, "IMG_1.JPG", _MARKS)
    assert both.problem is None and "aesthetic" in both.scores
    assert [Path(name).name for name in frame_json(both)["files"]] == ["IMG_1.JPG", "IMG_1.CR2"]
    jpeg_goes(shoot)
    report = scan(work, shoot, Job())
    again = the_frame(work, report)
    assert (report.new, report.missing) == (0, 0)
    assert (again.id, again.path, marks(again)) == (alone.id, raw, _MARKS) and again.other_files == ()
    jpeg_comes(shoot)
    assert the_frame(work, scan(work, shoot, Job())).id == alone.id
    assert decisions.undo(work.catalogue, shoot) is not None
    assert marks(the_frame(work, report)) == (None, 0, None)


def test_a_raw_that_comes_or_goes_beside_a_jpeg_decodes_nothing(work: Workplace, shoot: Path) -> None:
    jpeg_comes(shoot)
    first = the_frame(work, scan(work, shoot, Job()))
    decisions.mark(work.catalogue, [first.id], {"flag": "pick", "rating": 4, "label": "green"}, "mark")
    (shoot / "img_1.nef").write_bytes(b"raw")
    report = scan(work, shoot, Job())
    both = the_frame(work, report)
    assert (report.scanned, both.id, marks(both)) == (0, first.id, _MARKS)
    assert [f.path.name for f in both.other_files] == ["img_1.nef"]
    (shoot / "img_1.nef").unlink()
    report = scan(work, shoot, Job())
    assert (report.scanned, the_frame(work, report).other_files) == (0, ())


def test_a_pair_that_went_and_came_back_is_the_same_frame_by_either_file(
    work: Workplace, shoot: Path
) -> None:
    jpeg_comes(shoot)
    (shoot / "IMG_1.CR2").write_bytes(b"raw")
    first = the_frame(work, scan(work, shoot, Job()))
    for path in shoot.iterdir():
        path.rename(shoot.parent / path.name)
    assert scan(work, shoot, Job()).missing == 1
    (shoot.parent / "IMG_1.CR2").rename(shoot / "IMG_1.CR2")
    back = the_frame(work, scan(work, shoot, Job()))
    assert (back.id, back.path.name, back.missing) == (first.id, "IMG_1.CR2", False)


def test_marks_go_back_to_a_raw_whose_jpeg_kept_them_alone(work: Workplace, shoot: Path) -> None:
    jpeg_comes(shoot)
    raw, away = shoot / "IMG_1.CR2", shoot.parent / "IMG_1.CR2"
    raw.write_bytes(b"raw")
    first = the_frame(work, scan(work, shoot, Job()))
    decisions.mark(work.catalogue, [first.id], {"flag": "pick", "rating": 4, "label": "green"}, "mark")
    raw.rename(away)
    scan(work, shoot, Job())
    jpeg_goes(shoot)
    away.rename(raw)
    (shoot / "img_10.CR2").write_bytes(b"raw")
    report = scan(work, shoot, Job())
    found = {frame.path.name: frame for frame in frames(work, report) if not frame.missing}
    assert set(found) == {"IMG_1.CR2", "img_10.CR2"} and report.missing == 0
    assert found["IMG_1.CR2"].id == first.id and marks(found["IMG_1.CR2"]) == _MARKS
    assert marks(found["img_10.CR2"]) == (None, 0, None)


def test_another_picture_under_the_name_of_a_jpeg_that_is_gone_has_none_of_its_marks(
    work: Workplace, tmp_path: Path
) -> None:
    shoot, exif = tmp_path / "shoot", {"Exif": {piexif.ExifIFD.DateTimeOriginal: "2023:01:07 09:30:00"}}
    shoot.mkdir()
    Image.fromarray(picture(1, (360, 240))).save(shoot / "IMG_1.JPG", exif=piexif.dump(exif))
    first = the_frame(work, scan(work, shoot, Job()))
    decisions.mark(work.catalogue, [first.id], {"flag": "pick"}, "Pick")
    (shoot / "IMG_1.JPG").unlink()
    make_raw(shoot / "IMG_1.DNG", picture(2, (360, 240)), time="2024:05:01 12:00:00")
    other = the_frame(work, scan(work, shoot, Job()))
    assert other.id != first.id and other.flag is None


def test_a_jpeg_that_is_renamed_leaves_the_marks_with_the_raw(work: Workplace, shoot: Path) -> None:
    jpeg_comes(shoot)
    (shoot / "IMG_1.CR2").write_bytes(b"raw")
    first = the_frame(work, scan(work, shoot, Job()))
    decisions.mark(work.catalogue, [first.id], {"flag": "pick"}, "pick")
    (shoot / "IMG_1.JPG").rename(shoot / "IMG_1-Edit.JPG")
    found = {frame.path.name: frame for frame in frames(work, scan(work, shoot, Job()))}
    assert found["IMG_1.CR2"].id == first.id and found["IMG_1.CR2"].flag == "pick"
    assert found["IMG_1-Edit.JPG"].flag is None


def test_the_window_reads_a_frame_whose_name_changed_at_its_new_place(
    work: Workplace, shoot: Path, make_photo: MakePhoto
) -> None:
    (shoot / "img_1.cr2").write_bytes(b"raw")
    for name in ("ABC.jpg", "Z.jpg", "a.jpg", "z.jpg"):
        make_photo(shoot / name, seed=len(name))
    report = scan(work, shoot, Job())
    columns = read_frames(work.catalogue, report.shoot, Job())
    frame = next(f for f in frames(work, report) if f.path.suffix == ".cr2")
    jpeg_comes(shoot)
    scan(work, shoot, Job())
    put(columns, read_changed(work.catalogue, report.shoot, [frame.id], Job()))
    fresh = read_frames(work.catalogue, report.shoot, Job())
    assert columns.ids.tolist() == fresh.ids.tolist()
    for index in range(len(columns)):
        assert columns.frame(index).path == fresh.frame(index).path
        assert columns.frame(index).other_files == fresh.frame(index).other_files
    assert "jpg+cr2" in columns.file_type.values


@pytest.mark.parametrize(
    ("taken", "written", "pair"),
    [
        ("2024:05:01 12:00:00", "2024:05:01 12:00:03", "same"),
        ("2024:05:01 12:00:00", "2024:05:02 20:15:00", "edited"),
        ("2023:01:07 09:30:00", "2023:01:07 09:30:00", "other time"),
    ],
)
def test_a_pair_does_not_hide_that_its_files_are_of_different_making(
    work: Workplace, tmp_path: Path, taken: str, written: str, pair: str
) -> None:
    shoot = tmp_path / "shoot"
    pixels = picture(1, (360, 240))
    make_raw(shoot / "IMG_1.DNG", pixels, preview=240, time="2024:05:01 12:00:00")
    exif = {"0th": {piexif.ImageIFD.DateTime: written}, "Exif": {piexif.ExifIFD.DateTimeOriginal: taken}}
    Image.fromarray(pixels).save(shoot / "IMG_1.JPG", exif=piexif.dump(exif))
    report = scan(work, shoot, Job())
    frame = the_frame(work, report)
    assert frame.pair == pair == frame_json(frame)["pair"]
    assert len(report.notices) == len(scan(work, shoot, Job()).notices) + (pair != "same")
    columns = read_frames(work.catalogue, report.shoot, Job())
    assert columns.frame(0).pair == pair and columns.frame(0).path.name == "IMG_1.JPG"


def test_a_pair_is_compared_anew_when_its_raw_comes_later(work: Workplace, shoot: Path) -> None:
    jpeg_comes(shoot)
    assert the_frame(work, scan(work, shoot, Job())).pair is None
    make_raw(shoot / "IMG_1.DNG", picture(1, (360, 240)), time="2024:05:01 12:00:00")
    assert the_frame(work, scan(work, shoot, Job())).pair == "same"  # of the JPEG no time is known
    (shoot / "IMG_1.DNG").unlink()
    assert the_frame(work, scan(work, shoot, Job())).pair is None


def test_a_raw_alone_is_judged_by_its_preview_and_pairs_show_the_jpeg(
    work: Workplace, tmp_path: Path
) -> None:
    shoot = tmp_path / "shoot"
    pixels = picture(1, (1800, 1200))
    make_raw(shoot / "a.DNG", pixels, preview=1400, orientation=6, time="2024:05:01 12:00:00")
    make_raw(shoot / "b.DNG", pixels, time="2024:05:01 12:00:09")
    found = {frame.path.name: frame for frame in frames(work, scan(work, shoot, Job()))}
    assert (found["a.DNG"].width, found["a.DNG"].height) == (1200, 1800)
    assert all("aesthetic" in frame.scores and frame.capture.captured_at for frame in found.values())
    for frame in found.values():
        file = FrameFile(frame.file.path, frame.file.size, frame.file.mtime_ns)
        small = thumbnail_in(work.thumbnails, file)
        assert small is not None and max(small.pixels.shape) == 512


def broken_jpeg(path: Path) -> Path:
    """Half of one."""
    Image.fromarray(picture(1, (360, 240))).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def test_a_pair_whose_jpeg_is_broken_shows_its_raw_and_names_the_jpeg(
    work: Workplace, tmp_path: Path
) -> None:
    shoot = tmp_path / "shoot"
    make_raw(shoot / "IMG_1.DNG", picture(1, (360, 240)), preview=240, time="2024:05:01 12:00:00")
    jpeg = broken_jpeg(shoot / "IMG_1.JPG")
    for _ in range(2):
        report = scan(work, shoot, Job())
        frame = the_frame(work, report)
        reason = "the file is truncated (another file of the frame is shown)"
        assert [(p.path, p.reason) for p in report.problems] == [(jpeg.resolve(), reason)]
        assert (frame.width, frame.height, frame.problem) == (360, 240, reason)
        assert "aesthetic" in frame.scores and frame.capture.captured_at
        file = FrameFile(frame.file.path, frame.file.size, frame.file.mtime_ns)
        assert thumbnail_in(work.thumbnails, file) is not None
    decisions.mark(work.catalogue, [frame.id], {"flag": "pick"}, "Pick")
    Image.fromarray(picture(1, (360, 240))).save(jpeg)
    report = scan(work, shoot, Job())
    assert not report.problems and the_frame(work, report).flag == "pick"


def test_a_broken_raw_beside_a_jpeg_is_named_and_the_jpeg_is_shown(work: Workplace, tmp_path: Path) -> None:
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    Image.fromarray(picture(1, (360, 240))).save(shoot / "IMG_1.JPG")
    raw = shoot / "IMG_1.CR2"
    raw.write_bytes(b"II*\0 this was one")
    for _ in range(2):
        report = scan(work, shoot, Job())
        assert [p.path for p in report.problems] == [raw.resolve()]
        assert the_frame(work, report).problem is None and the_frame(work, report).width == 360
    make_raw(raw, picture(1, (360, 240)))
    report = scan(work, shoot, Job())
    assert not report.problems and the_frame(work, report).pair == "same"


def test_a_raw_of_an_unknown_camera_beside_a_jpeg_is_told_of_once(work: Workplace, tmp_path: Path) -> None:
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    for number in range(3):
        Image.fromarray(picture(number, (360, 240))).save(shoot / f"{number}.JPG")
        unknown_raw(shoot / f"{number}.ARW")
    report = scan(work, shoot, Job())
    told = "RAWs of this camera cannot be read yet; the pictures beside them are shown: 3"
    assert not report.problems and told in report.notices
    again = scan(work, shoot, Job())
    assert not again.problems and not any("RAWs" in notice for notice in again.notices)
    assert all(len(frame.other_files) == 1 and frame.width == 360 for frame in frames(work, again))
    raw = shoot / "1.ARW"
    raw.write_bytes(raw.read_bytes()[:-1000])
    assert [p.path for p in scan(work, shoot, Job()).problems] == [raw.resolve()]  # that is damage
    (shoot / "2.JPG").unlink()
    alone = {p.path.name: p.reason for p in scan(work, shoot, Job()).problems}
    assert alone["2.ARW"] == "RAWs of this camera cannot be read yet"


def unknown_raw(path: Path) -> None:
    """What a RAW of a new camera is to LibRaw: a sound TIFF of an unknown maker, with pixels of a kind that
    no other one has."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Newcomer", "One"
    Image.fromarray(picture(1, (360, 240))).save(path, "TIFF", exif=tags)


def test_a_frame_of_which_no_file_can_be_read_is_a_problem(work: Workplace, tmp_path: Path) -> None:
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    broken_jpeg(shoot / "IMG_1.JPG")
    (shoot / "IMG_1.CR2").write_bytes(b"II*\0 this was one")
    report = scan(work, shoot, Job())
    assert {p.path.name: p.reason for p in report.problems}["IMG_1.JPG"] == "the file is truncated"
    assert the_frame(work, report).width is None
