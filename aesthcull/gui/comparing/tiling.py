"""Where survey puts its frames: rows in reading order that fill the room best.

All ways of breaking the frames into rows are tried (2,048 for twelve). In each, the rows share the height
evenly, but a row that fills the width before that (a panorama) leaves what it does not need to the others.
The way with the largest geometric mean of the frames' areas wins: the largest sum would show two frames large
and ten as stamps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Direction = Literal["left", "right", "up", "down"]
_HALVINGS = 24  # of the room's height, until the rows' height is exact to a thousandth of a pixel


@dataclass(frozen=True)
class Box:
    """Where one photograph is, in pixels."""

    x: float
    y: float
    width: float
    height: float


def tile(aspects: Sequence[float], width: int, height: int, gap: int, caption: int) -> list[Box]:
    """The boxes of photographs with these aspects (width / height, above 0; 1 to 12 of them).

    Below each box `caption` pixels stay free, between boxes and around them at least `gap`. Boxes have the
    photographs' aspects, so nothing is lost in margins; in a room too small for that they are empty.
    """
    count = len(aspects)
    before = np.concatenate([[0.0], np.cumsum(aspects)])
    ends = _ends(count)  # [ways, rows]
    starts = np.concatenate([np.zeros((len(ends), 1), dtype=np.int64), ends[:, :-1]], axis=1)
    sums = (
        before[ends] - before[starts]
    )  # [ways, rows]: the width of a row of height 1; 0 where there is none
    counts = ends - starts
    used = counts > 0
    across = np.maximum(width - (counts + 1) * gap, 0)
    most = np.where(used, across / np.where(used, sums, 1.0), 0.0)
    room = height - used.sum(axis=1) * (gap + caption) - gap
    heights = np.minimum(most, _level(most, np.maximum(room, 0))[:, None])
    # The frames' aspects add the same to every way, so the heights tell; of equals, the most even rows.
    uneven = 1e-6 * (counts**2).sum(axis=1)
    best = int(np.argmax((np.log(np.maximum(heights, 1e-9)) * counts).sum(axis=1) - uneven))
    rows = [
        (int(start), int(end), float(high))
        for start, end, high in zip(starts[best], ends[best], heights[best], strict=True)
        if end > start
    ]
    return _boxes(aspects, rows, width, height, gap, caption)


def neighbour(boxes: Sequence[Box], index: int, direction: Direction) -> int:
    """The box that one comes to from another by an arrow key; the same at the edge."""
    if direction in ("left", "right"):
        return max(0, min(len(boxes) - 1, index + (1 if direction == "right" else -1)))
    here = boxes[index]
    middle_x, middle_y = here.x + here.width / 2, here.y + here.height / 2
    sign = 1 if direction == "down" else -1
    beyond = [
        (abs(b.y + b.height / 2 - middle_y), abs(b.x + b.width / 2 - middle_x), n)
        for n, b in enumerate(boxes)
        if sign * (b.y + b.height / 2 - middle_y) > 1
    ]
    if not beyond:
        return index
    nearest = min(beyond)[0]
    return min((x, n) for y, x, n in beyond if y < nearest + 1)[1]


def _level(most: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.float64]:
    """The height [ways] up to which rows may grow, each no further than `most` [ways, rows], in the room."""
    low, high = np.zeros(len(most)), room.astype(np.float64)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = np.minimum(most, middle[:, None]).sum(axis=1) <= room
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return low


@lru_cache(maxsize=16)
def _ends(count: int) -> NDArray[np.int64]:
    """Where rows end, for each way to break `count` frames into rows; padded with `count`: [ways, rows]."""
    ends = np.full((2 ** (count - 1), count), count, dtype=np.int64)
    for way in range(len(ends)):
        breaks = [n + 1 for n in range(count - 1) if way >> n & 1]
        ends[way, : len(breaks)] = breaks
    return ends


def _boxes(
    aspects: Sequence[float],
    rows: Sequence[tuple[int, int, float]],
    width: int,
    height: int,
    gap: int,
    caption: int,
) -> list[Box]:
    """Rows of (start, end, height), each in the middle of the width, all in the middle of the height; what
    is left over widens the gaps between rows."""
    spare = height - sum(high + caption for _, _, high in rows)
    between = max(0.0, spare / (len(rows) + 1))
    boxes, y = [], between
    for start, end, high in rows:
        x = (width - sum(aspects[start:end]) * high - (end - start - 1) * gap) / 2
        for aspect in aspects[start:end]:
            boxes.append(Box(x, y, aspect * high, high))
            x += aspect * high + gap
        y += high + caption + between
    return boxes
