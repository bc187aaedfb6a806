"""A probability from the embedding: ridge regression on the target, then a logistic curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aesthcull.trainer.calibration import logistic, logistic_curve
from aesthcull.trainer.heads.ridge import Linear, Matrix, RidgeSettings, fit_linear

INNER_FOLDS = 4
LEAST_SLOPE = 0.05


@dataclass(frozen=True)
class Head:
    """`sigmoid(linear)`: the curve's slope and offset are already inside `linear`."""

    linear: Linear

    def probabilities(self, embeddings: Matrix) -> Matrix:
        """[N] for embeddings [N, D]."""
        return logistic(self.linear.values(embeddings), 1.0, 0.0)


def fit_head(
    embeddings: Matrix,
    target: Matrix,
    positive: NDArray[np.bool_],
    groups: Sequence[str] | NDArray[np.str_],
    settings: RidgeSettings,
) -> Head:
    """Fit on embeddings [N, D]: the order follows `target` [N], the probability is that of `positive` [N].

    The curve is drawn through values that were held out by whole `groups` [N]: through the fitted values
    themselves it would be far too steep.
    """
    held_out = held_out_values(embeddings, target, groups, settings)
    slope, offset = logistic_curve(held_out, positive)
    if slope < LEAST_SLOPE:  # nothing was learnt: everything about as likely, but never the reverse order
        share = float(np.clip(positive.mean(), 0.01, 0.99))
        slope, offset = LEAST_SLOPE, float(np.log(share / (1 - share))) - LEAST_SLOPE * float(held_out.mean())
    linear = fit_linear(embeddings, target, settings)
    curved = replace(
        linear,
        weights=np.asarray(linear.weights * np.float32(slope)),
        bias=slope * linear.bias + offset,
    )
    return Head(curved)


def held_out_values(
    embeddings: Matrix, target: Matrix, groups: Sequence[str] | NDArray[np.str_], settings: RidgeSettings
) -> Matrix:
    """[N] values of frames that did not take part in the fit, nor any of their group."""
    names, group_of = np.unique(np.asarray(groups), return_inverse=True)
    fold_of = (np.random.default_rng(0).permutation(len(names)) % INNER_FOLDS)[group_of]
    found = np.zeros(len(target), dtype=np.float32)
    for fold in np.unique(fold_of):
        inside = fold_of != fold
        if not inside.any():
            continue
        fitted = fit_linear(embeddings[inside], target[inside], settings)
        found[~inside] = fitted.values(embeddings[~inside])
    return found
