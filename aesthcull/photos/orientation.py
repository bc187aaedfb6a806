"""EXIF orientation: how a picture must be turned to stand upright (EXIF 2.32, tag 0x0112)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

UPRIGHT = 1
SWAPS_SIDES = frozenset({5, 6, 7, 8})

_TURNS: dict[int, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
    2: np.fliplr,
    3: lambda p: np.rot90(p, 2),
    4: np.flipud,
    5: lambda p: p.swapaxes(0, 1),
    6: lambda p: np.rot90(p, -1),
    7: lambda p: np.rot90(p, 2).swapaxes(0, 1),
    8: lambda p: np.rot90(p, 1),
}


def upright(pixels: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Turn [H, W, …] upright; orientations other than 2…8 leave it as it is."""
    if orientation not in _TURNS:
        return pixels
    return np.ascontiguousarray(_TURNS[orientation](pixels))
