"""What came of a delivery: how much, what was left as it was and why, and taking it back."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from aesthcull.exchange.delivery.settings import DeliveryReport
from aesthcull.gui import problems
from aesthcull.gui.delivery import words
from aesthcull.gui.figures_table import FiguresTable

_MOST = 1000  # lines: more are not read, and would hold up the window


class Outcome(QWidget):
    """Shows a report; `undo` is for the dialog to act on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: DeliveryReport | None = None
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setObjectName("verdict")
        self.problems = FiguresTable()
        self.problems.setAccessibleName(self.tr("Files that were left alone"))
        self.open_button = QPushButton(self.tr("&Show the folder"))
        self.undo = QPushButton(self.tr("&Undo"))
        for button in (self.open_button, self.undo):
            button.setAutoDefault(False)
        self.open_button.clicked.connect(self._open)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.open_button)
        row.addWidget(self.undo)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.text)
        column.addLayout(row)
        column.addWidget(self.problems, 1)
        self._filler = QWidget()
        column.addWidget(self._filler, 1)

    def show_report(self, report: DeliveryReport, *, undone: bool) -> None:
        """Show what a delivery, or taking it back, has done."""
        self.report = report
        self.text.setText(words.outcome(report, undone=undone))
        rows = [(str(problem.path), problems.said(problem.reason)) for problem in report.problems[:_MOST]]
        if len(report.problems) > _MOST:
            rows.append((self.tr("and {0:,} more").format(len(report.problems) - _MOST), ""))
        self.problems.show_rows([self.tr("File"), self.tr("Why")], rows)
        self.problems.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.problems.setColumnWidth(0, 460)
        self.problems.setVisible(bool(rows))
        self._filler.setVisible(not rows)
        self.undo.setVisible(not undone and report.delivery_id is not None)
        self.open_button.setVisible(not undone and report.settings.kind != "trash")

    def show_text(self, text: str) -> None:
        """Say something in place of a report."""
        self.report = None
        self.text.setText(text)
        for widget in (self.problems, self.undo, self.open_button):
            widget.hide()
        self._filler.show()

    def _open(self) -> None:
        if self.report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.report.settings.destination)))
