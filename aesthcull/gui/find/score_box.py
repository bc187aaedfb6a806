"""The range of a score: which score, its distribution, its limits."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from aesthcull.gui.find import words
from aesthcull.gui.find.counting import Spread
from aesthcull.gui.find.range_slider import RangeSlider
from aesthcull.gui.forms import amount, hint
from aesthcull.selection.filters import Filter

Limits = tuple[str, float | None, float | None]


class ScoreBox(QWidget):
    """Edits the limits of one score after the other; the others of the filter stay."""

    edited = Signal(object)  # the filter's `scores`
    score_chosen = Signal()  # its distribution is needed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits: tuple[Limits, ...] = ()
        self._spread: Spread | None = None
        self.score = QComboBox()
        self.score.setAccessibleName(self.tr("Score"))
        self.slider = RangeSlider()
        self.low = amount(self.tr("Lowest score"), 0, 1, 0, 2)
        self.high = amount(self.tr("Highest score"), 0, 1, 1, 2)
        self.dash = QLabel("–")
        self.none = hint(self.tr("No frame has been scored yet."))
        self.score.activated.connect(self._chosen)
        self.slider.moved.connect(self._set)
        for box in (self.low, self.high):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(self._typed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.score, 0, 0, 1, 3)
        grid.addWidget(self.none, 1, 0, 1, 3)
        grid.addWidget(self.slider, 2, 0, 1, 3)
        grid.addWidget(self.low, 3, 0)
        grid.addWidget(self.dash, 3, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self.high, 3, 2)
        grid.setColumnStretch(1, 1)
        self._show_limits()

    @property
    def name(self) -> str:
        """The score that is shown; empty where there is none."""
        return str(self.score.currentData() or "")

    def offer(self, names: Sequence[str]) -> None:
        """List the shoot's scores; the shown one stays."""
        if [self.score.itemData(n) for n in range(self.score.count())] != list(names):
            shown = self.name
            self.score.clear()
            for name in names:
                self.score.addItem(words.score(name), name)
            self.score.setCurrentIndex(max(0, self.score.findData(shown)))
            self._show_limits()
            self.score_chosen.emit()

    def show_filter(self, wanted: Filter) -> None:
        """Show what a filter asks for."""
        if wanted.scores != self._limits:
            self._limits = wanted.scores
            self._show_limits()

    def show_spread(self, spread: Spread | None) -> None:
        """Show how the score is spread."""
        self._spread = spread
        self._show_limits()

    def _chosen(self) -> None:
        self._spread = None
        self._show_limits()
        self.score_chosen.emit()

    def _own(self) -> tuple[float | None, float | None]:
        return next(((low, high) for name, low, high in self._limits if name == self.name), (None, None))

    def _show_limits(self) -> None:
        spread, (low, high) = self._spread, self._own()
        self.slider.show_spread(spread)
        self.slider.show_limits(low, high)
        for widget in (self.score, self.slider, self.low, self.dash, self.high):
            widget.setVisible(bool(self.name))
        self.none.setVisible(not self.name)
        for box, value, end in ((self.low, low, 0), (self.high, high, 1)):
            box.setEnabled(spread is not None)
            if spread is not None:
                self._show_value(box, spread, value, (spread.low, spread.high)[end])

    def _show_value(self, box: QDoubleSpinBox, spread: Spread, value: float | None, end: float) -> None:
        if box.lineEdit().isModified() and box.hasFocus():
            return  # half a number stands there, while a scan brings new counts
        decimals = _decimals(spread)
        size = 10.0**decimals
        with QSignalBlocker(box):
            box.setDecimals(decimals)
            box.setSingleStep(max(1 / size, (spread.high - spread.low) / 100))
            # The ends are rounded outwards, so that at them no frame is left out.
            box.setRange(math.floor(spread.low * size) / size, math.ceil(spread.high * size) / size)
            box.setValue(end if value is None else value)

    def _typed(self) -> None:
        low = None if self.low.value() <= self.low.minimum() else self.low.value()
        high = None if self.high.value() >= self.high.maximum() else self.high.value()
        if low is not None and high is not None and low > high:  # the other one gives way
            low, high = (low, low) if self.sender() is self.low else (high, high)
        self._set(low, high)

    def _set(self, low: float | None, high: float | None) -> None:
        rest = tuple(one for one in self._limits if one[0] != self.name)
        self._limits = rest if low is None and high is None else (*rest, (self.name, low, high))
        self._show_limits()
        self.edited.emit(self._limits)


def _decimals(spread: Spread) -> int:
    """So many that a hundredth of the range can be told."""
    wide = spread.high - spread.low
    return 2 if wide <= 0 else max(0, min(6, 2 - math.floor(math.log10(wide))))
