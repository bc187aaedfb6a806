"""The arrow keys, which pages of several frames handle themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from aesthcull.gui.comparing.tiling import Direction

_ARROWS: dict[Qt.Key, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_WAYS: dict[Direction, tuple[int, int]] = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def arrow(event: QKeyEvent) -> Direction | None:
    """Which arrow key was pressed."""
    return _ARROWS.get(Qt.Key(event.key()))


def way(direction: Direction) -> tuple[int, int]:
    """Steps to the right and down."""
    return _WAYS[direction]
