"""How one candidate looks: its picture on a neutral mat, its key, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from aesthcull.gui import palette

CARD = Qt.ItemDataRole.UserRole
CAPTION = 82  # pixels below the picture
_GAP, _LINE, _RADIUS = 5, 18, 5


@dataclass(frozen=True)
class Card:
    """One candidate. `number` is its key, 0 for the uploaded picture; `taken`: matched with it."""

    number: int
    name: str
    lines: tuple[str, ...]
    picture: QPixmap | None
    taken: bool = False

    def with_picture(self, picture: QPixmap | None) -> Card:
        return replace(self, picture=picture)


class CardDelegate(QStyledItemDelegate):
    """Paints a `Card` as large as the list's grid."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return self._view.gridSize()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card: Card = index.data(CARD)
        state: QStyle.StateFlag = option.state
        place: QRect = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if card.number:
            _draw_ground(painter, place, card, state)
        picture = place.adjusted(7, 7, -7, 2 * _GAP - CAPTION)
        _draw_picture(painter, picture, card)
        if card.number:
            _draw_key(painter, picture, card)
        _draw_caption(painter, QRect(place.left() + 9, picture.bottom() + 5, place.width() - 18, _LINE), card)
        painter.restore()


def _draw_ground(painter: QPainter, place: QRect, card: Card, state: QStyle.StateFlag) -> None:
    active = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
    painter.setBrush(palette.chosen() if active else palette.panel())
    edge = card.taken or bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QPen(palette.accent(), 2) if edge else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


def _draw_picture(painter: QPainter, place: QRect, card: Card) -> None:
    if card.picture is None or card.picture.isNull():
        painter.setPen(palette.faint())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "…")
        return
    size = card.picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(place.center())
    painter.drawPixmap(target, card.picture)


def _draw_key(painter: QPainter, place: QRect, card: Card) -> None:
    box = QRect(place.left(), place.top(), 24, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 180))
    painter.drawRoundedRect(QRectF(box), 4, 4)
    painter.setPen(palette.ACCENT)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(card.number))


def _draw_caption(painter: QPainter, line: QRect, card: Card) -> None:
    for number, text in enumerate((card.name, *card.lines)):
        painter.setPen(palette.text() if number == 0 else palette.faint())
        where = Qt.TextElideMode.ElideRight if number else Qt.TextElideMode.ElideLeft
        shown = painter.fontMetrics().elidedText(text.replace("\n", "⏎"), where, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        line = line.translated(0, _LINE)
