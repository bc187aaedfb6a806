"""Whether a small picture inside a file is of the photograph that the file holds now.

Programs that crop, turn or develop a photograph may leave the thumbnail of before. Its shape tells at once;
the rest only beside a picture made from the photograph's own pixels.
"""

from __future__ import annotations

import cv2
import numpy as np

from aesthcull.photos.orientation import SWAPS_SIDES, upright
from aesthcull.photos.pixels import Pixels

_SAME_SHAPE = 0.02  # previews leave out the sensor's edge, and sides are rounded
_DARK = 24  # bars are black, but for what JPEG adds
_GRID = 16
# Mean difference of the cells of two pictures, 0–255. Of the camera's own previews it is below 3.
_SAME = 8.0


def fitted(pixels: Pixels, size: tuple[int, int], orientation: int) -> Pixels | None:
    """A small picture [h, w, 3] upright and without black bars. `size` is that of the photograph, upright,
    (width, height); None when the two have not the same shape."""
    swapped = orientation in SWAPS_SIDES
    lying = without_bars(pixels, size[::-1] if swapped else size)
    if lying is not None:
        return upright(lying, orientation)
    return without_bars(pixels, size) if swapped else None  # some cameras turn the preview themselves


def without_bars(pixels: Pixels, size: tuple[int, int]) -> Pixels | None:
    """Cameras letterbox 3:2 pictures into 4:3 thumbnails: cut to the proportion of `size`. None when what
    would be cut away is not black: then the picture is of another shape."""
    height, width = pixels.shape[:2]
    if not width or not height or not size[0] or not size[1]:
        return None
    if abs(width * size[1] / (height * size[0]) - 1) < _SAME_SHAPE:
        return pixels
    top, left = _bar(height, width * size[1] / size[0]), _bar(width, height * size[0] / size[1])
    kept = pixels[top : height - top, left : width - left]
    # The bars' inner edge is blurred by JPEG, and where it is depends on how the camera rounded.
    high, wide = max(0, top - 2), max(0, left - 2)
    bars = (pixels[:high], pixels[height - high :], pixels[:, :wide], pixels[:, width - wide :])
    if not kept.size or any(bar.size and bar.mean() > _DARK for bar in bars):
        return None
    return kept


def _bar(side: int, fit: float) -> int:
    return max(0, round((side - fit) / 2))


def same_picture(one: Pixels, other: Pixels) -> bool:
    """Whether two upright pictures [h, w, 3] show the same, in the same colours, however large."""
    cells = [
        cv2.resize(p, (_GRID, _GRID), interpolation=cv2.INTER_AREA).astype(np.int16) for p in (one, other)
    ]
    return bool(np.abs(cells[0] - cells[1]).mean() < _SAME)
