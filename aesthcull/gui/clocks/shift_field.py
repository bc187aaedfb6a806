"""A shift of a clock, typed or stepped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

from aesthcull.catalogue.camera_clocks import ClockError, shift_of, shift_text
from aesthcull.catalogue.clocks import MAX_SHIFT

_HOUR, _MINUTE = 3600, 60
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_PageUp: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageDown: -1}


class ShiftField(QSpinBox):
    """Seconds, written as hours, minutes and seconds. ↑ ↓ step a second, with Shift a minute, PgUp and PgDown
    an hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(-MAX_SHIFT, MAX_SHIFT)
        self.setAccessibleName(self.tr("Adjust by"))
        self.setToolTip(
            self.tr("Hours, minutes and seconds; ↑ ↓ a second, with Shift a minute, PgUp an hour")
        )
        self.setFixedWidth(170)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_shift(self, seconds: int) -> None:
        """Show a shift, the largest where it is larger."""
        self.setValue(min(max(seconds, -MAX_SHIFT), MAX_SHIFT))  # Qt's numbers end soon after

    def textFromValue(self, value: int) -> str:
        return shift_text(value)

    def valueFromText(self, text: str) -> int:
        seconds = _read(text)
        return self.value() if seconds is None else seconds

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Intermediate if _read(text) is None else QValidator.State.Acceptable
        return state, text, place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key not in _STEPS:
            super().keyPressEvent(event)
            return
        minutes = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        size = _HOUR if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else _MINUTE if minutes else 1
        self.show_shift(self.value() + _STEPS[key] * size)


def _read(text: str) -> int | None:
    try:
        seconds = shift_of(text)
    except ClockError:
        return None
    return seconds if abs(seconds) <= MAX_SHIFT else None
