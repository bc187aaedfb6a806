"""Sidecars on disk beside a real catalogue: read on a scan, written, decided about."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from aesthcull.catalogue import decisions, queries, scanning
from aesthcull.catalogue import sidecars as known_sidecars
from aesthcull.catalogue.records import Marks, StoredFile
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.xmp.profiles import Differing, XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.job import Cancelled, Job
from aesthcull.photos.walk import walk
from aesthcull.pipeline import Workplace, scan
from aesthcull.pipeline.sidecar_conflicts import conflicts, decide
from aesthcull.pipeline.sidecar_reading import ReadReport, SidecarReading, read_sidecars
from aesthcull.pipeline.sidecar_writing import WriteReport, write_sidecars
from tests.conftest import MakePhoto
from tests.exchange.xmp.forms import LIGHTROOM, described, without_ours

COMMON = XmpSettings()


class Shoot:
    """A folder with pictures that are never decoded, and its catalogue."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.folder = folder / "shoot"
        self.folder.mkdir()
        for name in names:
            (self.folder / name).write_bytes(b"picture")
        self.catalogue: Catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
        queries.open_shoot(self.catalogue, self.folder)
        found = walk(self.folder).frames
        files = [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in frame.files) for frame in found]
        self.ids = scanning.add_frames(self.catalogue, files)

    def mark(self, *changes: dict[str, object], frames: Sequence[int] | None = None) -> None:
        for change in changes:
            decisions.mark(self.catalogue, frames or self.ids, change, "mark")

    def marks(self, place: int = 0) -> Marks:
        return known_sidecars.marks_of(self.catalogue, self.ids)[self.ids[place]]

    def read(self, differing: Differing | None = "newer") -> ReadReport:
        found = walk(self.folder).frames
        return read_sidecars(self.catalogue, self.folder, found, SidecarReading(differing), Job())

    def write(self, settings: XmpSettings = COMMON, *, dry: bool = False) -> WriteReport:
        return write_sidecars(self.catalogue, self.ids, settings, Job(), dry=dry)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.suffix.lower() == ".xmp")

    def put(self, name: str, data: bytes, seconds_from_now: float = 0) -> None:
        path = self.folder / name
        path.write_bytes(data)
        then = time.time() + seconds_from_now
        os.utime(path, (then, then))

    def told(self, name: str) -> Marks:
        return read_marks((self.folder / name).read_bytes())


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    return Shoot(tmp_path.resolve(), ["IMG_1.CR2"])


def test_a_scan_reads_sidecars_as_one_step(work: Workplace, tmp_path: Path, make_photo: MakePhoto) -> None:
    folder = tmp_path / "shoot"
    for n in range(3):
        make_photo(folder / f"{n}.jpg", seed=n)
        (folder / f"{n}.xmp").write_bytes(described("", f"xmp:Rating='{n + 1}'"))
    report = scan(work, folder, Job())
    assert [step.name for step in report.sidecars.steps] == ["Read XMP of 3 frames"]
    frames = queries.frames_of(work.catalogue, report.shoot)
    assert [frame.rating for frame in frames] == [1, 2, 3]
    assert scan(work, folder, Job()).sidecars.read == 0
    decisions.undo(work.catalogue, report.shoot.path)
    assert not any(frame.rating for frame in queries.frames_of(work.catalogue, report.shoot))
    assert scan(work, folder, Job()).sidecars.read == 0  # what was undone does not come back


def test_both_names_are_read_and_the_one_changed_last_counts(shoot: Shoot) -> None:
    shoot.put("IMG_1.xmp", described("", "xmp:Rating='2' xmp:Label='Red'"), -10)
    shoot.put("IMG_1.CR2.xmp", described("", "xmp:Rating='5'"), -5)
    assert shoot.read().read == 2
    assert shoot.marks() == Marks(rating=5, label="red")


def test_a_bad_sidecar_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path.resolve(), ["A.CR2", "B.CR2"])
    shoot.put("A.xmp", b"<x:xmpmeta")
    shoot.put("B.xmp", described("", "xmp:Rating='4'"))
    report = shoot.read()
    assert [(p.path.name, "malformed" in p.reason) for p in report.problems] == [("A.xmp", True)]
    assert shoot.marks(1).rating == 4
    shoot.mark({"rating": 3})
    report2 = shoot.write()
    assert [p.path.name for p in report2.problems] == ["A.xmp"]
    assert (shoot.folder / "A.xmp").read_bytes() == b"<x:xmpmeta"


def test_what_both_sides_changed_is_decided_by_time(shoot: Shoot) -> None:
    shoot.mark({"rating": 3, "title": "Here"})
    shoot.write()
    shoot.mark({"rating": 4})
    shoot.put("IMG_1.xmp", described("", "xmp:Rating='1'"), 60)
    shoot.read()
    assert shoot.marks() == Marks(rating=1)  # the other program took the title out, too
    shoot.mark({"rating": 5})
    shoot.put("IMG_1.xmp", described("", "xmp:Rating='2'"), -60)
    assert shoot.read().frames == []
    assert shoot.marks().rating == 5
    shoot.write()
    assert shoot.told("IMG_1.xmp").rating == 5


def test_the_user_is_asked_and_decides(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path.resolve(), ["A.CR2", "B.CR2"])
    shoot.mark({"rating": 3})
    shoot.write()
    shoot.mark({"rating": 4})
    for name in ("A.xmp", "B.xmp"):
        shoot.put(name, described("", "xmp:Rating='1' xmp:Label='Red'"), 60)
    asked = shoot.read("ask")
    assert sorted(asked.asking) == sorted(shoot.ids)
    assert [shoot.marks(n) for n in (0, 1)] == [Marks(rating=4, label="red")] * 2
    found, problems = conflicts(shoot.catalogue, shoot.folder)
    assert [(c.sidecar.name, c.fields, c.frame.rating, c.file.rating) for c in found] == [
        ("A.xmp", ("rating",), 4, 1),
        ("B.xmp", ("rating",), 4, 1),
    ]
    assert not problems
    refused = shoot.write(XmpSettings(differing="ask"))  # nothing is written over what is asked about
    assert (refused.written, sorted(refused.asking)) == ([], sorted(shoot.ids))
    decide(shoot.catalogue, found[:1], "catalogue", Job())
    decide(shoot.catalogue, found[1:], "sidecar", Job())
    assert [shoot.marks(n).rating for n in (0, 1)] == [4, 1]
    assert conflicts(shoot.catalogue, shoot.folder) == ([], [])
    assert [path.name for path in shoot.write(XmpSettings(differing="ask")).written] == ["A.xmp"]
    assert shoot.told("A.xmp") == Marks(rating=4, label="red")
    decisions.undo(shoot.catalogue, shoot.folder)
    assert shoot.marks(1).rating == 4


def test_a_sidecar_that_is_gone_takes_no_marks_along(shoot: Shoot) -> None:
    shoot.mark({"rating": 3})
    shoot.write()
    (shoot.folder / "IMG_1.xmp").unlink()
    shoot.read()
    assert shoot.marks().rating == 3
    assert len(shoot.write().written) == 1


def test_a_removed_word_is_removed_and_not_suggested_again(shoot: Shoot) -> None:
    shoot.mark({"keyword": ("bird", "sky")})
    shoot.write()
    shoot.put("IMG_1.xmp", described("<dc:subject><rdf:Bag><rdf:li>sky</rdf:li></rdf:Bag></dc:subject>"))
    shoot.read()
    assert shoot.marks().keywords == {"sky"}


def test_writing_again_writes_nothing(shoot: Shoot) -> None:
    shoot.mark({"flag": "reject", "rating": 4, "keyword": "a|b", "description": "Long\nago"})
    assert len(shoot.write().written) == 1
    before = (shoot.folder / "IMG_1.xmp").stat()
    assert shoot.write().written == []
    assert (shoot.folder / "IMG_1.xmp").stat() == before
    assert shoot.read().read == 0
    assert shoot.marks().rating == 4  # although −1 took their place in the file


def test_frames_without_marks_get_no_sidecar(shoot: Shoot) -> None:
    assert shoot.write().written == []
    assert shoot.names() == []


def test_names_are_as_set_and_sidecars_that_are_there_are_kept_in_step(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path.resolve(), ["A.CR2", "A.JPG", "A.png", "B.CR2", "B.dng"])
    shoot.put("B.CR2.XMP", described("", "xmp:Rating='1'"), -60)
    shoot.mark({"rating": 3})
    shoot.write()
    assert shoot.names() == ["A.png.xmp", "A.xmp", "B.CR2.XMP", "B.xmp"]  # one A.xmp is not for two frames
    assert shoot.told("B.CR2.XMP").rating == 3
    shoot.write(XmpSettings(naming="long"))
    assert {"A.CR2.xmp", "A.JPG.xmp", "B.dng.xmp"} <= set(shoot.names())
    assert "B.CR2.xmp" not in shoot.names()
    assert shoot.read().read == 0


def test_a_dry_run_changes_nothing(shoot: Shoot) -> None:
    shoot.put("IMG_1.xmp", LIGHTROOM.encode(), -60)
    shoot.mark({"rating": 5})
    report = shoot.write(dry=True)
    assert [path.name for path in report.written] == ["IMG_1.xmp"]
    assert (shoot.folder / "IMG_1.xmp").read_bytes() == LIGHTROOM.encode()
    assert shoot.marks() == Marks(rating=5)


def test_what_another_program_changed_meanwhile_is_read_before_writing(shoot: Shoot) -> None:
    shoot.put("IMG_1.xmp", LIGHTROOM.encode(), -60)
    shoot.mark({"rating": 5})
    report = shoot.write()
    assert report.read.read == 1
    assert shoot.marks().title == "An eagle"
    told = (shoot.folder / "IMG_1.xmp").read_bytes()
    assert read_marks(told) == shoot.marks()
    assert without_ours(told) == without_ours(LIGHTROOM.encode())


def test_a_card_and_a_read_only_folder_are_left_alone(shoot: Shoot, monkeypatch: pytest.MonkeyPatch) -> None:
    shoot.mark({"rating": 5})
    shoot.folder.chmod(0o555)
    try:
        report = shoot.write()
    finally:
        shoot.folder.chmod(0o755)
    assert [str(p.reason) for p in report.problems] == ["not written: its folder is read-only"]
    assert shoot.names() == []
    assert report.failed == shoot.ids
    from aesthcull.photos.cards import Volume
    from aesthcull.pipeline import sidecar_places

    card = (Volume(shoot.folder.parent, removable=True, dcim=True),)
    monkeypatch.setattr(sidecar_places, "volumes", lambda: card)  # what is mounted, not what is tested
    report = shoot.write()
    assert "memory card" in report.problems[0].reason
    assert shoot.names() == []
    assert len(shoot.write(XmpSettings(everywhere=True)).written) == 1


def test_a_read_only_sidecar_is_left_alone(shoot: Shoot) -> None:
    shoot.put("IMG_1.xmp", LIGHTROOM.encode(), -60)
    (shoot.folder / "IMG_1.xmp").chmod(0o444)
    shoot.mark({"rating": 5})
    assert [p.reason for p in shoot.write().problems] == ["not written: the file is read-only"]
    assert (shoot.folder / "IMG_1.xmp").read_bytes() == LIGHTROOM.encode()


def test_a_link_to_a_sidecar_stays_a_link(shoot: Shoot, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.xmp"
    real.write_bytes(LIGHTROOM.encode())
    (shoot.folder / "IMG_1.xmp").symlink_to(real)
    shoot.mark({"rating": 5})
    shoot.write()
    assert (shoot.folder / "IMG_1.xmp").is_symlink()
    assert read_marks(real.read_bytes()).rating == 5


def test_a_cancelled_write_knows_what_it_wrote(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path.resolve(), [f"{n}.CR2" for n in range(5)])
    shoot.mark({"rating": 5})

    class Impatient(Job):
        def advance(self, items: int = 1) -> None:
            super().advance(items)
            if self.snapshot().done == 2:
                self.cancel()

    with pytest.raises(Cancelled):
        write_sidecars(shoot.catalogue, shoot.ids, XmpSettings(), Impatient())
    written = shoot.names()
    assert 0 < len(written) < 5
    assert shoot.read().read == 0
    assert len(shoot.write().written) == 5 - len(written)


def test_other_titles_for_thousands_of_frames_are_one_step(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path.resolve(), [f"{n:04}.CR2" for n in range(300)])
    for n in range(300):
        title = f"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Title {n}</rdf:li></rdf:Alt></dc:title>"
        shoot.put(f"{n:04}.xmp", described(title, f"xmp:Rating='{n % 6}'"))
    assert len(shoot.read().frames) == 300
    assert (shoot.marks(7).title, shoot.marks(7).rating) == ("Title 7", 1)
    decisions.undo(shoot.catalogue, shoot.folder)
    assert shoot.marks(7) == Marks()
    decisions.redo(shoot.catalogue, shoot.folder)
    assert shoot.marks(299).title == "Title 299"


def test_jpegs_are_written_only_when_asked_and_read_back(tmp_path: Path, make_photo: MakePhoto) -> None:
    shoot = Shoot(tmp_path.resolve(), ["A.jpg", "B.jpg"])
    for name in ("A.jpg", "B.jpg"):
        make_photo(shoot.folder / name)
    before = (shoot.folder / "A.jpg").read_bytes()
    shoot.mark({"rating": 4, "title": "Told"}, frames=shoot.ids[:1])
    shoot.write()
    assert (shoot.folder / "A.jpg").read_bytes() == before
    into = XmpSettings(into_files=True)
    assert [path.name for path in shoot.write(into).written] == ["A.jpg"]
    assert shoot.names() == ["A.xmp"]
    after = (shoot.folder / "A.jpg").read_bytes()
    assert after[after.index(b"\xff\xda") :] == before[before.index(b"\xff\xda") :]
    assert shoot.write(into).written == []
    other = Shoot.__new__(Shoot)  # another catalogue finds the marks in the JPEG alone
    (shoot.folder / "A.xmp").unlink()
    other.folder, other.catalogue = shoot.folder, open_catalogue(str(tmp_path / "other.sqlite"))
    found = walk(shoot.folder).frames
    other.ids = scanning.add_frames(
        other.catalogue, [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in fr.files) for fr in found]
    )
    read_sidecars(other.catalogue, other.folder, found, SidecarReading(inside=False), Job())
    assert other.marks() == Marks()
    assert other.read().read == 1
    assert other.marks() == Marks(rating=4, title="Told")


def test_a_sidecar_without_a_picture_is_passed_over(shoot: Shoot) -> None:
    shoot.put("IMG_9.xmp", described("", "xmp:Rating='4'"))
    assert (shoot.read().read, shoot.read().problems) == (0, [])
    (shoot.folder / "IMG_1.CR2").unlink()
    shoot.put("IMG_1.xmp", described("", "xmp:Rating='4'"))
    assert shoot.read().frames == []
    shoot.mark({"rating": 2})
    report = shoot.write()
    assert (report.written, report.problems) == ([], [])


def test_a_full_disk_leaves_the_sidecar_whole(shoot: Shoot) -> None:
    import resource

    shoot.put("IMG_1.xmp", LIGHTROOM.encode(), -60)
    shoot.read()
    shoot.mark({"rating": 5})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        report = shoot.write()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [p.path.name for p in report.problems] == ["IMG_1.xmp"]
    assert (shoot.folder / "IMG_1.xmp").read_bytes() == LIGHTROOM.encode()
    assert sorted(path.name for path in shoot.folder.iterdir()) == ["IMG_1.CR2", "IMG_1.xmp"]
    assert len(shoot.write().written) == 1


def test_a_folder_that_went_away_is_named(shoot: Shoot) -> None:
    shoot.mark({"rating": 5})
    shoot.folder.rename(shoot.folder.with_name("elsewhere"))
    report = shoot.write()
    assert [p.path for p in report.problems] == [shoot.folder]
    assert report.failed == shoot.ids


def test_what_another_program_writes_while_we_do_is_not_written_over(tmp_path: Path) -> None:
    shoot = Shoot(tmp_path.resolve(), ["A.CR2", "B.CR2"])
    shoot.put("B.xmp", LIGHTROOM.encode(), -60)
    shoot.mark({"rating": 5})

    class Meanwhile(Job):
        def advance(self, items: int = 1) -> None:
            super().advance(items)
            if self.snapshot().message == "Writing sidecars" and self.snapshot().done == 1:
                shoot.put("B.xmp", described("", "xmp:Rating='1' xmp:Label='Blue'"), 60)

    report = write_sidecars(shoot.catalogue, shoot.ids, COMMON, Meanwhile())
    assert [path.name for path in report.written] == ["A.xmp"]
    assert "another program" in report.problems[0].reason
    assert shoot.told("B.xmp") == Marks(rating=1, label="blue")
    shoot.write()
    assert shoot.marks(1).label == "blue"
