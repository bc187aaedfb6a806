"""Painting of the overlays that are drawn, not made of pixels: the histogram and the thirds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from aesthcull.photos.overlays import Histogram

translate = QCoreApplication.translate
_SIZE = (232.0, 104.0)  # logical px
_MARGIN, _INSIDE, _LINE = 12.0, 8.0, 15.0
_GROUND, _INK = QColor(18, 18, 18, 205), QColor(225, 225, 225)
_CHANNELS = (QColor(200, 60, 60, 150), QColor(60, 180, 60, 150), QColor(70, 100, 220, 150))
_TOO_MUCH = QColor(255, 120, 100)
_WORTH_A_WORD = 0.001  # of the picture
_HEADROOM = 1.08


def paint_thirds(painter: QPainter, photo: QRectF) -> None:
    """Four lines that cut the photograph into nine, light on dark so that they are seen on anything."""
    for colour, width in ((QColor(0, 0, 0, 110), 2.6), (QColor(255, 255, 255, 190), 1.0)):
        painter.setPen(QPen(colour, width))
        for share in (1 / 3, 2 / 3):
            x, y = photo.left() + share * photo.width(), photo.top() + share * photo.height()
            painter.drawLine(QPointF(x, photo.top()), QPointF(x, photo.bottom()))
            painter.drawLine(QPointF(photo.left(), y), QPointF(photo.right(), y))


def paint_histogram(painter: QPainter, room: QRectF, found: Histogram) -> None:
    """In the upper right corner of the canvas; luminance as a line before the three channels."""
    width, height = min(_SIZE[0], room.width() - 2 * _MARGIN), _SIZE[1]
    if width < 90 or room.height() < 2 * height:
        return  # a small canvas of a survey: the picture matters more
    box = QRectF(room.right() - _MARGIN - width, room.top() + _MARGIN, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(box, 4, 4)
    inner = box.adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
    plot = inner.adjusted(0, 0, 0, -_LINE)
    highest = _highest(found)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for shares, colour in zip((found.red, found.green, found.blue), _CHANNELS, strict=True):
        painter.setBrush(colour)
        painter.drawPolygon(_outline(shares / highest, plot))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(QPen(_INK, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_outline(found.luminance / highest, plot))
    _paint_clipped(painter, inner, found)


def _highest(found: Histogram) -> float:
    """What reaches the top: the highest code between the ends, which clipping would else flatten all by."""
    inside = max(float(part[3:-3].max()) for part in (found.red, found.green, found.blue, found.luminance))
    return max(inside, 1e-6) * _HEADROOM


def _outline(heights: NDArray[np.float64], plot: QRectF) -> QPolygonF:
    pairs = np.minimum(heights, 1.0).reshape(-1, 2).max(axis=1)  # 128 columns are as many as are seen
    xs = plot.left() + np.arange(len(pairs)) / (len(pairs) - 1) * plot.width()
    ys = plot.bottom() - pairs * plot.height()
    ends = [(plot.left(), plot.bottom()), (plot.right(), plot.bottom())]
    points = [ends[0], *zip(xs.tolist(), ys.tolist(), strict=True), ends[1]]
    return QPolygonF([QPointF(x, y) for x, y in points])


def _paint_clipped(painter: QPainter, inner: QRectF, found: Histogram) -> None:
    """The shares that are clipped, below the ends of the plot."""
    font = QFont(painter.font())
    font.setPointSizeF(max(6.5, font.pointSizeF() * 0.85))
    painter.setFont(font)
    line = QRectF(inner.left(), inner.bottom() - _LINE + 3, inner.width(), _LINE)
    for share, side, text in (
        (found.shadows, Qt.AlignmentFlag.AlignLeft, translate("Overlays", "◀ black {0} %")),
        (found.highlights, Qt.AlignmentFlag.AlignRight, translate("Overlays", "white {0} % ▶")),
    ):
        painter.setPen(_TOO_MUCH if share >= _WORTH_A_WORD else _INK)
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text.format(f"{100 * share:.1f}"))
