"""A field to search with: it tells when the typing pauses, and Esc clears it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_DELAY_MS = 150


class SearchField(QLineEdit):
    """`paused` once the typing has settled. Esc in an empty field is the dialog's."""

    paused = Signal()

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says."""
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.paused)
        self.textChanged.connect(lambda _text: self._timer.start())

    @property
    def waiting(self) -> bool:
        """Whether `paused` is about to follow."""
        return self._timer.isActive()

    def clear_quietly(self) -> None:
        """Clear it without telling."""
        self.clear()
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
