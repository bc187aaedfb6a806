"""A range with two handles below the distribution of the values."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from aesthcull.gui.find.counting import Spread

_HANDLE = 7  # half the width of a handle
_TRACK = 14  # height below the bars


class RangeSlider(QWidget):
    """Dragged with the mouse; by keyboard, the fields beside it are used. A handle at its end is no limit."""

    moved = Signal(object, object)  # lowest and highest, None for no limit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spread: Spread | None = None
        self._low: float | None = None
        self._high: float | None = None
        self._held: str | None = None

    def sizeHint(self) -> QSize:
        return QSize(260, 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 64)

    def show_spread(self, spread: Spread | None) -> None:
        """Show a distribution; None: of nothing."""
        self._spread = spread
        self.update()

    def show_limits(self, low: float | None, high: float | None) -> None:
        """Put the handles there."""
        self._low, self._high = low, high
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._spread is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            role, colour = QPalette.ColorRole, self.palette().color
            low, high = self._x(self._low, 0.0), self._x(self._high, 1.0)
            bars, base = self._spread.bars, self.height() - _TRACK
            wide = (self.width() - 2 * _HANDLE) / len(bars)
            top = max(1, int(bars.max()))
            for n, count in enumerate(bars.tolist()):
                left = _HANDLE + n * wide
                inside = low <= left + wide / 2 <= high
                painter.setBrush(colour(role.BrightText) if inside else colour(role.Mid))
                # The root lets few frames be seen beside many.
                tall = (base - 3) * float(np.sqrt(count / top))
                painter.drawRect(QRectF(left, base - tall, max(1.0, wide - 1), tall))
            painter.setBrush(colour(role.Mid))
            painter.drawRect(QRectF(_HANDLE, base + 5, self.width() - 2 * _HANDLE, 3))
            painter.setBrush(colour(role.Text))
            for x in (low, high):
                painter.drawEllipse(QRectF(x - 6, base + 0.5, 12, 12))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._spread is not None:
            x = event.position().x()
            low, high = self._x(self._low, 0.0), self._x(self._high, 1.0)
            nearer_low = abs(x - low) < abs(x - high) or (low == high and x < low)
            self._held = "low" if nearer_low else "high"
            self._drag(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._drag(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._held = None

    def _drag(self, x: float) -> None:
        spread = self._spread
        if spread is None:
            return
        part = min(1.0, max(0.0, (x - _HANDLE) / max(1, self.width() - 2 * _HANDLE)))
        value = spread.low + part * (spread.high - spread.low)
        if self._held == "low":
            value = value if self._high is None else min(value, self._high)
            self._low = None if part <= 0 else value
        else:
            value = value if self._low is None else max(value, self._low)
            self._high = None if part >= 1 else value
        self.update()
        self.moved.emit(self._low, self._high)

    def _x(self, value: float | None, end: float) -> float:
        """Where a value is; the `end` (0 or 1) for none."""
        part = end
        if value is not None and self._spread is not None and self._spread.high > self._spread.low:
            part = (value - self._spread.low) / (self._spread.high - self._spread.low)
        return _HANDLE + min(1.0, max(0.0, part)) * (self.width() - 2 * _HANDLE)
