"""A file or folder to be named: typed, chosen, or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget


class PathField(QWidget):
    """A line with a button beside it. `kinds` is a file dialog's filter; without it a folder is meant."""

    changed = Signal()

    def __init__(self, name: str, kinds: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._kinds = kinds
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("a file") if kinds else self.tr("a folder"))
        self.line.setAcceptDrops(False)  # the field takes what is dropped, as a path, not as a URL
        self.button = QPushButton(self.tr("Choose…"))
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(self.tr("Choose {0}").format(name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.setAcceptDrops(True)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.button.clicked.connect(self.choose)

    def path(self) -> Path | None:
        """What stands in the line; None when it is empty."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path) -> None:
        """Write a path into the line."""
        self.line.setText(str(path))

    def choose(self) -> None:
        """Ask for it in a file dialog that begins where the line points."""
        now = self.path()
        start = str(now if now and now.exists() else Path.home())
        if self._kinds is None:
            chosen = QFileDialog.getExistingDirectory(self, self._name, start)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, self._name, start, self._kinds)
        if chosen:
            self.set_path(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.set_path(Path(url.toLocalFile()))
                return
