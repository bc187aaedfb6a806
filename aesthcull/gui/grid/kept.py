"""What a reset of the model must not lose: selection and current frame, by id, and what was in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.gui.frames_model import FramesModel


@dataclass(frozen=True)
class Kept:
    """`selected`: ids; `shown`: all ids in their order; `row` is the current one's (−1: none), `series` the
    id of its series; `y` its place in the viewport, None where it was out of view; `scroll` in pixels."""

    selected: Sequence[int] = ()
    shown: Sequence[int] = ()
    row: int = -1
    series: int | None = None
    y: int | None = None
    scroll: int = 0

    def current_in(self, model: FramesModel) -> int:
        """The row that is current now, of a model with one or more.

        Where the current frame has left, it is the stack that took its place, else the next frame that
        stayed.
        """
        after = (model.row_of(frame_id) for frame_id in self.shown[max(0, self.row) :])
        found = next((row for row in after if row is not None), model.rowCount() if self.row > 0 else 0)
        if self.series is not None and (found == model.rowCount() or not self._was_current(model, found)):
            for row in (found, found - 1):
                if 0 <= row < model.rowCount():
                    place = model.frame_at(row).series
                    if place is not None and place.id == self.series:
                        return row
        return min(found, model.rowCount() - 1)

    def selected_in(self, model: FramesModel) -> NDArray[np.intp]:
        """The rows, ascending, of the selected frames that stayed."""
        rows = [row for frame_id in self.selected if (row := model.row_of(frame_id)) is not None]
        return np.sort(np.asarray(rows, dtype=np.intp))

    def _was_current(self, model: FramesModel, row: int) -> bool:
        return self.row >= 0 and model.ids[row] == self.shown[self.row]
