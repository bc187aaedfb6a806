"""From a value that orders frames to a probability: a logistic curve through held-out values (Platt 1999)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]


def logistic_curve(values: Numbers, positive: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of the most likely logistic curve through values [N] of two classes, by Newton's
    method, slightly regularised."""
    x = np.stack([values, np.ones_like(values)], axis=1).astype(np.float64)
    weights = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - positive) + 0.1 * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(2)
        weights -= np.linalg.solve(curvature, gradient)
    return float(weights[0]), float(weights[1])


def logistic(values: Numbers, slope: float, offset: float) -> NDArray[np.float32]:
    """The curve's probabilities at values [N]."""
    inside = np.clip(slope * values + offset, -30, 30)
    return np.asarray(1 / (1 + np.exp(-inside)), dtype=np.float32)
