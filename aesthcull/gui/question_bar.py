"""A question inside a dialog, where the answer has consequences: what it is about, and two buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class QuestionBar(QFrame):
    """Hidden while nothing is asked; the careful answer has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.yes = QPushButton()
        self.no = QPushButton()
        self._act: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self.text, 1)
        for button in (self.yes, self.no):
            button.setAutoDefault(True)  # Return presses the one with the focus
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.drop)
        self.hide()

    def ask(self, text: str, yes: str, no: str, act: Callable[[], None]) -> None:
        """Ask; `act` is called when the answer is yes. An earlier question is dropped."""
        self.text.setText(text)
        self.yes.setText(yes)
        self.no.setText(no)
        self._act = act
        self.show()
        self.no.setFocus()

    def drop(self) -> None:
        """Answer no."""
        self._act = None
        self.hide()

    def _agree(self) -> None:
        act = self._act
        self.drop()
        if act is not None:
            act()
