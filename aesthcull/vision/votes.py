"""Distributions of votes: the common scale, and how far two of them lie apart (NIMA, P3)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BINS = 10


def emd(predicted: NDArray[np.floating], votes: NDArray[np.floating], r: int = 1) -> float:
    """Mean earth mover's distance between distributions [N, bins] (NIMA, P3: r = 1 for evaluation)."""
    difference = np.abs(np.cumsum(predicted, axis=1) - np.cumsum(votes, axis=1))
    return float(((difference**r).mean(axis=1) ** (1 / r)).mean())


def to_ten_bins(counts: NDArray[np.floating]) -> NDArray[np.float32]:
    """Vote counts [N, K] on a scale 1…K to distributions [N, 10] on 1…10.

    A vote v lies at 1 + (v − 1) · 9 / (K − 1) on the ten-point scale and is shared linearly between the two
    neighbouring bins, so that the mean moves linearly: K's middle becomes 5.5.
    """
    scale = counts.shape[1]
    shared = np.zeros((scale, BINS))
    for vote in range(scale):
        place = vote * (BINS - 1) / (scale - 1)
        low = min(int(place), BINS - 2)
        shared[vote, low] += low + 1 - place
        shared[vote, low + 1] += place - low
    spread = counts @ shared
    return np.asarray(spread / spread.sum(axis=1, keepdims=True), dtype=np.float32)
