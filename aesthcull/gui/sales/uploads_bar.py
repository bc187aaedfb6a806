"""Which folder holds the uploaded pictures, and whether its files are on sale somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from aesthcull.gui.forms import hint
from aesthcull.gui.path_field import PathField
from aesthcull.gui.sales.agency_box import AgencyBox


class UploadsBar(QFrame):
    """Hidden until it is asked for; `wanted` carries the folder and the agency, empty for none."""

    wanted = Signal(Path, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.folder = PathField(self.tr("folder of the uploaded pictures"))
        self.agency = AgencyBox(self.tr("no agency"))
        self.match = QPushButton(self.tr("&Match"))
        self.cancel = QPushButton(self.tr("Cancel"))
        about = hint(
            self.tr(
                "The JPEGs as you uploaded them, under the same file names. Each is compared with all "
                "scanned frames. If all are on sale at an agency, name it: those that never sold count, too."
            )
        )
        caption = QLabel(self.tr("On sale at"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.folder, 1)
        for widget in (caption, self.agency, self.match, self.cancel):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.addLayout(row)
        column.addWidget(about)
        for button in (self.match, self.cancel):
            button.setAutoDefault(False)
        self.folder.changed.connect(self._enable)
        self.folder.line.returnPressed.connect(self._begin)
        self.match.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self, agencies: Iterable[str]) -> None:
        """Show it."""
        self.agency.offer(agencies)
        self._enable()
        self.show()
        self.folder.setFocus()

    def _begin(self) -> None:
        folder = self.folder.path()
        if folder is not None:
            self.hide()
            self.wanted.emit(folder, self.agency.name())

    def _enable(self) -> None:
        self.match.setEnabled(self.folder.path() is not None)
