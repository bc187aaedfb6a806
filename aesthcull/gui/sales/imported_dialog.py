"""The sales reports that were imported, and taking one of them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue import sales_reports
from aesthcull.catalogue.records import UPLOADS, SalesReport
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.sales.taking_back import TakenBack, take_back
from aesthcull.gui.background import Background
from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.forms import hint
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.pipeline import Workplace


@dataclass(frozen=True)
class _Known:
    """The reports, the newest first, and how many sales each tells of."""

    reports: Sequence[SalesReport]
    sales: dict[int, int]


class ImportedDialog(QDialog):
    """Lists the reports; one is removed after a question. `removed` when the catalogue has changed."""

    removed = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Imported reports"))
        self._work = work
        self._reports: Sequence[SalesReport] = ()
        self.table = FiguresTable()
        self.table.setAccessibleName(self.tr("Imported reports"))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the ends of files' names differ
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.empty = hint(self.tr("No sales report is imported: Sales → Import sales report… brings one in."))
        self.question = QuestionBar()
        self.progress = ProgressLine(margin=0)
        self.remove_button = QPushButton(self.tr("&Remove…"))
        self.close_button = QPushButton(self.tr("Close"))
        self.listing, self.removing = Background(self), Background(self)
        self._lay_out()
        self._connect()
        self.load()

    def load(self) -> None:
        """List what the catalogue holds."""
        self.listing.start(lambda _job: _known(self._work.catalogue))
        self._enable()

    def current(self) -> SalesReport | None:
        """The report that Remove would take back."""
        row = self.table.currentRow()
        return self._reports[row] if 0 <= row < len(self._reports) else None

    def reject(self) -> None:
        """Esc and Close: a question is answered with no, a removal that has not begun is cancelled."""
        if self.question.isVisible():
            self._keep()
        elif self.removing.running:
            self.removing.cancel()
        else:
            super().reject()

    # Removing

    def _ask(self) -> None:
        report = self.current()
        if report is None or not self.remove_button.isEnabled():
            return
        text = self.tr(
            "Remove {0} of {1}? Its sales go, except those of which other reports tell, too. The file itself "
            "stays where it is and can be imported again."
        ).format(report.path.name, report.agency)
        if report.form == UPLOADS:
            text = self.tr(
                "Remove the list of uploads {0} at {1}? Assets that no report names then go; the pictures "
                "themselves stay."
            ).format(report.path.name, report.agency)
        act = partial(self._remove, report.id)
        self.question.ask(text, self.tr("Remove it"), self.tr("Keep it"), act)

    def _remove(self, report_id: int) -> None:
        work = partial(take_back, self._work.catalogue, report_id)
        self.progress.follow(self.removing.start(work))
        self._enable()

    def _removed(self, taken: object) -> None:
        assert isinstance(taken, TakenBack)
        self._rest(self.tr("Removed {0}: {1}.").format(taken.report.path.name, taken.line()))
        self.load()
        self.removed.emit()

    def _not_removed(self, reason: str) -> None:
        self._rest(self.tr("Not removed: {0}").format(reason))
        self.load()  # perhaps it was removed elsewhere

    def _rest(self, text: str) -> None:
        self.progress.rest(text)
        self._enable()

    def _keep(self) -> None:
        self.question.drop()
        self.table.setFocus()

    # What the workers bring

    def _listed(self, found: object) -> None:
        assert isinstance(found, _Known)
        row = max(0, self.table.currentRow())
        self._reports = found.reports
        headings = [
            self.tr("File"), self.tr("Agency"), self.tr("Imported"), self.tr("Rows"), self.tr("Sales"),
            self.tr("Period"),
        ]  # fmt: skip
        rows = [_cells(report, found.sales.get(report.id)) for report in found.reports]
        self.table.show_rows(headings, rows)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for line, report in enumerate(found.reports):
            self._dress(line, report)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows:
            self.table.selectRow(min(row, len(rows) - 1))
            self.table.setFocus()
        self._enable()

    def _dress(self, line: int, report: SalesReport) -> None:
        for column in (3, 4):
            item = self.table.item(line, column)
            if item is not None:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        name = self.table.item(line, 0)
        if name is not None:
            name.setToolTip(str(report.path))

    # Arranging

    def _enable(self) -> None:
        busy = self.removing.running or self.listing.running
        self.remove_button.setEnabled(not busy and self.current() is not None)
        self.table.setEnabled(not self.removing.running)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._chosen)
        self.listing.finished.connect(self._listed)
        self.listing.failed.connect(self._rest)
        self.removing.finished.connect(self._removed)
        self.removing.failed.connect(self._not_removed)
        self.removing.cancelled.connect(lambda: self._rest(self.tr("Cancelled; nothing was removed.")))
        self.progress.cancel.connect(self.removing.cancel)
        self.remove_button.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self._ask)

    def _chosen(self) -> None:
        """Another report is chosen: the question was about the one before."""
        self.question.drop()
        self._enable()

    def _lay_out(self) -> None:
        for button in (self.remove_button, self.close_button):
            button.setAutoDefault(False)
        self.remove_button.setToolTip(self.tr("Take the report back; Delete"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        for widget in (self.question, self.progress):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(940, 460)


def _known(catalogue: Catalogue) -> _Known:
    reports = sorted(sales_reports.reports(catalogue), key=lambda r: (r.imported_at, r.id), reverse=True)
    return _Known(reports, sales_reports.told_sales(catalogue))


def _cells(report: SalesReport, sales: int | None) -> list[str]:
    period = report.period
    return [
        report.path.name,
        report.agency,
        f"{report.imported_at:%Y-%m-%d %H:%M}",
        f"{report.rows:,}",
        "–" if sales is None else f"{sales:,}",
        f"{period[0]:%Y-%m-%d} – {period[1]:%Y-%m-%d}" if period else "–",
    ]
