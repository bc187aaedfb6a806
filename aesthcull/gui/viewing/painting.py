"""How a canvas paints: the part of a picture that is seen, and words above it or in its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_INK, _GROUND = QColor("#eeeeee"), QColor(0, 0, 0, 190)
_WORDS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Part:
    """The part of a picture that is seen: `image` fills `whole`, and what lies outside `seen` costs nothing.
    In device pixels."""

    image: QImage
    whole: QRectF
    seen: QRect
    squares: bool = False  # enlarged pixels keep their edges

    def draw(self, painter: QPainter) -> None:
        """Paint it; the painter is in device pixels."""
        across, down = self.image.width() / self.whole.width(), self.image.height() / self.whole.height()
        smooth = abs(across - 1) > 1e-6 and not self.squares
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        part = QRectF(
            (self.seen.x() - self.whole.x()) * across,
            (self.seen.y() - self.whole.y()) * down,
            self.seen.width() * across,
            self.seen.height() * down,
        )
        painter.drawImage(QRectF(self.seen), self.image, part)


def paint_absence(painter: QPainter, space: QRect, text: str, colour: QColor) -> None:
    """Words in place of a picture."""
    painter.setPen(colour)
    painter.drawText(space.adjusted(40, 40, -40, -40), _WORDS, text)


def paint_note(painter: QPainter, space: QRect, text: str) -> None:
    """Words above a picture, near its upper edge."""
    room = space.adjusted(40, 16, -40, -16)
    box = painter.boundingRect(room, _WORDS, text).adjusted(-12, -7, 12, 7)
    box.moveTop(room.top())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(_INK)
    painter.drawText(box, _WORDS, text)
