"""Precision and recall of the grouping on held-back photographs, and its time for 50,000 frames.

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
from aesthcull.series.frames import SeriesFrame
from aesthcull.series.grouping import group
from aesthcull.series.signature import SIGNATURE_BYTES
from tests.series.retakes import describe, frames, pairwise, shoot, sources

AIM_PRECISION, AIM_RECALL = 0.98, 0.95
SEEDS = (5, 6, 7, 8)
SETS = ("oasis_beauty", "imagenet_samples", "intel_scenes", "bsds500")


def main() -> None:
    data = Path(os.environ.get("AESTHCULL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    if data.is_dir():
        quality(data)
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
