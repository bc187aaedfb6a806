"""Sharpness of the sharpest region."""

from __future__ import annotations

import numpy as np

from aesthcull.vision.technical.structure import Detail

# Ratio of fine to coarse detail at which sharpness is 0.5: a crisp photograph at 1024 px. Only order matters.
_HALF_SHARP = 0.5


def sharpness(detail: Detail) -> float:
    """0–1; 0 where there is no detail at all. Ratio/(ratio + _HALF_SHARP), so its logit is the log ratio."""
    if not detail.fine.any():
        return 0.0
    ratio = float(2 ** np.mean(detail.ratios))
    return ratio / (ratio + _HALF_SHARP)
