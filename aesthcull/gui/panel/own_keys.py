"""Keys that belong to a part of the panel while it has the focus, whatever actions have them elsewhere."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_WITH = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def claimed(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """Whether the event asks if a key is an action's, and it is one of these: then the part takes it."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    if event.modifiers() & ~_WITH or event.key() not in keys:
        return False
    event.accept()
    return True
