"""Which flags frames must have: a button each, with the number of frames on it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from aesthcull.gui.find import words
from aesthcull.selection.filters import UNFLAGGED, Filter

_SIGNS = {"pick": "⚑", UNFLAGGED: "○", "reject": "✕"}
_ACTIONS = {"pick": "only_picks", UNFLAGGED: "only_undecided", "reject": "only_rejects"}


class FlagsChoice(QWidget):
    """Any of the pressed ones may be; none pressed asks for nothing."""

    edited = Signal(object)  # frozenset of flags

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.buttons = {flag: QToolButton() for flag in _SIGNS}
        for flag, button in self.buttons.items():
            button.setCheckable(True)
            button.setProperty("action", _ACTIONS[flag])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._edit)
            row.addWidget(button)
            button.setText(_SIGNS[flag])
        self.show_counts({})

    def show_filter(self, wanted: Filter) -> None:
        """Show what a filter asks for."""
        for flag, button in self.buttons.items():
            button.setChecked(flag in wanted.flags)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many frames have each flag."""
        for flag, button in self.buttons.items():
            count = counts.get(flag, 0)
            button.setText(f"{_SIGNS[flag]} {_short(count)}")
            told = self.tr("{0}: {1} frames").format(words.flag(flag), f"{count:,}")
            button.setToolTip(told)
            button.setAccessibleName(told)

    def _edit(self) -> None:
        self.edited.emit(frozenset(flag for flag, button in self.buttons.items() if button.isChecked()))


def _short(count: int) -> str:
    """A count that takes four characters at most; the tip has it whole."""
    return str(count) if count < 10_000 else f"{count // 1000}k"
