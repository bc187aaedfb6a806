"""What moved between two pictures that were laid on each other: the check that they are one exposure.

Correlation hardly sees a small movement in a part without strong edges (a sky, a soft background); dense
optical flow (DIS, Kroeger et al. 2016) measures it. Where nothing is to be seen, nothing can be said: hence
`shown`. A neighbour from a tripod in which nothing moved is as still as a copy.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from aesthcull.series.align import Detail

_EDGE = 9  # pixels beside the border of what overlaps: what moves into the picture has no counterpart
_BLUR = 4.0  # pixels over which texture is looked for
_TEXTURE = 0.05  # mean square of local contrast: below it nothing is seen to move
_CUT = 4.0  # of the square, so that one line does not pass for texture around it
_LEVELS = 40.0  # of 255 for a local contrast of 1
_FEWEST = 300  # pixels
_MOST = 0.97  # quantile: 3 % of the pixels may be retouched, or watermarked


@dataclass(frozen=True)
class Motion:
    """`shown`: the share of the picture (0–1) in which a movement could be seen; `most`: by how many pixels,
    of the details' size, its fastest parts moved."""

    shown: float = 0.0
    most: float = float("inf")


def motion(first: Detail, moved: Detail, inside: NDArray[np.bool_]) -> Motion:
    """Between a detail [h, w] and another laid on it where `inside`: 5 ms for 192 × 192."""
    texture = cv2.GaussianBlur(np.minimum(first * first, _CUT) * inside, (0, 0), _BLUR)
    whole = cv2.erode(inside.astype(np.uint8), np.ones((_EDGE, _EDGE), dtype=np.uint8)) > 0
    seen = whole & (np.asarray(texture) > _TEXTURE)
    if np.count_nonzero(seen) < _FEWEST:
        return Motion()
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    flow = search.calc(_levels(first), _levels(np.where(inside, moved, first)), None)  # type: ignore[call-overload]
    speed = np.linalg.norm(np.asarray(flow), axis=2)
    return Motion(float(seen.mean()), float(np.quantile(speed[seen], _MOST)))


def _levels(values: Detail) -> NDArray[np.uint8]:
    return np.asarray(np.clip(values * _LEVELS + 128, 0, 255), dtype=np.uint8)
