"""Traces of strong JPEG compression: steps at the edges of its blocks of eight pixels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_BLOCK = 8


def blockiness(grey: NDArray[np.uint8]) -> float:
    """0 without a grid, towards 1; a picture reduced after compression has lost its grid."""
    across = _excess(grey)
    down = _excess(np.ascontiguousarray(grey.T))
    return min(1.0, (across + down) / 2)


def _excess(grey: NDArray[np.uint8]) -> float:
    """How much more often steps along x are larger than both neighbours at one phase than at the others.

    Counting does not let one strong edge of the subject outvote many faint ones of the grid; the phase is
    free, for a crop moves the grid.
    """
    step = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    peaks = cv2.compare(step[:, 1:-1], cv2.max(step[:, :-2], step[:, 2:]), cv2.CMP_GT)
    often = np.asarray(cv2.reduce(peaks, 0, cv2.REDUCE_AVG, dtype=cv2.CV_32F)).ravel() / 255
    whole = len(often) // _BLOCK * _BLOCK
    if whole < 2 * _BLOCK:
        return 0.0
    phases = np.median(often[:whole].reshape(-1, _BLOCK), axis=0)
    return float(phases.max() - np.median(phases))
