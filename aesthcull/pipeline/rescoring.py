"""Judging frames again from the catalogue when a model was exchanged: no file is decoded for a head."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import Frame, Shoot
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE, ThumbnailCache
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline.judging import Models, model_ids, new_scores, new_tags
from aesthcull.vision.judge import Judge, Model, Verdict, add_to
from aesthcull.vision.preprocess import squeeze

CHUNK = 1000  # frames a transaction


def rescore(
    catalogue: Catalogue, thumbnails: ThumbnailCache, shoot: Shoot, judge: Judge, job: Job
) -> list[int]:
    """Judge frames whose embedding is known but whose score or keywords are of another version of a model.

    Returns the ids of the frames judged again. Raises Cancelled; what was stored before stays.
    """
    models = model_ids(catalogue, judge)
    touched: set[int] = set()
    embedded: tuple[list[int], NDArray[np.float16]] | None = None
    for model in judge.models:
        outdated = _outdated(catalogue, shoot, model, models)
        if not outdated:
            continue
        embedded = embedded or queries.embeddings_of(catalogue, shoot, judge.backbone.id)
        ids, embeddings = embedded
        rows = [row for row, frame_id in enumerate(ids) if frame_id in outdated]
        chunk = CHUNK if model.entry.kind == "head" else 16
        job.stage(f"Judging anew with {model.entry.id}", len(rows))
        for start in range(0, len(rows), chunk):
            part = rows[start : start + chunk]
            if model.entry.kind == "head":
                judged = [ids[row] for row in part]
                verdicts = _verdicts(model, embeddings[part])
            else:
                side = model.entry.input_size or 0
                judged, pixels = squares_of(catalogue, thumbnails, [ids[r] for r in part], side)
                verdicts = _verdicts(model, pixels) if judged else []
            _store(catalogue, judged, verdicts, judge, models)
            touched.update(judged)
            job.advance(len(part))
    return sorted(touched)


def _outdated(catalogue: Catalogue, shoot: Shoot, model: Model, models: Models) -> set[int]:
    name = model.entry.name
    find = scanning.frames_without_tags if model.tagger else scanning.frames_without_score
    return set(find(catalogue, shoot, name, models[name]))


def _verdicts(model: Model, inputs: NDArray[np.generic]) -> list[Verdict]:
    verdicts = [Verdict() for _ in inputs]
    add_to(verdicts, model, inputs)
    return verdicts


def squares_of(
    catalogue: Catalogue, thumbnails: ThumbnailCache, ids: Sequence[int], side: int
) -> tuple[list[int], NDArray[np.uint8]]:
    """Pixels [n, side, side, 3] for a network from the thumbnails, else from the files, with the ids of the
    frames [n] that could be read; the others are left out."""
    frames = queries.frames_by_id(catalogue, ids)
    workers = min(16, os.cpu_count() or 2)
    with ThreadPoolExecutor(workers, thread_name_prefix="decode") as pool:
        found = pool.map(partial(_square, thumbnails, side=side), frames)
        read = [(f.id, square) for f, square in zip(frames, found, strict=True) if square is not None]
    pixels = np.stack([square for _, square in read]) if read else np.zeros((0, side, side, 3), np.uint8)
    return [frame_id for frame_id, _ in read], pixels


def _square(thumbnails: ThumbnailCache, frame: Frame, side: int) -> NDArray[np.uint8] | None:
    try:
        return squeeze(_pixels(thumbnails, frame), side)
    except PhotoError:
        return None  # the next scan names it, if it is still so


def _pixels(thumbnails: ThumbnailCache, frame: Frame) -> NDArray[np.uint8]:
    cached = thumbnails.path(FrameFile(frame.file.path, frame.file.size, frame.file.mtime_ns))
    try:
        return load_photo(cached, THUMBNAIL_SIDE).pixels
    except PhotoError:
        return load_photo(frame.file.path, THUMBNAIL_SIDE).pixels


def _store(
    catalogue: Catalogue, ids: Sequence[int], verdicts: Sequence[Verdict], judge: Judge, models: Models
) -> None:
    pairs = list(zip(ids, verdicts, strict=True))
    scores = [(i, new_scores(v, models)) for i, v in pairs if v.scores]
    tags = [(i, new) for i, v in pairs for new in new_tags(v, judge, models)]
    if scores:
        scanning.store_scores(catalogue, scores)
    if tags:
        scanning.store_tags(catalogue, tags)
