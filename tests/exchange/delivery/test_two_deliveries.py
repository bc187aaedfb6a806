"""Two deliveries of one shoot at once: each file is taken by one of them only."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from aesthcull.catalogue import deliveries
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver, resume, undo
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Cancelled, Job
from tests.exchange.delivery.small_shoot import KINDS, contents, make_shoot

DELIVERING = """
import sys
from pathlib import Path
from aesthcull.catalogue import queries
from aesthcull.catalogue.store import open_catalogue
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
base, to = map(Path, sys.argv[1:])
catalogue = open_catalogue(str(base / "catalogue.sqlite"))
shoot = queries.find_shoot(catalogue, base / "shoot")
settings = DeliverySettings("move", to, root=shoot.path)
plan = plan_delivery(catalogue, queries.frames_of(catalogue, shoot), settings, Job())
print("planned", flush=True)
sys.stdin.readline()
report = deliver(catalogue, ThumbnailCache(base / "thumbnails"), plan, Job())
print(report.done, len(report.problems))
"""


class StopsAfter(Job):
    """Cancelled after so many bytes' worth of news."""

    def __init__(self, advances: int) -> None:
        super().__init__()
        self.left = advances

    def advance(self, items: int = 1) -> None:
        super().advance(items)
        self.left -= 1
        if self.left == 0:
            self.cancel()


@pytest.mark.parametrize("places", [("a", "b"), ("a", "a")])
def test_of_two_programs_that_move_one_shoot_each_file_goes_with_one(base, catalogue, places):
    shoot = make_shoot(base, catalogue, frames=30)
    before = sorted(contents(shoot.folder).values())
    starts = [[sys.executable, "-c", DELIVERING, str(base), str(base / to)] for to in places]
    running = [
        subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for start in starts
    ]
    assert [process.stdout.readline() for process in running] == ["planned\n"] * 2
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate()[0].split() for process in running]
    assert all(process.returncode == 0 for process in running)
    assert sum(int(done) for done, _ in said) == len(before)
    found = contents(shoot.folder, *{base / to for to in places})
    assert sorted(found.values()) == before
    assert all(frame.path.is_file() for frame in shoot.frames)


def test_what_a_delivery_that_was_cut_short_will_move_is_left_to_it(base, catalogue):
    shoot = make_shoot(base, catalogue, frames=4)
    frames = shoot.frames
    plan = plan_delivery(catalogue, frames, DeliverySettings("move", base / "a", root=shoot.folder), Job())
    with pytest.raises(Cancelled):
        deliver(catalogue, shoot.thumbnails, plan, StopsAfter(1))
    report = shoot.deliver("trash", base)
    assert report.done == 0 and len(report.problems) == 3
    assert all("another delivery, 1, is at work on it" in problem.reason for problem in report.problems)
    assert resume(catalogue, shoot.thumbnails, 1, Job()).done == 3 * len(KINDS)


def test_what_went_with_another_delivery_meanwhile_is_not_taken_for_ones_own(base, catalogue):
    shoot = make_shoot(base, catalogue, frames=2)
    settings = DeliverySettings("move", base / "a", root=shoot.folder)
    late = plan_delivery(catalogue, shoot.frames, settings, Job())
    in_the_trash = plan_delivery(catalogue, shoot.frames, replace(settings, kind="trash"), Job())
    assert shoot.deliver("move", base / "a").done == 2 * len(KINDS)
    for plan in (late, in_the_trash):
        report = deliver(catalogue, shoot.thumbnails, plan, Job())
        assert (report.done, len(report.problems)) == (0, 2)
    assert deliveries.deliveries(catalogue)[-1].done == 2 * len(KINDS)
    assert undo(catalogue, shoot.thumbnails, 1, Job()).problems == ()
