"""What grouping needs to know of one frame, and what it says of a group."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Exposure:
    """How a frame was exposed, from EXIF; each number may be missing."""

    exposure_time: float | None = None  # seconds
    f_number: float | None = None
    iso: float | None = None
    exposure_bias: float | None = None  # EV

    @property
    def value(self) -> float | None:
        """Exposure value at ISO 100 in EV, larger is darker; None unless time, aperture and ISO are known."""
        if not self.exposure_time or not self.f_number or not self.iso:
            return None
        if min(self.exposure_time, self.f_number, self.iso) <= 0:
            return None
        return math.log2(self.f_number**2 / self.exposure_time) - math.log2(self.iso / 100)


@dataclass(frozen=True)
class SeriesFrame:
    """One frame. `key` is unique (its path) and breaks every tie; scores are None where unknown."""

    key: str
    captured_at: datetime | None = None
    camera: str | None = None
    exposure: Exposure | None = None
    focal_length: float | None = None  # mm
    sharpness: float | None = None  # higher is sharper, comparable inside a series
    exposure_score: float | None = None  # 0–1, 1 = nothing clipped, well exposed
    brightness: float | None = None  # mean luminance 0–1
    aesthetic: float | None = None  # 1–10
    quality: float | None = None  # log-odds that nothing has spoilt it, comparable inside a series
    highlights: float | None = None  # share of the picture at white, 0–1
    white_point: float | None = None  # tone of the brightest 0.1 %, 0–1
    noise: float | None = None  # standard deviation, share of the full scale
    compression: float | None = None  # how marked JPEG's grid is, 0–1
    colour_cast: float | None = None  # how far apart the channels' brightest tones are, 0–1
    motion_blur: float | None = None  # strength 0–1
    tilt: float | None = None  # degrees, only where the horizon is certain


@dataclass(frozen=True)
class Series:
    """Frames that belong together: indices into the input, by time then key.

    A bracket or panorama has no suggested frame: all its frames are needed, none may be offered for culling.
    """

    kind: Literal["series", "bracket", "panorama"]
    members: tuple[int, ...]
    suggested: int | None
    reasons: tuple[str, ...]
