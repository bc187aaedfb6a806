"""Colours and measures of the panel's painted parts, taken from the palette, so that every theme fits."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

Role = QPalette.ColorRole
GAP = 8  # logical px between columns
NAMES = 82  # logical px of the column of names
_LONG = 20  # characters


def colour(widget: QWidget, role: QPalette.ColorRole) -> QColor:
    """A colour of the theme in use."""
    return widget.palette().color(role)


def between(one: QColor, other: QColor, share: float) -> QColor:
    """A colour `share` of the way from one to the other."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def track(widget: QWidget) -> QColor:
    """The ground on which a bar stands."""
    return between(colour(widget, Role.Window), colour(widget, Role.WindowText), 0.14)


def bar(widget: QWidget) -> QColor:
    """A bar that stands out, without tinting what is judged beside it."""
    return between(colour(widget, Role.Window), colour(widget, Role.WindowText), 0.58)


def breakable(text: str) -> str:
    """A path or file name that may be broken behind its parts; other texts as they are."""
    if max(map(len, text.split()), default=0) < _LONG:
        return text
    return re.sub(r"([/\\_\-.])(?=\w)", "\\1\N{ZERO WIDTH SPACE}", text)


def faint(widget: QWidget) -> QColor:
    """Names and remarks."""
    return colour(widget, Role.PlaceholderText)
