"""One photograph in a view that can be zoomed and moved: the loupe has one, compare and survey several.

    canvas = Canvas(sources)
    canvas.show_frame(frame, ahead=[next_frame, after_next, previous])  # loaded ahead, likeliest first
    canvas.moved.connect(other.set_place)  # synced zoom; set_place itself tells nobody

Hands: the wheel zooms at the cursor; a drag moves; a double click goes from fit to 100 % at the cursor and
back. Ctrl + wheel is left to the page, which steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from aesthcull.gui.viewing.geometry import Place, Zoom
from aesthcull.gui.viewing.picture_view import PictureView
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.viewing.wheel import Wheel

_PAN_STEP = 0.2  # of the view, by key
Overlay = Callable[[QPainter, "Canvas"], None]


class Canvas(PictureView):
    """A picture view that is zoomed and moved by keys and mouse."""

    moved = Signal(object)  # the Place, after the user zoomed or moved
    clicked = Signal()

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(sources, parent)
        self._pointer: QPointF | None = None  # of the mouse while it is above
        self._dragged: QPointF | None = None
        self._drag_began = QPointF()
        self._wheel = Wheel()
        self._overlays: Sequence[Overlay] = ()
        self.setMouseTracking(True)

    def set_overlays(self, overlays: Sequence[Overlay]) -> None:
        """Paint these above the picture, in order; each is called with a painter in logical pixels."""
        self._overlays = overlays
        self.update()

    def paint_above(self, painter: QPainter) -> None:
        for overlay in self._overlays:
            painter.save()
            overlay(painter, self)
            painter.restore()

    def set_place(self, place: Place) -> None:
        super().set_place(place)
        self._set_cursor()

    def zoom_to(self, zoom: Zoom, at: QPointF | None = None) -> None:
        """Zoom so that the point below `at` (logical pixels), else the middle, stays where it is."""
        if self._frame is None:
            return
        point = None if at is None else at * self.devicePixelRatioF()
        self._move(self.view().zoomed(zoom, point))

    def toggle_zoom(self, at: QPointF | None = None) -> None:
        """From fit to 100 % at the cursor, where it is above the canvas, else in the middle; and back."""
        self.zoom_to(1.0 if self._place.zoom == "fit" else "fit", at or self._pointer)

    def zoom_by(self, step: int, at: QPointF | None = None) -> None:
        """One stop further in (1) or out (−1)."""
        self.zoom_to(self.view().next_stop(step), at or self._pointer)

    def pan(self, right: int, down: int) -> None:
        """Move the view by a fifth of itself, when zoomed."""
        by = QPointF(-right * self.width(), -down * self.height()) * (_PAN_STEP * self.devicePixelRatioF())
        self._move(self.view().panned(by))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        event.accept()
        steps = self._wheel.steps(event)
        for _ in range(abs(steps)):
            self.zoom_by(1 if steps > 0 else -1, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = self._drag_began = event.position()
            self._set_cursor()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._dragged is None or self._place.zoom == "fit":
            return
        by = (event.position() - self._dragged) * self.devicePixelRatioF()
        self._dragged = event.position()
        self._move(self.view().panned(by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            super().mouseReleaseEvent(event)
            return
        self._dragged = None
        self._set_cursor()
        way = event.position() - self._drag_began
        if way.manhattanLength() < QApplication.startDragDistance():
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle_zoom(event.position())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._pointer = event.position()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None

    def _move(self, place: Place) -> None:
        if place != self._place:
            self.set_place(place)
            self.moved.emit(place)

    def _set_cursor(self) -> None:
        hand = Qt.CursorShape.OpenHandCursor if self._dragged is None else Qt.CursorShape.ClosedHandCursor
        self.setCursor(Qt.CursorShape.ArrowCursor if self._place.zoom == "fit" else hand)
