"""Whether Caps Lock is on, which Qt does not tell.

X11 and Windows are asked. Elsewhere the typed letters tell: one that arrives upper-case without Shift, or
lower-case with it, means that it is on. Until the first letter it counts as off.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

_XKB_CORE_KEYBOARD, _XKB_CAPS = 0x100, 0x01  # XkbUseCoreKbd; the first indicator
_VK_CAPITAL = 0x14


class CapsLock(QObject):
    """Watches the keys of a window; `on()` tells the state."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._typed = False
        self._ask = _of_system()
        if self._ask is None:
            window.installEventFilter(self)

    def on(self) -> bool:
        """Whether Caps Lock is on."""
        return self._typed if self._ask is None else self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Comes before an action's shortcut takes the key, and not from a field in which one types.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._typed = _told(event, self._typed)
        return super().eventFilter(watched, event)


def _told(event: QKeyEvent, before: bool) -> bool:
    """The state that a key press lets one conclude."""
    text = event.text()
    if len(text) != 1 or not text.isalpha() or text.lower() == text.upper():
        return before
    return text.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _of_system() -> Callable[[], bool] | None:
    """A function that asks the window system; None where there is none to ask."""
    if QGuiApplication.platformName() == "xcb":
        return _of_x11()
    if sys.platform == "win32":
        return lambda: bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
    return None


def _of_x11() -> Callable[[], bool] | None:
    try:
        x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    except OSError:
        return None
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XkbGetIndicatorState.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.POINTER(ctypes.c_uint)]
    display = x11.XOpenDisplay(None)
    if not display:
        return None

    def ask() -> bool:
        state = ctypes.c_uint()
        failed = x11.XkbGetIndicatorState(display, _XKB_CORE_KEYBOARD, ctypes.byref(state))
        return not failed and bool(state.value & _XKB_CAPS)

    return ask
