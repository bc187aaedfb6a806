"""The small signs on a picture: flag, stack, set, suggestion, warning.

They lie on dark chips, whatever the theme, since what is below them is a photograph.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from aesthcull.catalogue.records import SeriesPlace
from aesthcull.gui import palette
from aesthcull.gui.grid.look import Look

_MOST_SIGNS = 500  # kept; “3/5” is one, and series may be long
_CHIP = QColor(0, 0, 0, 185)
_INK = QColor("#f0f0f0")
_GLOW = QColor("#e8b04a")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _path(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    path.closeSubpath()
    return path


# In a square of side 1, to be scaled.
_CLOTH = _path((0.36, 0.2), (0.8, 0.27), (0.68, 0.4), (0.8, 0.53), (0.36, 0.57))
_SPARK = _path(
    (0.5, 0.12), (0.59, 0.41), (0.88, 0.5), (0.59, 0.59), (0.5, 0.88), (0.41, 0.59), (0.12, 0.5), (0.41, 0.41)
)
_TRIANGLE = _path((0.5, 0.06), (0.97, 0.9), (0.03, 0.9))


def is_set(series: SeriesPlace) -> bool:
    """Whether the frames belong together: a bracket, a panorama, or what the photographer calls a set.

    Nothing is suggested among them, nothing is to be culled.
    """
    return series.kind != "series"


def shows_suggested(series: SeriesPlace, collapsed: bool) -> bool:
    """Whether the frame is marked as the suggested one; on top of a stack it goes without saying."""
    return series.suggested and not is_set(series) and not collapsed


def sheet_step(mat: QRect) -> int:
    """By how much each sheet of a stack peeks out behind the picture."""
    return max(3, mat.width() // 40)


def series_chip(look: Look, mat: QRect, series: SeriesPlace, collapsed: bool) -> QRect:
    """Where the series' badge is on a mat: what a click on it must hit."""
    side = look.chip
    width = side + look.small.horizontalAdvance(_series_text(series, collapsed)) + side // 3
    return QRect(mat.right() + 1 - width, mat.top(), width, side)


def paint_series(
    painter: QPainter, look: Look, mat: QRect, series: SeriesPlace, collapsed: bool, suggested: str
) -> None:
    """The badge at the top right, and the word `suggested` at the bottom left where the frame is that."""
    chip = series_chip(look, mat, series, collapsed)
    name = f"{series.kind} {collapsed} {_series_text(series, collapsed)}"
    sign = _sign(look, name, chip.size(), lambda p: _draw_series(p, look, chip.width(), series, collapsed))
    painter.drawPixmap(chip.topLeft(), sign)
    if shows_suggested(series, collapsed):
        chip = suggested_chip(look, mat, suggested)
        word = suggested if chip.width() > look.chip else ""
        sign = _sign(
            look, f"suggested {word}", chip.size(), lambda p: _draw_suggested(p, look, chip.width(), word)
        )
        painter.drawPixmap(chip.topLeft(), sign)


def _draw_series(painter: QPainter, look: Look, width: int, series: SeriesPlace, collapsed: bool) -> None:
    chip = QRect(0, 0, width, look.chip)
    _paint_chip(painter, chip)
    {"bracket": _paint_bracket, "panorama": _paint_panorama}.get(
        series.kind, _paint_stack if collapsed else _paint_fan
    )(painter, QRectF(0, 0, look.chip, look.chip))
    painter.setPen(_INK)
    painter.drawText(chip.adjusted(look.chip - 1, 0, 0, 0), _LEFT, _series_text(series, collapsed))


def suggested_chip(look: Look, mat: QRect, word: str) -> QRect:
    """Where the sign of the suggested frame is; without its word where the mat is narrow."""
    width = look.chip + look.small.horizontalAdvance(word) + look.chip // 3
    if width > mat.width() * 0.7:
        width = look.chip
    return QRect(mat.left(), mat.bottom() + 1 - look.chip, width, look.chip)


def _draw_suggested(painter: QPainter, look: Look, width: int, word: str) -> None:
    chip = QRect(0, 0, width, look.chip)
    _paint_chip(painter, chip)
    _fill(painter, _SPARK, QRectF(0, 0, look.chip, look.chip), _GLOW)
    if word:
        painter.setPen(_GLOW)
        painter.drawText(chip.adjusted(look.chip - 1, 0, 0, 0), _LEFT, word)


def flag_sign(look: Look, flag: str) -> QPixmap:
    """The sign of a flag as `paint_flag` paints it, made once for a look."""
    box = QRect(0, 0, look.chip, look.chip)
    return _sign(look, flag, box.size(), lambda p: paint_flag(p, box, look.chip, flag))


def _sign(look: Look, name: str, size: QSize, draw: Callable[[QPainter], None]) -> QPixmap:
    """What `draw` paints into a box of this size, made once for a look; `name` tells all that it shows."""
    sign = look.signs.get(name)
    if sign is None:
        if len(look.signs) >= _MOST_SIGNS:
            look.signs.clear()
        sign = look.signs[name] = QPixmap(size * look.ratio)
        sign.setDevicePixelRatio(look.ratio)
        sign.fill(Qt.GlobalColor.transparent)
        with QPainter(sign) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(look.small_font)
            draw(painter)
    return sign


def paint_flag(painter: QPainter, mat: QRect, side: int, flag: str) -> None:
    """Pick or reject, at the top left of a mat."""
    _paint_chip(painter, QRect(mat.left(), mat.top(), side, side))
    box = QRectF(mat.left(), mat.top(), side, side)
    at = _points(box)
    if flag == "pick":
        painter.setPen(QPen(palette.PICK, side / 12))
        painter.drawLine(at(0.32, 0.2), at(0.32, 0.84))
        _fill(painter, _CLOTH, box, palette.PICK)
    else:
        painter.setPen(QPen(palette.REJECT, side / 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(at(0.29, 0.29), at(0.71, 0.71))
        painter.drawLine(at(0.71, 0.29), at(0.29, 0.71))


def paint_warning(painter: QPainter, middle: QPointF, side: int) -> None:
    """A triangle with an exclamation mark."""
    box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    _fill(painter, _TRIANGLE, box, palette.REJECT)
    at = _points(box)
    painter.setPen(QPen(_INK, side / 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(at(0.5, 0.4), at(0.5, 0.6))
    painter.drawPoint(at(0.5, 0.77))


def _series_text(series: SeriesPlace, collapsed: bool) -> str:
    if is_set(series) or collapsed:
        return f"{series.size}"
    return f"{series.position + 1}/{series.size}"


def _paint_chip(painter: QPainter, box: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CHIP)
    painter.drawRoundedRect(box, 4, 4)


def _paint_stack(painter: QPainter, box: QRectF) -> None:
    """Sheets one behind the other: a click lays them out."""
    at = _points(box)
    painter.setPen(QPen(_INK, box.width() / 14))
    painter.drawLine(at(0.34, 0.26), at(0.8, 0.26))
    painter.drawLine(at(0.8, 0.26), at(0.8, 0.62))
    painter.setBrush(_INK)
    painter.drawRect(QRectF(at(0.2, 0.4), at(0.66, 0.76)))


def _paint_fan(painter: QPainter, box: QRectF) -> None:
    """Sheets side by side: a click stacks them."""
    at = _points(box)
    painter.setPen(QPen(_INK, box.width() / 14))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(at(0.18, 0.32), at(0.46, 0.7)))
    painter.drawRect(QRectF(at(0.56, 0.32), at(0.84, 0.7)))


def _paint_bracket(painter: QPainter, box: QRectF) -> None:
    """The same picture dark, middle, bright."""
    at = _points(box)
    painter.setPen(QPen(_INK, box.width() / 20))
    for left, grey in ((0.14, 40), (0.39, 130), (0.64, 240)):
        painter.setBrush(QColor(grey, grey, grey))
        painter.drawRect(QRectF(at(left, 0.3), at(left + 0.22, 0.7)))


def _paint_panorama(painter: QPainter, box: QRectF) -> None:
    """A wide picture, cut in three."""
    at = _points(box)
    painter.setPen(QPen(_INK, box.width() / 16))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(at(0.12, 0.34), at(0.88, 0.66)))
    for x in (0.37, 0.63):
        painter.drawLine(at(x, 0.34), at(x, 0.66))


def _points(box: QRectF) -> Callable[[float, float], QPointF]:
    return lambda x, y: QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def _fill(painter: QPainter, path: QPainterPath, box: QRectF, colour: QColor) -> None:
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    painter.fillPath(path, colour)
    painter.restore()
