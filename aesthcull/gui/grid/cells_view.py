"""An item view of uniform cells: the mouse, the keys, the rubber band and scrolling, whatever is painted.

Qt's list view asks for and keeps a rectangle for each row; here all is computed from the row's number when it
is needed. Keys and Shift+click select in reading order, the rubber band selects what it touches.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from aesthcull.gui.grid.cells import Cells, fit
from aesthcull.gui.grid.glide import Glide

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


class CellsView(QAbstractItemView):
    """A subclass says how high a cell is and paints rows; `side` is the least width of a cell."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = Cells()
        self._side = side
        self._chosen: NDArray[np.bool_] | None = None  # by row; None: to be read from the selection model
        self._band_from: QPoint | None = None  # in the contents' coordinates
        self._band = QRect()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._glide = Glide(self.verticalScrollBar())

    # What a subclass says

    def cell_height(self, width: int) -> int:
        """The height of a cell of some width."""
        raise NotImplementedError

    def paint_rows(self, painter: QPainter, rows: Sequence[int]) -> None:
        """Paint the cells of these rows, ascending, at `rect_of(row)`."""
        raise NotImplementedError

    # What can be asked

    def rect_of(self, row: int) -> QRect:
        """Where a row's cell is in the viewport, or would be."""
        return self.cells.rect(row).translated(0, -self.verticalOffset())

    def rows_in_view(self) -> range:
        """The rows that are at least partly visible."""
        top = self.verticalOffset()
        return self.cells.rows_between(top, top + self.viewport().height() - 1)

    def chosen(self) -> NDArray[np.bool_]:
        """Whether each row is selected, bool [rows]; not to be written to."""
        if self._chosen is None or len(self._chosen) != self.cells.count:
            self._chosen = np.zeros(self.cells.count, dtype=bool)
            for span in self.selectionModel().selection().toList():
                self._chosen[span.top() : span.bottom() + 1] = True
        return self._chosen

    def choose(self, rows: NDArray[np.intp]) -> None:
        """Select these rows (ascending) and no others, by spans: one by one, thousands take seconds."""
        breaks = np.flatnonzero(np.diff(rows) > 1) + 1
        selection = QItemSelection()
        for span in np.split(rows, breaks) if len(rows) else []:
            selection.select(self._index(int(span[0])), self._index(int(span[-1])))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # The layout

    def updateGeometries(self) -> None:
        if self.model() is None:  # Qt asks while it is being built
            return
        space, bar, count = self.maximumViewportSize(), self.verticalScrollBar(), self.model().rowCount()
        self.cells = fit(count, self._side, space, bar.sizeHint().width(), self.cell_height)
        bar.setRange(0, max(0, self.cells.total_height - space.height()))
        bar.setPageStep(space.height())
        bar.setSingleStep(max(1, self.cells.height // 4))
        super().updateGeometries()

    def reset(self) -> None:
        self._glide.stop()
        self._chosen = None
        super().reset()
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        held = self.anchor()
        super().resizeEvent(event)
        self.hold(held)

    def anchor(self) -> tuple[int, int] | None:
        """A visible row and its y, to be held when the layout changes: the current row, else the first."""
        rows = self.rows_in_view()
        if not rows:
            return None
        current = self.currentIndex().row()
        row = current if current in rows else rows[0]
        return row, self.rect_of(row).top()

    def hold(self, anchor: tuple[int, int] | None) -> None:
        """Scroll such that the anchor's row is at its y again."""
        if anchor is not None and self.verticalOffset() > 0:
            self.verticalScrollBar().setValue(self.cells.rect(anchor[0]).top() - anchor[1])

    # What Qt asks

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        del index
        return False

    def visualRect(self, index: Index) -> QRect:
        return self.rect_of(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.cells.row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self._index(row)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        cell, height, value = self.cells.rect(index.row()), self.viewport().height(), self.verticalOffset()
        lowest, highest = cell.bottom() + 1 - height, cell.top()  # the values at which the whole cell shows
        if hint == _Hint.PositionAtTop or lowest > highest:
            value = highest
        elif hint == _Hint.PositionAtBottom:
            value = lowest
        elif hint == _Hint.PositionAtCenter:
            value = (lowest + highest) // 2
        else:
            value = max(lowest, min(value, highest))
        if value != self.verticalOffset():
            self._glide.stop()
            self.verticalScrollBar().setValue(value)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        del modifiers
        if not self.cells.count:
            return QModelIndex()
        row = self.currentIndex().row()
        return self._index(self._moved(row, action) if row >= 0 else 0)

    def _moved(self, row: int, action: QAbstractItemView.CursorAction) -> int:
        columns, last = self.cells.columns, self.cells.count - 1
        page = max(1, self.viewport().height() // self.cells.height)
        if action in (_Action.MoveHome, _Action.MoveEnd):
            return 0 if action == _Action.MoveHome else last
        if action in (_Action.MoveLeft, _Action.MovePrevious):
            return max(0, row - 1)
        if action in (_Action.MoveRight, _Action.MoveNext):
            return min(row + 1, last)
        lines = {_Action.MoveUp: -1, _Action.MovePageUp: -page, _Action.MovePageDown: page}.get(action, 1)
        line = row // columns
        lines = max(-line, min(lines, last // columns - line))
        return min(row + lines * columns, last)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        if self.model() is None or not self.cells.count:
            return
        area = rect.translated(0, self.verticalOffset())
        if self.state() == QAbstractItemView.State.DragSelectingState:
            spans = self.cells.spans_in(_normal(area))
        else:
            ends = self.cells.nearest(area.topLeft()), self.cells.nearest(area.bottomRight())
            spans = [(min(ends), max(ends))]
        selection = QItemSelection()
        for first, last in spans:
            selection.select(self._index(first), self._index(last))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, seen = QRegion(), self.rows_in_view()
        for span in selection.toList():
            for row in range(max(span.top(), seen.start), min(span.bottom() + 1, seen.stop)):
                region += self.rect_of(row)
        return region

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self._chosen = None
        super().selectionChanged(selected, deselected)

    def keyboardSearch(self, search: str) -> None:
        """Letters are actions here; Qt would ask the model for 100,000 names."""

    # Painting and scrolling

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            area, region, top = event.rect(), event.region(), self.verticalOffset()
            touched = self.cells.rows_between(top + area.top(), top + area.bottom())
            rows = [row for row in touched if region.intersects(self.cells.rect(row).translated(0, -top))]
            if rows:
                self.paint_rows(painter, rows)
            if not self._band.isNull():
                colour = QColor(self.palette().color(QPalette.ColorRole.Text))
                painter.setPen(colour)
                colour.setAlpha(40)
                painter.setBrush(colour)
                painter.drawRect(self._band.adjusted(0, 0, -1, -1))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._band.isNull():
            self.scrollDirtyRegion(dx, dy)
            self.viewport().scroll(dx, dy)
        else:
            self._stretch_band(self._band.bottomRight())
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.pixelDelta().isNull() and event.angleDelta().y():
            self._glide.by(-event.angleDelta().y() / 120 * self.cells.height / 2)
            event.accept()
        else:  # a touchpad is smooth by itself
            self._glide.stop()
            super().wheelEvent(event)

    # The rubber band

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._band_from = event.position().toPoint() + QPoint(0, self.verticalOffset())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self._stretch_band(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._band_from = None
        if not self._band.isNull():
            self.viewport().update(self._band)
            self._band = QRect()
        super().mouseReleaseEvent(event)

    def _stretch_band(self, to: QPoint) -> None:
        if self._band_from is not None:
            band = _normal(QRect(self._band_from - QPoint(0, self.verticalOffset()), to))
            self.viewport().update(band.united(self._band))
            self._band = band

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)


def _normal(rect: QRect) -> QRect:
    """The rectangle between two corners; QRect.normalized is a pixel out."""
    (left, right), (top, bottom) = sorted((rect.left(), rect.right())), sorted((rect.top(), rect.bottom()))
    return QRect(QPoint(left, top), QPoint(right, bottom))
