"""What stands in the window when there is no frame to show: what is the matter and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from aesthcull import places

Button = tuple[str, Callable[[], None]]


class EmptyState(QWidget):
    """An icon, a headline, an explanation and buttons, in the middle of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon = QLabel()
        icon.setPixmap(QIcon(str(places.resources_folder() / "icons" / "aesthcull.svg")).pixmap(72, 72))
        self.headline = QLabel()
        self.headline.setObjectName("headline")
        self.explanation = QLabel()
        self.explanation.setObjectName("explanation")
        self.explanation.setWordWrap(True)
        self.explanation.setFixedWidth(560)
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        for label in (icon, self.headline, self.explanation):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch()
        row.addLayout(self._buttons)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def show_state(self, headline: str, explanation: str, buttons: Sequence[Button]) -> None:
        """Say something else; the first button is the likeliest."""
        self.headline.setText(headline)
        self.explanation.setText(explanation)
        # A layout gives an aligned label the height of its one-line hint, and cuts off the rest.
        self.explanation.setMinimumHeight(self.explanation.heightForWidth(self.explanation.width()))
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setParent(None)  # at once; the deletion waits for the event loop
                widget.deleteLater()
        for number, (text, act) in enumerate(buttons):
            button = QPushButton(text)
            if number == 0:
                button.setObjectName("primary")
            button.clicked.connect(act)
            self._buttons.addWidget(button)


def short(path: Path, limit: int = 70) -> str:
    """A path that fits a line."""
    text = str(path)
    return text if len(text) <= limit else "…" + text[-limit + 1 :]
