"""One line about a frame: its part in the view, its name, and at the right its marks."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.frames.names import name_of

HEIGHT = 26  # logical px
_GAP, _DOT = 8, 10
_Align = Qt.AlignmentFlag


class Caption(QWidget):
    """Paints the line; a long name is cut in its middle, so that its number stays to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = ""
        self._frame: Frame | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def show_frame(self, role: str, frame: Frame | None) -> None:
        """Show another frame; `role` stands before its name."""
        if (role, frame) == (self._role, self._frame):
            return
        self._role, self._frame = role, frame
        self.setToolTip("" if frame is None else str(frame.path))
        self.setAccessibleName(self.text())
        self.update()

    def text(self) -> str:
        """What the line says."""
        if self._frame is None:
            return self._role
        parts = (self._role, name_of(self._frame), *(word for word, _ in self._marks()), self._frame.label)
        return "  ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            row = self.rect().adjusted(_GAP, 0, -_GAP, 0)
            row.setRight(self._paint_marks(painter, row))
            colours = self.palette()
            if self._role:
                bold = QFont(self.font())
                bold.setBold(True)
                painter.setFont(bold)
                width = QFontMetrics(bold).horizontalAdvance(self._role)
                painter.setPen(colours.color(QPalette.ColorRole.WindowText))
                painter.drawText(row, _Align.AlignVCenter | _Align.AlignLeft, self._role)
                row.setLeft(row.left() + width + _GAP)
                painter.setFont(self.font())
            if self._frame is not None:
                faint = QPalette.ColorRole.PlaceholderText if self._role else QPalette.ColorRole.WindowText
                painter.setPen(colours.color(faint))
                name = name_of(self._frame)
                name = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, row.width())
                painter.drawText(row, _Align.AlignVCenter | _Align.AlignLeft, name)

    def _marks(self) -> list[tuple[str, QColor]]:
        if self._frame is None:
            return []
        colours = self.palette()
        flags = {
            "pick": (self.tr("⚑ pick"), colours.color(QPalette.ColorRole.WindowText)),
            "reject": (self.tr("✕ reject"), palette.REJECT),
        }
        flag = flags.get(self._frame.flag or "")
        gold = colours.color(QPalette.ColorRole.Link)
        stars = [("★" * self._frame.rating, gold)] if self._frame.rating else []
        return ([flag] if flag else []) + stars

    def _paint_marks(self, painter: QPainter, row: QRect) -> int:
        """From the right to the left; returns where they begin."""
        right = row.right()
        if self._frame is not None and self._frame.label:
            dot = QRect(right - 2 * _DOT, row.center().y() - _DOT // 2 + 1, 2 * _DOT, _DOT)
            painter.fillRect(dot, palette.LABELS[self._frame.label])
            right -= 2 * _DOT + _GAP
        for word, colour in reversed(self._marks()):
            painter.setPen(colour)
            painter.drawText(
                QRect(row.left(), row.top(), right - row.left(), row.height()),
                _Align.AlignVCenter | _Align.AlignRight,
                word,
            )
            right -= painter.fontMetrics().horizontalAdvance(word) + _GAP
        return right - _GAP
