"""Where the cells of a grid lie: plain arithmetic, so that 100,000 frames cost as much to lay out as ten.

All cells are alike and fill the lines from left to right; places are in the contents' coordinates, that is
before scrolling, in logical pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN = 4  # above the first line and below the last one


@dataclass(frozen=True)
class Cells:
    """`count` cells of `width` × `height` in lines of `columns`, beginning at `left`."""

    count: int = 0
    columns: int = 1
    width: int = 1
    height: int = 1
    left: int = 0

    @property
    def total_height(self) -> int:
        """The height of all lines and both margins."""
        return -(-self.count // self.columns) * self.height + 2 * MARGIN

    def rect(self, row: int) -> QRect:
        """The cell of a row."""
        line, column = divmod(row, self.columns)
        return QRect(self.left + column * self.width, MARGIN + line * self.height, self.width, self.height)

    def row_at(self, place: QPoint) -> int | None:
        """The row whose cell holds a place; None beside the cells."""
        column, line = self._column_and_line(place)
        row = line * self.columns + column
        return row if 0 <= column < self.columns and 0 <= row < self.count else None

    def nearest(self, place: QPoint) -> int:
        """The row whose cell is next to a place, of one or more."""
        column, line = self._column_and_line(place)
        row = max(0, line) * self.columns + max(0, min(column, self.columns - 1))
        return min(row, self.count - 1)

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows of the lines that the band from y `top` to `bottom`, both within, touches."""
        first = max(0, (top - MARGIN) // self.height)
        last = (bottom - MARGIN) // self.height
        return range(
            min(self.count, first * self.columns), max(0, min(self.count, (last + 1) * self.columns))
        )

    def spans_in(self, area: QRect) -> list[tuple[int, int]]:
        """The rows (first and last) that a rectangle touches, line by line; whole lines are one span."""
        left, top = self._column_and_line(area.topLeft())
        right, bottom = self._column_and_line(area.bottomRight())
        left, right = max(0, left), min(right, self.columns - 1)
        top, bottom = max(0, top), min(bottom, (self.count - 1) // self.columns)
        if not self.count or left > right or top > bottom:
            return []
        if left == 0 and right == self.columns - 1:
            return [(top * self.columns, min((bottom + 1) * self.columns, self.count) - 1)]
        spans = ((n * self.columns + left, n * self.columns + right) for n in range(top, bottom + 1))
        return [(first, min(last, self.count - 1)) for first, last in spans if first < self.count]

    def _column_and_line(self, place: QPoint) -> tuple[int, int]:
        return (place.x() - self.left) // self.width, (place.y() - MARGIN) // self.height


def fit(count: int, side: int, space: QSize, bar: int, height_of: Callable[[int], int]) -> Cells:
    """Cells at least `side` wide that share the width of `space`; `bar` is the width of a scroll bar.

    The bar takes its width only where the lines are higher than the space, so that it never flickers.
    """
    for width in (space.width(), space.width() - bar):
        columns = max(1, width // side)
        each = max(1, width // columns)
        cells = Cells(count, columns, each, max(1, height_of(each)), max(0, width - columns * each) // 2)
        if cells.total_height <= space.height():
            break
    return cells
