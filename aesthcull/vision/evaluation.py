"""How good a model is on labelled photographs: the figures of a model card, with confidence intervals.

Intervals are 95 % bootstrap percentiles over photographs (Efron 1979); with `groups`, over whole groups,
since photographs of one theme are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]
DRAWS = 1000
Measure = Callable[..., float]


@dataclass(frozen=True)
class Figure:
    """A measured value with its 95 % interval; `chance` is what guessing would give, where that is known."""

    value: float
    low: float
    high: float
    chance: float | None = None

    def __str__(self) -> str:
        chance = f", chance {self.chance:.3f}" if self.chance is not None else ""
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f}{chance})"


def spearman(scores: Numbers, truth: Numbers) -> float:
    """Rank correlation of two arrays [N], ties by their mean rank; 0 when either is constant."""
    a, b = _ranks(scores), _ranks(truth)
    a, b = a - a.mean(), b - b.mean()
    length = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / length) if length > 0 else 0.0


def auc(scores: Numbers, positive: NDArray[np.bool_]) -> float:
    """Probability that a random positive scores above a random negative, ties half; 0.5 without both."""
    good = int(positive.sum())
    poor = len(positive) - good
    if not good or not poor:
        return 0.5
    return float((_ranks(scores)[positive].sum() - good * (good - 1) / 2) / (good * poor))


def accuracy(said: NDArray[np.generic], truth: NDArray[np.generic]) -> float:
    """Share of equal entries."""
    return float(np.mean(said == truth))


def majority(truth: NDArray[np.generic]) -> float:
    """Accuracy of always saying the most frequent class."""
    return float(np.unique(truth, return_counts=True)[1].max() / len(truth))


def measured(
    measure: Measure, *arrays: NDArray[np.generic], chance: float | None = None, groups: Sequence[str] = ()
) -> Figure:
    """`measure(*arrays)` with its interval; the arrays have N rows each. Deterministic."""
    rng = np.random.default_rng(0)
    count = len(arrays[0])
    units = _units(count, groups)
    found = []
    for _ in range(DRAWS):
        drawn = np.concatenate([units[i] for i in rng.integers(0, len(units), len(units))])
        found.append(measure(*(array[drawn] for array in arrays)))
    low, high = np.percentile(found, [2.5, 97.5])
    return Figure(float(measure(*arrays)), float(low), float(high), chance)


def _units(count: int, groups: Sequence[str]) -> list[NDArray[np.intp]]:
    if not groups:
        return [np.array([i]) for i in range(count)]
    _, group_of = np.unique(np.array(groups), return_inverse=True)
    return [np.flatnonzero(group_of == g) for g in range(group_of.max() + 1)]


def _ranks(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """Ranks 0…N−1; equal values share their mean rank."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts) - 1
    return np.asarray((last - (counts - 1) / 2)[place], dtype=np.float64)
