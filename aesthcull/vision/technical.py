"""Technical measures of one picture: sharpness of its sharpest region, exposure, brightness.

They compare frames of one series, which show the same subject; between subjects they mean little. The
sharpest region counts, not the whole frame, so that a blurred background does not make a portrait lose.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

NAME, VERSION = "technical", "1.0"
# All pictures are measured at one size, since reduction sharpens.
MEASURED_SIDE = 1024
_TILES = 8
_SHARPEST_TILES = 3
_HALF_SHARP = 150.0  # variance of the Laplacian at which sharpness is 0.5; only the order matters
_BLACK, _WHITE = 3, 252


@dataclass(frozen=True)
class Technical:
    """All 0–1. `exposure` is 1 when little is clipped and the mean is not far from the middle."""

    sharpness: float
    exposure: float
    brightness: float


def measure(pixels: NDArray[np.uint8]) -> Technical:
    """Measure upright uint8 RGB [H, W, 3], decoded to a long side of MEASURED_SIDE (or its full size)."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    return Technical(_sharpness(grey), _exposure(grey), float(grey.mean()) / 255.0)


def _sharpness(grey: NDArray[np.uint8]) -> float:
    """Mean Laplacian variance of the sharpest tiles, after a slight blur that takes noise away."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    edges = np.asarray(cv2.Laplacian(smooth, cv2.CV_32F), dtype=np.float32)
    height, width = edges.shape
    rows, columns = min(_TILES, height), min(_TILES, width)
    cut = edges[: height // rows * rows, : width // columns * columns]
    tiles = cut.reshape(rows, height // rows, columns, width // columns)
    variances = np.sort(tiles.var(axis=(1, 3)).ravel())
    best = float(variances[-_SHARPEST_TILES:].mean())
    return best / (best + _HALF_SHARP)


def _exposure(grey: NDArray[np.uint8]) -> float:
    """1 less what is clipped beyond specular lights and true blacks, less a mean far from the middle."""
    counts = np.bincount(grey.ravel(), minlength=256) / grey.size
    burnt, blocked = float(counts[_WHITE:].sum()), float(counts[: _BLACK + 1].sum())
    mean = float(counts @ np.arange(256)) / 255
    loss = 3 * max(0.0, burnt - 0.005) + 2 * max(0.0, blocked - 0.02) + 1.5 * max(0.0, abs(mean - 0.45) - 0.2)
    return max(0.0, 1.0 - loss)
