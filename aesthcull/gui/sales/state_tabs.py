"""How many assets are in which state, and which of them are listed: a row of buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from aesthcull.catalogue.records import AssetState


class StateTabs(QWidget):
    """`chosen` when the user wants to see others. None stands for all assets."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: list[tuple[AssetState | None, str]] = [
            ("ambiguous", self.tr("To decide")),
            ("open", self.tr("Not found")),
            ("matched", self.tr("Matched")),
            ("dismissed", self.tr("Show no frame")),
            (None, self.tr("All")),
        ]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, (_, text) in enumerate(self._texts):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda _number: self.chosen.emit())

    @property
    def state(self) -> AssetState | None:
        return self._texts[self._group.checkedId()][0]

    def choose(self, state: AssetState | None) -> None:
        """List the assets of this state."""
        for number, (known, _) in enumerate(self._texts):
            if known == state:
                self._group.button(number).click()

    def count(self, counts: Mapping[AssetState, int]) -> None:
        """Write the numbers on the buttons."""
        for number, (state, text) in enumerate(self._texts):
            count = sum(counts.values()) if state is None else counts.get(state, 0)
            self._group.button(number).setText(f"{text}  {count:,}")
