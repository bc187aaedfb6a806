"""A mouse wheel's steps as a short glide of the scroll bar; turning on adds to where it goes."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation
from PySide6.QtWidgets import QScrollBar, QStyle

_MOST_MS = 140


class Glide:
    """Moves a scroll bar; at once where the desktop wants no animations."""

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._animation = QPropertyAnimation(bar, b"value", bar)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        bar.sliderPressed.connect(self.stop)

    def by(self, pixels: float) -> None:
        """Go on by some pixels from where the glide ends."""
        running = self._animation.state() == QPropertyAnimation.State.Running
        begin = self._animation.endValue() if running else self._bar.value()
        goal = max(self._bar.minimum(), min(round(begin + pixels), self._bar.maximum()))
        wanted = self._bar.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._bar)
        self._animation.stop()
        if wanted <= 0:
            self._bar.setValue(goal)
            return
        self._animation.setDuration(min(wanted, _MOST_MS))
        self._animation.setStartValue(self._bar.value())
        self._animation.setEndValue(goal)
        self._animation.start()

    def stop(self) -> None:
        """Stay where the bar is."""
        self._animation.stop()
