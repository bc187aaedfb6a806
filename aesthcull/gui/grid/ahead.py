"""Wishes for the thumbnails in view, and for those that scrolling will show next.

Painting itself wishes for nothing: while the view moves it is asked every few hundredths of a second, and not
at all while it races, so that what a fast scroll leaves behind is never loaded. What is in view is wished for
last, and so comes first.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer

from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.grid.cells_view import CellsView
from aesthcull.gui.pictures import Pictures

_EVERY_S = 0.04
_MOST = 80  # rows ahead
_RACING = 1.5  # views full that pass between two wishes


class Ahead:
    """Follows the scrolling of a view of `model`."""

    def __init__(self, view: CellsView, model: FramesModel, thumbnails: Pictures) -> None:
        self._view = view
        self._model = model
        self._thumbnails = thumbnails
        self._down = True
        self._last = 0.0  # when there was a wish, or none for the view was racing
        self._offset = 0  # of the view then
        self._timer = QTimer(view)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._wish)

    def scrolled(self, dy: int) -> None:
        """The contents have moved by `dy` pixels (less than 0: towards the end)."""
        self._down = dy < 0
        self.needed()

    def needed(self) -> None:
        """Something in view lacks its picture."""
        if not self._timer.isActive():
            self._timer.start(max(0, round(1000 * (self._last + _EVERY_S - time.monotonic()))))

    def rows(self) -> list[int]:
        """The rows to come, the next one first: as many as are in view, as far as there are."""
        seen, count = self._view.rows_in_view(), self._view.cells.count
        many = min(len(seen), _MOST)
        if self._down:
            return list(range(seen.stop, min(seen.stop + many, count)))
        return list(range(seen.start - 1, max(-1, seen.start - 1 - many), -1))

    def _wish(self) -> None:
        offset, height = self._view.verticalOffset(), self._view.viewport().height()
        passed, self._offset, self._last = abs(offset - self._offset), offset, time.monotonic()
        if passed > _RACING * height:
            self.needed()
        elif self._view.isVisible():
            wanted = [*reversed(self.rows()), *reversed(self._view.rows_in_view())]
            self._thumbnails.wish(*(self._model.frame_at(row) for row in wanted))
