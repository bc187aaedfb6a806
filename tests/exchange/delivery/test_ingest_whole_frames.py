"""A card's frame of which a part is on this machine already comes whole, or is passed over whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import piexif
import pytest

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.delivery.ingest import plan_ingest
from aesthcull.exchange.delivery.running import deliver
from aesthcull.exchange.delivery.settings import DATED_FOLDER, DeliveryPlan, DeliveryReport, DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import walk
from tests.conftest import MakePhoto

DAY = "2024/2024-05-07"


class Machine:
    """What ingests here."""

    def __init__(self, catalogue: Catalogue, base: Path) -> None:
        self.catalogue = catalogue
        self.to = base / "pictures"
        self.thumbnails = ThumbnailCache(base / "thumbnails")

    def plan(self, card: Path, template: str = DATED_FOLDER) -> DeliveryPlan:
        return plan_ingest(self.catalogue, card, DeliverySettings("ingest", self.to, template), Job())

    def ingest(self, card: Path) -> DeliveryReport:
        return deliver(self.catalogue, self.thumbnails, self.plan(card), Job())

    def scan(self, folder: Path) -> None:
        """Let the catalogue know the pictures of a folder."""
        queries.open_shoot(self.catalogue, folder)
        files = [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in g.files) for g in walk(folder).frames]
        scanning.add_frames(self.catalogue, files)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    catalogue = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    yield Machine(catalogue, tmp_path.resolve())
    catalogue.close()


@pytest.fixture
def camera(tmp_path: Path, make_photo: MakePhoto) -> Path:
    """The camera's folder on a card: three frames with RAWs; a voice memo, a sidecar and a small picture."""
    folder = tmp_path.resolve() / "card" / "DCIM" / "100CANON"
    for number in (1, 2, 3):
        make_photo(folder / f"A_000{number}.JPG", seed=number, time=f"2024:05:07 10:00:0{number}")
        (folder / f"A_000{number}.CR2").write_bytes(b"RAW %d" % number * 1000)
    for name in ("A_0001.WAV", "A_0001.THM", "A_0003.xmp"):
        (folder / name).write_bytes(name.encode())
    for file in folder.iterdir():
        os.utime(file, (1_715_076_000, 1_715_076_000))
    return folder


def card_of(camera: Path) -> Path:
    return camera.parents[1]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def by_hand(camera: Path, to: Path, *patterns: str) -> Path:
    to.mkdir()
    for pattern in patterns:
        for file in camera.glob(pattern):
            shutil.copy2(file, to)
    return to


def test_a_raw_is_not_brought_without_its_jpeg_that_lies_elsewhere(machine, camera, tmp_path):
    machine.scan(by_hand(camera, tmp_path.resolve() / "client", "*.JPG"))
    assert "3 frames are here in part only; brought whole" in machine.plan(card_of(camera)).remarks
    assert machine.ingest(card_of(camera)).problems == ()
    assert names(machine.to) == names(camera)
    assert machine.ingest(card_of(camera)).delivery_id is None


def test_what_lies_beside_known_pictures_is_there_and_it_is_said_where(machine, camera, tmp_path):
    old = by_hand(camera, tmp_path.resolve() / "old", "*")
    machine.scan(old)
    plan = machine.plan(card_of(camera))
    assert (plan.files, plan.here, plan.to_open) == ((), (old,), old)
    assert plan.remarks == (f"3 frames are here already, in {old}",)
    assert machine.ingest(card_of(camera)).delivery_id is None and not machine.to.exists()


@pytest.mark.parametrize("spoilt", ["missing", "another's"])
def test_a_frame_whose_voice_memo_is_not_beside_it_comes_whole(machine, camera, tmp_path, spoilt):
    old = by_hand(camera, tmp_path.resolve() / "old", "*")
    machine.scan(old)
    (old / "A_0001.WAV").unlink()
    if spoilt == "another's":
        (old / "A_0001.WAV").write_bytes(b"?_0001.WAV")
    machine.ingest(card_of(camera))
    assert names(machine.to) == ["A_0001.CR2", "A_0001.JPG", "A_0001.THM", "A_0001.WAV"]


def test_a_sidecar_edited_here_is_kept_and_the_cards_is_named(machine, camera, tmp_path):
    old = by_hand(camera, tmp_path.resolve() / "old", "*")
    machine.scan(old)
    (old / "A_0003.xmp").write_bytes(b"rated since")
    plan = machine.plan(card_of(camera))
    assert plan.files == ()
    assert plan.remarks[0] == (
        f"{camera / 'A_0003.xmp'}: says something else than the one that is here, which is kept; not brought"
    )


def test_companions_are_found_under_the_new_names_of_their_frame(machine, camera, tmp_path):
    old = by_hand(camera, tmp_path.resolve() / "old", "*")
    for file in list(old.iterdir()):
        file.rename(file.with_name(file.name.replace("A_", "wedding-").lower()))
    machine.scan(old)
    assert machine.plan(card_of(camera)).files == ()


def test_raws_and_jpegs_kept_apart_are_there(machine, camera, tmp_path):
    base = tmp_path.resolve()
    for folder, patterns in (("jpeg", ("*.JPG", "*.WAV", "*.THM")), ("raw", ("*.CR2", "*.xmp"))):
        machine.scan(by_hand(camera, base / folder, *patterns))
    plan = machine.plan(card_of(camera))
    assert plan.files == () and plan.here == (base / "jpeg",)


def test_a_memo_lost_from_the_library_comes_back_beside_its_pictures(machine, camera):
    machine.ingest(card_of(camera))
    (machine.to / DAY / "A_0001.WAV").unlink()
    assert machine.ingest(card_of(camera)).done == 1
    assert names(machine.to) == names(camera)


def test_after_clips_alone_there_is_nothing_to_cull(machine, tmp_path):
    folder = tmp_path.resolve() / "card" / "DCIM" / "100CANON"
    folder.mkdir(parents=True)
    (folder / "MVI_1.MP4").write_bytes(b"a clip")
    plan = machine.plan(tmp_path.resolve() / "card")
    assert len(plan.files) == 1 and plan.to_open is None


def test_cameras_in_two_time_zones_are_numbered_as_it_happened(machine, tmp_path, make_photo):
    folder = tmp_path.resolve() / "card" / "DCIM"
    for name, time, zone in (
        ("A1.JPG", "12:00", "+02:00"),
        ("A2.JPG", "12:10", "+02:00"),
        ("B1.JPG", "10:05", "+00:00"),
        ("B2.JPG", "10:15", "+00:00"),
    ):
        photo = make_photo(folder / name, seed=sum(name.encode()))
        told = {
            piexif.ExifIFD.DateTimeOriginal: f"2024:05:07 {time}:00".encode(),
            piexif.ExifIFD.OffsetTimeOriginal: zone.encode(),
        }
        piexif.insert(piexif.dump({"Exif": told}), str(photo))
    plan = machine.plan(tmp_path.resolve() / "card", "{sequence}_{name}")
    assert [file.target.stem for file in plan.files] == ["1_A1", "2_B1", "3_A2", "4_B2"]


def test_photographs_without_a_time_are_told_of_where_the_name_has_one(machine, tmp_path, make_photo):
    card = tmp_path.resolve() / "card"
    make_photo(card / "IMG_1.JPG", seed=1)
    make_photo(card / "IMG_2.JPG", seed=2, time="2024:05:07 10:00:00")
    said = "1 frame has no time of capture; named by the file's time, as IMG_1.JPG"
    assert machine.plan(card).remarks == (said,)
    assert machine.plan(card, "{name}").remarks == ()
