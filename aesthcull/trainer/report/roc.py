"""The curve whose area is the AUC that is said.

The AUC is counted within each fold (see `honesty.figures.auc`); a curve of all frames at once would enclose
another area, on few frames a very different one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from aesthcull.trainer.honesty.figures import Matrix, Numbers
from aesthcull.trainer.honesty.folds import Folds

POINTS = 501


def roc_curve(held_out: Matrix, positive: NDArray[np.bool_], folds: Folds) -> tuple[Numbers, Numbers]:
    """Shares of the poor frames let through, and of the good ones found at each [1 + POINTS], of values
    [R, N] by folds [R, N]: the mean over the folds, weighted by their pairs, and over the repeats."""
    across = np.linspace(0, 1, POINTS)
    up, repeats = np.zeros(POINTS), 0
    for values, fold_of in zip(held_out, folds, strict=True):
        found, pairs = np.zeros(POINTS), 0
        for fold in np.unique(fold_of):
            tested = fold_of == fold
            good = int(positive[tested].sum())
            weight = good * (int(tested.sum()) - good)
            if weight:
                found += weight * np.interp(across, *_steps(values[tested], positive[tested]))
                pairs += weight
        if pairs:
            up, repeats = up + found / pairs, repeats + 1
    return np.r_[0, across], np.r_[0, up / max(1, repeats)]


def _steps(values: Matrix, positive: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """The corners of one fold's curve; frames of the same value are one slope."""
    order = np.argsort(-values, kind="stable")
    ends = np.flatnonzero(np.r_[np.diff(values[order]) < 0, True])
    good, poor = np.cumsum(positive[order])[ends], np.cumsum(~positive[order])[ends]
    return np.r_[0, poor / poor[-1]], np.r_[0, good / good[-1]]
