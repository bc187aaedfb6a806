"""One side of best and worst: ranked thumbnails with their scores."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView

from aesthcull.catalogue.records import Frame
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.frames.tooltip import tooltip
from aesthcull.gui.grid import card, words
from aesthcull.gui.grid.cells_view import CellsView
from aesthcull.gui.grid.look import Look, look_of
from aesthcull.gui.pictures import Pictures

_SIDE = 140
_Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex


class Ranked(QAbstractListModel):
    """Ids of frames, in their order."""

    def __init__(self, frames: FramesModel) -> None:
        super().__init__()
        self._frames = frames
        self.ids: list[int] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        frame = self.frame_at(index.row())
        if frame is None or role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return tooltip(frame) if role == Qt.ItemDataRole.ToolTipRole else frame.path.name

    def frame_at(self, row: int) -> Frame | None:
        """The frame of a rank; None when it is gone."""
        return self._frames.frame_of(self.ids[row]) if 0 <= row < len(self.ids) else None

    def show_ids(self, ids: Sequence[int]) -> None:
        """Rank other frames."""
        self.beginResetModel()
        self.ids = list(ids)
        self.endResetModel()


class ExtremesPane(CellsView):
    """Shows ranked frames. `edge` is the key with which an arrow leaves for the other side."""

    opened = Signal()  # Return, or a double click
    moved = Signal()  # another frame is current, or the pane has got the keyboard
    crossed = Signal()  # the arrow key towards the other side, from the edge next to it

    def __init__(self, name: str, edge: Qt.Key, frames: FramesModel, thumbnails: Pictures) -> None:
        super().__init__(_SIDE)
        self.ranked = Ranked(frames)
        self._thumbnails = thumbnails
        self._edge = edge
        self._ranks, self._score = range(0), ""
        self._look: Look = look_of(self, _SIDE)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setModel(self.ranked)
        self.setAccessibleName(name)

    def show_frames(self, ids: Sequence[int], ranks: range, score: str) -> None:
        """Show frames with their ranks by this score; the current one stays if it is there."""
        current = self.current_frame()
        self._ranks, self._score = ranks, score
        if self.ranked.ids != list(ids):
            self.ranked.show_ids(ids)
            if ids:
                self.go_to(list(ids).index(current.id) if current and current.id in ids else 0)
        self.viewport().update()

    def current_frame(self) -> Frame | None:
        """The frame that the keys act on."""
        return self.ranked.frame_at(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Make the frame of that rank (bounded) the current one."""
        if self.ranked.ids:
            index = self.ranked.index(max(0, min(row, len(self.ranked.ids) - 1)))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    # What the base asks

    def cell_height(self, width: int) -> int:
        if width != self._look.card_box.width() + 2 * self._look.card_box.left():
            self._look = look_of(self, width)
        return card.height_of(self._look)

    def paint_rows(self, painter: QPainter, rows: Sequence[int]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for row in rows:
            frame = self.ranked.frame_at(row)
            if frame is not None:
                card.paint(painter, self._look, self._card(row, frame))

    def _card(self, row: int, frame: Frame) -> card.Card:
        pixmap, found = self._thumbnails.get(frame), frame.scores.get(self._score)
        current = row == self.currentIndex().row()
        return card.Card(
            place=self.rect_of(row),
            frame=frame,
            pixmap=pixmap,
            selected=current and self.hasFocus(),
            current=current,
            focused=self.hasFocus(),
            score=f"{self._ranks[row]:,} · {found.value:.2f}" if found else "",
            reason=words.absence(frame, self._thumbnails.reason(frame)) if pixmap is None else "",
        )

    # Qt's events

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.hasFocus():
            self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, columns = self.currentIndex().row(), self.cells.columns
        last = row % columns == columns - 1 or row == len(self.ranked.ids) - 1
        at_edge = last if self._edge == _Key.Key_Right else row % columns == 0
        if event.key() in (_Key.Key_Return, _Key.Key_Enter) and row >= 0:
            self.opened.emit()
        elif event.key() == self._edge and at_edge:
            self.crossed.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()
