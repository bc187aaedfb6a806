"""One frame of survey: the picture, its name and marks below it, and a ✕ by which it drops out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui.comparing import caption, framed
from aesthcull.gui.comparing.caption import Caption
from aesthcull.gui.comparing.framed import FramedCanvas
from aesthcull.gui.comparing.tiling import Box
from aesthcull.gui.viewing.sources import Sources

_CLOSE = 24  # logical px


class Tile(QWidget):
    """Its place is told by the box of the photograph; border and caption lie around that."""

    clicked = Signal()
    dropped = Signal()

    def __init__(self, sources: Sources, parent: QWidget) -> None:
        super().__init__(parent)
        self.framed = FramedCanvas(sources, self)
        self.framed.clicked.connect(self.clicked)
        self.caption = Caption(self)
        self.close_button = _CloseButton(self)
        self.close_button.setAccessibleName(self.tr("Drop out"))
        self.close_button.setToolTip(self.tr("Drop out"))
        self.close_button.clicked.connect(self.dropped)
        self.close_button.hide()

    def show_frame(self, frame: Frame, active: bool) -> None:
        """Show a frame."""
        self.framed.show_frame(frame)
        self.framed.set_active(active)
        self.caption.show_frame("", frame)
        self.close_button.setVisible(active or self.underMouse())

    def put(self, box: Box) -> None:
        """Lay the photograph on a box."""
        left, top = round(box.x), round(box.y)
        right, bottom = round(box.x + box.width), round(box.y + box.height)
        edge = framed.BORDER
        area = QRect(left, top, right - left, bottom - top).adjusted(-edge, -edge, edge, edge)
        self.setGeometry(area.adjusted(0, 0, 0, caption.HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = max(0, self.height() - caption.HEIGHT)
        self.framed.setGeometry(0, 0, self.width(), height)
        self.caption.setGeometry(0, height, self.width(), caption.HEIGHT)
        self.close_button.move(self.width() - _CLOSE - framed.BORDER - 4, framed.BORDER + 4)
        self.close_button.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.close_button.show()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.close_button.setVisible(self.framed.active)


class _CloseButton(QAbstractButton):
    """A cross on a dark chip, whatever the theme, since what is below it is a photograph."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_CLOSE, _CLOSE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click must not take the keys
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 235 if self.underMouse() else 170))
            painter.drawRoundedRect(self.rect(), 4, 4)
            painter.setPen(QPen(QColor("#f0f0f0"), 1.6))
            inner = self.rect().adjusted(8, 8, -8, -8)
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.topRight(), inner.bottomLeft())
