"""What a reset of the model must not lose: selection and current frame, by id, and what was in view."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aesthcull.gui.frames.model import FramesModel

Ids = NDArray[np.int64]


def _none() -> Ids:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Kept:
    """`selected`: ids; `shown`: all ids in their order; `row` is the current one's (−1: none), `series` the
    id of its series; `y` its place in the viewport, None where it was out of view; `scroll` in pixels."""

    selected: Ids = field(default_factory=_none)
    shown: Ids = field(default_factory=_none)
    row: int = -1
    series: int | None = None
    y: int | None = None
    scroll: int = 0

    def current_in(self, model: FramesModel) -> int:
        """The row that is current now, of a model with one or more.

        Where the current frame has left, it is the stack that took its place, else the next frame that
        stayed.
        """
        last = model.rowCount() - 1
        rows = model.rows_of(self.shown[max(0, self.row) :])
        stayed = rows[rows >= 0]
        found = int(stayed[0]) if len(stayed) else last + 1 if self.row > 0 else 0
        if self.series is not None and rows[0] < 0:
            for row in (found, found - 1):
                place = model.frame_at(row).series if 0 <= row <= last else None
                if place is not None and place.id == self.series:
                    return row
        return min(found, last)

    def selected_in(self, model: FramesModel) -> NDArray[np.intp]:
        """The rows, ascending, of the selected frames that stayed."""
        rows = model.rows_of(self.selected)
        return np.sort(rows[rows >= 0])
