"""Paints a keyword: the word, how sure the model is of it, and the two buttons."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from aesthcull.gui.panel import look
from aesthcull.gui.panel.summary import KeywordLine

LINE_ROLE = Qt.ItemDataRole.UserRole
Button = Literal["accept", "remove"]
_BUTTON, _BAR, _NUMBER = 24, 34, 42  # logical px
_SIGNS: dict[Button, str] = {"accept": "✓", "remove": "✕"}


class KeywordDelegate(QStyledItemDelegate):
    """One line high; the buttons stand at the right."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def height(self) -> int:
        """Of a row, in logical pixels."""
        return max(24, self._view.fontMetrics().height() + 8)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(option.rect.width(), self.height())

    def button_at(self, row: QRect, point: QPoint) -> Button | None:
        """Which button of a row a point hits."""
        for button in _SIGNS:
            if _button_rect(row, button).contains(point):
                return button
        return None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        row = option.rect
        words = QRect(row.left() + 4, row.top(), row.width() - 2 * _BUTTON - 12, row.height())
        if line.accepted < line.count and line.confidence is not None:
            words.setRight(words.right() - _BAR - _NUMBER - look.GAP)
            self._paint_confidence(painter, QRect(words.right() + look.GAP, row.top(), 0, row.height()), line)
        self._paint_words(painter, words, line, str(index.data(Qt.ItemDataRole.DisplayRole)))
        for button in _SIGNS:
            self._paint_button(painter, row, button, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        chosen = self._view.hasFocus() and bool(option.state & QStyle.StateFlag.State_Selected)
        if not chosen and not option.state & QStyle.StateFlag.State_MouseOver:
            return
        ground = look.between(look.colour(self._view, QPalette.ColorRole.Window), look.track(self._view), 0.6)
        painter.setPen(
            QPen(look.colour(self._view, QPalette.ColorRole.BrightText)) if chosen else QPen(ground)
        )
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_words(self, painter: QPainter, area: QRect, line: KeywordLine, text: str) -> None:
        word_role = QPalette.ColorRole.WindowText
        colour = look.colour(self._view, word_role)
        if line.accepted < line.count:  # a suggestion is quieter than what is decided
            colour = look.between(colour, look.colour(self._view, QPalette.ColorRole.Window), 0.25)
        painter.setPen(colour)
        text = self._view.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_confidence(self, painter: QPainter, place: QRect, line: KeywordLine) -> None:
        sure = line.confidence or 0.0
        bar = QRectF(place.left(), place.center().y() - 2, _BAR, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.track(self._view))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(look.bar(self._view))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(2.0, sure * _BAR), bar.height()), 2, 2)
        painter.setPen(look.faint(self._view))
        number = QRect(place.left() + _BAR, place.top(), _NUMBER, place.height())
        painter.drawText(
            number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{100 * sure:.0f} %"
        )

    def _paint_button(self, painter: QPainter, row: QRect, button: Button, line: KeywordLine) -> None:
        area = _button_rect(row, button)
        under = area.contains(self._view.viewport().mapFromGlobal(self._view.cursor().pos()))
        if under and self._view.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(self._view, QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -2), 3, 3)
        painter.setPen(self._sign_colour(button, line))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _SIGNS[button])

    def _sign_colour(self, button: Button, line: KeywordLine) -> QColor:
        if button == "accept" and line.accepted == line.count:
            return look.colour(self._view, QPalette.ColorRole.BrightText)
        return look.faint(self._view)


def _button_rect(row: QRect, button: Button) -> QRect:
    """Of a row; the way to remove stands at the edge."""
    place = 2 if button == "accept" else 1
    return QRect(row.right() + 1 - place * _BUTTON, row.top(), _BUTTON, row.height())
