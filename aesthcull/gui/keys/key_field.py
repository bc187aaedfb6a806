"""A field that takes the next key pressed in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

_FORMAT = QKeySequence.SequenceFormat.PortableText


class KeyField(QKeySequenceEdit):
    """Shows a key; Tab leaves it, every other key is taken and told with `pressed`."""

    pressed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says."""
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setAccessibleName(name)
        self._shown = ""
        self.editingFinished.connect(self._tell)

    def show_key(self, key: str) -> None:
        """Show a key without telling."""
        self._shown = key
        self.setKeySequence(QKeySequence(key, _FORMAT))
        inner = self.findChild(QLineEdit)
        if inner is not None:
            inner.setPlaceholderText(self.tr("press keys"))  # Qt's own is too long in some languages

    def event(self, event: QEvent) -> bool:
        leaving = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if isinstance(event, QKeyEvent) and event.key() in leaving:
            if event.type() == QEvent.Type.KeyPress:
                self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            event.accept()
            return True
        return super().event(event)

    def _tell(self) -> None:
        key = self.keySequence().toString(_FORMAT)
        if not key:  # Qt clears the field with the first key, and that one may be Ctrl alone
            self.show_key(self._shown)
        elif key != self._shown:
            self.pressed.emit(key)
