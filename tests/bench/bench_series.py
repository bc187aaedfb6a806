"""Precision and recall of the grouping on held-back photographs, panoramas, and the time for 50,000 frames.

Run:  make bench, or  .venv/bin/python -m tests.bench.bench_series
"""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import psutil

from aesthcull import places
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.series import align
from aesthcull.series.frames import SeriesFrame
from aesthcull.series.grouping import group
from aesthcull.series.panoramas import sweeps as find_sweeps
from aesthcull.series.signature import SIGNATURE_BYTES, signature
from tests.series.retakes import Pixels, describe, frames, pairwise, shoot, sources
from tests.series.sweeps import sweep

AIM_PRECISION, AIM_RECALL = 0.98, 0.95
SEEDS = (5, 6, 7, 8)
SETS = ("oasis_beauty", "imagenet_samples", "intel_scenes", "bsds500")


def main() -> None:
    data = Path(os.environ.get("AESTHCULL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    if data.is_dir():
        quality(data)
        panoramas(data)
    else:
        print(f"no quality figures: the photographs are not at {data}")
    speed(50_000)


def quality(data: Path) -> None:
    """Simulated shoots of test photographs, with and without capture times."""
    paths = sources(data, SETS, "test", 60)
    figures: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for seed in SEEDS:
        pictures, labels = shoot(paths, seed)
        one = describe(places.models_folder(), pictures, labels)
        for timed, found in figures.items():
            groups = group(frames(len(labels), seed, timed), one.descriptors, one.signatures)
            found.append(pairwise(groups, labels))
    for timed, found in figures.items():
        precision, recall = np.mean(found, axis=0)
        good = precision >= AIM_PRECISION and recall >= AIM_RECALL
        print(
            f"{'with' if timed else 'without':>7} times: precision {precision:.4f}, recall {recall:.4f}"
            f"   aim ≥ {AIM_PRECISION}, ≥ {AIM_RECALL}: {'ok' if good else 'MISSED'}"
        )


def panoramas(data: Path) -> None:
    """Simulated sweeps over test photographs, and bursts that follow a still subject over them."""
    pictures = [
        load_photo(path, 512).pixels for path in sources(data, (*SETS, "pro_wallpapers"), "test", 150)
    ]
    rng = np.random.default_rng(9)
    sweeps = [s for p in 3 * pictures if (s := sweep(p, rng))]
    panned = [s for p, q in zip(3 * pictures, 3 * pictures[7:], strict=False) if (s := sweep(p, rng, q))]
    found = [told(s) for s in sweeps]
    whole = np.mean([f == [list(range(len(s)))] for f, s in zip(found, sweeps, strict=True)])
    frames = sum(len(run) for runs in found for run in runs) / sum(map(len, sweeps))
    wrong = np.mean([bool(told(s)) for s in panned])
    print(
        f"panoramas: {len(sweeps)} sweeps, {whole:.3f} found whole, {frames:.3f} of their frames; "
        f"{len(panned)} panned bursts, {wrong:.4f} taken for one"
    )


def told(pictures: list[Pixels]) -> list[list[int]]:
    """The sweeps among pictures taken a second apart."""
    start = datetime(2026, 1, 1)
    records = [SeriesFrame(f"{n:03}", start + timedelta(seconds=n)) for n in range(len(pictures))]
    details = [align.detail(signature(p)) for p in pictures]
    return find_sweeps(records, details.__getitem__, Job())


def speed(count: int) -> None:
    """Random frames in series of five, a second apart."""
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(count // 5, 256))
    descriptors = np.repeat(centres, 5, axis=0) + rng.normal(0, 0.2, (count, 256))
    descriptors = (descriptors / np.linalg.norm(descriptors, axis=1, keepdims=True)).astype(np.float32)
    patches = np.repeat(rng.integers(0, 255, (count // 5, SIGNATURE_BYTES), dtype=np.uint8), 5, axis=0)
    start = datetime(2026, 1, 1)
    records = [SeriesFrame(f"{n:06}", start + timedelta(seconds=n)) for n in range(count)]
    before = psutil.Process().memory_info().rss
    begun = time.perf_counter()
    groups = group(records, descriptors, patches)
    seconds = time.perf_counter() - begun
    grown = (psutil.Process().memory_info().rss - before) / 1e6
    print(
        f"{count} frames with times: {seconds:.1f} s, + {grown:.0f} MB, {len(groups)} of {count // 5} series"
    )


if __name__ == "__main__":
    main()
