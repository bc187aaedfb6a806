"""The reports of the user's own models: how good each was found when it was trained."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.gui.local_page import LocalPage
from aesthcull.trainer.report.page import PAGE
from aesthcull.vision.registry import ModelError, Registry


class ReportsDialog(QDialog):
    """Lists the versions that have a report, the newest first, and shows the one that is chosen."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reports"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Models with a report"))
        self.list.setFixedWidth(220)
        self.page = LocalPage()
        self.page.setObjectName("report")
        self.page.setAccessibleName(self.tr("Report"))
        self.none = QLabel()
        self.none.setObjectName("explanation")
        self.none.setWordWrap(True)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self._lay_out(close)
        self._reports: list[Path] = []
        self.list.currentRowChanged.connect(self._show)
        self._fill(registry)

    def _fill(self, registry: Registry) -> None:
        said = self.tr("No model of your own was trained yet: Sales → Train a model… writes a report.")
        try:
            registry.reread()
        except ModelError as error:
            said = str(error)
        found = [(entry.report_folder / PAGE, entry) for entry in registry.versions()]
        having = [(path, entry) for path, entry in found if path.is_file()]
        having.sort(key=lambda pair: pair[0].stat().st_mtime, reverse=True)
        for path, entry in having:
            self._reports.append(path)
            used = self.tr("  ● in use") if registry.in_use(entry) else ""
            self.list.addItem(QListWidgetItem(f"{entry.id}{used}"))
        self.none.setText(said)
        for widget, shown in ((self.list, having), (self.page, having), (self.none, not having)):
            widget.setVisible(bool(shown))
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if row >= 0:
            self.page.show_file(self._reports[row])

    def _lay_out(self, close: QPushButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list)
        row.addWidget(self.page, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.none)
        column.addLayout(row, 1)
        column.addLayout(buttons)
        self.resize(1120, 660)
