"""One photograph in a view that can be zoomed and moved: the loupe has one, compare and survey several.

    canvas = Canvas(sources)
    canvas.show_frame(frame)
    canvas.expect([next_frame, after_next, previous])  # loaded ahead, likeliest first
    canvas.moved.connect(other.set_place)  # synced zoom; set_place itself tells nobody

Hands: Ctrl + wheel, or the wheel alone once zoomed, zooms at the cursor; a drag moves; a double click goes
from fit to 100 % at the cursor and back. The wheel at fit is left to the page, which steps.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.viewing import geometry
from aesthcull.gui.viewing.geometry import FIT, Place, Zoom
from aesthcull.gui.viewing.loading import Picture
from aesthcull.gui.viewing.sources import Sources, Wish

_AFTER_ZOOM_S = 0.4  # a wheel that zoomed out to fit turns on a little; those turns must not step
_FULL_AHEAD = 3  # neighbours of which all pixels are loaded while zoomed
_PAN_STEP = 0.2  # of the view, by key
_NEAREST = 2.0  # from this zoom on, pixels are shown as squares

Overlay = Callable[[QPainter, "Canvas"], None]


class Canvas(QWidget):
    """Shows a frame at a place. The place is kept from frame to frame."""

    moved = Signal(object)  # the Place, after the user zoomed or moved
    clicked = Signal()
    pictured = Signal()  # another picture is shown: another frame, or a sharper one

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._frame: Frame | None = None
        self._expected: Sequence[Frame] = ()
        self._place = FIT
        self._overlays: Sequence[Overlay] = ()
        self._pointer: QPointF | None = None  # of the mouse while it is above
        self._dragged: QPointF | None = None
        self._drag_began = QPointF()
        self._wheel = 0
        self._zoomed_at = 0.0
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Photograph"))
        sources.arrived.connect(self._arrived)

    # What is shown

    @property
    def frame(self) -> Frame | None:
        """The frame that is shown."""
        return self._frame

    @property
    def place(self) -> Place:
        """The zoom and the point in the middle."""
        return self._place

    def show_frame(self, frame: Frame | None) -> None:
        """Show a frame at the place kept, with the best picture at hand; sharper ones follow."""
        self._frame = frame
        self._expected = ()
        self._ask()
        self._describe()
        self.update()
        self.pictured.emit()

    def expect(self, frames: Sequence[Frame]) -> None:
        """Load ahead what will likely be shown here next, the likeliest first."""
        self._expected = frames
        self._ask()

    def set_place(self, place: Place) -> None:
        """Zoom and move without telling; the place is bounded when painted, for each frame by itself."""
        if place == self._place:
            return
        changed = (place.zoom == "fit") != (self._place.zoom == "fit")
        self._place = place
        if changed:
            self._ask()
        self._set_cursor()
        self.update()

    def set_overlays(self, overlays: Sequence[Overlay]) -> None:
        """Paint these above the picture, in order; each is called with a painter in logical pixels."""
        self._overlays = overlays
        self.update()

    # What overlays and neighbours ask

    def picture(self) -> Picture | None:
        """The best picture of the frame at hand."""
        return None if self._frame is None else self._sources.best(self._frame, self._place.zoom != "fit")

    def photo_size(self) -> QSize:
        """The whole photograph in its own pixels, upright; empty while unknown."""
        picture = self.picture()
        if picture is not None and not picture.whole.isEmpty():
            return picture.whole
        frame = self._frame
        if frame is not None and frame.width and frame.height:
            return QSize(frame.width, frame.height)
        return picture.image.size() if picture is not None and picture.image is not None else QSize()

    def room(self) -> QSize:
        """The canvas in device pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def scale(self) -> float:
        """Device pixels per photo pixel."""
        return geometry.scale_at(self._place.zoom, self.photo_size(), self.room())

    def picture_rect(self) -> QRectF:
        """Where the whole photograph lies, in logical pixels; beyond the canvas when zoomed."""
        rect, ratio = self._device_rect(), self.devicePixelRatioF()
        return QRectF(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio)

    def visible_rect(self) -> QRectF:
        """The part of the photograph that is seen, in logical pixels."""
        return self.picture_rect().intersected(QRectF(self.rect()))

    def visible_pixels(self) -> NDArray[np.uint8] | None:
        """What is seen of the photograph without overlays, uint8 RGB [h, w, 3] in device pixels, to be laid
        on `visible_rect()`; None while there is no picture."""
        picture, seen = self.picture(), self._device_seen()
        if picture is None or picture.image is None or seen.isEmpty():
            return None
        image = QImage(seen.size(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.translate(-seen.topLeft())
        self._draw(painter, picture.image)
        painter.end()
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()

    # What actions call

    def zoom_to(self, zoom: Zoom, at: QPointF | None = None) -> None:
        """Zoom so that the point below `at` (logical pixels), else the middle, stays where it is."""
        if self._frame is None:
            return
        ratio = self.devicePixelRatioF()
        point = QPointF(self.rect().center()) if at is None else at
        self._move(geometry.zoomed_at(self._place, zoom, point * ratio, self.photo_size(), self.room()))

    def toggle_zoom(self, at: QPointF | None = None) -> None:
        """From fit to 100 % at the cursor, where it is above the canvas, else in the middle; and back."""
        self.zoom_to(1.0 if self._place.zoom == "fit" else "fit", at or self._pointer)

    def zoom_by(self, step: int, at: QPointF | None = None) -> None:
        """One stop further in (1) or out (−1)."""
        stop = geometry.next_stop(self._place.zoom, step, self.photo_size(), self.room())
        self.zoom_to(stop, at or self._pointer)

    def pan(self, right: int, down: int) -> None:
        """Move the view by a fifth of itself, when zoomed."""
        by = QPointF(-right * self.width(), -down * self.height()) * (_PAN_STEP * self.devicePixelRatioF())
        self._move(geometry.panned(self._place, by, self.photo_size(), self.room()))

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.WINDOW)
        if self._frame is None:
            return
        picture = self.picture()
        if picture is not None and picture.image is not None:
            painter.save()
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            self._draw(painter, picture.image)
            painter.restore()
            for overlay in self._overlays:
                painter.save()
                overlay(painter, self)
                painter.restore()
        self._paint_words(painter, picture is not None and picture.image is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._sources.wish(self, [])

    def wheelEvent(self, event: QWheelEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        recent = time.monotonic() - self._zoomed_at < _AFTER_ZOOM_S
        if not control and self._place.zoom == "fit":
            event.setAccepted(recent)
            return
        event.accept()
        self._zoomed_at = time.monotonic()
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / 120)  # towards zero: a touchpad tells fractions of a step
        self._wheel -= 120 * steps
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
        self._move(geometry.panned(self._place, by, self.photo_size(), self.room()))

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

    # Inside

    def _move(self, place: Place) -> None:
        if place != self._place:
            self.set_place(place)
            self.moved.emit(place)

    def _ask(self) -> None:
        """Tell the sources what this canvas needs now and next."""
        if self._frame is None or not self.isVisible():
            self._sources.wish(self, [])
            return
        room, zoomed = self.room(), self._place.zoom != "fit"
        ahead = [
            Wish(frame, room, zoomed and n < _FULL_AHEAD, n + 1) for n, frame in enumerate(self._expected)
        ]
        self._sources.wish(self, [Wish(self._frame, room, zoomed), *ahead])

    def _arrived(self, frame_id: int) -> None:
        if self._frame is not None and frame_id == self._frame.id and self.isVisible():
            self._describe()
            self.update()
            self.pictured.emit()

    def _describe(self) -> None:
        self.setAccessibleDescription("" if self._frame is None else self._frame.path.name)

    def _set_cursor(self) -> None:
        hand = Qt.CursorShape.OpenHandCursor if self._dragged is None else Qt.CursorShape.ClosedHandCursor
        self.setCursor(Qt.CursorShape.ArrowCursor if self._place.zoom == "fit" else hand)

    def _device_rect(self) -> QRectF:
        return geometry.picture_rect(self._place, self.photo_size(), self.room())

    def _device_seen(self) -> QRect:
        return self._device_rect().toAlignedRect().intersected(QRect(QPointF().toPoint(), self.room()))

    def _draw(self, painter: QPainter, image: QImage) -> None:
        """The part that is seen, in device pixels: what lies outside costs nothing."""
        whole, seen = self._device_rect(), QRectF(self._device_seen())
        across, down = image.width() / whole.width(), image.height() / whole.height()
        smooth = across > 1.001 or self._place.zoom == "fit" or self.scale() < _NEAREST
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth and abs(across - 1) > 1e-6)
        part = QRectF(
            (seen.x() - whole.x()) * across,
            (seen.y() - whole.y()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        painter.drawImage(seen, image, part)

    def _paint_words(self, painter: QPainter, pictured: bool) -> None:
        assert self._frame is not None
        problem = self._sources.problem(self._frame)
        note = problem or ("" if pictured else "…")
        if not note:
            return
        text = self.tr("{0} cannot be shown: {1}").format(self._frame.path.name, note) if problem else note
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        space = self.rect().adjusted(40, 40, -40, -40)
        if pictured:  # the last good picture stays; the reason stands above it
            bounds = painter.boundingRect(space, flags, text).adjusted(-12, -8, 12, 8)
            bounds.moveTop(16)
            painter.fillRect(bounds, palette.PANEL)
            space = bounds
        painter.setPen(palette.TEXT if problem else palette.FAINT)
        painter.drawText(space, flags, text)
