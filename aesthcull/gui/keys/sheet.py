"""The sheet of keys: columns of lines, painted in the largest type in which all of them fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from aesthcull.gui.keys.listing import Line, in_columns

_PIXELS = (15, 14, 13, 12, 11, 10)  # the smallest is still read at arm's length
_BETWEEN_COLUMNS, _BEFORE_KEYS = 32, 12


@dataclass(frozen=True)
class _Column:
    lines: Sequence[Line | None]
    width: int


class KeySheet(QWidget):
    """Lines in columns; `fit` lays them out for a room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups: Sequence[Sequence[Line]] = ()
        self._columns: list[_Column] = []
        self._font = QFont(self.font())
        self._line_height = 1
        self._widths: dict[Line, int] = {}

    def fit(self, groups: Sequence[Sequence[Line]], room: QSize) -> None:
        """Show these in at most `room`; higher, so that it must be scrolled, where the smallest type is too
        large."""
        self.groups = groups
        for pixels in _PIXELS:
            self._use_type(pixels)
            height = room.height()
            self._balance(height)
            if self.sizeHint().width() <= room.width():
                break
        while self.sizeHint().width() > room.width() and len(self._columns) > 1:
            height += 2 * self._line_height
            self._balance(height)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName("\n".join(f"{x.text}: {x.keys}" for group in groups for x in group if x.keys))
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(column.width for column in self._columns) + _BETWEEN_COLUMNS * (len(self._columns) - 1)
        lines = max((len(column.lines) for column in self._columns), default=0)
        return QSize(max(0, width), lines * self._line_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            left = 0
            for column in self._columns:
                for number, line in enumerate(column.lines):
                    if line is not None:
                        self._paint(painter, column, line, left, number * self._line_height)
                left += column.width + _BETWEEN_COLUMNS

    def _paint(self, painter: QPainter, column: _Column, line: Line, left: int, top: int) -> None:
        place = QRect(left, top, column.width, self._line_height)
        middle, palette = Qt.AlignmentFlag.AlignVCenter, self.palette()
        heading = not line.keys
        painter.setFont(self._bold() if heading else self._font)
        painter.setPen(
            palette.color(QPalette.ColorRole.BrightText if heading else QPalette.ColorRole.WindowText)
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, line.text)
        painter.setFont(self._bold())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, line.keys)

    def _use_type(self, pixels: int) -> None:
        self._font.setPixelSize(pixels)
        metrics, bold = QFontMetrics(self._font), QFontMetrics(self._bold())
        self._line_height = metrics.height() + max(2, pixels // 4)
        self._widths = {line: _width(line, metrics, bold) for group in self.groups for line in group}

    def _lay_out(self, height: int) -> None:
        columns = in_columns(self.groups, max(3, height // self._line_height))
        widths = self._widths
        self._columns = [
            _Column(lines, max(widths[line] for line in lines if line) + 2) for lines in columns if lines
        ]

    def _balance(self, height: int) -> None:
        """Lay out as low as the number of columns that `height` needs allows, so that the last one is not
        nearly empty."""
        self._lay_out(height)
        count = len(self._columns)
        while height > 3 * self._line_height and len(self._columns) == count:
            height -= self._line_height
            self._lay_out(height)
        if len(self._columns) > count:
            self._lay_out(height + self._line_height)

    def _bold(self) -> QFont:
        font = QFont(self._font)
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _width(line: Line, metrics: QFontMetrics, bold: QFontMetrics) -> int:
    if not line.keys:
        return bold.horizontalAdvance(line.text)
    return metrics.horizontalAdvance(line.text) + _BEFORE_KEYS + bold.horizontalAdvance(line.keys)
