"""Deliveries that go wrong half-way: a full disk, a folder that vanishes, a permission that is lost. Nothing
is lost, the reason is said in a line, and the delivery is gone on with."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver, resume, undo
from aesthcull.exchange.delivery.settings import DeliveryError, DeliverySettings
from aesthcull.job import Cancelled, Job
from aesthcull.photos.thumbnails import ThumbnailCache
from tests.exchange.delivery.small_shoot import KINDS, SmallShoot, contents, make_shoot, states

KEPT_BYTES = 200_000  # of the small volume
needs_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a volume, which needs root"
)


@pytest.fixture
def shoot(tmp_path: Path, catalogue: Catalogue) -> SmallShoot:
    return make_shoot(tmp_path, catalogue, frames=6, largest=40_000)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real volume with room for a third of the shoot."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={KEPT_BYTES}", "tmpfs", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def plan_of(shoot: SmallShoot, kind: str, to: Path):
    settings = DeliverySettings(kind, to, root=shoot.folder)  # type: ignore[arg-type]
    return plan_delivery(shoot.catalogue, shoot.frames, settings, Job())


def carried(shoot: SmallShoot, plan):
    return deliver(shoot.catalogue, shoot.thumbnails, plan, Job())


@needs_root
def test_a_delivery_that_does_not_fit_is_refused_beforehand(shoot, small_disk):
    before = states(shoot.folder)
    plan = plan_of(shoot, "move", small_disk / "out")
    assert not plan.fits
    with pytest.raises(DeliveryError, match=r"small disk: .* MB are needed, .* MB are free"):
        carried(shoot, plan)
    assert states(shoot.folder) == before and not contents(small_disk)


@needs_root
@pytest.mark.parametrize("kind", ["copy", "move"])
def test_a_disk_that_runs_full_ends_it_cleanly(shoot, small_disk, kind):
    everything = sorted(contents(shoot.folder).values())
    subprocess.run(["mount", "-o", "remount,size=10m", str(small_disk)], check=True)
    plan = plan_of(shoot, kind, small_disk / "out")

    def fill() -> None:
        """Something else fills the disk after it was looked at."""
        with (small_disk / "filler").open("wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(65536))
            file.truncate(file.tell() - KEPT_BYTES)

    job = Interfering(2 * len(KINDS), fill)
    report = deliver(shoot.catalogue, shoot.thumbnails, plan, job)
    assert report.stopped and report.stopped.endswith("the disk is full")
    assert 0 < report.frames < 6
    assert not [path for path in contents(small_disk) if path.suffix == ".part"]
    delivered = contents(small_disk / "out")
    assert len(delivered) == report.done == report.frames * len(KINDS)
    left = contents(shoot.folder)
    assert len(left) == 6 * len(KINDS) - (report.done if kind == "move" else 0)
    (small_disk / "filler").unlink()
    assert resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job()).problems == ()
    assert sorted(contents(small_disk / "out").values()) == everything


@needs_root
def test_a_disk_that_becomes_read_only_ends_it_cleanly(shoot, small_disk):
    before = states(shoot.folder)
    subprocess.run(["mount", "-o", "remount,size=10m", str(small_disk)], check=True)
    plan = plan_of(shoot, "move", small_disk / "out")
    (small_disk / "out").mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    report = carried(shoot, plan)
    assert report.stopped and "read-only file system" in report.stopped
    assert states(shoot.folder) == before
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job()).frames == 6


@needs_root
def test_a_disk_that_was_unplugged_is_not_written_beneath(shoot, small_disk):
    subprocess.run(["mount", "-o", "remount,size=10m", str(small_disk)], check=True)
    (small_disk / "out").mkdir()
    plan = plan_of(shoot, "copy", small_disk / "out")
    subprocess.run(["umount", str(small_disk)], check=True)
    with pytest.raises(DeliveryError, match="plug in its disk"):
        carried(shoot, plan)
    assert not list(small_disk.iterdir())
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(small_disk)], check=True)  # for the fixture's end


class Interfering(Job):
    """Something happens to the folders after so many blocks."""

    def __init__(self, blocks: int, event) -> None:
        super().__init__()
        self.left = blocks
        self.event = event

    def advance(self, items: int = 1) -> None:
        self.left -= 1
        if self.left == 0:
            self.event()
        super().advance(items)


@pytest.mark.parametrize("kind", ["copy", "move"])
def test_a_destination_that_vanishes_ends_it_and_is_gone_on_with(shoot, kind):
    """As when its disk is unplugged: the files that it has are as they were when it comes back."""
    memory = Path("/dev/shm")
    out, away = memory / f"aesthcull-{os.getpid()}-out", memory / f"aesthcull-{os.getpid()}-away"
    everything = sorted(contents(shoot.folder).values())
    plan = plan_of(shoot, kind, out)
    try:
        job = Interfering(2 * len(KINDS) + 2, lambda: out.rename(away))
        report = deliver(shoot.catalogue, shoot.thumbnails, plan, job)
        assert report.stopped and "was it pulled out" in report.stopped
        assert not out.exists()
        found = sorted(data for path, data in contents(shoot.folder, away).items() if path.suffix != ".part")
        assert set(found) == set(everything)
        away.rename(out)
        resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job())
        assert sorted(contents(out).values()) == everything
    finally:
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(away, ignore_errors=True)


def test_a_frame_that_vanishes_is_named_and_the_others_are_delivered(shoot, tmp_path):
    plan = plan_of(shoot, "copy", tmp_path / "out")
    (shoot.folder / "IMG_0001.CR2").unlink()
    report = carried(shoot, plan)
    assert (report.frames, report.stopped) == (5, None)
    (problem,) = report.problems
    assert "IMG_0001.CR2" in f"{problem.path} {problem.reason}"
    assert not list((tmp_path / "out").glob("*IMG_0001*"))  # all files of a frame, or none


def test_what_comes_to_be_at_a_target_meanwhile_is_not_overwritten(shoot, tmp_path):
    plan = plan_of(shoot, "move", tmp_path / "out")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "IMG_0000.WAV").write_bytes(b"somebody else's")
    report = carried(shoot, plan)
    assert report.frames == 5
    assert (tmp_path / "out" / "IMG_0000.WAV").read_bytes() == b"somebody else's"
    assert len(list(shoot.folder.glob("IMG_0000*"))) == len(KINDS)
    (tmp_path / "out" / "IMG_0000.WAV").unlink()
    assert resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job()).frames == 1


@pytest.mark.parametrize("end", ["resume", "undo"])
def test_a_sidecar_that_was_edited_while_the_delivery_lay_is_delivered_as_it_is(shoot, end):
    with_out = Path("/dev/shm") / f"aesthcull-{os.getpid()}-edited"
    plan = plan_of(shoot, "move", with_out)
    try:
        job = Interfering(4, lambda: job.cancel())
        with pytest.raises(Cancelled):
            deliver(shoot.catalogue, shoot.thumbnails, plan, job)
        (shoot.folder / "IMG_0000.xmp").write_bytes(b"rated meanwhile")
        if end == "resume":
            resume(shoot.catalogue, shoot.thumbnails, 1, Job())
            assert (with_out / "IMG_0000.xmp").read_bytes() == b"rated meanwhile"
        else:
            undo(shoot.catalogue, shoot.thumbnails, 1, Job())
            assert (shoot.folder / "IMG_0000.xmp").read_bytes() == b"rated meanwhile"
    finally:
        shutil.rmtree(with_out, ignore_errors=True)


def as_nobody(place: str, delivery_id: int | None, to: str, told) -> None:
    """Deliver as a user whom permissions bind; root may write everywhere."""
    os.setgid(65534)
    os.setuid(65534)
    catalogue = open_catalogue(f"{place}/catalogue.sqlite")
    shoot = SmallShoot(Path(place) / "shoot", catalogue, ThumbnailCache(Path(place) / "thumbnails"))
    if delivery_id is None:
        report = carried(shoot, plan_of(shoot, "move", Path(to)))
    else:
        report = resume(catalogue, shoot.thumbnails, delivery_id, Job())
    catalogue.close()
    told.put((report.delivery_id, report.frames, [problem.reason for problem in report.problems]))


@needs_root
@pytest.mark.parametrize("across", [True, False])
def test_a_permission_that_is_lost_half_way_loses_nothing(shoot, tmp_path, across):
    memory = Path("/dev/shm")
    to = (memory if across else tmp_path) / f"aesthcull-{os.getpid()}-open"
    to.mkdir()
    everything = sorted(contents(shoot.folder).values())
    shoot.catalogue.close()
    common = Path(tempfile.gettempdir())
    for folder in (tmp_path, *(above for above in tmp_path.parents if common in above.parents)):
        folder.chmod(0o755)
    for path in (tmp_path, *tmp_path.rglob("*"), to):
        os.chown(path, 65534, 65534)
    # Files may be read here, but none may leave: the folder of the second card is not the user's.
    closed = shoot.folder / "second card"
    os.chown(closed, 0, 0)
    closed.chmod(0o555)
    told = multiprocessing.get_context("fork").Queue()

    def run(delivery_id: int | None):
        process = multiprocessing.get_context("fork").Process(
            target=as_nobody, args=(str(tmp_path), delivery_id, str(to), told)
        )
        process.start()
        process.join(60)
        return told.get(timeout=5)

    try:
        number, frames, reasons = run(None)
        assert frames == 4 and len(reasons) == 2 and all("permission denied" in reason for reason in reasons)
        assert sorted(contents(shoot.folder, to).values()) == everything
        closed.chmod(0o777)
        assert run(number) == (number, 2, [])
        assert sorted(contents(to).values()) == everything and not contents(shoot.folder)
    finally:
        shutil.rmtree(to, ignore_errors=True)


def test_two_programs_do_not_work_at_one_delivery(shoot, tmp_path):
    plan = plan_of(shoot, "copy", tmp_path / "out")
    refused: list[str] = []

    def second() -> None:
        number = deliveries.deliveries(shoot.catalogue)[0].id
        try:
            resume(shoot.catalogue, shoot.thumbnails, number, Job())
        except DeliveryError as error:
            refused.append(str(error))

    def meanwhile() -> None:
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()

    deliver(shoot.catalogue, shoot.thumbnails, plan, Interfering(3, meanwhile))
    assert refused == ["another aesthcull is at work on delivery 1"]
    assert len(contents(tmp_path / "out")) == 6 * len(KINDS)


def test_a_file_that_grows_while_it_is_copied_is_not_delivered_torn(shoot, tmp_path):
    plan = plan_of(shoot, "copy", tmp_path / "out")
    growing = shoot.folder / "IMG_0000.JPG"

    def grow() -> None:
        time.sleep(0.01)
        with growing.open("ab") as file:
            file.write(b"more")

    report = deliver(shoot.catalogue, shoot.thumbnails, plan, Interfering(1, grow))
    (problem,) = report.problems
    assert problem.reason == "changed while it was copied"
    assert resume(shoot.catalogue, shoot.thumbnails, report.delivery_id, Job()).frames == 1
    assert (tmp_path / "out" / "IMG_0000.JPG").read_bytes() == growing.read_bytes()
