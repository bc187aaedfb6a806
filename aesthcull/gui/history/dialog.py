"""The list of the last steps of a shoot; choosing one takes back what was done after it, or does it again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue import history
from aesthcull.catalogue.history import PastStep
from aesthcull.catalogue.store import Catalogue
from aesthcull.gui.background import Background
from aesthcull.gui.forms import hint
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.job import Job

LIMIT = 200
_Align = Qt.AlignmentFlag


class HistoryDialog(QDialog):
    """Shows the steps of `folder`. `turned` tells the ids of frames whose marks went back or forth."""

    turned = Signal(list)

    def __init__(self, catalogue: Catalogue, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        self._catalogue = catalogue
        self._folder = folder
        self._steps: list[PastStep] = []
        self._moved: set[int] = set()
        self.table = QTableWidget(0, 3)
        self.explanation = hint()
        self.go = QPushButton(self.tr("&Go there"))
        self.go.setObjectName("primary")
        self.close_button = QPushButton(self.tr("Close"))
        self.progress = ProgressLine(margin=0)
        self._lay_out()
        self._reading, self._travelling = Background(self), Background(self)
        self._connect()
        self._read()

    def reject(self) -> None:
        """Esc and Close; what goes on is cancelled first."""
        if self._travelling.running:
            self._travelling.cancel()
        else:
            super().reject()

    # What the user does

    def _go(self) -> None:
        """To the state after the chosen step; the last line is the state before all of them."""
        row = self.table.currentRow()
        if row < 0 or self._travelling.running:
            return
        to = self._steps[row].id if row < len(self._steps) else None
        self._moved.clear()
        self.progress.follow(self._travelling.start(lambda job: self._travel(job, to)))
        self._enable()

    def _travel(self, job: Job, to: int | None) -> None:
        """In the thread of the work."""
        job.stage(self.tr("Going there"))
        for step in history.travel(self._catalogue, self._folder, list(self._steps), to):
            self._moved.update(step.frame_ids)
            job.advance()

    # What comes of it

    def _rest(self, problem: str = "") -> None:
        self.progress.rest(problem)
        self.turned.emit(sorted(self._moved))
        self._read()

    def _read(self) -> None:
        self._reading.start(lambda _job: history.steps(self._catalogue, self._folder, LIMIT))

    def _show(self, steps: list[PastStep]) -> None:
        self._steps = steps
        first = [
            self.tr("Before these {0} steps").format(LIMIT) if len(steps) == LIMIT else self.tr("At first")
        ]
        self.table.setRowCount(len(steps) + bool(steps))
        now = next((row for row, step in enumerate(steps) if not step.undone), len(steps))
        for row, step in enumerate(steps):
            at = QDateTime.fromSecsSinceEpoch(int(step.at.timestamp()))
            when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
            self._fill(row, [step.name, f"{step.frames:,}", when], row == now, row < now)
        if steps:
            self._fill(len(steps), first, now == len(steps), False)
            self.table.selectRow(now)
        self.explanation.setText(self._explained(bool(steps)))
        self._enable()

    def _explained(self, any_steps: bool) -> str:
        if not any_steps:
            return self.tr("Nothing has been marked or changed in this shoot yet.")
        return self.tr(
            "“Go there” brings all marks back to how they were after the chosen step. Steps that are undone "
            "stay in the list until something else is done."
        )

    def _fill(self, row: int, texts: list[str], now: bool, undone: bool) -> None:
        font = QFont()
        font.setBold(now)
        font.setItalic(undone)
        for column in range(3):
            item = QTableWidgetItem(texts[column] if column < len(texts) else "")
            item.setFont(font)
            if undone:
                item.setForeground(self.palette().placeholderText())
                item.setToolTip(self.tr("Undone"))
            if now:
                item.setToolTip(self.tr("This is how the shoot is now"))
            if column == 1:
                item.setTextAlignment(_Align.AlignRight | _Align.AlignVCenter)
            self.table.setItem(row, column, item)

    def _enable(self) -> None:
        self.go.setEnabled(bool(self._steps) and not self._travelling.running)
        self.table.setEnabled(not self._travelling.running)

    def _connect(self) -> None:
        self._reading.finished.connect(self._show)
        self._reading.failed.connect(self.progress.rest)
        self._travelling.finished.connect(lambda _none: self._rest())
        self._travelling.failed.connect(self._rest)
        self._travelling.cancelled.connect(self._rest)
        self.progress.cancel.connect(self._travelling.cancel)
        self.go.clicked.connect(self._go)
        self.table.activated.connect(lambda _index: self._go())
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([self.tr("Step"), self.tr("Frames"), self.tr("When")])
        table.setAccessibleName(self.tr("Steps, the newest first"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(_Align.AlignLeft | _Align.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, 80)
        header.resizeSection(2, 150)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.progress, 1)
        bottom.addWidget(self.go)
        bottom.addWidget(self.close_button)
        for button in (self.go, self.close_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(table, 1)
        column.addWidget(self.explanation)
        column.addLayout(bottom)
        self.resize(640, 520)
