"""Motion blur: detail is missing along one direction only."""

from __future__ import annotations

import numpy as np

from aesthcull.vision.technical.structure import Detail

# Found on the training photographs: beyond these, few undegraded ones lie (see bench_technical).
_UNEVEN = 0.3  # octaves between the most and the least blurred direction
_BLURRED = -0.5  # octaves, ratio of fine to coarse detail along the most blurred direction
_FULL = 2.0  # octaves of both together, beyond the limits, at which the strength is 1


def motion_blur(detail: Detail) -> tuple[float, float | None]:
    """Strength 0–1 and direction in degrees from horizontal (anticlockwise), None where there is none."""
    along_x, along_y, down_right, down_left = detail.ratios
    # The first harmonic over the angle: the other direction is always at right angles.
    level, slanted = along_x - along_y, down_left - down_right
    uneven = float(np.hypot(level, slanted))
    worst = float(detail.ratios.mean()) - uneven / 2
    if uneven < _UNEVEN or worst > _BLURRED:
        return 0.0, None
    strength = min(1.0, (uneven - _UNEVEN + _BLURRED - worst) / _FULL)
    return strength, float(np.degrees(np.arctan2(-slanted, -level)) / 2 % 180)
