"""Frames of the whole catalogue, or of some of it, that look most like one photograph (P2's recommendations).

Features of the catalogue's frames are kept in a file beside the thumbnails, so that a second question
computes only those of new frames. The file is a cache: losing it costs time only.
"""

from __future__ import annotations

import contextlib
import hashlib
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
from aesthcull.writing import replacing

Features = Literal["heads", "backbone"]
Rows = NDArray[np.float16]
Floats = NDArray[np.float32]
_CHUNK = 2000  # frames computed at a time
_BEGINNING = 64  # bytes of an embedding; no two of 6,900 photographs begin alike, not even in 32
_KEY = np.dtype([("id", "<i8"), ("start", f"V{_BEGINNING}")])
_SAMPLE = 2000  # rows from which the heads' scales are taken


@dataclass(frozen=True)
class Similar:
    """The nearest frames with their distances. `exact` tells whether none can have been overlooked; `by`,
    the features that were compared; `notices`, the models that could not be used, a line each."""

    frames: tuple[Frame, ...]
    distances: tuple[float, ...]
    exact: bool
    by: Features
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """The nearest frames by their ids, the nearest first; `by` and `notices` as in Similar."""

    ids: tuple[int, ...]
    by: Features
    notices: tuple[str, ...] = ()


def find_similar(work: Workplace, file: Path, top: int, by: Features, job: Job) -> Similar:
    """The `top` present frames most like the photograph `file`, which need not be in the catalogue.

    `by`: the features of the heads that have some, each scaled alike (the embedding when no head has any),
    or the backbone's embedding. Which finds what better: models/README.md. Raise PhotoError, ModelError or
    Cancelled.
    """
    judge = Judge(work.registry)
    heads = _describing(judge, by)
    by = "heads" if heads else "backbone"
    own = queries.frame_ids(work.catalogue, [file]).get(file, -1)
    query = _features(heads, _embedding(work, judge, file, own))
    keys, rows = _catalogue_features(work, judge, heads, query, job)
    if not len(rows):
        return Similar((), (), True, by, tuple(judge.notices))
    scale = _scale(rows, [part.shape[1] for part in query])
    index = Index(np.multiply(rows, scale, dtype=np.float32))
    found = index.nearest(_joined(query)[0] * scale, top + 1)
    near = [
        (int(keys["id"][row]), float(distance))
        for row, distance in zip(found.rows, found.distances, strict=True)
        if keys["id"][row] != own
    ][:top]
    distances = dict(near)
    frames = queries.frames_by_id(work.catalogue, list(distances))
    return Similar(
        tuple(frames), tuple(distances[f.id] for f in frames), index.exact, by, tuple(judge.notices)
    )


def rank_similar(
    work: Workplace, frame: Frame, among: NDArray[np.int64], top: int, by: Features, job: Job
) -> Ranked:
    """The `top` frames most like `frame`, of those with the ids `among`; itself the first. Frames that were
    not scanned yet are left out. Raise as `find_similar` does."""
    judge = Judge(work.registry)
    heads = _describing(judge, by)
    query = _features(heads, _embedding(work, judge, frame.path, frame.id))
    keys, rows = _catalogue_features(work, judge, heads, query, job)
    scale = _scale(rows, [part.shape[1] for part in query]) if len(rows) else np.zeros(0, dtype=np.float32)
    wanted = np.flatnonzero(np.isin(keys["id"], among))
    distances = np.empty(len(wanted), dtype=np.float32)
    for start in range(0, len(wanted), _CHUNK):
        job.check()
        part = wanted[start : start + _CHUNK]
        apart = (rows[part].astype(np.float32) - _joined(query)[0]) * scale
        distances[start : start + _CHUNK] = np.linalg.norm(apart, axis=1)
    ids = keys["id"][wanted[np.argsort(distances, kind="stable")]].tolist()
    others = [i for i in ids if i != frame.id]
    return Ranked((frame.id, *others[:top]), "heads" if heads else "backbone", tuple(judge.notices))


def _describing(judge: Judge, by: Features) -> list[Model]:
    """The heads whose features are compared; none: the embeddings themselves."""
    return [m for m in judge.heads if m.entry.features] if by == "heads" else []


def _embedding(work: Workplace, judge: Judge, file: Path, frame_id: int) -> Embeddings:
    """Embedding [1, D] of the photograph, from the catalogue where that has it."""
    known = queries.embeddings_by_id(work.catalogue, [frame_id], judge.backbone.id)
    if frame_id in known:
        return known[frame_id][None]
    square = squeeze(load_photo(file, THUMBNAIL_SIDE).pixels, judge.backbone.input_size or 0)
    return judge.embed([square])


def _features(heads: Sequence[Model], embeddings: Embeddings) -> list[Rows]:
    """Features [N, …] of each head, or the embeddings themselves."""
    if not heads:
        return [embeddings]
    return [head.describe(embeddings, "features").astype(np.float16) for head in heads]


def _joined(features: Sequence[Rows]) -> Rows:
    return np.concatenate(features, axis=1)


def _scale(rows: Rows, widths: Sequence[int]) -> Floats:
    """Factors [D] that let each head count alike, whatever the size of its features."""
    some = rows[:: -(-len(rows) // _SAMPLE)].astype(np.float32)
    spreads = [float(part.std()) for part in np.split(some, np.cumsum(widths)[:-1], axis=1)]
    # A single set of features is left as it is.
    factors = [1 / s if s > 0 and len(widths) > 1 else 1.0 for s in spreads]
    return np.repeat(np.asarray(factors, dtype=np.float32), widths)


def _catalogue_features(
    work: Workplace, judge: Judge, heads: Sequence[Model], like: Sequence[Rows], job: Job
) -> tuple[NDArray[np.void], Rows]:
    """Keys and features [N, …] of all present frames by path, from the cache where it has them."""
    backbone = judge.backbone.id
    keys = np.array(queries.embedded_frames(work.catalogue, backbone, _BEGINNING), dtype=_KEY)
    file, made_by = _cache_file(work, bool(heads)), _made_by(judge, heads)
    width = sum(part.shape[1] for part in like)
    old, values = _read(file, made_by, width)
    if np.array_equal(old, keys):
        return keys, values
    place_of = {key.tobytes(): n for n, key in enumerate(old)}
    places = np.array([place_of.get(key.tobytes(), -1) for key in keys], dtype=np.intp)
    rows = np.zeros((len(keys), width), dtype=np.float16)
    rows[places >= 0] = values[places[places >= 0]]
    missing = np.flatnonzero(places < 0)
    there = np.ones(len(keys), dtype=np.bool_)
    job.stage("Preparing the search", len(missing))
    for start in range(0, len(missing), _CHUNK):
        part = missing[start : start + _CHUNK]
        found = queries.embeddings_by_id(work.catalogue, [int(i) for i in keys["id"][part]], backbone)
        # A scan at the same time may have taken an embedding away, or put a new one in its place.
        there[part] = [int(i) in found for i in keys["id"][part]]
        part = part[there[part]]
        if len(part):
            embeddings = np.stack([found[int(i)] for i in keys["id"][part]])
            keys["start"][part] = [e.tobytes()[:_BEGINNING] for e in embeddings]
            rows[part] = _joined(_features(heads, embeddings))
        job.advance(len(missing[start : start + _CHUNK]))
    if not there.all():
        keys, rows = keys[there], rows[there]
    _write(file, made_by, keys, rows)
    return keys, rows


def _cache_file(work: Workplace, heads: bool) -> Path:
    """One file for each catalogue, so that features of models that were exchanged do not pile up."""
    identity = work.catalogue.name.encode(errors="surrogateescape")
    name = hashlib.blake2b(identity, digest_size=16).hexdigest()
    kind = "heads" if heads else "backbone"
    return work.thumbnails.folder.parent / "similar" / f"{name}-{kind}.npz"


def _made_by(judge: Judge, heads: Sequence[Model]) -> str:
    """Which models made the features, in which order."""
    entries = [judge.backbone, *(head.entry for head in heads)]
    return " ".join(f"{entry.id}:{entry.sha256}" for entry in entries)


def _read(file: Path, made_by: str, width: int) -> tuple[NDArray[np.void], Rows]:
    """Keys and features that the same models made; none when there are none, or the file is damaged."""
    nothing = np.zeros(0, dtype=_KEY), np.zeros((0, width), dtype=np.float16)
    try:
        with np.load(file) as stored:
            if str(stored["made_by"]) != made_by:
                return nothing
            keys, rows = stored["keys"], stored["rows"]
    except Exception:  # what a damaged file raises, NumPy and zipfile leave open; it is made again
        return nothing
    whole = keys.dtype == _KEY and rows.dtype == np.float16 and rows.shape == (len(keys), width)
    return (keys, rows) if whole else nothing


def _write(file: Path, made_by: str, keys: NDArray[np.void], rows: Rows) -> None:
    """Keep the features; a full or read-only disk costs only the time of computing them again."""
    with contextlib.suppress(OSError), replacing(file) as beside, beside.open("wb") as out:
        np.savez(out, made_by=np.array(made_by), keys=keys, rows=rows)
