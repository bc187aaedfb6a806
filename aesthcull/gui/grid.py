"""The grid of thumbnails: a list view in icon mode with uniform cells, smooth with 50,000 frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui.frames_model import FramesModel
from aesthcull.gui.grid_delegate import CELL, GridDelegate
from aesthcull.gui.pictures import Pictures

_Select = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class _Kept:
    """What a reset of the model must not lose: ids selected and shown, the current row, the scroll bar."""

    selected: list[int]
    shown: list[int]
    row: int
    scroll: int


class Grid(QListView):
    """Shows a FramesModel; keeps the selection and the current frame, by id, through every reset."""

    opened = Signal()  # a double click
    current_changed = Signal()

    def __init__(self, model: FramesModel, thumbnails: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames = model
        self._kept = _Kept([], [], -1, 0)
        self.setModel(model)
        self.setItemDelegate(GridDelegate(thumbnails, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        # Uniform cells in one batch: 10 times faster to lay out and 1,000 times fewer questions to the model.
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(CELL.height() // 4)
        self.setAccessibleName(self.tr("Frames"))
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self.current_changed)
        self.selectionModel().selectionChanged.connect(self.current_changed)

    def current_frame(self) -> Frame | None:
        """The frame with the keyboard focus."""
        index = self.currentIndex()
        return self._frames.frame_at(index.row()) if index.isValid() else None

    def selected_frames(self) -> list[Frame]:
        """The selected frames in the order shown; the current one when none is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if rows:
            return [self._frames.frame_at(row) for row in rows]
        current = self.current_frame()
        return [current] if current else []

    def go_to(self, row: int) -> None:
        """Make the frame in `row` (bounded) the current and only selected one, and show it."""
        count = self._frames.rowCount()
        if count:
            index = self._frames.index(max(0, min(row, count - 1)))
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
            self.scrollTo(index)

    def step(self, rows: int) -> None:
        """Go on (or back) by some frames."""
        self.go_to(max(0, self.currentIndex().row()) + rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The columns share the whole width, so that no gap is left at the right. Qt lays out as if the scroll
        # bar were always there.
        width = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, width // CELL.width())
        self.setGridSize(QSize(max(CELL.width(), width // columns), CELL.height()))
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1000, 700)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def _keep(self) -> None:
        selected = [frame.id for frame in self.selected_frames()]
        scroll = self.verticalScrollBar().value()
        self._kept = _Kept(selected, self._frames.ids, self.currentIndex().row(), scroll)

    def _restore(self) -> None:
        kept, count = self._kept, self._frames.rowCount()
        self.verticalScrollBar().setValue(kept.scroll)
        if not count:
            self.current_changed.emit()
            return
        # Where the current frame has left the filter, the next one that has not becomes current.
        rows = (self._frames.row_of(frame_id) for frame_id in kept.shown[max(0, kept.row) :])
        current = next((row for row in rows if row is not None), count - 1 if kept.row > 0 else 0)
        selected = {row for i in kept.selected if (row := self._frames.row_of(i)) is not None}
        if current not in selected:
            self.go_to(current)
            return
        self._select(sorted(selected))
        self.selectionModel().setCurrentIndex(self._frames.index(current), _Select.NoUpdate)
        self.current_changed.emit()

    def _select(self, rows: Sequence[int]) -> None:
        """Select rows (ascending) at once: one by one, thousands of them take seconds."""
        selection = QItemSelection()
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at] != rows[at - 1] + 1:
                selection.select(self._frames.index(rows[start]), self._frames.index(rows[at - 1]))
                start = at
        self.selectionModel().select(selection, _Select.ClearAndSelect)
