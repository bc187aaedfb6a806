"""Keys that the views handle themselves: they stand in the help overlay, and no action may take them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnKeys:
    """Keys that belong together: `shown` is how the help overlay writes them, `text` what they do."""

    keys: tuple[str, ...]
    shown: str
    text: str


_ARROWS = ("Left", "Right", "Up", "Down")

VIEW_KEYS = (
    OwnKeys(_ARROWS, "← → ↑ ↓", "Previous or next frame"),
    OwnKeys(
        tuple(f"Shift+{key}" for key in (*_ARROWS, "Home", "End", "PgUp", "PgDown")),
        "Shift + ← → ↑ ↓",
        "Extend the selection, or move the picture",
    ),
    OwnKeys(("Home", "End"), "Home, End", "First or last frame"),
    OwnKeys(("PgUp", "PgDown"), "PgUp, PgDown", "A screen back or on"),
    OwnKeys(("Return", "Enter"), "Return", "Open the loupe (grid)"),
    OwnKeys(("Tab", "Shift+Tab"), "Tab", "Next field; other side (compare)"),
    OwnKeys(
        tuple(f"Ctrl+{key}" for key in _ARROWS),
        "Ctrl + ← → ↑ ↓",
        "Move one picture alone (zoomed)",
    ),
    OwnKeys(("CapsLock",), "Caps Lock", "Auto-advance while it is on"),
)
