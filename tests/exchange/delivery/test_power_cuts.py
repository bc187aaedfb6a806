"""What a power cut takes back of the journal, and disks that fail when they are to write."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from aesthcull.catalogue import queries
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver, resume, undo
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Cancelled, Job
from tests.exchange.delivery.small_shoot import SmallShoot, contents, make_shoot


class Disk:
    """Keeps the catalogue as a power cut would leave it at the worst: as of its last durable commit."""

    def __init__(self, catalogue: Catalogue, place: Path, to: Path) -> None:
        self.place, self.to, self.waiting = place, to, False
        sa.event.listen(catalogue._engine, "begin", self._begins)

    def _begins(self, connection: sa.Connection) -> None:
        if self.waiting:
            self._copy(self.place, self.to)
        self.waiting = connection.get_execution_options().get("aesthcull_durable", False)

    def cut(self) -> Catalogue:
        """The catalogue after the cut, as it is opened again."""
        for tail in ("", "-wal", "-shm"):
            self.place.with_name(self.place.name + tail).unlink(missing_ok=True)
        self._copy(self.to, self.place)
        return open_catalogue(str(self.place))

    def _copy(self, source: Path, target: Path) -> None:
        for tail in ("", "-wal"):
            target.with_name(target.name + tail).unlink(missing_ok=True)
            if (part := source.with_name(source.name + tail)).exists():
                shutil.copyfile(part, target.with_name(target.name + tail))


class Cut(Job):
    """Cancelled after so many steps."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.left = steps

    def advance(self, items: int = 1) -> None:
        self.left -= 1
        if self.left == 0:
            self.cancel()
        super().advance(items)


@pytest.mark.parametrize("end", ["resume", "undo"])
@pytest.mark.parametrize("steps", [2, 9, 1000])
@pytest.mark.parametrize("kind", ["move", "move across", "copy", "hardlink"])
def test_a_power_cut_loses_no_file_and_no_mark(tmp_path, far, kind, steps, end):
    place = tmp_path / "catalogue.sqlite"
    catalogue = open_catalogue(str(place))
    shoot = make_shoot(tmp_path, catalogue)
    before = contents(shoot.folder)
    out = (far if "across" in kind else tmp_path.resolve()) / "out"
    way = kind.split()[0]
    settings = DeliverySettings(way, out, root=shoot.folder)  # type: ignore[arg-type]
    plan = plan_delivery(catalogue, shoot.frames, settings, Job())
    disk = Disk(catalogue, place, tmp_path / "kept.sqlite")
    with contextlib.suppress(Cancelled):
        deliver(catalogue, shoot.thumbnails, plan, Cut(steps))
    catalogue.close()
    after = SmallShoot(shoot.folder, disk.cut(), shoot.thumbnails)
    try:
        if end == "resume":
            report = resume(after.catalogue, after.thumbnails, 1, Job())
            assert (report.problems, report.unfinished) == ((), False)
            at = {out / path.relative_to(shoot.folder): data for path, data in before.items()}
            assert contents(out) == at and contents(shoot.folder) == ({} if way == "move" else before)
        else:
            undo(after.catalogue, after.thumbnails, 1, Job())
            assert contents(shoot.folder) == before
            assert contents(out) == {}
        shown = (out if way == "move" and end == "resume" else shoot.folder) / "IMG_0000.JPG"
        (marked,) = queries.frames_by_id(
            after.catalogue, list(queries.frame_ids(after.catalogue, [shown]).values())
        )
        assert (marked.path, marked.flag, marked.rating) == (shown, "pick", 4)
    finally:
        after.catalogue.close()


def test_the_intent_outlasts_a_power_cut_and_marks_stay_quick(tmp_path):
    catalogue = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    for durable, level in ((True, 2), (False, 1)):  # SQLite's FULL and NORMAL
        with catalogue.write(durable=durable) as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
    catalogue.close()


class Failing:
    """A disk that cannot write folders' entries below a folder."""

    def __init__(self, below: Path, reason: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.real, self.below, self.reason = os.fsync, below, reason
        monkeypatch.setattr(os, "fsync", self)

    def __call__(self, handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").resolve()
        if stat.S_ISDIR(os.fstat(handle).st_mode) and path.is_relative_to(self.below):
            raise OSError(self.reason, os.strerror(self.reason))
        self.real(handle)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux which folder is flushed")
@pytest.mark.parametrize("kind", ["move", "copy"])
def test_a_disk_that_fails_takes_no_originals(tmp_path, far, monkeypatch, kind):
    catalogue = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    shoot = make_shoot(tmp_path, catalogue)
    before = contents(shoot.folder)
    with monkeypatch.context() as patch:
        Failing(far, errno.EIO, patch)
        report = shoot.deliver(kind, far)
    assert contents(shoot.folder) == before and report.unfinished
    told = [*(str(problem.reason) for problem in report.problems), report.stopped or ""]
    assert any("input/output error" in line for line in told)
    again = resume(catalogue, shoot.thumbnails, report.delivery_id, Job())
    assert (again.problems, again.unfinished) == ((), False)
    assert sorted(contents(far).values()) == sorted(before.values())
    catalogue.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux which folder is flushed")
def test_a_network_disk_that_does_not_flush_folders_is_delivered_to(tmp_path, far, monkeypatch):
    catalogue = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    shoot = make_shoot(tmp_path, catalogue)
    Failing(far, errno.EINVAL, monkeypatch)
    report = shoot.deliver("move", far)
    assert (report.frames, report.problems, report.stopped) == (4, (), None)
    catalogue.close()
