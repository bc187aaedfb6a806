"""Decoding and judging frames: a pool of threads decodes while the calling thread runs the networks.

Decoding is the bottleneck (60 ms for 24 megapixels against 3 ms for the network). The window of frames under
way is bounded, and what waits in it is small (150 kB a frame), so that memory does not grow with the shoot.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import scanning
from aesthcull.catalogue.records import Capture, Shoot
from aesthcull.catalogue.scanning import Judged, NewScore, NewTags
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.photos.decode import load_frame
from aesthcull.photos.metadata import Metadata
from aesthcull.photos.pixels import shrink
from aesthcull.photos.problems import OTHER_SHOWN, PhotoError, Starved, os_reason
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE, ThumbnailCache
from aesthcull.pipeline.ordered import batches, in_order
from aesthcull.pipeline.reconcile import OnFrames, Work
from aesthcull.series.signature import signature
from aesthcull.vision import technical
from aesthcull.vision.judge import Judge, Verdict
from aesthcull.vision.preprocess import squeeze

STORE_BATCH = 32  # frames a transaction: small, so that a mark in the GUI never waits long for the lock
STORE_SECONDS = 0.5
_NICE = 10  # of 19
Models = dict[str, int]  # the catalogue's id of each model in use, by name


@dataclass(frozen=True)
class _Prepared:
    """A decoded frame, reduced to what judging needs; without `measures` it could not be read."""

    frame_id: int
    problem: str | None = None
    squares: dict[int, NDArray[np.uint8]] = field(default_factory=dict)  # by side
    signature: bytes = b""
    measures: technical.Technical | None = None
    width: int = 0
    height: int = 0
    capture: Capture = field(default_factory=Capture)
    remark: str | None = None
    vanished: bool = False
    starved: Work | None = None  # to be tried again by this thread, which does not stand back


@dataclass(frozen=True)
class Outcome:
    """What came of judging: remarks for the user, and the ids of frames whose files are gone by now, of
    which nothing was stored."""

    remarks: list[str]
    vanished: list[int]


@dataclass(frozen=True)
class _Embedded:
    """A prepared frame with its embedding [D]; None when there is no judge or the frame cannot be read."""

    prepared: _Prepared
    embedding: NDArray[np.float16] | None = None


def judge_all(
    catalogue: Catalogue,
    shoot: Shoot,
    thumbnails: ThumbnailCache,
    work: Sequence[Work],
    judge: Judge | None,
    job: Job,
    on_frames: OnFrames,
) -> Outcome:
    """Decode, judge and store frames; without a judge only decode.

    Raises Cancelled after storing what was finished.
    """
    models = model_ids(catalogue, judge)
    remarks: set[str] = set()
    vanished: list[int] = []
    sides = judge.sides if judge else []
    workers = min(16, os.cpu_count() or 2)
    cv2.setNumThreads(1)  # the pool's threads are enough; OpenCV's own would only get in their way
    batch_size = judge.batch if judge else STORE_BATCH
    with ThreadPoolExecutor(workers, thread_name_prefix="decode", initializer=_stand_back) as pool:
        turn = partial(_prepare_in_turn, job, thumbnails, sides)
        decoded = in_order(pool, turn, work, workers * 2 + batch_size)
        waiting: list[_Embedded] = []
        stored_at = time.monotonic()
        with contextlib.closing(decoded):
            prepared = (
                _prepare(f.starved, thumbnails, sides, last=True) if f.starved else f for f in decoded
            )
            for batch in batches(prepared, batch_size):
                remarks.update(frame.remark for frame in batch if frame.remark)
                vanished += [frame.frame_id for frame in batch if frame.vanished]
                waiting += _embed([frame for frame in batch if not frame.vanished], judge)
                if len(waiting) >= STORE_BATCH or time.monotonic() - stored_at > STORE_SECONDS or job.paused:
                    _store(catalogue, shoot, waiting, judge, models, on_frames)
                    waiting, stored_at = [], time.monotonic()
                try:
                    job.advance(len(batch))
                except BaseException:
                    _store(catalogue, shoot, waiting, judge, models, on_frames)
                    raise
            _store(catalogue, shoot, waiting, judge, models, on_frames)
    return Outcome(sorted(remarks), vanished)


def _store(
    catalogue: Catalogue,
    shoot: Shoot,
    waiting: Sequence[_Embedded],
    judge: Judge | None,
    models: Models,
    on_frames: OnFrames,
) -> None:
    if waiting:
        scanning.store_judged(catalogue, _judged(waiting, judge, models), shoot)
        on_frames([frame.prepared.frame_id for frame in waiting])


def _stand_back() -> None:
    """Let the window's thread go first. Elsewhere than on Linux, threads have no priority of their own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


def _prepare_in_turn(job: Job, thumbnails: ThumbnailCache, sides: Sequence[int], work: Work) -> _Prepared:
    job.wait_turn()  # no check: what is under way when the user cancels is still stored
    return _prepare(work, thumbnails, sides, last=False)


def _prepare(work: Work, thumbnails: ThumbnailCache, sides: Sequence[int], *, last: bool) -> _Prepared:
    """Decode one frame and take from it all that the rest needs; in a pool thread. `last`: not to be asked
    again where the machine was too busy."""
    try:
        files = (work.file.path, *work.others)
        photo, unread = load_frame(files, technical.MEASURED_SIDE, asks_again=not last)
    except PhotoError as error:
        starved = work if isinstance(error, Starved) else None
        gone = _is_gone(work.file.path)
        return _Prepared(work.frame_id, problem=error.reason, vanished=gone, starved=starved)
    # All that follows but the measures needs no more pixels than the thumbnail has.
    small = shrink(photo.pixels, THUMBNAIL_SIDE)
    remark = None
    try:
        thumbnails.store(work.file, small, photo.profile)
    except OSError as error:  # a full disk costs the thumbnail, not the frame
        remark = f"thumbnails cannot be written to {thumbnails.folder}: {os_reason(error)}"
    return _Prepared(
        frame_id=work.frame_id,
        problem=unread.reason + OTHER_SHOWN if unread else None,
        squares={side: squeeze(small, side) for side in sides},
        signature=signature(small).tobytes(),
        measures=technical.measure(photo.pixels),
        width=photo.width,
        height=photo.height,
        capture=_capture(photo.metadata),
        remark=remark,
    )


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


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


def model_ids(catalogue: Catalogue, judge: Judge | None) -> Models:
    """The catalogue's ids of the models in use, by name."""
    models = {
        technical.NAME: scanning.register_model(catalogue, technical.NAME, technical.VERSION, "built in")
    }
    if judge is not None:
        for entry in (judge.backbone, *(model.entry for model in judge.models)):
            models[entry.name] = scanning.register_model(catalogue, entry.name, entry.version, entry.sha256)
    return models


def _embed(batch: Sequence[_Prepared], judge: Judge | None) -> list[_Embedded]:
    readable = [p for p in batch if p.measures is not None]
    if judge is None or not readable:
        return [_Embedded(p) for p in batch]
    side = judge.backbone.input_size or 0
    found = judge.embed([p.squares[side] for p in readable])
    rows = {p.frame_id: row for p, row in zip(readable, found, strict=True)}
    return [_Embedded(p, rows.get(p.frame_id)) for p in batch]


def _judged(waiting: Sequence[_Embedded], judge: Judge | None, models: Models) -> list[Judged]:
    """Run the heads, and the networks from pixels, on a batch of embedded frames."""
    readable = [w for w in waiting if w.embedding is not None]
    verdicts: dict[int, Verdict] = {}
    if judge is not None and readable:
        embeddings = np.stack([w.embedding for w in readable if w.embedding is not None])
        squares = {side: [w.prepared.squares[side] for w in readable] for side in judge.network_sides}
        found = judge.verdicts(embeddings, squares)
        verdicts = {w.prepared.frame_id: v for w, v in zip(readable, found, strict=True)}
    return [_one_judged(w, verdicts.get(w.prepared.frame_id), judge, models) for w in waiting]


def _one_judged(waiting: _Embedded, verdict: Verdict | None, judge: Judge | None, models: Models) -> Judged:
    frame = waiting.prepared
    if frame.measures is None:
        return Judged(frame.frame_id, problem=frame.problem)
    scores = _technical_scores(frame.measures, models[technical.NAME])
    tags: tuple[NewTags, ...] = ()
    if verdict is not None and judge is not None:
        scores += new_scores(verdict, models)
        tags = new_tags(verdict, judge, models)
    return Judged(
        frame_id=frame.frame_id,
        problem=frame.problem,
        width=frame.width,
        height=frame.height,
        capture=frame.capture,
        embedding=waiting.embedding,
        embedding_model=models[judge.backbone.name] if judge and waiting.embedding is not None else None,
        signature=frame.signature,
        scores=scores,
        tags=tags,
    )


def _technical_scores(measures: technical.Technical, model_id: int) -> tuple[NewScore, ...]:
    return tuple(NewScore(name, model_id, value) for name, value in measures.scores().items())


def new_scores(verdict: Verdict, models: Models) -> tuple[NewScore, ...]:
    """A verdict's scores as the catalogue takes them."""
    return tuple(NewScore(j.name, models[j.name], j.value, j.spread) for j in verdict.scores)


def new_tags(verdict: Verdict, judge: Judge, models: Models) -> tuple[NewTags, ...]:
    """A verdict's keywords as the catalogue takes them."""
    versions = {m.entry.name: m.entry.version for m in judge.models}
    return tuple(
        NewTags(name, versions[name], models[name], tuple((tag.name, tag.confidence) for tag in tags))
        for name, tags in verdict.tags.items()
    )
