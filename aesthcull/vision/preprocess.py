"""From a decoded picture to the backbone's input."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def squeeze(pixels: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Squeeze uint8 RGB [H, W, 3] to [size, size, 3]: the whole frame, since composition counts.

    Area averaging when it shrinks (no aliasing), cubic when it grows.
    """
    height, width = pixels.shape[:2]
    method = cv2.INTER_AREA if min(height, width) >= size else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, (size, size), interpolation=method), dtype=np.uint8)
