"""Where text to search for is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from aesthcull.gui.search_field import SearchField

_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape)


class TextField(SearchField):
    """Esc clears it, then leaves; Enter and ↓ leave: the keys go back to the view."""

    left = Signal()

    def settle(self) -> None:
        """What was typed is known already: `paused` does not follow."""
        self._timer.stop()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _LEAVING
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVING and not (event.key() == Qt.Key.Key_Escape and self.text()):
            self.left.emit()
        else:
            super().keyPressEvent(event)
