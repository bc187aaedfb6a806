"""Arrow keys and modifiers, which pages of several frames handle themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from aesthcull.gui.comparing.tiling import Direction

_Modifier = Qt.KeyboardModifier
_ARROWS: dict[Qt.Key, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
_WAYS: dict[Direction, tuple[int, int]] = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def arrow(event: QKeyEvent) -> Direction | None:
    """Which arrow key was pressed."""
    return _ARROWS.get(Qt.Key(event.key()))


def end(event: QKeyEvent) -> int:
    """−1 for the key to the first frame, 1 for that to the last one, else 0."""
    return _ENDS.get(Qt.Key(event.key()), 0)


def way(direction: Direction) -> tuple[int, int]:
    """Steps to the right and down."""
    return _WAYS[direction]


def moves_picture(event: QKeyEvent) -> bool:
    """Whether an arrow key is to move the zoomed picture rather than to go on."""
    return bool(event.modifiers() & (_Modifier.ShiftModifier | _Modifier.ControlModifier))


def moves_alone() -> bool:
    """Whether the user moves one picture without the others: a drag with Shift, an arrow key with Ctrl."""
    dragging = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    wanted = _Modifier.ShiftModifier if dragging else _Modifier.ControlModifier
    return bool(QGuiApplication.keyboardModifiers() & wanted)
