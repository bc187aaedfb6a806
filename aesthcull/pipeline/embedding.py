"""Embeddings of files that are in no shoot, such as those that a model is trained or measured on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.problems import PhotoError, Problem
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE
from aesthcull.pipeline.ordered import batches, in_order
from aesthcull.vision.judge import Judge
from aesthcull.vision.preprocess import squeeze


@dataclass(frozen=True)
class Embedded:
    """The M readable files: their places in what was given, embeddings [M, D], and shooting days."""

    kept: NDArray[np.intp]
    embeddings: NDArray[np.float16]
    days: tuple[date | None, ...]
    problems: tuple[Problem, ...]


def embed_files(judge: Judge, paths: Sequence[Path], job: Job) -> Embedded:
    """Decode and embed each file. Raise Cancelled."""
    side = judge.backbone.input_size or 0
    job.stage("Looking at the photographs", len(paths))
    kept: list[int] = []
    days: list[date | None] = []
    problems: list[Problem] = []
    found = [np.zeros((0, 0), dtype=np.float16)]
    workers = min(16, os.cpu_count() or 2)
    place = 0
    with ThreadPoolExecutor(workers, thread_name_prefix="decode") as pool:
        squares = in_order(pool, partial(_square, side=side), paths, 2 * workers + judge.batch)
        for batch in batches(squares, judge.batch):
            pixels = []
            for one in batch:
                if isinstance(one, Problem):
                    problems.append(one)
                else:
                    pixels.append(one[0])
                    days.append(one[1])
                    kept.append(place)
                place += 1
            if pixels:
                found.append(judge.embed(pixels))
            job.advance(len(batch))
    embeddings = np.concatenate(found[1:]) if kept else found[0]
    return Embedded(np.array(kept, dtype=np.intp), embeddings, tuple(days), tuple(problems))


def _square(path: Path, side: int) -> tuple[NDArray[np.uint8], date | None] | Problem:
    try:
        photo = load_photo(path, THUMBNAIL_SIDE)
    except PhotoError as error:
        return Problem(path, error.reason)
    taken = photo.metadata.captured_at
    return squeeze(photo.pixels, side), taken.date() if taken else None
