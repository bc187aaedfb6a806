"""A canvas in a border, which is clear around the one that marks act on; words where there is no frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.sources import Sources

BORDER = 3  # logical px


class FramedCanvas(QWidget):
    """One of several canvases beside each other."""

    clicked = Signal()

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.active = False
        self._ahead: Sequence[Frame] = ()
        self.canvas = Canvas(sources)
        self.canvas.clicked.connect(self.clicked)
        self.words = QLabel()
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setContentsMargins(BORDER, BORDER, BORDER, BORDER)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.words)

    def show_frame(self, frame: Frame | None, words: str = "", ahead: Sequence[Frame] = ()) -> None:
        """Show a frame, or in place of none some words; `ahead` is what will likely be shown next."""
        if (frame, ahead) != (self.canvas.frame, self._ahead):
            self._ahead = ahead
            self.canvas.show_frame(frame, ahead)
        self.words.setText(words)
        self._stack.setCurrentWidget(self.words if frame is None else self.canvas)

    def set_active(self, active: bool) -> None:
        """Whether marks act on this one."""
        if active != self.active:
            self.active = active
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        role = QPalette.ColorRole.Link if self.active else QPalette.ColorRole.Window
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(role))
            inner = self.rect().adjusted(BORDER, BORDER, -BORDER, -BORDER)
            painter.fillRect(inner, self.palette().color(QPalette.ColorRole.Window))
