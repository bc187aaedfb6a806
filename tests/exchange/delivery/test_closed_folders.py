"""A folder of the destination is closed to the user half-way: the rest arrives, nothing is lost."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from aesthcull.catalogue.store import open_catalogue
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver, resume, undo
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from tests.exchange.delivery.small_shoot import SmallShoot, contents, make_shoot

NOBODY = 65534
needs_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="becomes another user, which needs root"
)


class Closing(Job):
    """Closes a folder as soon as something stands in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def check(self) -> None:
        if self.folder.is_dir() and [*self.folder.glob("*.JPG")]:
            self.folder.chmod(0o555)
        super().check()


def as_nobody(place: str, kind: str, to: str, way: str, told) -> None:
    """Deliver as a user whom permissions bind; root may write everywhere."""
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    catalogue = open_catalogue(f"{place}/catalogue.sqlite")
    shoot = SmallShoot(Path(place) / "shoot", catalogue, ThumbnailCache(Path(place) / "thumbnails"))
    if way == "deliver":
        settings = DeliverySettings(kind, Path(to), root=shoot.folder)
        plan = plan_delivery(catalogue, shoot.frames, settings, Job())
        report = deliver(catalogue, shoot.thumbnails, plan, Closing(Path(to) / "second card"))
    else:
        again = resume if way == "resume" else undo
        report = again(catalogue, shoot.thumbnails, 1, Job())
    catalogue.close()
    told.put((report.frames, report.stopped, [problem.reason for problem in report.problems]))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Nobody's folder with a shoot, of which every third frame lies in a sub-folder."""
    catalogue = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    make_shoot(tmp_path, catalogue, frames=9, largest=40_000)
    catalogue.close()
    common = Path(tempfile.gettempdir())
    for folder in (tmp_path, *(above for above in tmp_path.parents if common in above.parents)):
        folder.chmod(0o755)
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    yield tmp_path
    for folder in tmp_path.rglob("second card"):
        folder.chmod(0o755)


@needs_root
@pytest.mark.parametrize("kind", ["copy", "move", "hardlink"])
@pytest.mark.parametrize("across", [False, True])
def test_a_folder_that_is_closed_half_way_costs_its_frames_alone(place, kind, across):
    if across and kind == "hardlink":
        pytest.skip("no link leads to another volume")
    to = (Path("/dev/shm") if across else place) / f"aesthcull-{place.name}-out"
    to.mkdir()
    os.chown(to, NOBODY, NOBODY)
    before = contents(place / "shoot")
    told = multiprocessing.get_context("fork").Queue()

    def run(way: str):
        context = multiprocessing.get_context("fork")
        process = context.Process(target=as_nobody, args=(str(place), kind, str(to), way, told))
        process.start()
        process.join(60)
        return told.get(timeout=5)

    try:
        frames, stopped, reasons = run("deliver")
        assert stopped is None and frames >= 6 and frames + len(reasons) == 9
        assert reasons and all("permission denied" in reason for reason in reasons)
        assert sorted({*contents(place / "shoot").values(), *contents(to).values()}) == sorted(
            before.values()
        )
        if kind == "move":
            assert len(contents(place / "shoot")) + len(contents(to)) == len(before)
        _, _, kept = run("undo")  # what stands in the closed folder cannot go from there
        assert kept and all("permission denied" in reason for reason in kept)
        (to / "second card").chmod(0o755)
        assert run("undo")[1:] == (None, [])
        assert contents(place / "shoot") == before and not contents(to)
    finally:
        shutil.rmtree(to, ignore_errors=True)
