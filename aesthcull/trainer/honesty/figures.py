"""Figures of held-out probabilities over repeated k-fold, with intervals.

Every figure is a ratio of sums over frames, so that a bootstrap draw is a weight for each frame: how often
its group was drawn (Efron 1979; whole groups, since frames of one day are not independent). A figure is the
mean over the repeats in every draw too, so that the interval says what other photographs would change, not
what another shuffle would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.trainer.honesty.folds import Folds
from aesthcull.vision.evaluation import Figure

Matrix = NDArray[np.float32]
Numbers = NDArray[np.float64]
DRAWS = 1000
TOP_SHARE = 0.1
CALIBRATION_BINS = 10
AUC, ACCURACY, TOP = "AUC", "accuracy", "precision at the top 10 %"
BRIER, CALIBRATION, LOSS = "Brier score", "calibration error", "log loss"
# Ratio of [B] numerators and denominators for one repeat's probabilities and folds.
Measure = Callable[[Matrix, "Truth", NDArray[np.intp], Matrix], tuple[Numbers, Numbers]]


@dataclass(frozen=True)
class Truth:
    """What is known of the tested frames: the class [N] and the group [N]."""

    positive: NDArray[np.bool_]
    groups: NDArray[np.str_]

    def of(self, rows: NDArray[np.bool_]) -> Truth:
        """The same of some frames."""
        return Truth(self.positive[rows], self.groups[rows])

    def weights(self, draws: int = DRAWS) -> Matrix:
        """[1 + draws, N]: first every frame once, then bootstrap draws of whole groups."""
        names, group_of = np.unique(self.groups, return_inverse=True)
        rng = np.random.default_rng(0)
        counts = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)
        every = np.ones((1, len(self.groups)), dtype=np.float32)
        return np.concatenate([every, counts[:, group_of].astype(np.float32)])


def all_figures(held_out: Matrix, truth: Truth, folds: Folds, weights: Matrix) -> dict[str, Figure]:
    """Every figure of held-out probabilities [R, N], with the chance level where there is one."""
    share = float(truth.positive.mean())
    chance = {AUC: 0.5, ACCURACY: max(share, 1 - share), TOP: share, BRIER: share * (1 - share)}
    found = {
        name: figure(draws_of(measure, held_out, truth, folds, weights), chance.get(name))
        for name, measure in MEASURES.items()
    }
    found[CALIBRATION] = _without_bias(draws_of(_calibration_error, held_out, truth, folds, weights))
    return found


def ranking_figures(scores: Matrix, truth: Truth, folds: Folds, weights: Matrix) -> dict[str, Figure]:
    """The figures that need no probability, for scores [N] that were not trained on these frames."""
    same = np.broadcast_to(scores, folds.shape)
    share = float(truth.positive.mean())
    return {
        name: figure(draws_of(measure, same, truth, folds, weights), chance)
        for name, measure, chance in ((AUC, auc, 0.5), (TOP, top_precision, share))
    }


def draws_of(measure: Measure, held_out: Matrix, truth: Truth, folds: Folds, weights: Matrix) -> Numbers:
    """[1 + draws]: the figure itself, then that of every bootstrap draw; the mean over the repeats."""
    repeats: Iterable[tuple[Matrix, NDArray[np.intp]]] = zip(held_out, folds, strict=True)
    ratios = []
    for probabilities, fold in repeats:
        above, below = measure(probabilities, truth, fold, weights)
        ratios.append(above / np.maximum(below, 1e-12))
    return np.asarray(np.mean(ratios, axis=0), dtype=np.float64)


def figure(draws: Numbers, chance: float | None = None) -> Figure:
    """The value with its 95 % interval from [1 + draws]."""
    low, high = np.percentile(draws[1:], [2.5, 97.5])
    return Figure(float(draws[0]), float(low), float(high), chance)


def _without_bias(draws: Numbers) -> Figure:
    """A distance can only grow when frames are drawn twice: the interval is moved back by that much."""
    moved = np.maximum(draws[1:] - draws[1:].mean() + draws[0], 0)
    return figure(np.concatenate([draws[:1], moved]))


def auc(
    probabilities: Matrix, truth: Truth, fold: NDArray[np.intp], weights: Matrix
) -> tuple[Numbers, Numbers]:
    """Share of pairs, one good and one poor of the same fold, that are in the right order; ties are half.

    Folds are not mixed: their networks' values need not be on one scale.
    """
    right, pairs = np.zeros(len(weights)), np.zeros(len(weights))
    for one in np.unique(fold):
        tested = np.flatnonzero(fold == one)
        order = tested[np.argsort(probabilities[tested], kind="stable")]
        values, good = probabilities[order], truth.positive[order]
        w = weights[:, order].astype(np.float64)
        starts = np.flatnonzero(np.concatenate([[True], np.diff(values) > 0]))
        well = np.add.reduceat(w * good, starts, axis=1)
        poorly = np.add.reduceat(w * ~good, starts, axis=1)
        below = np.cumsum(poorly, axis=1) - poorly
        right += (well * (below + poorly / 2)).sum(axis=1)
        pairs += well.sum(axis=1) * poorly.sum(axis=1)
    return right, pairs


def _accuracy(
    probabilities: Matrix, truth: Truth, _fold: NDArray[np.intp], weights: Matrix
) -> tuple[Numbers, Numbers]:
    return _mean((probabilities > 0.5) == truth.positive, weights)


def top_precision(
    probabilities: Matrix, truth: Truth, fold: NDArray[np.intp], weights: Matrix
) -> tuple[Numbers, Numbers]:
    """Share of good frames among the best tenth of each fold."""
    top = np.zeros(len(probabilities), dtype=bool)
    for one in np.unique(fold):
        tested = np.flatnonzero(fold == one)
        count = max(1, round(TOP_SHARE * len(tested)))
        top[tested[np.argsort(-probabilities[tested], kind="stable")[:count]]] = True
    chosen = weights[:, top]
    return (chosen @ truth.positive[top]).astype(np.float64), chosen.sum(axis=1, dtype=np.float64)


def _brier(
    probabilities: Matrix, truth: Truth, _fold: NDArray[np.intp], weights: Matrix
) -> tuple[Numbers, Numbers]:
    return _mean((probabilities - truth.positive) ** 2, weights)


def _log_loss(
    probabilities: Matrix, truth: Truth, _fold: NDArray[np.intp], weights: Matrix
) -> tuple[Numbers, Numbers]:
    sure = np.clip(np.where(truth.positive, probabilities, 1 - probabilities), 1e-6, 1)
    return _mean(-np.log(sure), weights)


def _calibration_error(
    probabilities: Matrix, truth: Truth, _fold: NDArray[np.intp], weights: Matrix
) -> tuple[Numbers, Numbers]:
    """Mean distance between what was said and what came, over ten bins of what was said (ECE)."""
    bins = np.minimum((probabilities * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    off = np.zeros(len(weights))
    for one in np.unique(bins):
        inside = bins == one
        off += np.abs(weights[:, inside] @ (probabilities[inside] - truth.positive[inside]))
    return off, weights.sum(axis=1, dtype=np.float64)


def _mean(values: NDArray[np.generic], weights: Matrix) -> tuple[Numbers, Numbers]:
    return (weights @ values.astype(np.float32)).astype(np.float64), weights.sum(axis=1, dtype=np.float64)


MEASURES: dict[str, Measure] = {
    AUC: auc,
    ACCURACY: _accuracy,
    TOP: top_precision,
    BRIER: _brier,
    CALIBRATION: _calibration_error,
    LOSS: _log_loss,
}
