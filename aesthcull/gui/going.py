"""From frame to frame by keys of actions, in whichever view is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aesthcull.catalogue.columns import FLAG_CODES

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow


class Going:
    """Moves the current frame of the window's views."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def step(self, frames: int) -> None:
        """Go on (or back) as the view does with the arrow keys."""
        if not self._window.views.step(frames):
            self._window.grid.step(frames)

    def to_undecided(self, direction: int) -> None:
        """Go to the next (1) or the previous (−1) shown frame without a flag; stay when there is none."""
        model, current = self._window.model, self._window.grid.currentIndex().row()
        flags = model.columns.flag[model.columns.index_of(model.ids)]
        rows = np.flatnonzero(flags == FLAG_CODES.index(None))
        rows = rows[rows > current] if direction > 0 else rows[rows < current][::-1]
        if len(rows):
            self._window.grid.go_to(int(rows[0]))
