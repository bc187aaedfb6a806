"""Pairs of frames that may belong together: near in time, or anywhere where times are missing.

Exact products of unit vectors in blocks of bounded memory. Each frame keeps only its nearest later frames,
so that a series of 10,000 frames gives 120,000 pairs, not 50 million.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job

Floats = NDArray[np.float32]

WINDOW_S = 1800.0  # frames further apart are not "the same moment", however alike
WINDOW_FRAMES = 400  # bound on the window for bursts; counted from the end of a block
NEAREST = 12  # pairs kept per frame by embedding, and
NEAREST_LAYOUTS = 4  # by layout
MIN_COSINE = 0.5  # 0.03 % of the retakes of train photos lay below (kept out of the head's fit)
# Brackets change the embedding so much (MEFB: a twentieth lies below 0.35) that they are found by layout.
MIN_LAYOUT = 0.4
MIN_LEVELS = 0.5  # difference of log2 mean luminance; the MEFB pairs have 0.7 or more
_BLOCK = 6_000_000  # numbers of one block's product: 24 MB


@dataclass(frozen=True)
class Frames:
    """Frames in canonical order: those with a time first, by time then key.

    descriptors: unit rows [N, D]; seconds: capture time [N], NaN unknown, increasing;
    layouts: unit rows [N, 256] and levels [N] (log2 of brightness), both empty without signatures.
    """

    descriptors: Floats
    seconds: NDArray[np.float64]
    layouts: Floats
    levels: Floats


@dataclass(frozen=True)
class Pairs:
    """first < second: int64 [P]; cosine: float32 [P]; gap: seconds between them [P], infinite if unknown."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    cosine: Floats
    gap: NDArray[np.float64]


def find_pairs(frames: Frames, job: Job) -> Pairs:
    """Candidate pairs, nearest embeddings first; ties by position, so always in the same order."""
    found: list[tuple[NDArray[np.int64], NDArray[np.int64], Floats]] = []
    for rows, columns in _blocks(frames.seconds):
        job.check()
        found.append(_in_block(frames, rows, columns))
    first = np.concatenate([f[0] for f in found]) if found else np.zeros(0, np.int64)
    second = np.concatenate([f[1] for f in found]) if found else np.zeros(0, np.int64)
    cosine = np.concatenate([f[2] for f in found]) if found else np.zeros(0, np.float32)
    order = np.lexsort((second, first, -cosine))
    first, second, cosine = first[order], second[order], cosine[order]
    gap = np.abs(frames.seconds[first] - frames.seconds[second])
    return Pairs(first, second, cosine, np.where(np.isnan(gap), np.inf, gap))


def _blocks(seconds: NDArray[np.float64]) -> Iterator[tuple[slice, NDArray[np.int64]]]:
    """Rows, and the columns that any of them must be compared with."""
    total, timed = len(seconds), int(np.count_nonzero(~np.isnan(seconds)))
    untimed = np.arange(timed, total)
    start = 0
    while start < total:
        height = max(16, min(512, _BLOCK // max(1, len(untimed) + WINDOW_FRAMES)))
        if start < timed:
            end = min(start + height, timed)
            last = int(np.searchsorted(seconds[:timed], seconds[end - 1] + WINDOW_S, side="right"))
            columns = np.concatenate([np.arange(start, min(last, end + WINDOW_FRAMES)), untimed])
        else:
            end = min(start + height, total)
            columns = np.arange(start, total)
        yield slice(start, end), columns
        start = end


def _in_block(
    frames: Frames, rows: slice, columns: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    cosine = frames.descriptors[rows] @ frames.descriptors[columns].T
    numbers = np.arange(rows.start, rows.stop)
    allowed = columns[None, :] > numbers[:, None]  # each pair once
    seconds = frames.seconds
    with np.errstate(invalid="ignore"):
        allowed &= ~(seconds[columns][None, :] - seconds[rows][:, None] > WINDOW_S)
    chosen = _nearest(np.where(allowed & (cosine >= MIN_COSINE), cosine, -1), NEAREST)
    if len(frames.layouts):
        layout = frames.layouts[rows] @ frames.layouts[columns].T
        step = np.abs(frames.levels[rows][:, None] - frames.levels[columns][None, :]) >= MIN_LEVELS
        chosen |= _nearest(np.where(allowed & step & (layout >= MIN_LAYOUT), layout, -1), NEAREST_LAYOUTS)
    at_row, at_column = np.nonzero(chosen)
    return numbers[at_row], columns[at_column], cosine[at_row, at_column].astype(np.float32)


def _nearest(values: Floats, count: int) -> NDArray[np.bool_]:
    """Mark the `count` largest values of each row that are not −1."""
    chosen = values > -1
    for row in np.flatnonzero(chosen.sum(axis=1) > count):
        chosen[row] = False
        chosen[row, _top(values[row], count)] = True
    return chosen


def _top(values: Floats, count: int) -> NDArray[np.int64]:
    """The largest values' positions; equal ones in order of position."""
    bound = np.partition(values, len(values) - count)[len(values) - count]
    above = np.flatnonzero(values > bound)
    return np.concatenate([above, np.flatnonzero(values == bound)[: count - len(above)]])
