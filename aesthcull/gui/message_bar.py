"""A line above the grid that says what is not as it should be, until it is closed; remarks pass."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

_REMARK_MS = 10_000


class MessageBar(QWidget):
    """Hidden while there is nothing to say; the work goes on beneath it. `closed` by the user."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = QLabel()
        self.text.setWordWrap(True)
        close = QPushButton(self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.hide)
        close.clicked.connect(self.closed)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._do)
        self._act: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._remark = QTimer(self, singleShot=True, interval=_REMARK_MS)
        self._remark.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Show one message; an empty one hides the bar."""
        self._remark.stop()
        self._act = None
        self.button.hide()
        self.text.setText(text)
        self.setVisible(bool(text))

    def remark(self, text: str) -> None:
        """Say why a key did nothing, or what it did unseen; it goes after a while."""
        self.say(text)
        self._remark.start()

    def offer(self, text: str, word: str, act: Callable[[], object]) -> None:
        """Show one message, and a button that does something about it."""
        self.say(text)
        self._act = act
        self.button.setText(word)
        self.button.show()

    def _do(self) -> None:
        act = self._act
        self.say("")
        if act is not None:
            act()
