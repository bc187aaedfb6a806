"""Panoramas: sweeps over photographs are sets, bursts and retakes are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from aesthcull.job import Cancelled, Job
from aesthcull.photos.decode import load_photo
from aesthcull.series import align, panoramas
from aesthcull.series.frames import Exposure, SeriesFrame
from aesthcull.series.grouping import group
from aesthcull.series.signature import signature
from tests.series.retakes import Pixels, real_series, retake, shoot, sources
from tests.series.sweeps import sweep

START = datetime(2026, 5, 4, 10, 0, 0)


def told(pictures: Sequence[Pixels], gap: float = 1.0, exposures: Sequence[float] = ()) -> list[list[int]]:
    """The sweeps among pictures `gap` seconds apart, exposed for so many seconds each."""
    details = [align.detail(signature(p)) for p in pictures]
    frames = [
        SeriesFrame(
            f"{n:05}",
            START + timedelta(seconds=n * gap) if gap else None,
            exposure=Exposure(exposures[n], 8.0, 100) if exposures else None,
        )
        for n in range(len(pictures))
    ]
    return panoramas.sweeps(frames, details.__getitem__, Job())


@pytest.fixture(scope="module")
def photographs(shared_data: Path) -> list[Pixels]:
    paths = sources(shared_data, ("bsds500", "oasis_beauty", "imagenet_samples"), "test", 40)
    return [load_photo(path, 512).pixels for path in paths]


@pytest.fixture(scope="module")
def swept(photographs: list[Pixels]) -> list[Pixels]:
    """One sweep that is found."""
    found = sweep(photographs[0], np.random.default_rng(3))
    assert found is not None and told(found) == [list(range(len(found)))]
    return found


def test_most_sweeps_are_found_whole_and_panned_bursts_are_not(photographs: list[Pixels]) -> None:
    rng = np.random.default_rng(9)
    sweeps = [s for p in photographs if (s := sweep(p, rng))]
    panned = [s for p, q in zip(photographs, photographs[7:], strict=False) if (s := sweep(p, rng, q))]
    whole = np.mean([told(s) == [list(range(len(s)))] for s in sweeps])
    wrong = np.mean([bool(told(s)) for s in panned])
    print(f"{len(sweeps)} sweeps: {whole:.3f} found whole; {len(panned)} panned bursts: {wrong:.4f} wrong")
    assert whole >= 0.75 and wrong <= 0.02


def test_shoots_of_singles_and_retakes_have_no_panorama(photographs: list[Pixels], shared_data: Path) -> None:
    garments = sources(shared_data, ("clothing_cc0", "fashion_studio"), "test", 40)
    pictures, _ = shoot(garments, 5)
    rng = np.random.default_rng(5)
    bursts = [retake(p, rng) for p in photographs[:40] for _ in range(3)]
    assert told(pictures) == [] and told(bursts) == []


@pytest.mark.parametrize("brackets", [True, False])
def test_real_series_are_no_panoramas(shared_data: Path, brackets: bool) -> None:
    pictures, _ = real_series(shared_data, brackets)
    assert told(pictures) == []


def test_two_frames_are_no_panorama(swept: list[Pixels]) -> None:
    assert told(swept[:2]) == [] and told([]) == []


def test_frames_without_a_time_or_far_apart_are_no_panorama(swept: list[Pixels]) -> None:
    assert told(swept, gap=0) == [] and told(swept, gap=60) == []


def test_another_exposure_ends_a_sweep(swept: list[Pixels]) -> None:
    times = [1 / 100 * 4 ** (n % 2) for n in range(len(swept))]
    assert told(swept, exposures=times) == []
    assert told(swept, exposures=[1 / 100] * len(swept)) == [list(range(len(swept)))]


def test_a_sweep_there_and_one_back_are_two_panoramas(swept: list[Pixels]) -> None:
    back = [*swept, *reversed(swept)]
    assert told(back) == [list(range(len(swept))), list(range(len(swept), 2 * len(swept)))]


def test_a_panorama_is_a_set_without_a_suggested_frame(
    swept: list[Pixels], photographs: list[Pixels]
) -> None:
    rng = np.random.default_rng(1)
    others = [retake(photographs[3], rng) for _ in range(3)]
    pictures = [*swept, *others]
    frames = [SeriesFrame(f"{n:05}", START + timedelta(seconds=n)) for n in range(len(pictures))]
    vectors = np.repeat(np.eye(2, 8, dtype=np.float32), [len(swept), 3], axis=0)  # all of the sweep alike
    found = group(frames, vectors, np.stack([signature(p) for p in pictures]))
    kinds = [(s.kind, s.members, s.suggested is None) for s in found]
    count = len(swept)
    assert kinds == [
        ("panorama", tuple(range(count)), True),
        ("series", (count, count + 1, count + 2), False),
    ]


def test_looking_for_sweeps_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        panoramas.sweeps([SeriesFrame("a")], [].__getitem__, job)
