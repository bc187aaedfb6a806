"""The grid of a shoot's frames: any number of them, stacks, and cells as large as the user likes.

Frames are asked of the model for the visible rows only, when they are painted; nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.grid import badges, card, words
from aesthcull.gui.grid.ahead import Ahead
from aesthcull.gui.grid.cells_view import CellsView
from aesthcull.gui.grid.kept import Kept
from aesthcull.gui.grid.look import Look, look_of
from aesthcull.gui.pictures import Pictures

SIDES = (120, 140, 165, 195, 230, 270, 320, 370, 420)  # the steps of a cell's least width
DEFAULT_SIDE = 230
_Select = QItemSelectionModel.SelectionFlag
_MOST_LOOKS = 8  # kept; a window that is drawn larger passes through hundreds
_STILL_MS = 150  # a window that is drawn larger asks for larger pictures when it rests


class Grid(CellsView):
    """Shows a FramesModel; keeps the selection and the current frame, by id, through every reset."""

    opened = Signal()  # a double click, or Return
    current_changed = Signal()
    cell_side_changed = Signal(int)
    stack_toggled = Signal(int)  # the series whose badge was clicked

    def __init__(self, model: FramesModel, thumbnails: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(DEFAULT_SIDE, parent)
        self._frames = model
        self._thumbnails = thumbnails
        self._kept = Kept()
        self._looks: dict[int, Look] = {}  # by the width of a cell
        self._look: Look = look_of(self, DEFAULT_SIDE)
        self._ahead = Ahead(self, model, thumbnails)
        self._suggested = words.suggested()
        self._turned = 0  # Ctrl+wheel, in eighths of a degree
        self._pressed_series: int | None = None
        self.picture_box = self._wanted_box()  # what thumbnails are made to fit, in device pixels
        self._resting = QTimer(self, singleShot=True, interval=_STILL_MS)
        self._resting.timeout.connect(self._ask_for_size)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Frames"))
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self.current_changed)
        self.selectionModel().selectionChanged.connect(self.current_changed)

    # The current frame and the selection

    def current_frame(self) -> Frame | None:
        """The frame with the keyboard focus."""
        index = self.currentIndex()
        return self._frames.frame_at(index.row()) if index.isValid() else None

    def selected_rows(self) -> NDArray[np.intp]:
        """The selected rows, ascending; the current one when none is selected."""
        rows = np.flatnonzero(self.chosen())
        current = self.currentIndex().row()
        return rows if len(rows) or current < 0 else np.asarray([current], dtype=np.intp)

    def selected_ids(self) -> list[int]:
        """The ids of the selected frames in the order shown, the current one's when none is selected: quick,
        however many they are."""
        return [int(i) for i in self._frames.ids[self.selected_rows()]]

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

    # The size of the cells

    @property
    def cell_side(self) -> int:
        """The least width of a cell in logical pixels; the columns share what is left over."""
        return self._side

    @cell_side.setter
    def cell_side(self, side: int) -> None:
        side = max(SIDES[0], min(side, SIDES[-1]))
        if side != self._side:
            held = self.anchor()
            self._side = side
            self.updateGeometries()
            self.hold(held)
            self.viewport().update()
            self._resting.start()
            self.cell_side_changed.emit(side)

    def larger(self) -> None:
        """One step larger cells."""
        self.cell_side = next((side for side in SIDES if side > self._side), SIDES[-1])

    def smaller(self) -> None:
        """One step smaller cells."""
        self.cell_side = next((side for side in reversed(SIDES) if side < self._side), SIDES[0])

    def cell_height(self, width: int) -> int:
        # Each layout asks for two widths, with and without a scroll bar; the one it takes it asks for last.
        if width not in self._looks:
            if len(self._looks) >= _MOST_LOOKS:
                self._looks.clear()
            self._looks[width] = look_of(self, width)
        self._look = self._looks[width]
        return card.height_of(self._look)

    def sizeHint(self) -> QSize:
        return QSize(1000, 700)

    def _wanted_box(self) -> QSize:
        size = self._look.mat_box.size()
        return QSize(round(size.width() * self._look.ratio), round(size.height() * self._look.ratio))

    def _ask_for_size(self) -> None:
        if self._wanted_box() != self.picture_box:
            self.picture_box = self._wanted_box()
            self._thumbnails.reload()
            self.viewport().update()

    # Painting

    def paint_rows(self, painter: QPainter, rows: Sequence[int]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        known: dict[int, Frame] = {}
        top, chosen = self.verticalOffset(), self.chosen()
        current = self.currentIndex().row()
        for row in rows:
            place = self.cells.rect(row).translated(0, -top)
            made = self._card(row, place, known, selected=bool(chosen[row]), current=row == current)
            card.paint(painter, self._look, made)

    def _card(
        self, row: int, place: QRect, known: dict[int, Frame], *, selected: bool, current: bool
    ) -> card.Card:
        frame = self._frame(row, known)
        collapsed = frame.series is not None and self._collapsed(frame.series.id)
        pixmap, final = self._thumbnails.at_hand(frame)
        if not final:
            self._ahead.needed()
        return card.Card(
            place=place,
            frame=frame,
            pixmap=pixmap,
            selected=selected,
            current=current,
            focused=current and self.hasFocus(),
            collapsed=collapsed,
            joined=(False, False) if collapsed else self._joined(row, frame, known),
            score=words.score(frame, self._frames.order.sort),
            reason=words.absence(frame, self._thumbnails.reason(frame)) if pixmap is None else "",
            suggested=self._suggested,
        )

    def _frame(self, row: int, known: dict[int, Frame]) -> Frame:
        if row not in known:
            known[row] = self._frames.frame_at(row)
        return known[row]

    def _joined(self, row: int, frame: Frame, known: dict[int, Frame]) -> tuple[bool, bool]:
        """Whether the frames before and after are of the same series."""
        if frame.series is None:
            return False, False
        near = []
        for other in (row - 1, row + 1):
            place = self._frame(other, known).series if 0 <= other < self.cells.count else None
            near.append(place is not None and place.id == frame.series.id)
        return near[0], near[1]

    def _collapsed(self, series_id: int) -> bool:
        return self._frames.is_collapsed(series_id)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resting.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_for_size()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in (*kinds, QEvent.Type.DevicePixelRatioChange) and hasattr(self, "_look"):
            self._looks.clear()
            self._look = look_of(self, self.cells.width)
            self.scheduleDelayedItemsLayout()
            self._resting.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._ahead.scrolled(dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            steps, self._turned = int(self._turned / 120), self._turned - int(self._turned / 120) * 120
            for _ in range(abs(steps)):
                (self.larger if steps > 0 else self.smaller)()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_series = self._series_at(event)
        if self._pressed_series is None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_series is None:
            super().mouseMoveEvent(event)
        if not event.buttons():
            over = self._badge_at(event.position().toPoint()) is not None
            hand = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            if self.viewport().cursor().shape() != hand:
                self.viewport().setCursor(hand)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_series = self._pressed_series, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._series_at(event) == pressed:
            self.stack_toggled.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_series = self._series_at(event)
        if self._pressed_series is not None:
            return
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip(event.pos())
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().viewportEvent(event)

    def _series_at(self, event: QMouseEvent) -> int | None:
        left = event.button() == Qt.MouseButton.LeftButton
        return self._badge_at(event.position().toPoint()) if left else None

    def _badge_at(self, place: QPoint) -> int | None:
        """The series whose badge, which a click toggles, is there."""
        index = self.indexAt(place)
        series = self._frames.frame_at(index.row()).series if index.isValid() else None
        if series is None:
            return None
        mat = self._look.mat_box.translated(self.visualRect(index).topLeft())
        chip = badges.series_chip(self._look, mat, series, self._collapsed(series.id))
        return series.id if chip.contains(place) else None

    def _tip(self, place: QPoint) -> str:
        """What the badge below the pointer means; empty elsewhere, where the frame's own tip is shown."""
        index = self.indexAt(place)
        frame = self._frames.frame_at(index.row()) if index.isValid() else None
        if frame is None or frame.series is None:
            return ""
        mat = self._look.mat_box.translated(self.visualRect(index).topLeft())
        collapsed = self._collapsed(frame.series.id)
        if badges.series_chip(self._look, mat, frame.series, collapsed).contains(place):
            return words.about(frame.series, collapsed)
        chip = badges.suggested_chip(self._look, mat, self._suggested)
        if badges.shows_suggested(frame.series, collapsed) and chip.contains(place):
            return words.why_suggested(frame.series)
        return ""

    # Through a reset of the model

    def _keep(self) -> None:
        row, frame = self.currentIndex().row(), self.current_frame()
        y = self.rect_of(row).top() if row in self.rows_in_view() else None
        series = frame.series.id if frame and frame.series else None
        ids = self._frames.ids
        self._kept = Kept(ids[self.selected_rows()], ids, row, series, y, self.verticalOffset())

    def _restore(self) -> None:
        kept = self._kept
        self.verticalScrollBar().setValue(kept.scroll)
        if not self._frames.rowCount():
            self.current_changed.emit()
            return
        current, selected = kept.current_in(self._frames), kept.selected_in(self._frames)
        if kept.y is not None:
            self.hold((current, kept.y))
        if current not in selected:
            self.go_to(current)
            return
        self.setAutoScroll(kept.y is not None)  # who looks elsewhere is left there
        self.choose(selected)
        self.selectionModel().setCurrentIndex(self._frames.index(current), _Select.NoUpdate)
        self.setAutoScroll(True)
        self.current_changed.emit()
