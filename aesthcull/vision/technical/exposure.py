"""Exposure and colour balance, from the histograms of the channels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_BLACK, _WHITE = 3, 253  # codes at or beyond these carry no detail after JPEG's rounding
_BRIGHTEST, _TOP = 1e-3, 1e-4  # shares of the picture


@dataclass(frozen=True)
class Tones:
    """Each 0–1; see Technical."""

    exposure: float
    brightness: float
    highlights: float
    shadows: float
    white_point: float
    colour_cast: float


def tones(pixels: NDArray[np.uint8], grey: NDArray[np.uint8]) -> Tones:
    """Of uint8 RGB [H, W, 3] and its luminance [H, W]."""
    lightness = _shares(grey)
    channels = [_shares(np.asarray(c, dtype=np.uint8)) for c in cv2.split(pixels)]
    tops = [_tone(c, _TOP) for c in channels]
    return Tones(
        exposure=_exposure(lightness),
        brightness=float(lightness @ np.arange(256)) / 255,
        highlights=float(np.mean([c[_WHITE:].sum() for c in channels])),
        shadows=float(lightness[: _BLACK + 1].sum()),
        white_point=max(_tone(c, _BRIGHTEST) for c in channels) / 255,
        colour_cast=(max(tops) - min(tops)) / 255,
    )


def _shares(plane: NDArray[np.uint8]) -> NDArray[np.float64]:
    counts = cv2.calcHist([plane], [0], None, [256], [0, 256])
    return np.asarray(counts, dtype=np.float64).ravel() / plane.size


def _tone(shares: NDArray[np.float64], share: float) -> int:
    """The highest code that `share` of the picture reaches."""
    reached = np.flatnonzero(np.cumsum(shares[::-1]) >= share)
    return 255 - int(reached[0])


def _exposure(lightness: NDArray[np.float64]) -> float:
    """1 less what is clipped beyond specular lights and true blacks, less a mean far from the middle."""
    burnt, blocked = float(lightness[_WHITE - 1 :].sum()), float(lightness[: _BLACK + 1].sum())
    mean = float(lightness @ np.arange(256)) / 255
    loss = 3 * max(0.0, burnt - 0.005) + 2 * max(0.0, blocked - 0.02) + 1.5 * max(0.0, abs(mean - 0.45) - 0.2)
    return max(0.0, 1.0 - loss)
