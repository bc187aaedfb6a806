"""Decoding and judging frames: a pool of threads decodes while the calling thread runs the networks.

Decoding is the bottleneck (60 ms for 24 megapixels against 3 ms for the network). The window of frames under
way is bounded, and what waits in it is small (150 kB a frame), so that memory does not grow with the shoot.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import Capture, Shoot
from aesthcull.catalogue.scanning import Judged, NewScore
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo, shrink
from aesthcull.photos.metadata import Metadata
from aesthcull.photos.problems import PhotoError, os_reason
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE, ThumbnailCache
from aesthcull.pipeline.ordered import batches, in_order
from aesthcull.pipeline.reconcile import Work
from aesthcull.series.signature import signature
from aesthcull.vision import technical
from aesthcull.vision.judge import Judge
from aesthcull.vision.preprocess import squeeze

STORE_BATCH = 32  # frames a transaction: small, so that a mark in the GUI never waits long for the lock
STORE_SECONDS = 0.5
OnFrames = Callable[[Sequence[int]], None]


@dataclass(frozen=True)
class _Prepared:
    """A decoded frame, reduced to what judging needs."""

    frame_id: int
    problem: str | None = None
    square: NDArray[np.uint8] | None = None
    signature: bytes = b""
    measures: technical.Technical | None = None
    width: int = 0
    height: int = 0
    capture: Capture = field(default_factory=Capture)
    remark: str | None = None


def judge_all(
    catalogue: Catalogue,
    thumbnails: ThumbnailCache,
    work: Sequence[Work],
    judge: Judge | None,
    job: Job,
    on_frames: OnFrames,
) -> list[str]:
    """Decode, judge and store frames; without a judge only decode. Returns remarks for the user.

    Raises Cancelled after storing what was finished.
    """
    models = _model_ids(catalogue, judge)
    remarks: set[str] = set()
    size = (judge.backbone.input_size if judge else None) or 0
    workers = min(16, os.cpu_count() or 2)
    cv2.setNumThreads(1)  # the pool's threads are enough; OpenCV's own would only get in their way
    batch_size = judge.batch if judge else STORE_BATCH
    with ThreadPoolExecutor(workers, thread_name_prefix="decode") as pool:
        prepared = in_order(pool, lambda w: _prepare(w, thumbnails, size), work, workers * 2 + batch_size)
        waiting: list[Judged] = []
        stored_at = time.monotonic()
        with contextlib.closing(prepared):
            for batch in batches(prepared, batch_size):
                remarks.update(frame.remark for frame in batch if frame.remark)
                waiting += _judge_batch(batch, judge, models)
                if len(waiting) >= STORE_BATCH or time.monotonic() - stored_at > STORE_SECONDS:
                    _store(catalogue, waiting, on_frames)
                    waiting, stored_at = [], time.monotonic()
                try:
                    job.advance(len(batch))
                except BaseException:
                    _store(catalogue, waiting, on_frames)
                    raise
            _store(catalogue, waiting, on_frames)
    return sorted(remarks)


def _store(catalogue: Catalogue, judged: Sequence[Judged], on_frames: OnFrames) -> None:
    if judged:
        scanning.store_judged(catalogue, judged)
        on_frames([frame.frame_id for frame in judged])


def _prepare(work: Work, thumbnails: ThumbnailCache, size: int) -> _Prepared:
    """Decode one frame and take from it all that the rest needs; in a pool thread."""
    try:
        photo = load_photo(work.file.path, technical.MEASURED_SIDE)
    except PhotoError as error:
        return _Prepared(work.frame_id, problem=error.reason)
    # All that follows but the measures needs no more pixels than the thumbnail has.
    small = shrink(photo.pixels, THUMBNAIL_SIDE)
    remark = None
    try:
        thumbnails.store(work.file, small)
    except OSError as error:  # a full disk costs the thumbnail, not the frame
        remark = f"thumbnails cannot be written to {thumbnails.folder}: {os_reason(error)}"
    return _Prepared(
        frame_id=work.frame_id,
        square=squeeze(small, size) if size else None,
        signature=signature(small).tobytes(),
        measures=technical.measure(photo.pixels),
        width=photo.width,
        height=photo.height,
        capture=_capture(photo.metadata),
        remark=remark,
    )


def _capture(metadata: Metadata) -> Capture:
    return Capture(
        captured_at=metadata.captured_at,
        utc_offset=metadata.utc_offset,
        camera=metadata.camera,
        lens=metadata.lens,
        exposure_time=metadata.exposure_time,
        f_number=metadata.f_number,
        iso=metadata.iso,
        exposure_bias=metadata.exposure_bias,
        focal_length=metadata.focal_length,
    )


def _model_ids(catalogue: Catalogue, judge: Judge | None) -> dict[str, int]:
    """The catalogue's ids of the models in use, by name."""
    models = {
        technical.NAME: scanning.register_model(catalogue, technical.NAME, technical.VERSION, "built in")
    }
    if judge is not None:
        for entry in (judge.backbone, *(head.entry for head in judge.heads)):
            models[entry.name] = scanning.register_model(catalogue, entry.name, entry.version, entry.sha256)
    return models


def _judge_batch(batch: Sequence[_Prepared], judge: Judge | None, models: dict[str, int]) -> list[Judged]:
    squares = [p.square for p in batch if p.square is not None]
    embeddings = judge.embed(squares) if judge and squares else None
    scores = _head_scores(judge, embeddings, models) if judge and embeddings is not None else []
    judged: list[Judged] = []
    at = 0
    for frame in batch:
        if frame.problem is not None or frame.measures is None:
            judged.append(Judged(frame.frame_id, problem=frame.problem))
            continue
        has_embedding = embeddings is not None and frame.square is not None
        judged.append(
            Judged(
                frame_id=frame.frame_id,
                width=frame.width,
                height=frame.height,
                capture=frame.capture,
                embedding=embeddings[at] if embeddings is not None and has_embedding else None,
                embedding_model=models[judge.backbone.name] if judge and has_embedding else None,
                signature=frame.signature,
                scores=_technical_scores(frame.measures, models[technical.NAME])
                + (scores[at] if has_embedding else ()),
            )
        )
        at += has_embedding
    return judged


def _technical_scores(measures: technical.Technical, model_id: int) -> tuple[NewScore, ...]:
    return tuple(NewScore(name, model_id, value) for name, value in measures.scores().items())


def _head_scores(
    judge: Judge, embeddings: NDArray[np.float16], models: dict[str, int]
) -> list[tuple[NewScore, ...]]:
    columns = [
        [NewScore(j.name, models[head.entry.name], j.value, j.spread) for j in head.judge(embeddings)]
        for head in judge.heads
    ]
    return [tuple(row) for row in zip(*columns, strict=True)] if columns else [()] * len(embeddings)


def rescore(catalogue: Catalogue, shoot: Shoot, judge: Judge, job: Job) -> None:
    """Score frames whose embedding is known but whose score is of another version of a head."""
    models = _model_ids(catalogue, judge)
    for head in judge.heads:
        job.check()
        name = head.entry.name
        outdated = set(scanning.frames_without_score(catalogue, shoot, name, models[name]))
        if not outdated:
            continue
        ids, embeddings = queries.embeddings_of(catalogue, shoot, judge.backbone.id)
        keep = [row for row, frame_id in enumerate(ids) if frame_id in outdated]
        if keep:
            found = head.judge(embeddings[keep])
            scanning.store_scores(
                catalogue,
                [
                    (ids[row], (NewScore(j.name, models[name], j.value, j.spread),))
                    for row, j in zip(keep, found, strict=True)
                ],
            )
