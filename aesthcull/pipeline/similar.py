"""Frames of the whole catalogue that look most like one photograph (P2's recommendations).

Features of the catalogue's frames are kept in a file beside the thumbnails, so that a second question
computes only those of new frames. The file is a cache: losing it costs time only.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Frame
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE
from aesthcull.pipeline.scan import Workplace
from aesthcull.series.neighbours import Index
from aesthcull.vision.judge import Embeddings, Judge, Model
from aesthcull.vision.preprocess import squeeze

Features = Literal["heads", "backbone"]
Rows = NDArray[np.float16]
_CHUNK = 2000  # frames computed at a time
_KEY = np.dtype([("id", "<i8"), ("size", "<i8"), ("mtime_ns", "<i8")])
_SAMPLE = 2000  # rows from which the heads' scales are taken


@dataclass(frozen=True)
class Similar:
    """The nearest frames with their distances; `exact` tells whether none can have been overlooked."""

    frames: tuple[Frame, ...]
    distances: tuple[float, ...]
    exact: bool


def find_similar(work: Workplace, file: Path, top: int, by: Features, job: Job) -> Similar:
    """The `top` present frames most like the photograph `file`, which need not be in the catalogue.

    `by`: the features of the heads that have some, each scaled alike, or the backbone's embedding. Which
    finds what better: models/README.md. Raise PhotoError, ModelError or Cancelled.
    """
    judge = Judge(work.registry)
    heads = [m for m in judge.heads if m.entry.features] if by == "heads" else []
    keys = np.array(queries.embedded_frames(work.catalogue, judge.backbone.id), dtype=_KEY)
    own = queries.frame_ids(work.catalogue, [file]).get(file, -1)
    place = np.flatnonzero(keys["id"] == own)
    if len(place):
        embedding = queries.embeddings_by_id(work.catalogue, [own])
    else:
        square = squeeze(load_photo(file, THUMBNAIL_SIDE).pixels, judge.backbone.input_size or 0)
        embedding = judge.embed([square])
    rows = _catalogue_features(work, judge, heads, keys, job)
    scale = _scale(rows, heads)
    others = np.flatnonzero(keys["id"] != own)
    if not len(others):
        return Similar((), (), True)
    searched = rows if len(others) == len(keys) else rows[others]
    index = Index(np.multiply(searched, scale, dtype=np.float32))
    query = _features(heads, embedding)[0].astype(np.float32) * scale
    found = index.nearest(query, top)
    ids = [int(i) for i in keys["id"][others][found.rows]]
    return Similar(
        tuple(queries.frames_by_id(work.catalogue, ids)),
        tuple(float(d) for d in found.distances),
        index.exact,
    )


def _features(heads: Sequence[Model], embeddings: Embeddings) -> Rows:
    """Features [N, …]: the heads' second outputs side by side, or the embedding itself."""
    if not heads:
        return embeddings
    return np.concatenate([head.describe(embeddings, "features") for head in heads], axis=1).astype(
        np.float16
    )


def _scale(rows: Rows, heads: Sequence[Model]) -> NDArray[np.float32]:
    """Factors [D] that let each head count alike, whatever the size of its features."""
    factors = np.ones(rows.shape[1], dtype=np.float32)
    width = rows.shape[1] // max(1, len(heads))
    for number in range(len(heads)):
        block = slice(number * width, (number + 1) * width)
        spread = float(rows[:_SAMPLE, block].astype(np.float32).std()) if len(rows) else 0.0
        factors[block] = 1 / spread if spread > 0 else 1.0
    return factors


def _catalogue_features(
    work: Workplace, judge: Judge, heads: Sequence[Model], keys: NDArray[np.void], job: Job
) -> Rows:
    """Features [N, …] of the frames `keys`, from the cache where it has them."""
    file = _cache_file(work, judge, heads)
    known = _read(file)
    width = _features(heads, np.zeros((1, _width(judge)), dtype=np.float16)).shape[1]
    rows = np.zeros((len(keys), width), dtype=np.float16)
    old, values = known if known is not None and known[1].shape[1] == width else (keys[:0], rows[:0])
    place_of = {key.tobytes(): n for n, key in enumerate(old)}
    places = np.array([place_of.get(key.tobytes(), -1) for key in keys], dtype=np.intp)
    rows[places >= 0] = values[places[places >= 0]]
    missing = np.flatnonzero(places < 0)
    job.stage("Preparing the search", len(missing))
    for start in range(0, len(missing), _CHUNK):
        part = missing[start : start + _CHUNK]
        embeddings = queries.embeddings_by_id(work.catalogue, [int(i) for i in keys["id"][part]])
        rows[part] = _features(heads, embeddings)
        job.advance(len(part))
    if len(missing) or len(old) != len(keys):
        _write(file, keys, rows)
    return rows


def _width(judge: Judge) -> int:
    side = judge.backbone.input_size or 0
    return int(judge.embed([np.zeros((side, side, 3), dtype=np.uint8)]).shape[1])


def _cache_file(work: Workplace, judge: Judge, heads: Sequence[Model]) -> Path:
    models = [judge.backbone.sha256, *(head.entry.sha256 for head in heads)]
    identity = "|".join([work.catalogue.name, *models]).encode(errors="surrogateescape")
    name = hashlib.blake2b(identity, digest_size=16).hexdigest()
    return work.thumbnails.folder.parent / "similar" / f"{name}.npz"


def _read(file: Path) -> tuple[NDArray[np.void], Rows] | None:
    try:
        with np.load(file) as stored:
            keys, rows = stored["keys"], stored["rows"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    whole = keys.dtype == _KEY and rows.dtype == np.float16 and rows.ndim == 2 and len(keys) == len(rows)
    return (keys, rows) if whole else None


def _write(file: Path, keys: NDArray[np.void], rows: Rows) -> None:
    """Keep the features; a full or read-only disk costs only the time of computing them again."""
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as out:
            np.savez(out, keys=keys, rows=rows)
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)
