"""A card brought into dated folders: all of it, verified, twice if wanted, once only."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.ingest import plan_ingest
from aesthcull.exchange.delivery.running import deliver, resume, undo
from aesthcull.exchange.delivery.settings import DATED_FOLDER, DeliveryError, DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.card_files import card_files
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import walk
from tests.conftest import MakePhoto
from tests.exchange.delivery.small_shoot import SmallShoot, contents, states


@pytest.fixture
def card(tmp_path: Path, make_photo: MakePhoto) -> Path:
    """Two days of pictures with RAWs, a voice memo, a clip with its thumbnail, and housekeeping."""
    card = tmp_path.resolve() / "EOS_DIGITAL"
    folder = card / "DCIM" / "100CANON"
    make_photo(folder / "IMG_0001.JPG", seed=1, time="2024:05:07 10:00:00")
    make_photo(folder / "IMG_0002.JPG", seed=2, time="2024:05:07 10:00:05")
    make_photo(card / "DCIM" / "101CANON" / "IMG_0003.JPG", seed=3, time="2024:05:08 09:00:00")
    for name, content in (
        ("IMG_0001.CR2", b"a RAW"),
        ("IMG_0001.WAV", b"a voice memo"),
        ("MVI_0004.MP4", b"a clip"),
        ("MVI_0004.THM", b"its small picture"),
        ("CANON.CTG", b"housekeeping"),
    ):
        (folder / name).write_bytes(content)
        os.utime(folder / name, (1_715_169_600, 1_715_169_600))  # 2024-05-08, whatever the zone
    (card / "DCIM" / ".Trashes").mkdir()
    return card


class Machine:
    """What ingests here."""

    def __init__(self, catalogue: Catalogue, base: Path) -> None:
        self.catalogue = catalogue
        self.to = base.resolve() / "pictures"
        self.thumbnails = ThumbnailCache(base / "thumbnails")

    def plan(self, card: Path, **more: object):
        chosen = {"template": DATED_FOLDER, **more}
        settings = DeliverySettings("ingest", self.to, **chosen)  # type: ignore[arg-type]
        return plan_ingest(self.catalogue, card, settings, Job())

    def ingest(self, card: Path, **more: object):
        return deliver(self.catalogue, self.thumbnails, self.plan(card, **more), Job())


@pytest.fixture
def machine(catalogue: Catalogue, tmp_path: Path) -> Machine:
    return Machine(catalogue, tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in contents(folder))


def test_a_card_goes_into_dated_folders_and_is_only_read(machine, card):
    before = states(card)
    folders = {path: path.stat().st_mtime_ns for path in card.rglob("*") if path.is_dir()}
    report = machine.ingest(card)
    assert (report.done, report.problems) == (7, ())
    assert names(machine.to) == [
        "2024/2024-05-07/IMG_0001.CR2",
        "2024/2024-05-07/IMG_0001.JPG",
        "2024/2024-05-07/IMG_0001.WAV",
        "2024/2024-05-07/IMG_0002.JPG",
        "2024/2024-05-08/IMG_0003.JPG",
        "2024/2024-05-08/MVI_0004.MP4",
        "2024/2024-05-08/MVI_0004.THM",
    ]
    assert states(card) == before
    assert {path: path.stat().st_mtime_ns for path in folders} == folders


def test_what_is_left_on_the_card_is_named(machine, card):
    (remark,) = machine.plan(card).remarks
    assert remark == "left on the card, neither pictures nor recordings: 1 × .ctg"


def test_the_backup_gets_the_same_files(machine, card, tmp_path):
    report = machine.ingest(card, backup=tmp_path / "backup", template="{sequence:03}_{name}")
    assert report.done == 14
    one, other = contents(machine.to), contents(tmp_path / "backup")
    assert [path.name for path in one] == [path.name for path in other]
    assert list(one.values()) == list(other.values())
    assert {"001_IMG_0001.CR2", "001_IMG_0001.JPG", "001_IMG_0001.WAV"} <= set(names(machine.to))


def test_a_second_ingest_brings_only_what_is_new(machine, card, make_photo):
    machine.ingest(card, template="{date:%Y%m%d}_{sequence}_{name}")
    make_photo(card / "DCIM" / "101CANON" / "IMG_0005.JPG", seed=5, time="2024:05:08 09:30:00")
    again = machine.ingest(card)  # the template, too, is another one now
    assert (again.done, again.present) == (1, 7)
    assert names(machine.to)[0] == "2024/2024-05-08/IMG_0005.JPG"
    assert machine.ingest(card).delivery_id is None


def test_a_backup_that_came_later_gets_everything(machine, card, tmp_path):
    machine.ingest(card)
    report = machine.ingest(card, backup=tmp_path / "backup")
    assert (report.done, report.problems) == (7, ())
    assert names(tmp_path / "backup") == names(machine.to)


def test_files_that_the_catalogue_knows_are_not_brought_again(machine, card, tmp_path):
    copied = tmp_path.resolve() / "by hand"
    shutil.copytree(card / "DCIM" / "100CANON", copied)
    (copied / "IMG_0002.JPG").rename(copied / "renamed.JPG")
    queries.open_shoot(machine.catalogue, copied)
    found = walk(copied).frames
    scanning.add_frames(
        machine.catalogue,
        [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in frame.files) for frame in found],
    )
    plan = machine.plan(card)
    brought = {file.source.name for file in plan.files}
    assert not brought & {"IMG_0001.JPG", "IMG_0001.CR2", "IMG_0002.JPG"}
    assert "IMG_0003.JPG" in brought


def test_another_cameras_file_of_the_same_name_size_and_second_is_brought(machine, card, tmp_path):
    machine.ingest(card)
    other = tmp_path.resolve() / "OTHER" / "DCIM" / "100CANON"
    other.mkdir(parents=True)
    twin = card / "DCIM" / "100CANON" / "IMG_0001.CR2"
    (other / twin.name).write_bytes(b"b RAW")
    os.utime(other / twin.name, ns=(twin.stat().st_atime_ns, twin.stat().st_mtime_ns))
    report = machine.ingest(tmp_path.resolve() / "OTHER")
    assert (report.done, report.present) == (1, 0)
    assert b"b RAW" in contents(machine.to).values() and b"a RAW" in contents(machine.to).values()


@pytest.mark.parametrize("spoilt", ["cut short", "overwritten", "edited"])
def test_what_is_no_longer_as_it_was_brought_is_brought_again_beside_it(machine, card, spoilt):
    machine.ingest(card)
    there = machine.to / "2024" / "2024-05-07" / "IMG_0002.JPG"
    whole, found = there.read_bytes(), list(walk(machine.to).frames)
    queries.open_shoot(machine.catalogue, machine.to)
    files = [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in frame.files) for frame in found]
    scanning.add_frames(machine.catalogue, files)
    changed = {"cut short": whole[:2000], "overwritten": b"?" * len(whole), "edited": whole + b"keywords"}
    there.write_bytes(changed[spoilt])
    plan = machine.plan(card)
    assert [file.source.name for file in plan.files] == ["IMG_0002.JPG"]
    assert plan.remarks[0].startswith(f"{there}: damaged or changed since it was brought")
    deliver(machine.catalogue, machine.thumbnails, plan, Job())
    assert there.read_bytes() == changed[spoilt]
    assert there.with_name("IMG_0002_2.JPG").read_bytes() == whole
    assert machine.ingest(card).delivery_id is None


def test_an_edited_sidecar_is_not_brought_again(machine, card):
    (card / "DCIM" / "100CANON" / "IMG_0001.xmp").write_bytes(b"<xmp/>")
    machine.ingest(card)
    (machine.to / "2024" / "2024-05-07" / "IMG_0001.xmp").write_bytes(b"<xmp>stars</xmp>")
    assert machine.ingest(card).delivery_id is None


def test_what_was_moved_since_with_its_voice_memo_is_not_brought_again(machine, card, tmp_path):
    base = tmp_path.resolve()
    machine.ingest(card)
    shoot = SmallShoot(machine.to, machine.catalogue, machine.thumbnails)
    for folder, to in ((machine.to, "archive"), (base / "archive", "vault")):
        queries.open_shoot(machine.catalogue, folder)
        files = [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in g.files) for g in walk(folder).frames]
        scanning.add_frames(machine.catalogue, files)
        shoot.folder = folder
        shoot.deliver("move", base / to)
    assert [path.name for path in (base / "vault").rglob("*.WAV")] == ["IMG_0001.WAV"]
    plan = machine.plan(card)
    assert {file.source.stem for file in plan.files} <= {"MVI_0004"}  # a clip is no frame


def test_a_damaged_backup_is_renewed(machine, card, tmp_path):
    backup = tmp_path.resolve() / "backup"
    machine.ingest(card, backup=backup)
    (memo,) = backup.rglob("*.WAV")
    memo.write_bytes(b"garbage memo")
    again = machine.ingest(card, backup=backup)
    assert again.done == 3  # a frame is whole
    assert memo.with_name("IMG_0001_2.WAV").read_bytes() == b"a voice memo"


def test_a_library_that_is_gone_is_brought_again_though_a_backup_is_left(machine, card, tmp_path):
    backup = tmp_path.resolve() / "backup"
    machine.ingest(card, backup=backup)
    machine.to.rename(tmp_path / "away")
    plan = machine.plan(card)
    assert len(plan.files) == 7 and not plan.present
    assert plan.remarks[0] == f"7 files are in a backup only; brought again to {machine.to}"
    assert all(file.target.is_relative_to(machine.to) for file in plan.files)


def test_what_was_brought_and_lost_is_brought_again(machine, card):
    machine.ingest(card)
    (machine.to / "2024" / "2024-05-07" / "IMG_0002.JPG").unlink()
    assert machine.ingest(card).done == 1


def test_an_ingest_is_taken_back_but_never_once_the_card_was_formatted(machine, card):
    first = machine.ingest(card)
    undo(machine.catalogue, machine.thumbnails, first.delivery_id, Job())
    assert not machine.to.exists()
    second = machine.ingest(card)
    before = contents(machine.to)
    shutil.rmtree(card / "DCIM" / "101CANON")
    (card / "DCIM" / "100CANON" / "IMG_0001.CR2").unlink()
    back = undo(machine.catalogue, machine.thumbnails, second.delivery_id, Job())
    kept = contents(machine.to)
    assert {path.name for path in kept} == {"IMG_0001.CR2", "IMG_0003.JPG"}
    assert kept.items() <= before.items() and len(back.problems) == 2


class PulledOut(Job):
    """The card is pulled out after so many blocks."""

    def __init__(self, card: Path, blocks: int) -> None:
        super().__init__()
        self.card = card
        self.left = blocks

    def advance(self, items: int = 1) -> None:
        self.left -= 1
        if self.left == 0:
            self.card.rename(self.card.with_name("in the pocket"))
        super().advance(items)


def test_a_card_that_is_pulled_out_is_gone_on_with(machine, card):
    everything = sorted(data for path, data in contents(card).items() if path.suffix != ".CTG")
    plan = machine.plan(card)
    report = deliver(machine.catalogue, machine.thumbnails, plan, PulledOut(card, 5))
    assert report.stopped and "was it pulled out" in report.stopped and 0 < report.done < 7
    with pytest.raises(DeliveryError, match="plug in its disk or card"):
        resume(machine.catalogue, machine.thumbnails, report.delivery_id, Job())
    card.with_name("in the pocket").rename(card)
    rest = resume(machine.catalogue, machine.thumbnails, report.delivery_id, Job())
    assert (rest.done, rest.problems) == (7 - report.done, ())
    assert sorted(contents(machine.to).values()) == everything


@pytest.mark.parametrize("place", ["to", "backup"])
def test_nothing_is_written_to_the_card_itself(catalogue, card, tmp_path, place):
    folders = {"to": tmp_path / "pictures", "backup": tmp_path / "backup", place: card / "backup"}
    settings = DeliverySettings("ingest", folders["to"], backup=folders["backup"])
    with pytest.raises(DeliveryError, match="lies on the card itself"):
        plan_ingest(catalogue, card, settings, Job())


def test_a_backup_inside_the_destination_is_refused(machine, card):
    with pytest.raises(DeliveryError, match="must lie apart"):
        machine.plan(card, backup=machine.to / "backup")


def test_a_card_that_is_not_there_is_one_clear_line(machine, tmp_path):
    with pytest.raises(DeliveryError, match="nowhere: no such file or directory"):
        machine.plan(tmp_path / "nowhere")


def test_a_damaged_picture_is_brought_all_the_same(machine, card):
    broken = card / "DCIM" / "100CANON" / "IMG_0009.JPG"
    broken.write_bytes(b"\xff\xd8\xff\xe1 not much of a picture")
    assert machine.ingest(card).done == 8
    assert broken.read_bytes() in contents(machine.to).values()


def test_both_halves_of_a_live_photo_get_one_name(machine, card, make_photo):
    make_photo(card / "DCIM" / "100APPLE" / "IMG_7.JPG", seed=7, time="2024:05:07 11:00:00")
    (card / "DCIM" / "100APPLE" / "IMG_7.MOV").write_bytes(b"moving")
    machine.ingest(card, template="{date:%Y%m%d%H}_{name}_{sequence}")
    (stem,) = {Path(name).stem for name in names(machine.to) if "IMG_7" in name}
    assert {f"{stem}.JPG", f"{stem}.MOV"} <= set(names(machine.to))


def test_hidden_files_and_links_stay_on_the_card(card):
    (card / "DCIM" / "._IMG_0001.JPG").write_bytes(b"a Mac's")
    (card / "DCIM" / "link.JPG").symlink_to(card / "DCIM" / "100CANON" / "IMG_0001.JPG")
    found = {file.path.name for group in card_files(card, Job()).groups for file in group}
    assert not found & {"._IMG_0001.JPG", "link.JPG"}
