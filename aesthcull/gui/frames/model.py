"""The frames of the shoot as a Qt model: columns, what is selected of them, and the order of the rows.

A record of a frame is built when a view asks for it. Filtering and sorting 100,000 frames takes 20 ms, so it
is done at once, in the GUI's thread, to which the columns belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from aesthcull.catalogue import column_changes
from aesthcull.catalogue.column_details import Details
from aesthcull.catalogue.column_types import ScoreColumn
from aesthcull.catalogue.columns import FLAG_CODES, FrameColumns
from aesthcull.catalogue.decisions import Changes
from aesthcull.catalogue.records import Frame
from aesthcull.gui.frames.tooltip import tooltip
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import NEEDS_DECISION, Order, Stacks, arrange, collapsed_frames, in_order

FRAME_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
Ids = Sequence[int] | NDArray[np.int64]
_MOST_BUILT = 4096  # records kept: some screens full


class FramesModel(QAbstractListModel):
    """Frames below FRAME_ROLE. A change that keeps the order repaints rows; any other resets the model.

    `ids` [rowCount] are those of the frames shown, in order; replaced, never changed in place. `len` counts
    the frames of the shoot that are not missing, shown or not.
    """

    altered = Signal()  # frames, marks, filter, order or stacks changed; the rows are arranged already

    def __init__(self) -> None:
        super().__init__()
        self.columns = FrameColumns.empty()
        self.wanted = Filter()
        self.order = Order()
        self.stacks = Stacks()
        self.ids: NDArray[np.int64] = self.columns.ids
        self._rows: NDArray[np.intp] = np.zeros(0, dtype=np.intp)  # of the columns, by row of the view
        self._shown_at: NDArray[np.intp] = self._rows  # the inverse; −1: not shown
        # All rows of the columns in order, so that a mark or a filter need not sort; None: not known.
        self._sequence: NDArray[np.intp] | None = None
        self._built: dict[int, Frame] = {}  # by row of the columns
        self._collapsed: set[int] | None = None  # ids of series; None: not known yet

    def __len__(self) -> int:
        return int(np.count_nonzero(~self.columns.missing))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == FRAME_ROLE:
            return self.frame_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.AccessibleTextRole:
            return self.columns.names[self._rows[index.row()]]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.frame_at(index.row()))
        return None

    def frame_at(self, row: int) -> Frame:
        """The frame in a row of the view."""
        return self._frame(int(self._rows[row]))

    def frame_of(self, frame_id: int) -> Frame | None:
        """A frame of the shoot, shown or not; None when it is not there."""
        index = int(self.columns.index_of([frame_id])[0])
        return None if index < 0 or self.columns.missing[index] else self._frame(index)

    def row_of(self, frame_id: int) -> int | None:
        """The row of a frame; None when it is not shown."""
        row = int(self.rows_of([frame_id])[0])
        return None if row < 0 else row

    def rows_of(self, ids: Ids) -> NDArray[np.intp]:
        """The rows [len(ids)] of frames, −1 for those not shown."""
        indices = self.columns.index_of(ids)
        if not len(self._shown_at):
            return np.full(len(indices), -1, dtype=np.intp)
        return np.where(indices >= 0, self._shown_at[indices], -1)

    def is_collapsed(self, series_id: int) -> bool:
        """Whether a series is shown as one frame."""
        if self._collapsed is None:
            self._collapsed = set(
                self.columns.series.id[collapsed_frames(self.columns, self.stacks)].tolist()
            )
        return series_id in self._collapsed

    def ids_of(self, wanted: Filter) -> list[int]:
        """The frames of the shoot that pass another filter, in the order that is shown, none collapsed."""
        rows = arrange(self.columns, wanted, self.order, Stacks(), self._in_order())
        found: list[int] = self.columns.ids[rows].tolist()
        return found

    def all_flagged(self, ids: Ids, flag: str) -> bool:
        """Whether all of these frames have a flag."""
        return bool(np.all(self.columns.flag[self.columns.index_of(ids)] == FLAG_CODES.index(flag)))

    def counts(self) -> tuple[int, int, int]:
        """How many frames the shoot has, and how many of them are picked and rejected."""
        flags = np.bincount(self.columns.flag[~self.columns.missing], minlength=len(FLAG_CODES))
        return int(flags.sum()), int(flags[FLAG_CODES.index("pick")]), int(flags[FLAG_CODES.index("reject")])

    def set_columns(self, columns: FrameColumns) -> None:
        """Show another shoot's frames."""
        self.beginResetModel()
        self.columns = columns
        self._forget()
        rows = self._arranged()
        self._take(rows, columns.ids[rows])
        self.endResetModel()
        self.altered.emit()

    def select(
        self, wanted: Filter | None = None, order: Order | None = None, stacks: Stacks | None = None
    ) -> None:
        """Filter, sort or stack otherwise; what is not given stays."""
        before = self.order, self.wanted.only
        self.wanted = self.wanted if wanted is None else wanted
        self.order = self.order if order is None else order
        self.stacks = self.stacks if stacks is None else stacks
        self._collapsed = None
        if before != (self.order, self.wanted.only):
            self._sequence = None
        self._arrange(None)

    def put(self, changed: FrameColumns) -> None:
        """Take over new or changed frames."""
        column_changes.put(self.columns, changed)
        self._forget()
        self._take(self.columns.index_of(self.ids), self.ids)  # what is shown has moved in the columns
        self._arrange(changed.ids)

    def leave(self, ids: NDArray[np.int64]) -> None:
        """Show frames no more that are in the shoot no more."""
        indices = self.columns.index_of(ids)
        self.columns.missing[indices[indices >= 0]] = True
        self._forget()
        self._arrange(ids)

    def put_details(self, details: Details) -> None:
        """Take over scores, keywords and series, which are read after the frames."""
        column_changes.put_details(self.columns, details)
        self._forget()
        self._arrange(details.ids)

    def put_score(self, name: str, ids: NDArray[np.int64], score: ScoreColumn) -> None:
        """Take over a score of frames, as another model gives it."""
        column_changes.set_score(self.columns, name, ids, score)
        self._forget()
        self._arrange(ids)

    def set_marks(self, ids: Ids, changes: Changes) -> None:
        """Show marks of frames that are in the catalogue already. Keywords come by reading them again."""
        indices = self.columns.index_of(ids)
        indices = indices[indices >= 0]
        for field, value in changes.items():
            column_changes.set_mark(self.columns, indices, field, value)
        for index in indices.tolist():
            self._built.pop(index, None)
        if self.order.sort == NEEDS_DECISION:
            self._sequence = None
        self._arrange(ids)

    def refresh(self, frame_id: int) -> None:
        """Repaint one frame, whose thumbnail has come."""
        row = self.row_of(frame_id)
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def _frame(self, index: int) -> Frame:
        frame = self._built.get(index)
        if frame is None:
            if len(self._built) >= _MOST_BUILT:
                self._built.clear()
            frame = self._built[index] = self.columns.frame(index)
        return frame

    def _arrange(self, changed: Ids | None) -> None:
        """`changed`: the frames to repaint if the order stays; None: all may be others."""
        rows = self._arranged()
        ids = self.columns.ids[rows]
        if changed is not None and np.array_equal(ids, self.ids):
            self._take(rows, self.ids)
            shown = self.rows_of(changed)
            shown = shown[shown >= 0]
            if len(shown):
                self.dataChanged.emit(self.index(int(shown.min())), self.index(int(shown.max())))
        else:
            self.beginResetModel()
            self._take(rows, ids)
            self.endResetModel()
        self.altered.emit()

    def _arranged(self) -> NDArray[np.intp]:
        return arrange(self.columns, self.wanted, self.order, self.stacks, self._in_order())

    def _in_order(self) -> NDArray[np.intp]:
        if self._sequence is None:
            self._sequence = in_order(self.columns, self.wanted, self.order)
        return self._sequence

    def _forget(self) -> None:
        self._built.clear()
        self._collapsed = self._sequence = None

    def _take(self, rows: NDArray[np.intp], ids: NDArray[np.int64]) -> None:
        self._rows, self.ids = rows, ids
        self._shown_at = np.full(len(self.columns), -1, dtype=np.intp)
        self._shown_at[rows] = np.arange(len(rows))
