"""Wishes for the thumbnails that scrolling will show next.

While the view moves, it is asked every few hundredths of a second, not for each row that passes: what a fast
scroll leaves behind is never wished for. What is in view is always wished for last, and so comes first.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer

from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.grid.cells_view import CellsView
from aesthcull.gui.pictures import Pictures

_EVERY_MS = 40
_MOST = 120  # rows ahead


class Ahead:
    """Follows the scrolling of a view of `model`."""

    def __init__(self, view: CellsView, model: FramesModel, thumbnails: Pictures) -> None:
        self._view = view
        self._model = model
        self._thumbnails = thumbnails
        self._down = True
        self._timer = QTimer(view, singleShot=True, interval=_EVERY_MS)
        self._timer.timeout.connect(self._wish)

    def scrolled(self, dy: int) -> None:
        """The contents have moved by `dy` pixels (less than 0: towards the end)."""
        self._down = dy < 0
        if not self._timer.isActive():
            self._timer.start()

    def rows(self) -> list[int]:
        """The rows to come, the next one first: two views full, as far as there are."""
        seen, count = self._view.rows_in_view(), self._view.cells.count
        many = min(2 * len(seen), _MOST)
        if self._down:
            return list(range(seen.stop, min(seen.stop + many, count)))
        return list(range(seen.start - 1, max(-1, seen.start - 1 - many), -1))

    def _wish(self) -> None:
        if self._view.isVisible():
            wanted = [*reversed(self.rows()), *reversed(self._view.rows_in_view())]
            self._thumbnails.wish(*(self._model.frame_at(row) for row in wanted))
