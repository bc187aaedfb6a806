"""An agency's name: chosen among those that are known, or typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QWidget


class AgencyBox(QComboBox):
    """Empty at first; `hint` stands in it while it is."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setAccessibleName(self.tr("Agency"))
        self.setMinimumWidth(200)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(hint)

    def offer(self, agencies: Iterable[str]) -> None:
        """Offer these names; what is typed stays."""
        now = self.currentText()
        self.clear()
        self.addItems(sorted(agencies))
        self.setCurrentText(now)

    def name(self) -> str:
        """What is chosen or typed; empty for none."""
        return self.currentText().strip()
