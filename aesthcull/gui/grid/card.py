"""How one frame looks: the picture on a neutral mat, its name, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.frames.names import name_of
from aesthcull.gui.grid import badges
from aesthcull.gui.grid.look import GAP, Look, mixed

_RADIUS = 5
_BAR = 5  # the height of a label's bar
_REJECTED = 0.35  # the opacity of a rejected frame's picture
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Card:
    """A cell to paint. `joined` are the neighbours (left, right) of the same expanded series; `score` is
    what the view is sorted by; `reason` says why there is no picture."""

    place: QRect
    frame: Frame
    pixmap: QPixmap | None
    selected: bool = False
    current: bool = False
    focused: bool = False
    collapsed: bool = False
    joined: tuple[bool, bool] = (False, False)
    score: str = ""
    reason: str = ""
    suggested: str = ""  # the word in the view's language


def paint(painter: QPainter, look: Look, card: Card) -> None:
    """Paint a cell; the painter's antialiasing and smooth scaling are on."""
    corner = card.place.topLeft()
    mat = look.mat_box.translated(corner)
    if card.joined != (False, False):
        _paint_joined(painter, look, card)
    _paint_ground(painter, look, card)
    painter.fillRect(mat, look.mat)
    if card.pixmap is None or card.pixmap.isNull():
        _paint_absence(painter, look, mat, card)
    else:
        _paint_picture(painter, look, mat, card, card.pixmap)
    painter.setFont(look.small_font)
    if card.frame.flag:
        painter.drawPixmap(mat.topLeft(), badges.flag_sign(look, card.frame.flag))
    if card.frame.series is not None:
        badges.paint_series(painter, look, mat, card.frame.series, card.collapsed, card.suggested)
    _paint_footer(painter, look, card)


def _paint_joined(painter: QPainter, look: Look, card: Card) -> None:
    """The ground of an expanded series: it reaches the neighbours of the series, and ends before others."""
    left, right = card.joined
    ground = QRectF(card.place).adjusted(0 if left else 1.5, 1.5, 0 if right else -1.5, -1.5)
    whole = ground.adjusted(-12 if left else 0, 0, 12 if right else 0, 0)
    painter.save()
    painter.setClipRect(card.place)
    painter.setPen(QPen(look.line, 1.5))
    painter.setBrush(look.joined)
    painter.drawRoundedRect(whole, _RADIUS + 2, _RADIUS + 2)
    painter.restore()


def _paint_ground(painter: QPainter, look: Look, card: Card) -> None:
    box = QRectF(look.card_box.translated(card.place.topLeft()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.chosen if card.selected else look.card)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    label = palette.LABELS.get(card.frame.label or "")
    if label is not None:
        bar = QRectF(box.left(), box.bottom() - 2 * _RADIUS, box.width(), 2 * _RADIUS)
        painter.setBrush(label)
        painter.drawRoundedRect(bar, _RADIUS, _RADIUS)
        footer = QRectF(box.left(), box.top(), box.width(), box.height() - _BAR)
        footer.setTop(box.bottom() - look.footer_box.height() - _BAR)
        painter.fillRect(footer, look.tints[card.frame.label or ""][card.selected])
    if card.current:
        painter.setPen(QPen(look.accent if card.focused else look.line, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), _RADIUS + 1, _RADIUS + 1)


def _paint_picture(painter: QPainter, look: Look, mat: QRect, card: Card, pixmap: QPixmap) -> None:
    stack = badges.sheet_step(mat) if card.collapsed else 0
    space = mat.adjusted(0, 2 * stack, -2 * stack, 0)
    target = picture_target(look, space, pixmap.size())
    for number in range(2 if stack else 0, 0, -1):
        painter.setPen(QPen(look.card, 1))
        painter.setBrush(mixed(look.mat, look.text, 0.55 if number == 1 else 0.3))
        painter.drawRect(target.translated(number * stack - 0.5, -number * stack - 0.5))
    if stack:
        painter.fillRect(target.adjusted(-1, -1, 1, 1), look.card)
    if card.frame.flag == "reject":
        if stack:
            painter.fillRect(target, look.mat)
        painter.setOpacity(_REJECTED)
    painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
    painter.setOpacity(1.0)


def picture_target(look: Look, space: QRect, pixels: QSize) -> QRectF:
    """Where a picture of some device pixels is painted: as large as fits, its own size where that is it."""
    width, height = pixels.width() / look.ratio, pixels.height() / look.ratio
    factor = min(space.width() / width, space.height() / height)
    if abs(factor - 1) * max(width, height) > 2:  # else it would be resampled by a pixel
        width, height = width * factor, height * factor
    x = space.left() + (space.width() - width) / 2
    y = space.top() + (space.height() - height) / 2
    return QRectF(round(x * look.ratio) / look.ratio, round(y * look.ratio) / look.ratio, width, height)


def _paint_absence(painter: QPainter, look: Look, mat: QRect, card: Card) -> None:
    if not card.reason:
        return  # it is on its way: a calm mat
    badges.paint_warning(painter, QPointF(mat.center().x(), mat.top() + mat.height() * 0.3), look.chip)
    painter.setFont(look.small_font)
    painter.setPen(look.text)
    below = mat.adjusted(6, round(mat.height() * 0.3) + look.chip, -6, -2)
    lines = max(1, below.height() // look.small.lineSpacing())
    room = below.width() * lines - (look.small.averageCharWidth() * 4 if lines > 1 else 0)
    text = look.small.elidedText(card.reason, Qt.TextElideMode.ElideRight, room)
    painter.drawText(below, _WRAPPED, text)


def _paint_footer(painter: QPainter, look: Look, card: Card) -> None:
    box, frame = look.footer_box.translated(card.place.topLeft()), card.frame
    rejected = frame.flag == "reject"
    words = look.chosen_text if card.selected else look.faint if rejected else look.text
    line = QRect(box.left(), box.top(), box.width(), look.names.height())
    painter.setFont(look.name_font)
    painter.setPen(words)
    name = name_of(frame).replace("\n", "⏎")
    if len(name) * look.names.height() > 2 * line.width():  # else it fits for sure; measuring takes time
        name = look.names.elidedText(name, Qt.TextElideMode.ElideMiddle, line.width())
    painter.drawText(line, _LEFT, name)
    line = QRect(box.left(), line.bottom() + 1, box.width(), look.small.height())
    if frame.rating:
        painter.setPen(look.chosen_text if card.selected else look.accent)
        painter.drawText(line, _LEFT, "★" * frame.rating)
    if card.score:
        painter.setFont(look.small_font)
        painter.setPen(words if card.selected or frame.label else look.faint)
        painter.drawText(line, _RIGHT, card.score)


def height_of(look: Look) -> int:
    """The height of a cell."""
    return look.card_box.bottom() + 1 + GAP
