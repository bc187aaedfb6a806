"""A row of small pictures, of the shoot or of one series, with the current one in the middle.

Only the cells that are seen ask for their frames and pictures: 100,000 frames cost what ten do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.frames.names import name_of
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.viewing.wheel import Wheel

HEIGHT = 92
_CELL = 108
_PAD = 4
_MARKS = 13  # the height of the line below a picture
_REJECTED = 0.35
_CHIP = 17  # the side of the flag's ground


@dataclass(frozen=True)
class Shown:
    """What a strip shows: rows of the model in order, and which of them is current (−1: none)."""

    rows: Sequence[int] = ()
    current: int = -1
    series: int | None = None  # whose frames are joined by a line


class Filmstrip(QWidget):
    """Shows frames by rows of the model; a click, or the wheel, goes to another one."""

    chosen = Signal(int)  # the row

    def __init__(
        self, frame_at: Callable[[int], Frame], thumbnails: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._frame_at = frame_at
        self._thumbnails = thumbnails
        self._shown = Shown()
        self._wheel = Wheel()
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Filmstrip"))
        thumbnails.arrived.connect(self._arrived)

    def show_rows(self, shown: Shown) -> None:
        """Show these, the current one as near to the middle as the ends allow."""
        self._shown = shown
        self.update()

    def cells(self) -> range:
        """The places in `rows` that are seen."""
        count = len(self._shown.rows)
        first = max(0, -self._left() // _CELL)
        return range(first, min(count, (self.width() - self._left()) // _CELL + 1))

    def cell_rect(self, place: int) -> QRect:
        """Where a cell is."""
        return QRect(self._left() + place * _CELL, 0, _CELL, self.height())

    def sizeHint(self) -> QSize:
        return QSize(640, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().alternateBase())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for place in self.cells():
                self._paint_cell(painter, self.cell_rect(place), place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.chosen.emit(self._shown.rows[place])

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        last = len(self._shown.rows) - 1
        to = max(0, min(self._shown.current - self._wheel.steps(event), last))
        if last >= 0 and to != self._shown.current:
            self.chosen.emit(self._shown.rows[to])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(QPointF(event.pos()))
            if place is not None:
                QToolTip.showText(event.globalPos(), name_of(self._frame_at(self._shown.rows[place])), self)
                return True
        return super().event(event)

    def _left(self) -> int:
        """Where the first cell begins."""
        total = len(self._shown.rows) * _CELL
        if total <= self.width():
            return (self.width() - total) // 2
        wanted = self.width() // 2 - max(0, self._shown.current) * _CELL - _CELL // 2
        return max(self.width() - total, min(0, wanted))

    def _place_at(self, point: QPointF) -> int | None:
        place = (int(point.x()) - self._left()) // _CELL
        return place if 0 <= place < len(self._shown.rows) else None

    def _paint_cell(self, painter: QPainter, cell: QRect, place: int) -> None:
        frame = self._frame_at(self._shown.rows[place])
        box = cell.adjusted(2, 3, -2, -3)
        mat = box.adjusted(_PAD, _PAD, -_PAD, -_PAD - _MARKS)
        if frame.series is not None and frame.series.id == self._shown.series:
            painter.fillRect(QRect(cell.left(), 0, cell.width(), 2), self.palette().link())
        if place == self._shown.current:
            painter.setBrush(self.palette().highlight())
            painter.setPen(QPen(self.palette().link().color(), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        pixmap = self._thumbnails.get(frame)
        if pixmap is not None and not pixmap.isNull():
            painter.setOpacity(_REJECTED if frame.flag == "reject" else 1.0)
            _paint_pixmap(painter, mat, pixmap)
            painter.setOpacity(1.0)
        else:
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(mat, Qt.AlignmentFlag.AlignCenter, "!" if frame.problem else "…")
        self._paint_marks(painter, mat, frame)

    def _paint_marks(self, painter: QPainter, mat: QRect, frame: Frame) -> None:
        if frame.flag:
            _paint_flag(painter, QRect(mat.left(), mat.top(), _CHIP, _CHIP), frame.flag)
        line = QRect(mat.left(), mat.bottom() + 2, mat.width(), _MARKS)
        if frame.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.LABELS[frame.label])
            painter.drawRoundedRect(QRectF(line.right() - 20, line.top() + 3, 20, 7), 2, 2)
        if frame.rating:
            font = painter.font()
            font.setPixelSize(_MARKS - 2)
            painter.setFont(font)
            painter.setPen(self.palette().link().color())
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "★" * frame.rating
            )

    def _arrived(self, frame_id: int) -> None:
        seen = self.isVisible() and any(
            self._frame_at(self._shown.rows[p]).id == frame_id for p in self.cells()
        )
        if seen:
            self.update()


def _paint_pixmap(painter: QPainter, mat: QRect, pixmap: QPixmap) -> None:
    size = pixmap.size().scaled(mat.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(mat.center())
    painter.drawPixmap(target, pixmap)


def _paint_flag(painter: QPainter, chip: QRect, flag: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 180))
    painter.drawRoundedRect(chip, 3, 3)
    painter.setPen(palette.PICK if flag == "pick" else palette.REJECT)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, "⚑" if flag == "pick" else "✕")
