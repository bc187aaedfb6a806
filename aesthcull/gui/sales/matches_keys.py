"""The keys of the matches dialog where no text is typed: 1–9 choose, 0 dismisses, Return takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class MatchesKeys(QObject):
    """Watches the views that it is given."""

    numbered = Signal(int)
    entered = Signal()

    def __init__(self, *views: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        for view in views:
            view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return True
        if event.text() and event.text() in "0123456789":
            self.numbered.emit(int(event.text()))
            return True
        return super().eventFilter(watched, event)
