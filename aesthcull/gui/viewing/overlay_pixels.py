"""What a canvas's overlays need of a picture, made in a worker: a histogram and one transparent image.

The masks are of the pixels that are seen, at the size at which they are seen but never enlarged; the
histogram is of the whole frame, however far it is zoomed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from aesthcull.photos.overlays import Histogram, Mask, clipped, histogram, in_focus

Pixels = NDArray[np.uint8]
_HIGHLIGHTS, _SHADOWS = (235, 40, 30), (40, 110, 255)  # red, green, blue
_FOCUS = (255, 50, 255)  # what neither grass, sky nor skin has
_OPAQUE = 225  # of 255
_FINE_SCREEN = 1.5  # device pixels per logical pixel, from which on a line of one pixel is too thin


@dataclass(frozen=True)
class View:
    """What is seen: `part` of the photograph, its sides being 1, over `width` device pixels."""

    part: QRectF
    width: int
    ratio: float = 1.0


@dataclass(frozen=True)
class Made:
    """What was made of a picture. `image` (drawn on the memory of `pixels`) covers `part`."""

    part: QRectF
    histogram: Histogram | None = None
    image: QImage | None = None
    pixels: Pixels | None = None


def make(picture: Pixels, view: View, wanted: Collection[str]) -> Made:
    """Of a picture [h, w, 4], blue first. `wanted`: of histogram, clipping and focus."""
    counts = histogram(_rgb(_thinned(picture))) if "histogram" in wanted else None
    if not {"clipping", "focus"} & set(wanted):
        return Made(view.part, counts)
    seen, part = _seen(picture, view)
    painted = np.zeros((*seen.shape[:2], 4), dtype=np.uint8)
    if "clipping" in wanted:
        white, black = clipped(seen)
        _paint(painted, white, _HIGHLIGHTS)
        _paint(painted, black, _SHADOWS)
    if "focus" in wanted:
        _paint(painted, _thick(in_focus(seen), view.ratio), _FOCUS)
    height, width = painted.shape[:2]
    image = QImage(painted.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return Made(part, counts, image, painted)


def _thinned(picture: Pixels) -> Pixels:
    """Some of the pixels, as they are: a histogram of averages would have lost its ends."""
    step = max(1, int(np.sqrt(picture.shape[0] * picture.shape[1] / 1_000_000)))
    return picture[::step, ::step]


def _seen(picture: Pixels, view: View) -> tuple[Pixels, QRectF]:
    """The part that is seen, as RGB, and where it lies: its edges are those of whole pixels."""
    height, width = picture.shape[:2]
    left, top = max(0, int(view.part.left() * width)), max(0, int(view.part.top() * height))
    right = min(width, int(np.ceil(view.part.right() * width)))
    bottom = min(height, int(np.ceil(view.part.bottom() * height)))
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    found = picture[top:bottom, left:right]
    share = view.width / max(1, right - left)
    if share < 0.98:
        size = (max(1, round(found.shape[1] * share)), max(1, round(found.shape[0] * share)))
        found = np.asarray(cv2.resize(found, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    part = QRectF(left / width, top / height, (right - left) / width, (bottom - top) / height)
    return _rgb(found), part


def _rgb(picture: Pixels) -> Pixels:
    return np.ascontiguousarray(picture[:, :, 2::-1])


def _thick(mask: Mask, ratio: float) -> Mask:
    if ratio < _FINE_SCREEN:
        return mask
    return np.asarray(cv2.dilate(mask.astype(np.uint8), np.ones((2, 2), np.uint8))) > 0


def _paint(painted: Pixels, mask: Mask, colour: tuple[int, int, int]) -> None:
    """Colour where the mask is, in premultiplied ARGB as it lies in memory: blue first."""
    red, green, blue = (part * _OPAQUE // 255 for part in colour)
    painted[mask] = (blue, green, red, _OPAQUE)
