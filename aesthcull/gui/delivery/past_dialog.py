"""The deliveries of the past: going on with one that was cut short, and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue.deliveries import Delivery, deliveries
from aesthcull.exchange.delivery import running
from aesthcull.exchange.delivery.settings import DeliveryReport
from aesthcull.gui import problems
from aesthcull.gui.background import Background
from aesthcull.gui.delivery import words
from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.forms import hint
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

UNFINISHED = ("open", "undoing")


class PastDialog(QDialog):
    """`delivered` tells the report of what was gone on with, or (True) taken back; None where cancelled."""

    delivered = Signal(object, bool)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Deliveries"))
        self._work = work
        self._past: Sequence[Delivery] = ()
        self._undoing = False
        self.table = FiguresTable()
        self.empty = hint(
            self.tr("Nothing has been delivered yet. Use File → Deliver… to copy or move frames.")
        )
        self.told = hint()
        self.question = QuestionBar()
        self.progress = ProgressLine(margin=0, pausable=True)
        self.resume_button = QPushButton(self.tr("&Resume"))
        self.undo_button = QPushButton(self.tr("&Undo…"))
        self.open_button = QPushButton(self.tr("&Show the folder"))
        self.close_button = QPushButton(self.tr("Close"))
        self.listing, self.running = Background(self), Background(self)
        self._lay_out()
        self._connect()
        self.load()

    def load(self) -> None:
        """List what the catalogue knows."""
        self.listing.start(lambda _job: deliveries(self._work.catalogue))
        self._enable()

    def current(self) -> Delivery | None:
        """The one that the buttons are about."""
        row = self.table.currentRow()
        return self._past[row] if 0 <= row < len(self._past) else None

    def reject(self) -> None:
        """Esc and Close; a question is answered with no, what goes on is cancelled first."""
        if self.question.isVisible():
            self.question.drop()
            self.table.setFocus()
        elif self.running.running:
            self.running.cancel()
        else:
            super().reject()

    # What the user does

    def _resume(self) -> None:
        found, work = self.current(), self._work
        if found is not None and self.resume_button.isEnabled():
            number, self._undoing = found.id, found.state == "undoing"
            self._begin(lambda job: running.resume(work.catalogue, work.thumbnails, number, job))

    def _ask(self) -> None:
        found = self.current()
        if found is None or not self.undo_button.isEnabled():
            return
        text = {
            "move": self.tr("Move {0:,} files back to where they were?"),
            "trash": self.tr("Restore {0:,} files from the trash?"),
        }.get(found.kind, self.tr("Remove {0:,} copies? Copies that were changed are kept."))
        yes, no = self.tr("U&ndo"), self.tr("&Cancel")
        self.question.ask(text.format(found.done), yes, no, lambda: self._undo(found.id))

    def _undo(self, number: int) -> None:
        work = self._work
        self._undoing = True
        self._begin(lambda job: running.undo(work.catalogue, work.thumbnails, number, job))

    def _begin(self, run: Callable[[Job], DeliveryReport]) -> None:
        self._say("")
        self.progress.follow(self.running.start(run))
        self._enable()

    def _open(self) -> None:
        found = self.current()
        if found is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(found.destination)))

    # What comes of it

    def _ran(self, report: DeliveryReport) -> None:
        lines = [words.outcome(report, undone=self._undoing)]
        lines += [f"{problem.path}: {problems.said(problem.reason)}" for problem in report.problems[:5]]
        self._rest("\n".join(lines))
        self.delivered.emit(report, self._undoing)

    def _cancelled(self) -> None:
        self._rest(self.tr("Cancelled. What was finished is kept; you can resume it."))
        self.delivered.emit(None, self._undoing)

    def _rest(self, text: str) -> None:
        self.progress.rest("")
        self._say(text)
        self.load()

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _listed(self, past: Sequence[Delivery]) -> None:
        row = max(0, self.table.currentRow())
        self._past = past
        headings = [
            self.tr("When"), self.tr("How"), self.tr("Destination"), self.tr("Frames"), self.tr("Size"),
            self.tr("State"),
        ]  # fmt: skip
        self.table.show_rows(headings, [_cells(found) for found in past])
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for line, found in enumerate(past):
            for column, item in ((column, self.table.item(line, column)) for column in (2, 3, 4)):
                if item is not None and column > 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                elif item is not None:
                    item.setToolTip(str(found.destination))
        self.table.setVisible(bool(past))
        self.empty.setVisible(not past)
        if past:
            self.table.selectRow(min(row, len(past) - 1))
            self.table.setFocus()
        self._enable()

    # Arranging

    def _enable(self) -> None:
        found, busy = self.current(), self.running.running or self.listing.running
        able = found is not None and not busy
        self.resume_button.setEnabled(able and found is not None and found.state in UNFINISHED)
        self.undo_button.setEnabled(able and found is not None and found.state != "undone")
        self.open_button.setEnabled(able and found is not None and found.kind != "trash")
        self.table.setEnabled(not self.running.running)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self.question.drop)
        self.table.itemSelectionChanged.connect(self._enable)
        self.listing.finished.connect(self._listed)
        self.listing.failed.connect(self._say)
        self.running.finished.connect(self._ran)
        self.running.failed.connect(self._rest)
        self.running.cancelled.connect(self._cancelled)
        self.progress.cancel.connect(self.running.cancel)
        self.resume_button.clicked.connect(self._resume)
        self.undo_button.clicked.connect(self._ask)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.table.setAccessibleName(self.tr("Deliveries, newest first"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.told.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.resume_button, self.undo_button, self.open_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        for button in (self.resume_button, self.undo_button, self.open_button, self.close_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        for widget in (self.told, self.question, self.progress):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(940, 460)


def _cells(found: Delivery) -> list[str]:
    at = QDateTime.fromSecsSinceEpoch(int(found.at.timestamp()))
    return [
        QLocale().toString(at, QLocale.FormatType.ShortFormat),
        words.kind_of(found),
        "–" if found.kind == "trash" else str(found.destination),
        f"{found.frames:,}",
        words.size(found.bytes),
        words.state_of(found),
    ]
