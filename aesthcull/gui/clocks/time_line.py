"""The time line: frames of two cameras in two lanes, where the clocks put them around a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from aesthcull.catalogue.camera_clocks import shift_text
from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.clocks.lanes import CLOCK, REFERENCE, Lane, crowd
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.viewing.wheel import Wheel

SPANS = (10, 30, 60, 180, 600, 1800, 3600, 4 * 3600, 24 * 3600)  # seconds from edge to edge
_TICKS = (2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600)
_DAYS = 4 * 3600  # from this span on the day is told
_LEAST = 104  # px, the height of a lane
_TITLE = 22
_AXIS = 30
_EDGE = 10
_EPOCH = datetime(1970, 1, 1)


class TimeLine(QWidget):
    """← → go along the frames of the lane that ↑ ↓ choose, Return says that the marked two are of one moment;
    + − and the wheel show more or less time."""

    same = Signal()  # the marked frames of both lanes are of one moment
    moved = Signal()  # another frame is marked

    def __init__(
        self, frame_of: Callable[[int], Frame | None], thumbnails: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._frame_of = frame_of  # by the row of ShootTimes
        self._thumbnails = thumbnails
        self._names = ("", "")
        self._zone = 0.0
        self._span = SPANS.index(600)
        self._wheel = Wheel()
        self.lanes: list[Lane] = []
        self.active = CLOCK
        self.centre = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Time line of two cameras"))
        self.setToolTip(self.tr("← → along a camera, ↑ ↓ to the other one; + − show less or more time"))
        self.setMinimumHeight(2 * _LEAST + _AXIS)
        thumbnails.arrived.connect(self._arrived)  # a lambda would outlive the dialog

    def _arrived(self, _frame_id: int) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, 2 * _LEAST + _AXIS)

    def show_lanes(self, lanes: list[Lane], names: tuple[str, str], zone: int = 0) -> None:
        """Show two lanes, or none, with the cameras' names; the axis is in a zone, minutes from UTC."""
        self.lanes, self._names, self._zone = lanes, names, zone * 60.0
        self.update()

    def look_at(self, moment: float) -> None:
        """Mark the frames of both lanes that are nearest to a moment, and put it in the middle."""
        self.lanes = [lane.at(moment) for lane in self.lanes]
        self.centre = moment
        self.update()
        self.moved.emit()

    def zoom(self, steps: int) -> None:
        """Show more time (1) or less (−1)."""
        self._span = min(max(self._span + steps, 0), len(SPANS) - 1)
        self.update()

    @property
    def span(self) -> int:
        """Seconds from edge to edge."""
        return SPANS[self._span]

    @property
    def _tall(self) -> int:
        """The height of a lane."""
        return (self.height() - _AXIS) // 2

    @property
    def _wide(self) -> int:
        """The width of a picture's place."""
        return int((self._tall - _TITLE - 10) * 4 / 3)

    # The user

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.active = REFERENCE if key == Qt.Key.Key_Up else CLOCK
            self.update()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(-1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.same.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.active = REFERENCE if event.position().y() < self._tall else CLOCK
        if len(self.lanes) == 2:
            self.lanes[self.active] = self.lanes[self.active].at(self._moment(event.position().x()))
            self.update()
            self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(-self._wheel.steps(event))

    def _step(self, frames: int) -> None:
        if len(self.lanes) < 2:
            return
        self.lanes[self.active] = stepped = self.lanes[self.active].stepped(frames)
        if stepped.moment is not None and not 0 <= self._x(stepped.moment) <= self.width():
            self.centre = stepped.moment
        self.update()
        self.moved.emit()

    # Painting

    def _x(self, moment: float) -> float:
        return self.width() / 2 + (moment - self.centre) / self.span * self.width()

    def _moment(self, x: float) -> float:
        return self.centre + (x - self.width() / 2) * self.span / self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), palette.window())
            if len(self.lanes) < 2:
                painter.setPen(palette.faint())
                text = self.tr("Two cameras whose frames have a capture time are compared here.")
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
                return
            self._paint_axis(painter)
            for number, lane in enumerate(self.lanes):
                self._paint_lane(painter, number, lane)
            if self.hasFocus():
                painter.setPen(QPen(palette.faint(), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_axis(self, painter: QPainter) -> None:
        y = self._tall + _AXIS / 2
        painter.setPen(QPen(palette.faint(), 1))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        step = next(step for step in _TICKS if step >= self.span / 8)
        form = "%H:%M:%S" if self.span < _DAYS else "%m-%d %H:%M"
        shown = self._zone + self.centre
        tick = (shown - self.span / 2) // step * step
        while (tick := tick + step) < shown + self.span / 2:
            x = self._x(tick - self._zone)
            box = QRectF(x - 40, self._tall + 5, 80, _AXIS - 10)
            painter.fillRect(box.adjusted(8, 0, -8, 0), palette.window())
            told = (_EPOCH + timedelta(seconds=tick)).strftime(form)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)

    def _paint_lane(self, painter: QPainter, number: int, lane: Lane) -> None:
        top = 0 if number == REFERENCE else self._tall + _AXIS
        seen = self._seen(lane)
        axis = self._tall if number == REFERENCE else self._tall + _AXIS
        painter.setPen(QPen(palette.text(), 1))
        for index in range(seen.start, seen.stop):
            x = self._x(float(lane.seconds[index]))
            tip = axis + (5 if number == REFERENCE else -5)
            painter.drawLine(QPointF(x, axis), QPointF(x, tip))
        if len(seen):
            marked = lane.marked if lane.marked in seen else seen[len(seen) // 2]
            places = np.array([self._x(float(s)) for s in lane.seconds[seen.start : seen.stop]])
            for index in crowd(places, marked - seen.start, self._wide + 8):
                self._paint_frame(painter, lane, seen.start + index, top, number)
        elif lane.marked >= 0:
            self._paint_distance(painter, lane.at(self.centre), top)
        painter.setPen(palette.accent() if number == self.active else palette.faint())
        name = QRectF(_EDGE, top + 2, self.width() - 2 * _EDGE, 18)
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft, self._names[number])

    def _paint_distance(self, painter: QPainter, lane: Lane, top: float) -> None:
        """How far away the nearest frame is, where none is in sight."""
        apart = round((lane.moment or 0.0) - self.centre)
        told = self.tr("the next one is {0} later") if apart > 0 else self.tr("the last one is {0} earlier")
        painter.setPen(palette.faint())
        box = QRectF(0, top + _TITLE, self.width(), self._tall - _TITLE - 10)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told.format(shift_text(abs(apart))[1:]))

    def _seen(self, lane: Lane) -> range:
        margin = self.span * self._wide / max(1, self.width())
        low, high = self.centre - self.span / 2 - margin, self.centre + self.span / 2 + margin
        first, last = np.searchsorted(lane.seconds, [low, high])
        # Of a day's frames, so many that they could not be told apart, the ticks about the marked one do.
        if last - first > 2 * self.width():
            near = min(max(lane.marked, int(first)), int(last))
            first, last = max(first, near - self.width()), min(last, near + self.width())
        return range(int(first), int(last))

    def _paint_frame(self, painter: QPainter, lane: Lane, index: int, top: float, number: int) -> None:
        frame = self._frame_of(int(lane.rows[index]))
        x = self._x(float(lane.seconds[index]))
        box = QRectF(x - self._wide / 2, top + _TITLE, self._wide, self._tall - _TITLE - 10)
        pixmap = self._thumbnails.get(frame) if frame is not None else None
        if pixmap is None:
            painter.fillRect(box.adjusted(0, 8, 0, -8), palette.panel())
            shown = box.adjusted(0, 8, 0, -8)
        else:
            size = QSize(pixmap.size()).scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            shown = QRectF(0, 0, size.width(), size.height())
            shown.moveCenter(box.center())
            painter.drawPixmap(shown, pixmap, QRectF(pixmap.rect()))
        if index == lane.marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(palette.accent() if number == self.active else palette.text(), 2)
            painter.setPen(pen)
            painter.drawRect(shown.adjusted(-2, -2, 2, 2))
