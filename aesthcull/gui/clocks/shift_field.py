"""A shift of a clock, typed or stepped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from aesthcull.catalogue.camera_clocks import ClockError, shift_of, shift_text
from aesthcull.catalogue.clocks import MAX_SHIFT

_HOUR, _MINUTE = 3600, 60
_Enabled = QAbstractSpinBox.StepEnabledFlag


class ShiftField(QAbstractSpinBox):
    """`changed` tells the seconds, whenever what stands in the field is a shift. ↑ ↓ step a second, with
    Shift a minute, PgUp and PgDown an hour."""

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seconds = 0
        self.setAccessibleName(self.tr("Put right by"))
        self.setToolTip(
            self.tr("Hours, minutes and seconds; ↑ ↓ a second, with Shift a minute, PgUp an hour")
        )
        self.setFixedSize(170, 28)
        self.lineEdit().setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.lineEdit().textEdited.connect(self._typed)
        self.editingFinished.connect(lambda: self.set_seconds(self.seconds))
        self.set_seconds(0)

    def set_seconds(self, seconds: int) -> None:
        """Show another shift."""
        changed = seconds != self.seconds
        self.seconds = min(max(seconds, -MAX_SHIFT), MAX_SHIFT)
        self.lineEdit().setText(shift_text(self.seconds))
        if changed:
            self.changed.emit(self.seconds)

    def stepBy(self, steps: int) -> None:
        self.set_seconds(self.seconds + steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        return _Enabled.StepUpEnabled | _Enabled.StepDownEnabled

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Intermediate if _read(text) is None else QValidator.State.Acceptable
        return state, text, place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = {Qt.Key.Key_Up: 1, Qt.Key.Key_PageUp: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageDown: -1}
        key = Qt.Key(event.key())
        if key not in sign:
            super().keyPressEvent(event)
            return
        minutes = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        size = _HOUR if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else _MINUTE if minutes else 1
        self.set_seconds(self.seconds + sign[key] * size)

    def _typed(self, text: str) -> None:
        seconds = _read(text)
        if seconds is not None and seconds != self.seconds:
            self.seconds = seconds
            self.changed.emit(seconds)


def _read(text: str) -> int | None:
    try:
        seconds = shift_of(text)
    except ClockError:
        return None
    return seconds if abs(seconds) <= MAX_SHIFT else None
