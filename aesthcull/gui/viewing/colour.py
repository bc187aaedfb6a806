"""From a photograph's colours to the screen's.

Qt converts four times faster than LittleCMS, but holds Python's lock while it does, which would stop the
window for 200 ms a photograph: so it is given a band of rows at a time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColorSpace, QImage

_BAND_PIXELS = 200_000  # 2 ms
_SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)

Screen = NDArray[np.uint8]  # [H, W, 4], blue first, as Qt's RGB32


def colour_space(profile: bytes | None) -> QColorSpace:
    """What an ICC profile describes; sRGB without one, or where it is broken or not of RGB colours."""
    if profile:
        found = QColorSpace.fromIccProfile(QByteArray(profile))
        if found.isValid() and found.colorModel() == QColorSpace.ColorModel.Rgb:
            return found
    return _SRGB


def display_space(profile: Path | None) -> QColorSpace:
    """The colour space of a screen from its profile's file; sRGB when there is none or it cannot be used, for
    instance because nothing can be converted into it."""
    try:
        found = colour_space(profile.read_bytes() if profile else None)
    except OSError:
        return _SRGB
    return found if found.isValidTarget() else _SRGB


def convert(pixels: Screen, source: QColorSpace, target: QColorSpace) -> None:
    """Bring pixels from one colour space to another, in place."""
    transform = source.transformationToColorSpace(target)
    if source == target or transform.isIdentity():
        return
    height, width = pixels.shape[:2]
    rows = max(1, _BAND_PIXELS // width)
    for top in range(0, height, rows):
        as_image(pixels[top : top + rows]).applyColorTransform(transform)


def as_image(pixels: Screen) -> QImage:
    """A QImage on the same memory: `pixels`, contiguous, must outlive it."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
