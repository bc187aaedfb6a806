"""How much of the decoders' speed the whole scan keeps, on a folder of 24-megapixel JPEGs.

Run:  make bench, or  .venv/bin/python -m tests.bench.bench_scan [FRAMES]

Both figures come from one run on the same files, cached: decode-only with as many threads as the scan uses,
then the whole scan (decode, thumbnail, measures, network, catalogue, grouping) into an empty catalogue.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import psutil
import simplejpeg

from aesthcull import places
from aesthcull.catalogue.store import open_catalogue
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace, scan
from aesthcull.vision.registry import Registry
from aesthcull.vision.technical import MEASURED_SIDE

AIM = 0.8
DISTINCT = 8


def main() -> None:
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    with tempfile.TemporaryDirectory(prefix="aesthcull-bench-") as name:
        folder = Path(name)
        paths = make_shoot(folder / "shoot", frames)
        size = sum(p.stat().st_size for p in paths) / len(paths) / 1e6
        print(f"{frames} JPEGs of 6000 × 4000, {size:.1f} MB each, {os.cpu_count()} cores")
        decode_only(paths)  # warm the page cache and the processor
        alone = frames / decode_only(paths)
        before = psutil.Process().memory_info().rss
        seconds, provider = full_scan(folder)
        grown = (psutil.Process().memory_info().rss - before) / 1e6
        whole = frames / seconds
        again, _ = full_scan(folder)
    ratio = whole / alone
    print(f"decode only          {alone:7.1f} images/s")
    print(f"full scan ({provider})      {whole:7.1f} images/s")
    print(f"ratio                {ratio:7.2f}   aim ≥ {AIM}: {'ok' if ratio >= AIM else 'MISSED'}")
    print(f"second scan          {again:7.2f} s for the folder")
    print(f"memory grown         {grown:7.0f} MB during the scan")


def decode_only(paths: list[Path]) -> float:
    """Seconds to decode all files to the size that the scan asks for."""
    cv2.setNumThreads(1)
    begun = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda path: load_photo(path, MEASURED_SIDE).width, paths):
            pass
    return time.perf_counter() - begun


def full_scan(folder: Path) -> tuple[float, str]:
    """Seconds for a scan with the catalogue and cache beside the shoot, and the provider."""
    catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
    thumbnails = ThumbnailCache(folder / "thumbnails")
    begun = time.perf_counter()
    report = scan(
        Workplace(catalogue, Registry([places.models_folder()]), thumbnails), folder / "shoot", Job()
    )
    seconds = time.perf_counter() - begun
    catalogue.close()
    return seconds, report.provider


def make_shoot(folder: Path, frames: int) -> list[Path]:
    """Pictures with detail and noise, so that their files are as large as a camera's."""
    folder.mkdir()
    originals = []
    for number in range(min(frames, DISTINCT)):
        rng = np.random.default_rng(number)
        smooth = cv2.resize(rng.integers(0, 255, (40, 60, 3), dtype=np.uint8), (6000, 4000))
        noise = np.tile(rng.normal(0, 9, (500, 500, 3)), (8, 12, 1))
        pixels = np.clip(smooth + noise, 0, 255).astype(np.uint8)
        originals.append(simplejpeg.encode_jpeg(np.ascontiguousarray(pixels), 88, "RGB", "422"))
    paths = []
    for number in range(frames):
        paths.append(folder / f"IMG_{number:04}.JPG")
        paths[-1].write_bytes(originals[number % len(originals)])
    if shutil.disk_usage(folder).free < 1e9:
        print("little disk space is left; figures may suffer", file=sys.stderr)
    return paths


if __name__ == "__main__":
    main()
