"""Tilt of the horizon, where there is certainly one.

Better no answer than a wrong one: a line counts only when it runs straight over most of the picture's width,
with a smooth and brighter sky above it, and no other line of that length disagrees about level.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_WIDTH = 256  # px; a horizon is the coarsest thing in a picture
_MOST_TILT = 3.5  # degrees; beyond, it is rather a bench or a slope than a camera held askew
_STEP = np.radians(0.5)
_LEAST_RISE = 12.0  # grey levels across the line, over a few pixels
_VOTES = 0.5  # of the width, to be looked at
_REACH = 3  # px about the line in which the edge of each column is looked for
_COVERED = 0.75  # of the columns must have the edge there
_STRAY = 1.0  # px that such an edge may lie off the fitted line
_DISAGREE = 1.0  # degrees between two long lines
_SKY = 5.0  # grey levels a pixel, mean steepness above the line: a sky, not a wall or a wood,
_SKY_TO_LAND = 0.7  # and this much of that below the line at most
_LEAST_SKY = 0.08  # of the height must be above the line


def tilt(grey: NDArray[np.uint8]) -> float | None:
    """Degrees, positive where the horizon drops to the right; None unless certain."""
    height, width = grey.shape
    if min(height, width) < 64 or width < _WIDTH // 2:
        return None
    size = (_WIDTH, max(8, round(height * _WIDTH / width)))
    small = cv2.GaussianBlur(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), (5, 5), 0)
    rise = np.asarray(cv2.Sobel(small, cv2.CV_32F, 0, 1, scale=0.25), dtype=np.float32)
    across = np.asarray(cv2.Sobel(small, cv2.CV_32F, 1, 0, scale=0.25), dtype=np.float32)
    steep = (np.abs(rise) > _LEAST_RISE) & (np.abs(rise) > 2 * np.abs(across))
    found = []
    for rho, theta in _lines(steep.astype(np.uint8) * 255):
        slope = _slope(rise, rho, theta) if _below_sky(rise, across, rho, theta) else None
        if slope is not None:
            found.append(slope)
    if not found or max(found) - min(found) > _DISAGREE:
        return None
    return float(np.median(found))


def _lines(edges: NDArray[np.uint8]) -> list[tuple[float, float]]:
    """Nearly level lines (rho, theta), the longest first, a few at most."""
    level, most = np.pi / 2, np.radians(_MOST_TILT)
    votes = int(_VOTES * edges.shape[1])
    lines = cv2.HoughLines(edges, 1, _STEP, votes, min_theta=level - most, max_theta=level + most)
    if lines is None:
        return []
    return [(float(rho), float(theta)) for rho, theta in np.asarray(lines).reshape(-1, 2)[:12]]


def _below_sky(rise: NDArray[np.float32], across: NDArray[np.float32], rho: float, theta: float) -> bool:
    """Whether what is above a line is smooth, and smoother than what is below."""
    height, width = rise.shape
    ends = [(rho - x * np.cos(theta)) / np.sin(theta) for x in (0, width)]
    above = slice(0, max(0, int(min(ends)) - _REACH))
    if above.stop < _LEAST_SKY * height:
        return False
    below = slice(min(height - 1, int(max(ends)) + _REACH), height)
    sky, land = ((np.abs(rise[s]) + np.abs(across[s])).mean() / 2 for s in (above, below))
    return bool(sky < _SKY and sky < _SKY_TO_LAND * land)


def _slope(rise: NDArray[np.float32], rho: float, theta: float) -> float | None:
    """Degrees of the edge near a line, fitted to sub-pixel places; None if it is broken or bent."""
    height, width = rise.shape
    x = np.arange(width)
    y = (rho - x * np.cos(theta)) / np.sin(theta)
    inside = (y > _REACH) & (y < height - 1 - _REACH)
    if np.count_nonzero(inside) < _COVERED * width:
        return None
    x, y = x[inside], np.rint(y[inside]).astype(int)
    band = rise[y[:, None] + np.arange(-_REACH, _REACH + 1), x[:, None]]
    band = np.maximum(-band, 0)  # darker below
    strength = band.max(axis=1)
    place = y + band.argmax(axis=1) - _REACH
    good = strength > _LEAST_RISE / 2
    if np.count_nonzero(good) < _COVERED * width:
        return None
    slope, start = np.polyfit(x[good], place[good], 1)
    near = good & (np.abs(place - slope * x - start) <= _STRAY)
    if np.count_nonzero(near) < _COVERED * width:
        return None
    slope, _ = np.polyfit(x[near], place[near], 1)
    return float(np.degrees(np.arctan(slope)))
