"""Series as stacks: expanding and collapsing them one by one, and going from series to series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow


class StacksDesk(QObject):
    """Expands and collapses series for the window. Which ones are the other way round than the switch for all
    says is kept until that is turned."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def toggle_current(self) -> None:
        """Expand or collapse the current frame's series."""
        frame = self._window.grid.current_frame()
        if frame is None or frame.series is None:
            self._window.messages.remark(self.tr("This frame is in no series."))
        else:
            self.toggle(frame.series.id)

    def toggle(self, series_id: int) -> None:
        """Expand or collapse a series. Collapsed with the current frame in it, its top becomes current."""
        model, grid = self._window.model, self._window.grid
        current = grid.current_frame()
        model.select(stacks=replace(model.stacks, toggled=model.stacks.toggled ^ {series_id}))
        if current is not None and current.series is not None and current.series.id == series_id:
            row = model.row_of(current.id)
            if row is None:
                top = np.flatnonzero(self._series_of_rows() == series_id)
                row = int(top[0]) if len(top) else grid.currentIndex().row()
            grid.go_to(row)
        self._window.arranged()

    def whole(self, ids: list[int]) -> list[int]:
        """These frames, and for each one that stands for a collapsed series all of that."""
        columns = self._window.model.columns
        series = np.unique(columns.series.id[columns.index_of(ids)])
        folded = [s for s in series.tolist() if s >= 0 and self._window.model.is_collapsed(s)]
        behind = columns.ids[np.isin(columns.series.id, folded) & ~columns.missing]
        return list(dict.fromkeys([*ids, *behind.tolist()]))

    def next_series(self) -> None:
        """Go to the first frame of the next series."""
        row = self._window.grid.currentIndex().row()
        starts = self._starts()
        later = starts[starts > row]
        if len(later):
            self._window.grid.go_to(int(later[0]))

    def previous_series(self) -> None:
        """Go to the first frame of this series, from there to that of the one before."""
        row = self._window.grid.currentIndex().row()
        starts = self._starts()
        earlier = starts[starts < row]
        if len(earlier):
            self._window.grid.go_to(int(earlier[-1]))

    def _starts(self) -> NDArray[np.intp]:
        """The rows in which a series begins."""
        series = self._series_of_rows()
        before = np.concatenate([[-1], series[:-1]])
        return np.flatnonzero((series >= 0) & (series != before))

    def _series_of_rows(self) -> NDArray[np.int64]:
        """The series of each row of the view, −1 for none."""
        model = self._window.model
        return np.asarray(model.columns.series.id[model.columns.index_of(model.ids)], dtype=np.int64)
