"""How much sharper one frame is than another, on the parts that are seen: measured on the files' own pixels.

The figure is fine detail (steps between neighbouring pixels) against coarse detail (at half the size), in the
regions with most of it: blur takes the one and leaves the other, while contrast and exposure change both
alike. Both parts are brought to one scale first, since a reduction sharpens.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.vision.technical import structure

JUST_SEEN = 0.05  # below this difference two frames pass for equally sharp (see series/faults.py: 0.13 steps)
_LEAST_SIDE = 64  # px
_LEAST_COARSE = 16.0  # squared grey levels of coarse detail: below, the part is as good as flat
_MOST_OCTAVES = 1.1  # of fine above coarse amplitude: more than any lens draws is grain

_SAME_SCALE = 0.98  # parts are cut at whole pixels; to even that out by resampling would blur

Grey = NDArray[np.uint8]


@dataclass(frozen=True)
class Difference:
    """By how much the second is sharper than the first: 0.23 is 23 % more fine detail, −0.23 the same for the
    first. None where a part shows too little detail. `size` are the measured pixels of the first part."""

    sharper: float | None
    size: tuple[int, int]


def sharpness(grey: Grey) -> float | None:
    """Octaves of fine above coarse detail of uint8 [H, W]; None where there is too little to tell."""
    if min(grey.shape) < _LEAST_SIDE:
        return None
    detail = structure.detail(grey)
    octaves = float(np.mean(detail.ratios)) / 2  # of amplitudes
    return None if float(detail.coarse.mean()) < _LEAST_COARSE or octaves > _MOST_OCTAVES else octaves


def difference(first: Grey, second: Grey, scales: tuple[float, float]) -> Difference:
    """Compare two parts [H, W] that are shown at these scales (screen pixels per photo pixel)."""
    largest = max(scales)
    one, other = (
        _reduced(part, scale / largest) for part, scale in zip((first, second), scales, strict=True)
    )
    size = (one.shape[1], one.shape[0])
    levels = sharpness(one), sharpness(other)
    if levels[0] is None or levels[1] is None:
        return Difference(None, size)
    octaves = levels[1] - levels[0]
    return Difference(math.copysign(2 ** abs(octaves) - 1, octaves), size)


def cut(grey: Grey, left: float, top: float, right: float, bottom: float) -> Grey:
    """A part, told in shares 0–1, of a whole picture [H, W]."""
    height, width = grey.shape
    rows, columns = (
        slice(round(a * n), round(b * n)) for a, b, n in ((top, bottom, height), (left, right, width))
    )
    return grey[rows, columns]


def _reduced(grey: Grey, share: float) -> Grey:
    if share > _SAME_SCALE or not grey.size:
        return np.ascontiguousarray(grey)
    size = (max(1, round(grey.shape[1] * share)), max(1, round(grey.shape[0] * share)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
