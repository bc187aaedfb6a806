"""How far cameras' clocks are apart, read off the pictures: frames of two cameras that look most alike.

Two cameras at one event see the same things. Each pair of frames, of which either is the other's most
similar, tells a difference of the clocks; chance pairs tell any, true ones the same. A proposal is what many
moments agree on and no second difference comes near; it is only ever proposed.

Simulated: of 300 pairs of cameras with chance pairs alone none got a proposal; with 30 % true ones among
them, 8 s apart, 200 of 200 differences were found to within 5 s. 4,000 frames against 4,000 take 0.3 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries
from aesthcull.catalogue.camera_clocks import CameraClock, ShootTimes
from aesthcull.catalogue.records import Shoot
from aesthcull.job import Job
from aesthcull.pipeline.scan import Workplace

_MOST = 4000  # frames of a camera that are compared; of more, every second, third …
_BLOCK = 500
_WINDOW_S = 30.0  # within which pairs agree: two photographers do not press at the same second
_MOMENT_S = 30.0  # a burst is one moment, however many frames it has
_LEAST = 4  # moments
_PAIRS = 6  # shown as evidence
_SECOND = np.timedelta64(1_000_000, "us")
Floats = NDArray[np.float32]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Proposal:
    """That `clock` gets `shift` seconds in all, `by` more than now, so as to agree with `reference`.

    `moments` moments, of `of` with a pair, agree; half of their pairs differ from `by` by `spread` seconds
    at most. `pairs` are rows of ShootTimes, of the reference and of the clock, those that agree best first.
    """

    clock: CameraClock
    reference: CameraClock
    shift: int
    by: int
    spread: int
    moments: int
    of: int
    pairs: tuple[tuple[int, int], ...]


def propose(
    work: Workplace, shoot: Shoot, times: ShootTimes, clocks: Sequence[CameraClock], job: Job
) -> list[Proposal]:
    """What the pictures say of the clocks, held against that of the most frames; nothing where they agree,
    or say nothing clear. Raises ModelError, CatalogueError, Cancelled."""
    timed = [clock for clock in clocks if clock.camera is not None and clock.timed >= _LEAST]
    if len(timed) < 2:
        return []
    job.stage("Comparing the cameras' pictures", len(timed) - 1)
    ids, embeddings = queries.embeddings_of(work.catalogue, shoot, work.registry.backbone().id)
    place = {frame_id: n for n, frame_id in enumerate(ids)}
    known = np.array([place.get(i, -1) for i in times.ids.tolist()], dtype=np.intp)
    usable = (known >= 0) & ~np.isnat(times.told)
    found = []
    for clock in timed[1:]:
        described = []
        for one in (timed[0], clock):
            rows = one.rows[usable[one.rows]]
            rows = rows[:: max(1, -(-len(rows) // _MOST))]
            described.append((rows, _unit(embeddings[known[rows]])))
        proposal = _proposal(times, timed[0], clock, _alike(described[0], described[1], job))
        found += [proposal] if proposal else []
        job.advance()
    return found


def _unit(embeddings: NDArray[np.float16]) -> Floats:
    rows = embeddings.astype(np.float32)
    if not len(rows):
        return rows
    rows -= rows.mean(axis=0)  # what all frames of a camera share says nothing of the moment
    rows /= np.linalg.norm(rows, axis=1, keepdims=True).clip(min=1e-6)
    return rows


def _alike(reference: tuple[Rows, Floats], clock: tuple[Rows, Floats], job: Job) -> tuple[Rows, Rows]:
    """Pairs of rows, each of which is the most similar to the other."""
    (theirs, a), (own, b) = reference, clock
    if not len(theirs) or not len(own):
        return theirs[:0], own[:0]
    best_a = np.zeros(len(own), dtype=np.intp)
    best_b = np.zeros(len(theirs), dtype=np.intp)
    highest = np.full(len(theirs), -np.inf, dtype=np.float32)
    for start in range(0, len(own), _BLOCK):
        job.check()
        likeness = b[start : start + _BLOCK] @ a.T
        best_a[start : start + _BLOCK] = likeness.argmax(axis=1)
        top = likeness.max(axis=0)
        better = top > highest
        best_b[better] = start + likeness.argmax(axis=0)[better]
        highest[better] = top[better]
    mutual = np.flatnonzero(best_b[best_a] == np.arange(len(own)))
    return theirs[best_a[mutual]], own[mutual]


def _proposal(
    times: ShootTimes, reference: CameraClock, clock: CameraClock, pairs: tuple[Rows, Rows]
) -> Proposal | None:
    theirs, own = pairs
    apart = (times.instants[theirs] - times.instants[own]) / _SECOND
    moment = np.floor((times.instants[own] - np.datetime64(0, "us")) / _SECOND / _MOMENT_S).astype(np.int64)
    order = np.argsort(apart, kind="stable")
    theirs, own, apart, moment = theirs[order], own[order], apart[order], moment[order]
    starts = np.arange(len(apart))
    ends = np.searchsorted(apart, apart + _WINDOW_S, side="right")
    support = np.array([len(set(moment[s:e])) for s, e in zip(starts, ends, strict=True)], dtype=np.int64)
    if not len(support) or support.max() < _LEAST:
        return None
    best = int(support.argmax())
    inside = slice(best, int(ends[best]))
    by = float(np.median(apart[inside]))
    rivals = support[np.abs(apart - by) > 3 * _WINDOW_S]
    spread = float(np.median(np.abs(apart[inside] - by)))
    unclear = len(rivals) > 0 and support[best] < 2 * rivals.max() + 2
    if unclear or abs(by) <= max(2.0, spread):
        return None
    nearest = np.argsort(np.abs(apart[inside] - by), kind="stable") + best
    return Proposal(
        clock=clock,
        reference=reference,
        shift=int(times.shifts[own[nearest[0]]]) + round(by),
        by=round(by),
        spread=round(spread),
        moments=int(support[best]),
        of=len(set(moment.tolist())),
        pairs=_of_other_moments(theirs, own, moment, nearest),
    )


def _of_other_moments(theirs: Rows, own: Rows, moment: Rows, order: Rows) -> tuple[tuple[int, int], ...]:
    """The first pairs in this order, one of each moment."""
    _, first = np.unique(moment[order], return_index=True)
    return tuple((int(theirs[n]), int(own[n])) for n in order[np.sort(first)][:_PAIRS])
