"""Noise, as the grain in the smoothest regions."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.vision.technical.tiles import tiles

# Takes away planes and straight edges (Immerkær 1996); white noise of deviation 1 gives one of 6.
_CURVE = np.array([1, -2, 1], dtype=np.float32)
_TO_SIGMA = np.sqrt(np.pi / 2) / 6  # from the mean size of normally distributed values
_TILES = 24
_SMOOTHEST = 0.1  # this share of the tiles has no more than noise in it
_FULLEST_BLACK, _DIMMEST_WHITE = 12, 243  # beyond these, clipping takes the noise away
_ENOUGH_TILES = 20


def noise(grey: NDArray[np.uint8]) -> float:
    """Standard deviation as a share of the full scale; fine texture all over the picture passes for noise."""
    curved = cv2.sepFilter2D(grey, cv2.CV_16S, _CURVE, _CURVE)[1:-1, 1:-1]
    cuts = tiles(curved.shape, _TILES)
    found = np.array([cv2.norm(curved[t], cv2.NORM_L1) / curved[t].size for t in cuts])
    tone = np.array([cv2.norm(grey[t], cv2.NORM_L1) / grey[t].size for t in cuts])
    inside = (tone > _FULLEST_BLACK) & (tone < _DIMMEST_WHITE)
    if np.count_nonzero(inside) > _ENOUGH_TILES:
        found = found[inside]
    return min(1.0, float(np.quantile(found, _SMOOTHEST) * _TO_SIGMA) / 255)
