"""The keys, laid over the window; made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from aesthcull.gui.actions import ROWS, VIEW_KEYS

_PER_COLUMN = 12


class HelpOverlay(QFrame):
    """A panel in the middle of its parent; any click closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("helpOverlay")
        layout = QGridLayout(self)
        layout.setContentsMargins(28, 22, 28, 22)
        layout.setHorizontalSpacing(14)
        layout.setVerticalSpacing(7)
        title = QLabel(self.tr("Keys"))
        title.setObjectName("headline")
        layout.addWidget(title, 0, 0, 1, 6)
        entries = [(keys, text) for keys, text in VIEW_KEYS]
        entries += [("  ".join(row.keys), row.text) for row in ROWS if row.keys]
        for number, (keys, text) in enumerate(entries):
            line, column = number % _PER_COLUMN + 1, number // _PER_COLUMN * 2
            key = QLabel(keys)
            key.setObjectName("helpKey")
            layout.addWidget(key, line, column, Qt.AlignmentFlag.AlignRight)
            layout.addWidget(QLabel(text.rstrip("…")), line, column + 1)
        self.hide()

    def toggle(self) -> None:
        """Show or hide."""
        if self.isVisible():
            self.hide()
        else:
            self.adjustSize()
            self.centre()
            self.show()
            self.raise_()

    def mousePressEvent(self, event: object) -> None:
        del event
        self.hide()

    def centre(self) -> None:
        """Stay in the middle of the parent; the window calls it when it is resized."""
        parent = self.parentWidget()
        if parent is not None:
            self.move(parent.rect().center() - self.rect().center())
