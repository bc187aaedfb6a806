"""What it costs that decoders run in processes of their own, and how long such a process takes to start.

Run:  .venv/bin/python -m tests.bench.bench_decoders

Each file is decoded in turn by a warm worker and, for comparison, by the same code in this process; the best
of several runs each. JPEGs are never sent to a worker.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from aesthcull.photos.decode import load_photo, read_header
from aesthcull.photos.decoders import decode, opener
from aesthcull.photos.formats import HEAD_BYTES, format_of
from aesthcull.photos.isolation.pool import workers
from aesthcull.photos.photo import Turns, Wanted
from aesthcull.photos.problems import PhotoError
from aesthcull.vision.technical import MEASURED_SIDE
from tests.photos.make_raw import make_raw

RUNS = 9
SIZE = (6000, 4000)
WHEN = "2024:05:01 10:11:12"
# Reduced pictures come back at no cost; all pixels of 24 megapixels are 96 MB, copied twice.
AIM_REDUCED, AIM_ALL = 1.4, 2.0
AIM_START_S = 0.3


def main() -> None:
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory(prefix="aesthcull-bench-") as name:
        paths = make_files(Path(name))
        print(f"{os.cpu_count()} cores; best of {RUNS}; {SIZE[0]} × {SIZE[1]} but for HEIC")
        start = started(paths["PNG"])
        verdict = "ok" if start <= AIM_START_S else "MISSED"
        print(f"first file with a worker's start {start:6.2f} s   aim ≤ {AIM_START_S} s: {verdict}")
        print(f"{'':34}{'worker':>9}{'here':>9}{'ratio':>8}")
        for what, path in paths.items():
            compare(f"{what}, {MEASURED_SIDE} px", path, Wanted(MEASURED_SIDE))
            compare(f"{what}, all for the screen", path, Wanted(None, for_viewing=True))
        raw = paths["RAW with preview"]
        print(f"{'header of a RAW':34}{best(lambda: read_header(raw)) * 1000:7.1f} ms")


def compare(what: str, path: Path, wanted: Wanted) -> None:
    """Print a line of the table."""
    there = here = float("inf")
    for _ in range(RUNS):  # in turn, as the machine may be busier at one time than at another
        there = min(
            there, seconds(lambda: load_photo(path, wanted.long_side, for_viewing=wanted.for_viewing))
        )
        here = min(here, seconds(lambda: decoded_here(path, wanted)))
    aim = AIM_REDUCED if wanted.long_side else AIM_ALL
    verdict = "ok" if there <= aim * here else "MISSED"
    figures = f"{there * 1000:6.0f} ms{here * 1000:6.0f} ms{there / here:8.2f}"
    print(f"{what:34}{figures}   aim ≤ {aim}: {verdict}")


def decoded_here(path: Path, wanted: Wanted) -> None:
    """What a worker does, in this process."""
    with path.open("rb") as file:
        row = format_of(path.suffix.lower(), file.read(HEAD_BYTES))
    assert row is not None
    turns = Turns(lambda _: None, contextlib.nullcontext)
    with opener(row)(path) as picture:
        decode(path, picture, wanted, turns)


def best(run: Callable[[], object]) -> float:
    """Seconds."""
    return min(seconds(run) for _ in range(RUNS))


def seconds(run: Callable[[], object]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def started(path: Path) -> float:
    """Seconds for a small answer from a worker that has to be started first, best of several."""

    def once() -> None:
        workers().close()
        read_header(path)

    return best(once)


def make_files(folder: Path) -> dict[str, Path]:
    """A file a format, with detail and noise."""
    rng = np.random.default_rng(1)
    smooth = cv2.resize(rng.integers(0, 255, (40, 60, 3), dtype=np.uint8), SIZE)
    noise = np.tile(rng.normal(0, 9, (500, 500, 3)), (SIZE[1] // 500, SIZE[0] // 500, 1))
    pixels = np.clip(smooth + noise, 0, 255).astype(np.uint8)
    paths = {
        "RAW with preview": make_raw(folder / "a.dng", pixels, preview=1920, time=WHEN),
        "RAW without": make_raw(folder / "b.dng", pixels, time=WHEN),
        "TIFF": folder / "c.tif",
        "PNG": folder / "d.png",
    }
    image = Image.fromarray(pixels)
    image.save(paths["TIFF"], compression="tiff_lzw")
    image.save(paths["PNG"], compress_level=1)
    data = Path(os.environ.get("AESTHCULL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    heics = [p for p in data.rglob("*.heic") if p.stat().st_size > 200_000 and shown(p)]
    if heics:
        paths["HEIC"] = max(heics, key=lambda p: read_header(p).width * read_header(p).height)
    return paths


def shown(path: Path) -> bool:
    """Whether it can be read."""
    try:
        load_photo(path, 64)
    except PhotoError:
        return False
    return True


if __name__ == "__main__":
    main()
