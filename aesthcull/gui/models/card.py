"""A model card, shown in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QWidget

from aesthcull.gui import palette
from aesthcull.gui.local_page import LocalPage


class CardView(LocalPage):
    """Shows a card's Markdown, read only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Model card"))

    def show_card(self, path: Path) -> None:
        """Show the card, or why it cannot be read."""
        self.show_file(path)
        self._quieten_links()

    def _quieten_links(self) -> None:
        """They lead nowhere here, and `name@1.0`, which Qt takes for a mail address, is none."""
        plain = QTextCharFormat()
        plain.setAnchor(False)
        plain.setForeground(palette.text())
        plain.setFontUnderline(False)
        self.change_format([one for one in self.fragments() if one.charFormat().isAnchor()], plain)
