"""A catalogue of a large shoot for benchmarks: frames as a scan leaves them, written in bulk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.records import LABELS, Shoot
from aesthcull.catalogue.store import Catalogue

SCORES = ("aesthetic", "sells", "professional", *(f"measure_{n}" for n in range(17)))
WORDS = tuple(f"{a} {b}" for a in ("red", "old", "wide", "small", "calm") for b in map(str, range(400)))
KEYWORDS = 5  # a frame
BURST = 5  # frames of a series; every third run of frames is one
FOLDER = 500  # frames


def make_shoot(catalogue: Catalogue, folder: Path, frames: int, seed: int = 0) -> Shoot:
    """A shoot of `frames` frames below `folder`, which need not be there."""
    rng = np.random.default_rng(seed)
    shoot = queries.open_shoot(catalogue, folder)
    with catalogue.write() as connection:
        _put(connection, t.frame, (_frame(folder, n, rng) for n in range(frames)))
        _put(
            connection,
            t.frame_file,
            (
                {
                    "frame_id": n + 1,
                    "position": 0,
                    "path": _path(folder, n),
                    "size": 9_000_000 + n,
                    "mtime_ns": n,
                }
                for n in range(frames)
            ),
        )
    _add_scores(catalogue, frames, rng)
    _add_keywords(catalogue, frames, rng)
    _add_series(catalogue, shoot, frames)
    return shoot


def _path(folder: Path, number: int) -> Path:
    return folder / f"day {number // FOLDER:03d}" / f"IMG_{number:06d}.JPG"


def _frame(folder: Path, number: int, rng: np.random.Generator) -> dict[str, object]:
    path = _path(folder, number)
    return {
        "id": number + 1, "path": path, "folder": path.parent, "added_at": datetime(2024, 6, 1),
        "missing": False, "width": 6000, "height": 4000,
        "captured_at": datetime(2024, 5, 1) + timedelta(seconds=number * 7),
        "camera": f"Camera {number // 1000 % 3}", "lens": f"{35 + number // 100 % 5} mm",
        "exposure_time": 1 / 200, "f_number": 2.8, "iso": 100 * (1 + number % 8), "focal_length": 35.0,
        "flag": (None, None, None, "pick", "reject")[rng.integers(5)], "rating": int(rng.integers(6)),
        "label": (None, *LABELS)[rng.integers(6)],
    }  # fmt: skip


def _add_scores(catalogue: Catalogue, frames: int, rng: np.random.Generator) -> None:
    model = scanning.register_model(catalogue, "bench", "1", "0" * 64)
    insert = "INSERT INTO score (frame_id, name, model_id, value, spread) VALUES (?, ?, ?, ?, ?)"
    with catalogue.write() as connection:
        for numbers in _parts(range(frames), 5000):
            values = (rng.random((len(numbers), len(SCORES))) * 9 + 1).tolist()
            rows = [
                (n + 1, name, model, value, 0.5 if name == "aesthetic" else None)
                for n, of_frame in zip(numbers, values, strict=True)
                for name, value in zip(SCORES, of_frame, strict=True)
            ]
            connection.exec_driver_sql(insert, rows)


def _add_keywords(catalogue: Catalogue, frames: int, rng: np.random.Generator) -> None:
    insert = "INSERT INTO keyword (frame_id, name, source, confidence) VALUES (?, ?, 'tags@1', 0.5)"
    with catalogue.write() as connection:
        for numbers in _parts(range(frames), 20_000):
            first = rng.integers(len(WORDS), size=len(numbers)).tolist()
            rows = [
                (n + 1, WORDS[(at + 7 * k) % len(WORDS)])
                for n, at in zip(numbers, first, strict=True)
                for k in range(KEYWORDS)
            ]
            connection.exec_driver_sql(insert, rows)


def _add_series(catalogue: Catalogue, shoot: Shoot, frames: int) -> None:
    starts = range(0, frames - BURST, 3 * BURST)
    why = json.dumps(["sharpest of 5"])
    with catalogue.write() as connection:
        _put(
            connection,
            t.series,
            (
                {
                    "id": s + 1,
                    "shoot_id": shoot.id,
                    "kind": "series",
                    "suggested_id": start + 3,
                    "reasons": why,
                }
                for s, start in enumerate(starts)
            ),
        )
        _put(
            connection,
            t.series_member,
            (
                {"shoot_id": shoot.id, "frame_id": start + k + 1, "series_id": s + 1, "position": k}
                for s, start in enumerate(starts)
                for k in range(BURST)
            ),
        )


def _put(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    for part in _parts(rows, 5000):
        connection.execute(sa.insert(table), part)


def _parts(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The values in lists of `size`, the last one shorter."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
