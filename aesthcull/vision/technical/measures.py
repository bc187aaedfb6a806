"""All technical measures of one picture at once."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.vision.technical import exposure, structure
from aesthcull.vision.technical.blockiness import blockiness
from aesthcull.vision.technical.horizon import tilt
from aesthcull.vision.technical.motion import motion_blur
from aesthcull.vision.technical.noise import noise
from aesthcull.vision.technical.sharpness import sharpness

NAME, VERSION = "technical", "1.1"
# All pictures are measured at one size, since reduction sharpens.
MEASURED_SIDE = 1024
_LEAST_SIDE = 32  # px; smaller pictures are continued outwards, which adds no structure


@dataclass(frozen=True)
class Technical:
    """All 0–1 but the angles.

    sharpness         of the sharpest region, not of the whole frame; 0 is flat or wholly blurred
    exposure          1 when little is clipped and the mean is not far from the middle
    brightness        mean luminance
    highlights        share of the picture at white, mean of the three channels
    shadows           share of the picture at black
    white_point       tone of the brightest 0.1 %: below 0.9 an exposure leaves highlights grey
    noise             standard deviation of the grain in the smoothest regions, as a share of the full scale
    compression       how far steps at every eighth pixel outnumber those between
    colour_cast       how far apart the brightest tones of the three channels are
    motion_blur       how much more blurred one direction is; 0 where that is not beyond what subjects do
    motion_direction  degrees from horizontal, anticlockwise, 0 to below 180; None without motion_blur
    tilt              degrees by which the horizon drops to the right; None unless there is certainly one
    """

    sharpness: float
    exposure: float
    brightness: float
    highlights: float
    shadows: float
    white_point: float
    noise: float
    compression: float
    colour_cast: float
    motion_blur: float
    motion_direction: float | None
    tilt: float | None

    def scores(self) -> dict[str, float]:
        """What is known, by the names that scores are stored under."""
        return {name: value for name, value in vars(self).items() if value is not None}


def measure(pixels: NDArray[np.uint8]) -> Technical:
    """Measure upright uint8 RGB [H, W, 3], decoded to a long side of MEASURED_SIDE (or its full size)."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    tones = exposure.tones(pixels, grey)
    grey = _large_enough(grey)
    detail = structure.detail(grey)
    strength, direction = motion_blur(detail)
    return Technical(
        sharpness=sharpness(detail),
        exposure=tones.exposure,
        brightness=tones.brightness,
        highlights=tones.highlights,
        shadows=tones.shadows,
        white_point=tones.white_point,
        noise=noise(grey),
        compression=blockiness(grey),
        colour_cast=tones.colour_cast,
        motion_blur=strength,
        motion_direction=direction,
        tilt=tilt(grey),
    )


def _large_enough(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = grey.shape
    below, right = max(0, _LEAST_SIDE - height), max(0, _LEAST_SIDE - width)
    if not below and not right:
        return grey
    return np.asarray(cv2.copyMakeBorder(grey, 0, below, 0, right, cv2.BORDER_REPLICATE), dtype=np.uint8)
