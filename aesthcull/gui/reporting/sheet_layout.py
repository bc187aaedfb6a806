"""Where everything lies on the pages of a contact sheet: plain arithmetic in the dots of the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

DPI = 300
_HEADER, _FOOTER, _GAP, _ABOVE_TEXT = 9.0, 6.0, 4.0, 0.8  # mm
_WIDEST_GAP = 9.0  # mm: between lines of frames, which share what is left over
_SHAPE = 0.75  # a picture's box: its height by its width
_PICTURE_DPI = 220  # finer than that nobody sees


def dots(mm: float) -> float:
    """Millimetres on paper in dots."""
    return mm / 25.4 * DPI


@dataclass(frozen=True)
class Layout:
    """The space inside a page's margins, and how many `columns` of frames with `lines` of text it takes."""

    width: float
    height: float
    columns: int
    lines: int

    @property
    def text_height(self) -> float:
        """The size of the type below a frame: small where there are many columns."""
        return max(dots(1.7), min(self._cell_width * 0.062, dots(3.0)))

    @property
    def line_height(self) -> float:
        return self.text_height * 1.35

    @property
    def rows(self) -> int:
        """Lines of frames on a page."""
        return max(1, int((self._space + dots(_GAP)) // (self._cell_height + dots(_GAP)) + 1e-9))

    @property
    def frames(self) -> int:
        """Frames on a page."""
        return self.rows * self.columns

    @property
    def picture_side(self) -> int:
        """How many pixels the longer side of a picture should have."""
        return round(max(self._cell_width, self._picture_height) / DPI * _PICTURE_DPI)

    def pages(self, frames: int) -> int:
        """Pages for so many frames; one for none."""
        return max(1, -(-frames // self.frames))

    def header(self) -> QRectF:
        """The line above the frames."""
        return QRectF(0, 0, self.width, dots(_HEADER))

    def footer(self) -> QRectF:
        """The line below them."""
        return QRectF(0, self.height - dots(_FOOTER), self.width, dots(_FOOTER))

    def picture(self, number: int) -> QRectF:
        """The box of the picture `number` on its page."""
        line, column = divmod(number, self.columns)
        top = dots(_HEADER) + line * (self._cell_height + self._line_gap)
        left = column * (self._cell_width + dots(_GAP))
        return QRectF(left, top, self._cell_width, self._picture_height)

    def text(self, number: int, line: int) -> QRectF:
        """A line of text below that picture."""
        box = self.picture(number)
        top = box.bottom() + dots(_ABOVE_TEXT) + line * self.line_height
        return QRectF(box.left(), top, box.width(), self.line_height)

    @property
    def _cell_width(self) -> float:
        return (self.width - (self.columns - 1) * dots(_GAP)) / self.columns

    @property
    def _line_gap(self) -> float:
        left = self._space - self.rows * self._cell_height
        return min(left / max(1, self.rows - 1), dots(_WIDEST_GAP))

    @property
    def _space(self) -> float:
        return self.height - dots(_HEADER) - dots(_FOOTER)

    @property
    def _below(self) -> float:
        return dots(_ABOVE_TEXT) + self.lines * self.line_height if self.lines else 0.0

    @property
    def _picture_height(self) -> float:
        # One column of a landscape page would be higher than the page.
        return min(self._cell_width * _SHAPE, self._space - self._below)

    @property
    def _cell_height(self) -> float:
        return self._picture_height + self._below
