"""Taking a model into use: the whole catalogue is judged with it first, then it becomes the model in use.

A head judges the stored embeddings, with no file touched. All new scores are written in one transaction; the
choice is written before its commit and holds after it: cancelled, killed or on a full disk, the earlier model
stays in use with its scores whole. Going back to an earlier version is the same thing.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import scanning, scores
from aesthcull.catalogue.scanning import NewTags
from aesthcull.catalogue.scores import CatalogueScores
from aesthcull.catalogue.series_frames import SUGGEST_BY
from aesthcull.job import Job
from aesthcull.pipeline.ordered import ahead
from aesthcull.pipeline.rescoring import squares_of
from aesthcull.pipeline.scan import Workplace
from aesthcull.vision.judge import Model
from aesthcull.vision.providers import CPU, Provider, choose_provider
from aesthcull.vision.registry import ModelEntry

PIECE = 2000  # embeddings under way: 8 MB
PIXELS_PIECE = 32  # thumbnails under way

# Frame ids [n] and a model's input of each.
Pieces = Generator[tuple[NDArray[np.int64], NDArray[np.generic]], None, None]


@dataclass(frozen=True)
class Adopted:
    """The model that is now in use, how many frames it has judged, and in what time (seconds)."""

    entry: ModelEntry
    frames: int
    seconds: float


def adopt(work: Workplace, name: str, folder: Path, job: Job) -> Adopted:
    """Judge every frame of the catalogue with the model `name@version`, and use it from now on.

    The choice is written into `folder`'s registry. Raise ModelError, CatalogueError or Cancelled; the earlier
    model then stays in use, with its scores.
    """
    begun = time.monotonic()
    entry = work.registry.usable(name)
    with contextlib.ExitStack() as choice:
        choosing = work.registry.choosing(entry.id, folder)
        frames = rescore_catalogue(work, entry, job, lambda: choice.enter_context(choosing))
    return Adopted(entry, frames, time.monotonic() - begun)


def rescore_catalogue(
    work: Workplace, entry: ModelEntry, job: Job, before_commit: Callable[[], object] = lambda: None
) -> int:
    """Judge every frame of every shoot that has an embedding with `entry`, whether it is in use or not.

    A head takes the embeddings, a network the thumbnails. `before_commit` is called when all is judged and
    written but nothing of it can be seen yet; what it raises undoes everything. Returns the number of frames.
    Raise ModelError, CatalogueError or Cancelled.
    """
    if entry.output in ("embedding", "descriptor"):  # judges nothing by itself
        before_commit()
        return 0
    model = Model(entry, Provider(CPU) if entry.kind == "head" else choose_provider())
    judge = _tags if model.tagger else _scores
    pieces = _embeddings(work, entry, job) if entry.kind == "head" else _pixels(work, model, job)
    with contextlib.closing(pieces):
        return judge(work, model, pieces, before_commit)


def _scores(work: Workplace, model: Model, pieces: Pieces, before_commit: Callable[[], object]) -> int:
    ids, values, spreads = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    for some, inputs in pieces:
        found, spread = model.scores(inputs)
        ids.append(some)
        values.append(found)
        if spread is not None:
            spreads.append(spread)
    entry = model.entry
    new = CatalogueScores(
        name=entry.name,
        model_id=scanning.register_model(work.catalogue, entry.name, entry.version, entry.sha256),
        frame_ids=np.concatenate(ids),
        values=np.concatenate(values),
        spreads=np.concatenate(spreads) if len(spreads) > 1 else None,
    )
    scores.replace_scores(work.catalogue, new, before_commit, regroup=entry.name in SUGGEST_BY)
    return len(new.frame_ids)


def _tags(work: Workplace, model: Model, pieces: Pieces, before_commit: Callable[[], object]) -> int:
    name, version = model.entry.name, model.entry.version
    model_id = scanning.register_model(work.catalogue, name, version, model.entry.sha256)
    new: list[tuple[int, NewTags]] = []
    for ids, inputs in pieces:
        for frame_id, tags in zip(ids.tolist(), model.tag(inputs), strict=True):
            words = tuple((tag.name, tag.confidence) for tag in tags)
            new.append((frame_id, NewTags(name, version, model_id, words)))
    scores.replace_tags(work.catalogue, new, before_commit)
    return len(new)


def _embeddings(work: Workplace, entry: ModelEntry, job: Job) -> Pieces:
    job.stage(f"Judging anew with {entry.id}", scores.readable_frames(work.catalogue))
    stored = scores.embeddings_in_pieces(work.catalogue, entry.backbone or "", PIECE)
    with contextlib.closing(ahead(stored)) as pieces:
        for ids, embeddings in pieces:
            yield ids, embeddings
            job.advance(len(ids))


def _pixels(work: Workplace, model: Model, job: Job) -> Pieces:
    """Frames whose thumbnail and file both cannot be read are left out; the next scan names them."""
    ids = scores.frames_with_embedding(work.catalogue, work.registry.backbone().id)
    job.stage(f"Judging anew with {model.entry.id}", len(ids))
    for start in range(0, len(ids), PIXELS_PIECE):
        some = ids[start : start + PIXELS_PIECE]
        found, pixels = squares_of(work.catalogue, work.thumbnails, some, model.entry.input_size or 0)
        if found:
            yield np.array(found, dtype=np.int64), pixels
        job.advance(len(some))
