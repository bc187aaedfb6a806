"""Files that come to stand beside a frame's after a scan, or after a delivery, go with it all the same."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest

from aesthcull.catalogue import deliveries, queries, scanning, sidecars
from aesthcull.catalogue.deliveries import PlannedFile
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.sidecars import Sidecar
from aesthcull.exchange.delivery.grounds import common_folders
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver, resume, undo
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.exchange.delivery.space import spaces
from aesthcull.job import Cancelled, Job
from aesthcull.photos.walk import walk
from tests.exchange.delivery.small_shoot import KINDS, SmallShoot, contents, make_shoot


def test_a_sidecar_written_after_a_move_goes_back_with_its_frame(shoot, tmp_path):
    out = tmp_path.resolve() / "out"
    before = contents(shoot.folder)
    report = shoot.deliver("move", out, "{sequence:03}_{name}", flat=True)
    for name in ("001_IMG_0000.jpg.xmp", "001_IMG_0000.pp3", "002_IMG_0001.aae"):
        (out / name).write_bytes(name.encode())
    stray = out / "notes.xmp"
    stray.write_bytes(b"nobody's")
    (first,) = queries.frame_ids(shoot.catalogue, [out / "001_IMG_0000.JPG"]).values()
    written = out / "001_IMG_0000.pp3"
    status = written.stat()
    sidecars.keep(shoot.catalogue, [Sidecar(first, written, status.st_size, status.st_mtime_ns, "{}")])
    back = shoot.undone(report.delivery_id)
    assert back.problems == ()
    late = {"IMG_0000.jpg.xmp": b"001_IMG_0000.jpg.xmp", "IMG_0000.pp3": b"001_IMG_0000.pp3"}
    late |= {"IMG_0001.aae": b"002_IMG_0001.aae"}
    assert contents(shoot.folder) == before | {shoot.folder / name: data for name, data in late.items()}
    assert contents(out) == {stray: b"nobody's"}
    assert set(sidecars.sidecars_of(shoot.catalogue, [first])) == {(first, shoot.folder / "IMG_0000.pp3")}


class StopsAfter(Job):
    def __init__(self, advances: int) -> None:
        super().__init__()
        self.left = advances

    def advance(self, items: int = 1) -> None:
        self.left -= 1
        if self.left == 0:
            self.cancel()
        super().advance(items)


def test_a_sidecar_written_while_an_undoing_lies_goes_back_too(shoot, tmp_path):
    out = tmp_path.resolve() / "out"
    report = shoot.deliver("move", out, flat=True)
    (out / "IMG_0000.pp3").write_bytes(b"one")
    with pytest.raises(Cancelled):
        undo(shoot.catalogue, shoot.thumbnails, report.delivery_id, StopsAfter(1))
    (out / "IMG_0001.pp3").write_bytes(b"two")
    assert resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job()).problems == ()
    assert not contents(out)
    assert [(shoot.folder / f"IMG_000{n}.pp3").read_bytes() for n in (0, 1)] == [b"one", b"two"]


def test_a_sidecar_whose_old_place_is_taken_is_named_and_its_frame_stays_whole(shoot, tmp_path):
    out = tmp_path.resolve() / "out"
    report = shoot.deliver("move", out, flat=True)
    (out / "IMG_0000.pp3").write_bytes(b"ours")
    (shoot.folder / "IMG_0000.pp3").write_bytes(b"another's")
    back = shoot.undone(report.delivery_id)
    assert len(back.problems) == 1 and back.frames == 3
    assert len(list(out.glob("IMG_0000.*"))) == len(KINDS) + 1
    (shoot.folder / "IMG_0000.pp3").unlink()
    assert shoot.undone(report.delivery_id).problems == () and not contents(out)


@pytest.mark.parametrize("kind", ["copy", "move", "hardlink"])
def test_a_raw_that_came_beside_its_jpeg_after_the_scan_is_delivered_with_it(tmp_path, catalogue, kind):
    folder, out = tmp_path.resolve() / "shoot", tmp_path.resolve() / "out"
    folder.mkdir()
    (folder / "IMG_1.JPG").write_bytes(b"a jpeg")
    (folder / "IMG_2.JPG").write_bytes(b"another jpeg")
    queries.open_shoot(catalogue, folder)
    found = [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in g.files) for g in walk(folder).frames]
    scanning.add_frames(catalogue, found)
    (folder / "IMG_1.CR2").write_bytes(b"its RAW")
    (folder / "IMG_1.CR2.xmp").write_bytes(b"marks")
    shoot = SmallShoot(folder, catalogue, make_shoot(tmp_path / "x", catalogue).thumbnails)
    before = contents(folder)
    report = shoot.deliver(kind, out, "{sequence}")
    assert sorted(path.name for path in contents(out)) == ["1.CR2", "1.CR2.xmp", "1.JPG", "2.JPG"]
    shoot.undone(report.delivery_id)
    assert contents(folder) == before and not out.exists()


def test_the_copied_sidecars_of_hard_links_need_room(shoot, tmp_path):
    plan = plan_delivery(
        shoot.catalogue, shoot.frames, DeliverySettings("hardlink", tmp_path.resolve() / "out"), Job()
    )
    sidecar_bytes = sum(file.size for file in plan.files if file.source.suffix == ".xmp")
    (space,) = plan.spaces
    assert sidecar_bytes <= space.needed < plan.total_bytes
    large = PlannedFile(shoot.folder / "a.xmp", tmp_path / "a.xmp", 2**60, 0, None, 0)
    assert [space.fits for space in spaces("hardlink", [large])] == [False]


def test_what_another_delivery_held_is_delivered_by_going_on(shoot, tmp_path):
    frames = shoot.frames
    settings = [DeliverySettings("move", tmp_path.resolve() / name, root=shoot.folder) for name in "ab"]
    first, second = (plan_delivery(shoot.catalogue, frames, one, Job()) for one in settings)
    with pytest.raises(Cancelled):
        deliver(shoot.catalogue, shoot.thumbnails, first, StopsAfter(1))
    report = deliver(shoot.catalogue, shoot.thumbnails, second, Job())
    assert report.unfinished and report.done == 0 and len(report.problems) == 4
    again = resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job())
    assert again.done == 0 and again.problems and again.unfinished
    shoot.undone(1)
    rest = resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job())
    assert (rest.frames, rest.problems, rest.unfinished) == (4, (), False)
    assert deliveries.delivery(shoot.catalogue, report.delivery_id).state == "done"
    shoot.undone(report.delivery_id)
    assert not contents(tmp_path / "b") and len(contents(shoot.folder)) == 4 * len(KINDS)


def test_sources_on_two_drives_have_a_folder_each():
    folders = [
        PureWindowsPath(text) for text in (r"C:\shoot\a", r"D:\card\x\y", r"C:\shoot\b\c", r"D:\card\z")
    ]
    assert common_folders(folders) == [PureWindowsPath(r"C:\shoot"), PureWindowsPath(r"D:\card")]
    assert common_folders([]) == []


@pytest.mark.parametrize("kind", ["copy", "move", "hardlink"])
def test_what_lies_in_a_folder_of_the_shoot_is_not_delivered_deeper_into_it(shoot, catalogue, kind):
    to = shoot.folder / "rejected"
    shoot.deliver(kind, to, "{sequence}_{name}", frames=shoot.frames[:2])
    found = [
        tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in g.files) for g in walk(shoot.folder).frames
    ]
    scanning.add_frames(catalogue, found)
    before = contents(to)
    report = shoot.deliver(
        kind, to, "{sequence}_{name}", frames=[f for f in shoot.frames if to in f.path.parents]
    )
    assert (report.delivery_id, report.present, report.problems) == (None, 2 * len(KINDS), ())
    assert contents(to) == before
