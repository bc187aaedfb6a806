"""Marks that other programs put into pictures themselves: taken on the first scan, and never against what
was decided since."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from aesthcull.catalogue import decisions, queries
from aesthcull.catalogue.records import Marks
from aesthcull.catalogue.sidecars import sidecars_below
from aesthcull.exchange.xmp.embedded.reading import read_packet
from aesthcull.exchange.xmp.embedded.writing import copy_with_packet
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.job import Job
from aesthcull.photos.walk import walk
from aesthcull.pipeline import Workplace, scan
from aesthcull.pipeline.sidecar_conflicts import conflicts
from aesthcull.pipeline.sidecar_reading import SidecarReading, read_sidecars
from aesthcull.pipeline.sidecar_writing import out_of_step, write_sidecars
from tests.conftest import MakePhoto, picture
from tests.exchange.xmp.forms import described
from tests.photos.make_raw import make_raw
from tests.pipeline.test_sidecars import Shoot

SUBJECTS = "<dc:subject><rdf:Bag>{0}</rdf:Bag></dc:subject>"


def words(*names: str) -> str:
    return SUBJECTS.format("".join(f"<rdf:li>{name}</rdf:li>" for name in names))


class Pictures(Shoot):
    """A shoot whose pictures are JPEGs and DNGs with XMP in them."""

    def __init__(self, folder: Path, names: list[str], make_photo: MakePhoto) -> None:
        super().__init__(folder, names)
        for name in names:
            path = self.folder / name
            if path.suffix == ".dng":
                make_raw(path, picture(1, (64, 48)))
            elif path.suffix == ".jpg":
                make_photo(path)

    def say(self, name: str, attributes: str, elements: str = "", seconds: float = -60) -> None:
        """Another program writes into a picture, so long from now."""
        path = self.folder / name
        beside = path.with_name("other")
        copy_with_packet(path, beside, described(elements, attributes))
        beside.replace(path)
        then = time.time() + seconds
        os.utime(path, (then, then))

    def in_picture(self, name: str) -> Marks:
        with (self.folder / name).open("rb") as file:
            data = read_packet(file)
        return Marks() if data is None else read_marks(data)


@pytest.fixture
def pair(tmp_path: Path, make_photo: MakePhoto) -> Pictures:
    return Pictures(tmp_path.resolve(), ["A.dng", "A.jpg"], make_photo)


def test_a_scan_reads_pictures_as_one_step(work: Workplace, tmp_path: Path, make_photo: MakePhoto) -> None:
    shoot = Pictures(tmp_path, ["A.jpg", "B.jpg", "C.jpg"], make_photo)
    shoot.say("A.jpg", "xmp:Rating='3' xmp:Label='Red'", words("sky", "sea"))
    shoot.say("B.jpg", "xmp:Rating='0'")
    report = scan(work, shoot.folder, Job())
    assert report.problems == ()
    assert [step.name for step in report.sidecars.steps] == ["Read XMP of 1 frame"]
    assert scan(work, shoot.folder, Job()).sidecars.read == 0
    decisions.undo(work.catalogue, report.shoot.path)
    assert scan(work, shoot.folder, Job()).sidecars.frames == []  # what was undone does not come back


def test_pictures_are_left_unread_where_that_is_switched_off(pair: Pictures) -> None:
    pair.say("A.jpg", "xmp:Rating='3'")
    found = walk(pair.folder).frames
    assert read_sidecars(pair.catalogue, pair.folder, found, SidecarReading(inside=False), Job()).read == 0
    assert pair.marks() == Marks()
    pair.read()
    assert pair.marks().rating == 3


def test_a_sidecar_counts_more_than_the_dng_and_that_more_than_the_jpeg(pair: Pictures) -> None:
    pair.say("A.jpg", "xmp:Rating='1' xmp:Label='Red' xmpDM:pick='1'", words("jpeg"), seconds=60)
    pair.say("A.dng", "xmp:Rating='2' xmp:Label='Blue'", words("dng"))
    pair.put("A.xmp", described("", "xmp:Rating='3'"), -120)
    for differing in ("ask", "newer", "ask"):
        report = pair.read(differing)  # type: ignore[arg-type]
        assert (report.asking, report.problems) == ([], [])
        assert pair.marks() == Marks("pick", 3, "blue", None, None, frozenset({"dng"}))
    assert conflicts(pair.catalogue, pair.folder) == ([], [])


def test_that_a_sidecar_has_no_stars_counts_more_than_the_cameras_stars(pair: Pictures) -> None:
    pair.say("A.jpg", "xmp:Rating='4' xmp:Label='Red'")
    pair.put("A.xmp", described("", "xmp:Rating='0'"), -120)
    pair.read()
    assert pair.marks() == Marks(label="red")


def test_a_sidecars_stars_count_more_than_a_reject_in_the_picture(pair: Pictures) -> None:
    pair.say("A.jpg", "xmp:Rating='-1' xmp:Label='Red'")
    pair.put("A.xmp", described("", "xmp:Rating='4'"), -120)
    pair.read()
    assert pair.marks() == Marks(rating=4, label="red")


def test_a_sidecar_that_appears_later_is_taken_without_a_question(pair: Pictures) -> None:
    pair.say("A.jpg", "xmp:Rating='2'")
    pair.read("ask")
    pair.put("A.xmp", described("", "xmp:Rating='5'"), -3600)  # from a backup
    assert pair.read("ask").asking == []
    assert pair.marks().rating == 5
    pair.mark({"rating": 1})
    pair.put("A.dng.xmp", described("", "xmp:Rating='4'"), 60)
    assert pair.read("ask").asking == pair.ids  # now it contradicts the user


def test_ones_own_marks_are_never_undone_by_what_a_picture_said_before(pair: Pictures) -> None:
    pair.mark({"rating": 5}, {"label": "green"})
    pair.mark({"label": None})
    pair.say("A.jpg", "xmp:Rating='2' xmp:Label='Red' xmpDM:pick='-1'", seconds=60)
    for differing in ("ask", "newer"):
        assert pair.read(differing).asking == []  # type: ignore[arg-type]
        assert pair.marks() == Marks("reject", 5)  # a label was taken away: that was decided, too
    pair.mark({"rating": 0})
    os.utime(pair.folder / "A.jpg")  # touched, but it says the same
    assert pair.read("ask").frames == []
    assert pair.marks() == Marks("reject", 0)


def test_what_another_program_changes_in_a_picture_later_is_taken(pair: Pictures) -> None:
    pair.say("A.dng", "xmp:Rating='2'", words("sky"))
    pair.read()
    pair.say("A.dng", "xmp:Rating='4'", words("sea"))
    pair.read("ask")
    assert pair.marks() == Marks(rating=4, keywords=frozenset({"sea"}))
    pair.mark({"rating": 1})
    pair.say("A.dng", "xmp:Rating='3'", seconds=60)
    assert pair.read("ask").asking == pair.ids
    (conflict,), problems = conflicts(pair.catalogue, pair.folder)
    assert (conflict.sidecar.name, conflict.fields, problems) == ("A.dng", ("rating",), [])
    pair.read("newer")
    assert pair.marks().rating == 3


def test_theirs_takes_what_pictures_say_against_ones_own(pair: Pictures) -> None:
    pair.mark({"rating": 5})
    pair.say("A.jpg", "xmp:Rating='2'")
    pair.read("sidecar")
    assert pair.marks().rating == 2


def test_a_picture_that_lost_its_xmp_takes_no_marks_along(pair: Pictures, make_photo: MakePhoto) -> None:
    pair.say("A.jpg", "xmp:Rating='2'")
    pair.read()
    make_photo(pair.folder / "A.jpg", seed=5)  # saved again by a program that drops it
    pair.read()
    assert pair.marks().rating == 2
    pair.mark({"rating": 4})
    pair.say("A.jpg", "xmp:Rating='2'", seconds=60)
    pair.read()
    assert pair.marks().rating == 4  # it says nothing new


def test_a_damaged_picture_is_its_decoders_matter_and_damaged_xmp_is_told_of_once(
    tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = Pictures(tmp_path.resolve(), ["A.jpg", "B.jpg", "C.jpg"], make_photo)
    shoot.say("C.jpg", "xmp:Rating='3'")
    (shoot.folder / "A.jpg").write_bytes(b"\xff\xd8\xff\xe1\xff")
    beside = shoot.folder / "other"
    copy_with_packet(shoot.folder / "B.jpg", beside, b"<x:xmpmeta")
    beside.replace(shoot.folder / "B.jpg")
    report = shoot.read()
    assert report.problems == []
    (remark,) = report.remarks()
    assert "1; the first:" in remark
    assert "B.jpg: malformed" in remark
    assert shoot.read().remarks() == []  # told once
    assert shoot.marks(2).rating == 3
    (shoot.folder / "C.jpg").write_bytes(b"\xff\xd8\xff\xe1\xff")
    shoot.read()
    assert shoot.marks(2).rating == 3


def test_a_full_disk_leaves_the_picture_whole(tmp_path: Path, make_photo: MakePhoto) -> None:
    import resource

    shoot = Pictures(tmp_path.resolve(), ["A.dng"], make_photo)
    path = make_raw(shoot.folder / "A.dng", picture(1, (1600, 1000)))
    shoot.read()
    before = path.read_bytes()
    shoot.mark({"rating": 4})
    shoot.write()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) - 1000, limits[1]))
    try:
        report = shoot.write(XmpSettings(into_files=True))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [p.path.name for p in report.problems] == ["A.dng"]
    assert path.read_bytes() == before
    assert sorted(file.name for file in shoot.folder.iterdir()) == ["A.dng", "A.xmp"]
    assert [p.name for p in shoot.write(XmpSettings(into_files=True)).written] == ["A.dng"]


def test_a_frame_whose_picture_tells_its_marks_needs_no_sidecar(
    tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = Pictures(tmp_path.resolve(), ["A.jpg", "B.jpg", "C.CR2"], make_photo)
    shoot.say("A.jpg", "xmp:Rating='3'")
    shoot.read()
    assert out_of_step(shoot.catalogue, shoot.folder) == []
    shoot.mark({"label": "red"})
    assert out_of_step(shoot.catalogue, shoot.folder) == shoot.ids
    shoot.write()
    assert out_of_step(shoot.catalogue, shoot.folder) == []
    assert out_of_step(shoot.catalogue, shoot.folder, inside=True) == shoot.ids[:2]  # no CR2 is written into
    shoot.write(XmpSettings(into_files=True))
    assert out_of_step(shoot.catalogue, shoot.folder, inside=True) == []
    assert shoot.in_picture("A.jpg") == Marks(rating=3, label="red")


def test_a_picture_that_is_gone_takes_no_marks_along(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    shoot = Pictures(tmp_path, ["A.dng", "A.jpg"], make_photo)
    shoot.say("A.jpg", "xmp:Rating='3'")
    folder = scan(work, shoot.folder, Job()).shoot.path
    (shoot.folder / "A.jpg").unlink()
    scan(work, shoot.folder, Job())
    assert {path.name for _, path in sidecars_below(work.catalogue, folder)} == {"A.dng"}
    (frame,) = queries.frames_of(work.catalogue, queries.open_shoot(work.catalogue, folder))
    assert frame.rating == 3


def test_xmp_goes_into_dngs_and_heifs_only_when_asked_and_reads_back(
    tmp_path: Path, make_photo: MakePhoto, shared_data: Path
) -> None:
    shoot = Pictures(tmp_path.resolve(), ["A.dng", "B.heic", "C.tif", "D.nef"], make_photo)
    real = shared_data / "camera_files" / "files"
    heic = next(iter(sorted(real.rglob("*.heic"))))
    (shoot.folder / "B.heic").write_bytes(heic.read_bytes())
    (shoot.folder / "C.tif").write_bytes((real / "Pillow" / "Tests__images__16bit.s.tif").read_bytes())
    (shoot.folder / "D.nef").write_bytes((shoot.folder / "A.dng").read_bytes())
    before = {path.name: path.read_bytes() for path in shoot.folder.iterdir()}
    shoot.read()
    shoot.mark({"rating": 4, "title": "Told"})
    shoot.write()
    assert all((shoot.folder / name).read_bytes() == data for name, data in before.items())
    names = shoot.write(XmpSettings(into_files=True)).written
    assert [path.name for path in names] == ["A.dng", "B.heic", "C.tif"]
    for name in ("A.dng", "B.heic", "C.tif"):
        assert shoot.in_picture(name) == Marks(rating=4, title="Told")
    assert (shoot.folder / "D.nef").read_bytes() == before["D.nef"]
    assert shoot.write(XmpSettings(into_files=True)).written == []
    assert shoot.read().frames == []


def test_what_we_write_into_a_picture_does_not_have_it_scored_again(
    work: Workplace, tmp_path: Path, make_photo: MakePhoto
) -> None:
    paths = [make_photo(tmp_path / "shoot" / f"{name}.jpg", seed=n) for n, name in enumerate("ab")]
    scan(work, tmp_path / "shoot", Job())
    ids = list(queries.frame_ids(work.catalogue, paths).values())
    decisions.mark(work.catalogue, ids, {"rating": 3}, "mark")
    os.utime(paths[1], (1, 1))  # another program was at work on it
    written = write_sidecars(work.catalogue, ids, XmpSettings(into_files=True), Job()).written
    assert set(paths) <= set(written)
    report = scan(work, tmp_path / "shoot", Job())
    assert (report.scanned, report.changed) == (1, 1)


def test_what_the_system_notes_beside_a_file_survives(pair: Pictures) -> None:
    path = pair.folder / "A.jpg"
    try:
        os.setxattr(path, "user.xdg.comment", b"mine")
    except OSError:
        pytest.skip("the disk keeps no such notes")
    path.chmod(0o640)
    pair.read()
    pair.mark({"rating": 4})
    pair.write(XmpSettings(into_files=True))
    assert pair.in_picture("A.jpg") == replace(Marks(), rating=4)
    assert os.getxattr(path, "user.xdg.comment") == b"mine"
    assert path.stat().st_mode & 0o777 == 0o640
