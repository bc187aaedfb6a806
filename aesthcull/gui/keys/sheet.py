"""The sheet of keys: columns of lines, painted in the largest type in which all of them fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from aesthcull.gui.keys.listing import Line, in_columns

_PIXELS = (15, 14, 13, 12, 11)  # the smallest is still read at arm's length
_BETWEEN_COLUMNS, _AFTER_KEYS = 30, 12


@dataclass(frozen=True)
class _Column:
    lines: Sequence[Line | None]
    keys_width: int
    width: int


class KeySheet(QWidget):
    """Lines in columns; `fit` lays them out for a room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups: Sequence[Sequence[Line]] = ()
        self._columns: list[_Column] = []
        self._font = QFont(self.font())
        self._line_height = 1

    def fit(self, groups: Sequence[Sequence[Line]], room: QSize) -> None:
        """Show these in at most `room`; higher, so that it must be scrolled, where the smallest type is too
        large."""
        self.groups = groups
        for pixels in _PIXELS:
            height = room.height()
            self._lay_out(pixels, height)
            if self.sizeHint().width() <= room.width():
                break
        while self.sizeHint().width() > room.width() and len(self._columns) > 1:
            height += 4 * self._line_height
            self._lay_out(pixels, height)
        self._balance(pixels, height)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName("\n".join(f"{x.text}: {x.keys}" for group in groups for x in group if x.keys))
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(column.width for column in self._columns) + _BETWEEN_COLUMNS * (len(self._columns) - 1)
        lines = max((len(column.lines) for column in self._columns), default=0)
        return QSize(max(0, width), lines * self._line_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        left = 0
        for column in self._columns:
            for number, line in enumerate(column.lines):
                if line is not None:
                    self._paint(painter, column, line, left, number * self._line_height)
            left += column.width + _BETWEEN_COLUMNS

    def _paint(self, painter: QPainter, column: _Column, line: Line, left: int, top: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        palette = self.palette()
        if not line.keys:
            painter.setFont(self._bold())
            painter.setPen(palette.color(QPalette.ColorRole.BrightText))
            place = QRect(left, top, column.width, self._line_height)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, line.text)
            return
        painter.setFont(self._bold())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        place = QRect(left, top, column.keys_width, self._line_height)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, line.keys)
        painter.setFont(self._font)
        start = left + column.keys_width + _AFTER_KEYS
        place = QRect(start, top, left + column.width - start, self._line_height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, line.text)

    def _lay_out(self, pixels: int, height: int) -> None:
        self._font.setPixelSize(pixels)
        metrics, bold = QFontMetrics(self._font), QFontMetrics(self._bold())
        self._line_height = metrics.height() + max(2, pixels // 4)
        columns = in_columns(self.groups, max(3, height // self._line_height))
        self._columns = [_measured(column, metrics, bold) for column in columns if column]

    def _balance(self, pixels: int, height: int) -> None:
        """As low as the same number of columns allows, so that the last one is not nearly empty."""
        count = len(self._columns)
        while height > 3 * self._line_height:
            self._lay_out(pixels, height - self._line_height)
            if len(self._columns) > count:
                self._lay_out(pixels, height)
                return
            height -= self._line_height

    def _bold(self) -> QFont:
        font = QFont(self._font)
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _measured(lines: Sequence[Line | None], metrics: QFontMetrics, bold: QFontMetrics) -> _Column:
    with_keys = [line for line in lines if line is not None and line.keys]
    headings = [line for line in lines if line is not None and not line.keys]
    keys = max((bold.horizontalAdvance(line.keys) for line in with_keys), default=0)
    text = max((metrics.horizontalAdvance(line.text) for line in with_keys), default=0)
    heading = max((bold.horizontalAdvance(line.text) for line in headings), default=0)
    return _Column(lines, keys, max(keys + _AFTER_KEYS + text, heading) + 2)
