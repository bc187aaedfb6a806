"""How fast a delivery copies, beside `cp`, and how long moves within a volume take.

    python tests/bench/bench_deliver.py [--files 60] [--megabytes 8] [--folder /tmp]

Copies are verified: read, written, flushed, and read again from the disk. `cp` only reads and writes, into
memory, so `cp` followed by `sync` and a comparison (`cmp`) with dropped caches is the fair peer; both ratios
are printed. Each way is run three times; the medians are told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import Frame, StoredFile
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.delivery.planning import plan_delivery
from aesthcull.exchange.delivery.running import deliver
from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import walk


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--megabytes", type=float, default=8.0, help="of each file")
    parser.add_argument("--moves", type=int, default=2000, help="small files moved within the volume")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as made:
        base = Path(made)
        copying(base, options.files, int(options.megabytes * 1e6))
        moving(base, options.moves)


def copying(base: Path, files: int, size: int) -> None:
    catalogue, frames = catalogued(base / "large", files, size)
    total = files * size / 1e6
    out, card = base / "out", base / "large"
    ours = timed(lambda: run(catalogue, frames, "copy", out), out)
    plain = timed(lambda: subprocess.run(["cp", "-r", card, out], check=True), out)
    safe = timed(lambda: copied_safely(card, out), out)
    print(f"{files} files of {size / 1e6:.1f} MB")
    for name, seconds in (("aesthcull", ours), ("cp", plain), ("cp, sync, cmp", safe)):
        print(f"{name:14} {total / seconds:8.0f} MB/s   time of aesthcull / this: {ours / seconds:.2f}")
    catalogue.close()


def moving(base: Path, files: int) -> None:
    catalogue, frames = catalogued(base / "small", files, 1000)
    begun = time.perf_counter()
    run(catalogue, frames, "move", base / "moved")
    seconds = time.perf_counter() - begun
    print(f"moving {files} files within the volume: {seconds:.2f} s, {files / seconds:.0f} files/s")
    catalogue.close()


def catalogued(folder: Path, files: int, size: int) -> tuple[Catalogue, list[Frame]]:
    folder.mkdir()
    for number in range(files):
        (folder / f"IMG_{number:05}.JPG").write_bytes(os.urandom(size))
    subprocess.run(["sync"], check=True)
    catalogue = open_catalogue(str(folder.with_suffix(".sqlite")))
    shoot = queries.open_shoot(catalogue, folder)
    found = walk(folder).frames
    scanning.add_frames(
        catalogue, [tuple(StoredFile(f.path, f.size, f.mtime_ns) for f in each.files) for each in found]
    )
    return catalogue, queries.frames_of(catalogue, shoot)


def run(catalogue: Catalogue, frames: list[Frame], kind: str, out: Path) -> None:
    settings = DeliverySettings(kind, out, root=frames[0].path.parent)  # type: ignore[arg-type]
    plan = plan_delivery(catalogue, frames, settings, Job())
    report = deliver(catalogue, ThumbnailCache(out.with_name("thumbnails")), plan, Job())
    assert report.frames == len(frames) and not report.problems


def copied_safely(source: Path, out: Path) -> None:
    """What a careful user types: copy, flush, compare with what the disk holds."""
    subprocess.run(["cp", "-r", source, out], check=True)
    subprocess.run(["sync"], check=True)
    for file in out.iterdir():
        with file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    for file in source.iterdir():
        subprocess.run(["cmp", file, out / file.name], check=True)


def timed(work: Callable[[], object], out: Path) -> float:
    """The median of three runs in s; `out` is removed after each."""
    found = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
        shutil.rmtree(out)
        subprocess.run(["sync"], check=True)
    return statistics.median(found)


if __name__ == "__main__":
    main()
