"""From candidate pairs to groups: average linkage over verified pairs, nearest first.

A plain "alike with somebody in the group" makes chains that walk from one subject to the next. Here two
groups join only when a pair of theirs is verified and their frames are alike on average, which the sums of
unit vectors give in one product; so a 10,000-frame series needs no 10,000 × 10,000 matrix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.series.brackets import MAX_FRAMES, MAX_GAP_S
from aesthcull.series.candidates import Frames, Pairs

Matcher = Callable[[int, int], float]
Test = Callable[[int, int], bool]

NEAR_S = 60.0
# After so many failed alignments two groups are left apart: two bursts of look-alikes would try forever.
MAX_TRIES = 4


@dataclass(frozen=True)
class Limits:
    """What makes a pair one. Chosen on retakes of train photos and on photo_series (see similarity.md).

    direct: cosine that needs no alignment; unverified: the same where there are no signatures;
    score: least cosine + alignment; average: least mean cosine between two groups;
    bracket: least alignment of frames whose brightness differs by a bracket's step.
    """

    direct: float
    unverified: float
    score: float
    average: float
    bracket: float


NEAR = Limits(direct=0.88, unverified=0.82, score=1.35, average=0.60, bracket=0.45)
FAR = Limits(direct=0.93, unverified=0.86, score=1.60, average=0.68, bracket=0.60)


class _Groups:
    """Disjoint groups of frames with the sum of their unit vectors."""

    def __init__(self, descriptors: NDArray[np.float32]) -> None:
        self.parent = list(range(len(descriptors)))
        self.size = [1] * len(descriptors)
        self.sums = descriptors.astype(np.float64)

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def average(self, a: int, b: int) -> float:
        """Mean cosine between the frames of two groups (given by their roots)."""
        return float(self.sums[a] @ self.sums[b]) / (self.size[a] * self.size[b])

    def join(self, a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        self.parent[b] = a
        self.size[a] += self.size[b]
        self.sums[a] += self.sums[b]


def link(
    frames: Frames, pairs: Pairs, match: Matcher | None, stepped: Test | None, job: Job
) -> list[list[int]]:
    """Groups of two or more frames (canonical positions, ascending), by their first frame.

    `match` aligns two frames and says how well that went (0–1), `stepped` whether their exposures differ as
    a bracket's do; both None without signatures.
    """
    groups = _Groups(frames.descriptors)
    tries: Counter[tuple[int, int]] = Counter()
    columns = (pairs.first.tolist(), pairs.second.tolist(), pairs.cosine.tolist(), pairs.gap.tolist())
    for number, (i, k, cosine, gap) in enumerate(zip(*columns, strict=True)):
        if number % 256 == 0:
            job.check()
        a, b = groups.root(i), groups.root(k)
        if a == b or tries[a, b] >= MAX_TRIES:
            continue
        alike = groups.average(a, b) >= _limits(gap).average
        # A bracket's frames have embeddings far apart; few frames, shot quickly, may join all the same.
        quick = gap <= MAX_GAP_S or np.isinf(gap)
        bracket = (
            stepped is not None and quick and groups.size[a] + groups.size[b] <= MAX_FRAMES and stepped(i, k)
        )
        if not alike and not bracket:
            continue
        if _belong(i, k, cosine, _limits(gap), match, alike=alike, bracket=bracket):
            groups.join(a, b)
        else:
            tries[a, b] += 1
            tries[b, a] += 1
    return _members(groups)


def _limits(gap: float) -> Limits:
    return NEAR if gap <= NEAR_S else FAR


def _belong(
    i: int, k: int, cosine: float, limits: Limits, match: Matcher | None, *, alike: bool, bracket: bool
) -> bool:
    if match is None:
        return cosine >= limits.unverified
    if alike and cosine >= limits.direct:
        return True
    if not bracket and cosine + 1 < limits.score:
        return False
    aligned = max(match(i, k), 0.0)
    return (alike and cosine + aligned >= limits.score) or (bracket and aligned >= limits.bracket)


def _members(groups: _Groups) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for one in range(len(groups.parent)):
        found.setdefault(groups.root(one), []).append(one)
    return [members for _, members in sorted(found.items()) if len(members) > 1]
