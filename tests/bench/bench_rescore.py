"""How fast another head judges a whole catalogue from its stored embeddings.

Run:  python -m tests.bench.bench_rescore [FRAMES]

Limit: 100,000 frames in 2 s with a head as the trainer makes it (linear; mean, scale, weights, sigmoid), from
the call to the commit; the better of three rounds, since other programs may run at the same time. The
catalogue is as a scan leaves it: 2,064 float16 numbers, a signature and fourteen scores a frame. What kernel
heads such as the bundled ones take, and the linear head right after the machine has been started (nothing of
the catalogue in the memory's file cache), is printed beside it without a limit.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from aesthcull import places
from aesthcull.catalogue import scanning, scores
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.adoption import PIECE, rescore_catalogue
from aesthcull.series.signature import SIGNATURE_BYTES
from aesthcull.vision.judge import Model
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelEntry, Registry
from tests.pipeline.linear_head import WIDTH, linear_head

ROUNDS = 3
LIMIT_S, LIMIT_FRAMES = 2.0, 100_000
OTHER_SCORES = 13
BATCH = 500


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LIMIT_FRAMES
    with tempfile.TemporaryDirectory(prefix="rescore-") as scratch:
        folder = Path(scratch)
        registry = Registry([places.models_folder()])
        mine = linear_head(folder, registry.backbone())
        catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
        _fill(catalogue, count, registry.backbone())
        work = Workplace(catalogue, registry, ThumbnailCache(folder / "thumbnails"))
        used = time.process_time()
        whole_s = min(_seconds(lambda: rescore_catalogue(work, mine, Job())) for _ in range(ROUNDS))
        used = (time.process_time() - used) / ROUNDS
        limit = LIMIT_S * count / LIMIT_FRAMES
        print(f"{count:,} frames, linear head {whole_s:.2f} s  limit {limit:.2f} s")
        print(f"  processor time {used:.2f} s")
        _print_parts(work, mine, count)
        for name in ("aesthetic", "popular", "quality"):
            entry = registry.get(name)
            took = _seconds(partial(rescore_catalogue, work, entry, Job()))
            print(f"  bundled head {name:<18}{took:7.2f} s")
        if hasattr(os, "posix_fadvise"):
            _forget(Path(catalogue.name))
            took = _seconds(lambda: rescore_catalogue(work, mine, Job()))
            print(f"  linear head, catalogue not in memory {took:.2f} s")
        catalogue.close()
    kept = whole_s <= limit
    print("kept" if kept else "MISSED")
    return 0 if kept else 1


def _print_parts(work: Workplace, mine: ModelEntry, count: int) -> None:
    """Reading and computing go on at the same time, so that the parts add up to more than the whole."""
    model = Model(mine, Provider(CPU))
    backbone = mine.backbone or ""
    read_s = _seconds(lambda: [0 for _ in scores.embeddings_in_pieces(work.catalogue, backbone, PIECE)])
    some = np.random.default_rng(0).normal(size=(PIECE, WIDTH)).astype(np.float16)
    compute_s = _seconds(lambda: [model.scores(some) for _ in range(count // PIECE)])
    new = scores.CatalogueScores(
        "sells",
        scanning.register_model(work.catalogue, "sells", "mine-1", mine.sha256),
        np.arange(1, count + 1),
        np.random.default_rng(1).random(count, dtype=np.float32),
    )
    write_s = _seconds(lambda: scores.replace_scores(work.catalogue, new, lambda: None, regroup=False))
    print(f"  parts: reading {read_s:.2f} s, computing {compute_s:.2f} s, writing {write_s:.2f} s")


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _fill(catalogue: Catalogue, count: int, backbone: ModelEntry) -> None:
    rng = np.random.default_rng(0)
    model = scanning.register_model(catalogue, backbone.name, backbone.version, backbone.sha256)
    names = [f"measure_{n}" for n in range(OTHER_SCORES)] + ["sells"]
    now = datetime.now()
    for start in range(1, count + 1, BATCH):
        ids = range(start, min(start + BATCH, count + 1))
        vectors = rng.normal(size=(len(ids), WIDTH)).astype(np.float16)
        with catalogue.write() as connection:
            folder = Path(f"/shoots/{start}")
            frames = [
                {"id": i, "path": folder / f"{i}.jpg", "folder": folder, "added_at": now, "width": 6000}
                for i in ids
            ]
            connection.execute(sa.insert(t.frame), frames)
            embeddings = [
                {"frame_id": i, "model_id": model, "vector": v.tobytes(), "signature": bytes(SIGNATURE_BYTES)}
                for i, v in zip(ids, vectors, strict=True)
            ]
            connection.execute(sa.insert(t.embedding), embeddings)
            rows = [
                {"frame_id": i, "name": name, "model_id": model, "value": 0.5} for i in ids for name in names
            ]
            connection.execute(sa.insert(t.score), rows)


def _forget(path: Path) -> None:
    """Take a file out of the memory's file cache."""
    os.sync()
    file = os.open(path, os.O_RDONLY)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(file)


if __name__ == "__main__":
    sys.exit(main())
