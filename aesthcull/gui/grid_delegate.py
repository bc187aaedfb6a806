"""How one frame looks in the grid: the picture on a neutral mat, and its marks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.frames_model import FRAME_ROLE, FramesModel
from aesthcull.gui.ordering import NAME, TIME
from aesthcull.gui.pictures import Pictures

CELL = QSize(228, 218)
PICTURE_SIDE = 204  # the longer side of a thumbnail, in logical pixels
_GAP = 5
_FOOTER = 46
_RADIUS = 5


class GridDelegate(QStyledItemDelegate):
    """Paints a frame; asks `thumbnails` for its picture, which comes later if it is not at hand."""

    def __init__(self, thumbnails: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return CELL

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        frame: Frame = index.data(FRAME_ROLE)
        card = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _draw_card(painter, card, state)
        mat = card.adjusted(7, 7, -7, -_FOOTER)
        _draw_picture(painter, mat, self._thumbnails.get(frame), frame)
        _draw_flag(painter, mat, frame.flag)
        _draw_series(painter, mat, frame)
        model = index.model()
        assert isinstance(model, FramesModel)
        _draw_footer(painter, card, frame, model.view.sort)
        painter.restore()


def _draw_card(painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    painter.setBrush(QColor("#4a4a4a") if selected else palette.PANEL)
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QPen(palette.ACCENT, 2) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


def _draw_picture(painter: QPainter, mat: QRect, pixmap: QPixmap | None, frame: Frame) -> None:
    if pixmap is None or pixmap.isNull():
        painter.setPen(palette.FAINT)
        text = "cannot be read" if frame.problem else "…"
        painter.drawText(mat, Qt.AlignmentFlag.AlignCenter, text)
        return
    size = pixmap.size().scaled(mat.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(mat.center())
    painter.setOpacity(0.35 if frame.flag == "reject" else 1.0)
    painter.drawPixmap(target, pixmap)
    painter.setOpacity(1.0)


def _draw_flag(painter: QPainter, mat: QRect, flag: str | None) -> None:
    if flag is None:
        return
    box = QRectF(mat.left(), mat.top(), 24, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(box, 4, 4)
    left, top = box.left(), box.top()
    if flag == "pick":
        painter.setPen(QPen(palette.PICK, 2))
        painter.drawLine(QPointF(left + 8, top + 5), QPointF(left + 8, top + 20))
        cloth = QPainterPath(QPointF(left + 9, top + 5))
        for x, y in ((19, 7), (16, 9.5), (19, 12.5), (9, 13)):
            cloth.lineTo(left + x, top + y)
        painter.fillPath(cloth, palette.PICK)
    else:
        painter.setPen(QPen(palette.REJECT, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(left + 7, top + 7), QPointF(left + 17, top + 17))
        painter.drawLine(QPointF(left + 17, top + 7), QPointF(left + 7, top + 17))


def _draw_series(painter: QPainter, mat: QRect, frame: Frame) -> None:
    if frame.series is None:
        return
    if frame.series.kind == "bracket":
        text = f"bracket {frame.series.size}"
    else:
        text = f"suggested · {frame.series.size}" if frame.series.suggested else f"▤ {frame.series.size}"
    width = painter.fontMetrics().horizontalAdvance(text) + 12
    box = QRect(mat.right() - width + 1, mat.top(), width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 180))
    painter.drawRoundedRect(QRectF(box), 4, 4)
    painter.setPen(palette.ACCENT if frame.series.suggested else palette.TEXT)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _draw_footer(painter: QPainter, card: QRect, frame: Frame, sort: str) -> None:
    line = QRect(card.left() + 9, card.bottom() - _FOOTER + 5, card.width() - 18, 18)
    score = frame.scores.get("aesthetic" if sort in (TIME, NAME) else sort)
    if score is not None:
        painter.setPen(palette.ACCENT)
        number = f"{score.value:.1f}" if score.value > 1 else f"{score.value:.2f}"
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
    painter.setPen(palette.TEXT if not frame.problem else palette.REJECT)
    name = painter.fontMetrics().elidedText(
        frame.path.name.replace("\n", "⏎"), Qt.TextElideMode.ElideMiddle, line.width() - 42
    )
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    marks = line.translated(0, 19)
    if frame.label:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.LABELS[frame.label])
        painter.drawRoundedRect(QRectF(marks.right() - 30, marks.top() + 4, 31, 10), 3, 3)
    stars = QFont(painter.font())
    stars.setPointSizeF(max(8.0, stars.pointSizeF() * 1.1))
    painter.setFont(stars)
    painter.setPen(palette.ACCENT)
    if frame.rating:
        painter.drawText(
            marks, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "★" * frame.rating
        )
