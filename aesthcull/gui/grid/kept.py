"""What a reset of the model must not lose: selection and current frame, by id, and what was in view."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aesthcull.gui.frames.model import FramesModel

Ids = NDArray[np.int64]
_NEAR = 64  # frames among which the next one that stayed is looked for first


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
        found = self._next_in(model)
        if found is None:
            found = last + 1 if self.row > 0 else 0
        if self.series is not None and model.row_of(int(self.shown[self.row])) is None:
            for row in (found, found - 1):
                place = model.frame_at(row).series if 0 <= row <= last else None
                if place is not None and place.id == self.series:
                    return row
        return min(found, last)

    def _next_in(self, model: FramesModel) -> int | None:
        """The row of the current frame or of the next one that stayed; None when none did."""
        start, many = max(0, self.row), _NEAR
        while start < len(self.shown):  # mostly a near one: looking for all takes long
            rows = model.rows_of(self.shown[start : start + many])
            stayed = rows[rows >= 0]
            if len(stayed):
                return int(stayed[0])
            start, many = start + many, 4 * many
        return None

    def selected_in(self, model: FramesModel) -> NDArray[np.intp]:
        """The rows, ascending, of the selected frames that stayed."""
        rows = model.rows_of(self.selected)
        return np.sort(rows[rows >= 0])
