"""A model card, shown in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QTextCharFormat, QTextCursor
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
        self._space_tables()

    def _quieten_links(self) -> None:
        """They lead nowhere here, and `name@1.0`, which Qt takes for a mail address, is none."""
        plain = QTextCharFormat()
        plain.setAnchor(False)
        plain.setForeground(palette.text())
        plain.setFontUnderline(False)
        for start, end in self._links():
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(plain)

    def _links(self) -> list[tuple[int, int]]:
        found = []
        block = self.document().begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                fragment = part.fragment()
                if fragment.charFormat().isAnchor():
                    found.append((fragment.position(), fragment.position() + fragment.length()))
                part += 1
            block = block.next()
        return found

    def _space_tables(self) -> None:
        """Qt draws Markdown tables without any padding."""
        frames = self.document().rootFrame().childFrames()
        for frame in frames:
            form = getattr(frame, "format", lambda: None)()
            if form is not None and form.isTableFormat():
                table = form.toTableFormat()
                table.setCellPadding(4)
                table.setCellSpacing(0)
                table.setBorder(0.5)
                table.setBorderBrush(self.palette().mid())
                table.setBorderCollapse(True)
                frame.setFrameFormat(table)
