"""Deliveries that are killed at random moments. The 200 runs take some minutes: `-m slow`."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.delivery.killed_runs import Place, killed_run

RUNS = 200
QUICK = 14


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """The shoot on the disk, the destination in memory: two volumes."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second volume")
    far = Path(tempfile.mkdtemp(prefix="aesthcull-kills-", dir=memory))
    yield Place(tmp_path, far / "far")
    shutil.rmtree(far, ignore_errors=True)


def run_all(place: Place, seeds: range) -> Counter[str]:
    told: Counter[str] = Counter()
    for seed in seeds:
        told.update(killed_run(place, seed))
        print(seed, end=" ", flush=True)
    print(f"{len(seeds)} runs: {dict(told)}")
    return told


def test_a_killed_delivery_loses_and_doubles_nothing(place):
    told = run_all(place, range(QUICK))
    assert told["delivery: killed"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("block", range(4))
def test_two_hundred_killed_deliveries_lose_and_double_nothing(place, block):
    place.frames = 6
    runs = RUNS // 4
    told = run_all(place, range(1000 + block * runs, 1000 + (block + 1) * runs))
    assert told["delivery: killed"] > runs / 2
