"""Whole steps from a wheel or a touchpad, which tells fractions of a step."""

from __future__ import annotations

import time

from PySide6.QtGui import QWheelEvent

_STEP = 120  # eighths of a degree
_PAUSE_S = 0.4  # what comes sooner belongs to the same turn of the hand


class Wheel:
    """Sums up one wheel's events."""

    def __init__(self) -> None:
        self._turned = 0
        self._last = 0.0

    def steps(self, event: QWheelEvent) -> int:
        """How many steps are full with this event: positive away from the user."""
        if time.monotonic() - self._last > _PAUSE_S:
            self._turned = 0
        self._last = time.monotonic()
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _STEP)
        self._turned -= _STEP * steps
        return steps
