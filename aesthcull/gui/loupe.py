"""The loupe: one frame as large as the window, the neighbours already loading."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui import palette
from aesthcull.gui.pictures import Pictures

VIEW_SIDE = 2560  # pixels of the longer side; enough for most screens
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
}


class Loupe(QWidget):
    """Shows the thumbnail at once and the photograph when it is decoded."""

    stepped = Signal(int)  # by how many frames the user goes on
    closed = Signal()

    def __init__(self, thumbnails: Pictures, photographs: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._photographs = photographs
        self._frame: Frame | None = None
        self._place = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Loupe"))
        for pictures in (thumbnails, photographs):
            pictures.arrived.connect(self._arrived)

    def show_frame(self, frame: Frame | None, place: str, neighbours: list[Frame]) -> None:
        """Show a frame; `place` is its position in words, `neighbours` are loaded ahead, likeliest last."""
        self._frame, self._place = frame, place
        if self.isVisible():
            self._photographs.wish(*neighbours, *([frame] if frame else []))
        self.update()

    def shown_pixmap(self) -> QPixmap | None:
        """The best picture of the frame that is at hand."""
        if self._frame is None:
            return None
        return self._photographs.get(self._frame) or self._thumbnails.get(self._frame)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.WINDOW)
        if self._frame is None:
            return
        pixmap = self.shown_pixmap()
        if pixmap is None or pixmap.isNull():
            self._paint_text(painter)
        else:
            self._paint_picture(painter, pixmap)
        self._paint_line(painter, self._frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.stepped.emit(-1 if event.angleDelta().y() > 0 else 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.closed.emit()

    def _paint_picture(self, painter: QPainter, pixmap: QPixmap) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        space = self.rect().adjusted(12, 12, -12, -44)
        size = pixmap.size().scaled(space.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(space.center())
        painter.drawPixmap(target, pixmap)

    def _paint_text(self, painter: QPainter) -> None:
        assert self._frame is not None
        reason = self._frame.problem or self._photographs.reason(self._frame)
        text = f"{self._frame.path.name}\n\ncannot be shown: {reason}" if reason else "…"
        painter.setPen(palette.FAINT)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(60, 60, -60, -60), flags, text)

    def _paint_line(self, painter: QPainter, frame: Frame) -> None:
        bar = QRect(0, self.height() - 34, self.width(), 34)
        painter.fillRect(bar, palette.PANEL)
        inner = bar.adjusted(16, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(palette.TEXT)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, f"{frame.path.name}   {self._place}")
        score = frame.scores.get("aesthetic")
        words = [f"aesthetic {score.value:.1f}"] if score else []
        if frame.series is not None:
            words.append(f"{frame.series.kind} of {frame.series.size}")
            if frame.series.suggested:
                words.append(f"suggested: {', '.join(frame.series.reasons)}")
        painter.setPen(palette.FAINT)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, "   ".join(words))
        marks = {"pick": "⚑ pick", "reject": "✕ reject"}.get(frame.flag or "", "")
        text = "   ".join(part for part in (marks, "★" * frame.rating) if part)
        painter.setPen(palette.REJECT if frame.flag == "reject" else palette.ACCENT)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
        if frame.label:
            half = painter.fontMetrics().horizontalAdvance(text) // 2 + 14
            dot = QRect(inner.center().x() + half, bar.center().y() - 5, 28, 10)
            painter.fillRect(dot, QColor(palette.LABELS[frame.label]))

    def _arrived(self, frame_id: int) -> None:
        if self._frame is not None and frame_id == self._frame.id:
            self.update()
