"""The frames that were changed here and in a sidecar, both sides beside each other: the user decides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.xmp.profiles import Differing
from aesthcull.gui.background import Background
from aesthcull.gui.forms import hint
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.xmp import words
from aesthcull.gui.xmp.conflicts_model import ConflictsModel
from aesthcull.photos.problems import Problem
from aesthcull.pipeline.sidecar_conflicts import Conflict, conflicts, decide
from aesthcull.pipeline.sidecar_reading import ReadReport

_ROW = 26  # logical px


class ConflictsDialog(QDialog):
    """One line for each field that differs; a decision is about all fields of the frames chosen. `decided`
    tells what came of one."""

    decided = Signal(object)  # ReadReport

    def __init__(self, catalogue: Catalogue, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Changed here and in a file"))
        self._catalogue = catalogue
        self._folder = folder
        self.model = ConflictsModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.explanation = hint()
        self.all = QCheckBox(self.tr("For &all frames"))
        self.mine = QPushButton(self.tr("Keep &mine"))
        self.theirs = QPushButton(self.tr("Take the &file's"))
        self.close_button = QPushButton(self.tr("Close"))
        self.progress = ProgressLine(margin=0)
        self._reading, self._deciding = Background(self), Background(self)
        self._lay_out()
        self._connect()
        self._read()

    # What the user does

    def _decide(self, who: Differing) -> None:
        chosen = self._chosen()
        if not chosen or self._deciding.running:
            return
        self.progress.follow(
            self._deciding.start(lambda job: decide(self._catalogue, chosen, who, job, words.step_name))
        )
        self._enable()

    def _chosen(self) -> list[Conflict]:
        """The frames that a decision is about."""
        if self.all.isChecked():
            rows = list(range(self.model.rowCount()))
        else:
            rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        return list({id(found): found for found in map(self.model.conflict, rows)}.values())

    # What comes of it

    def _read(self) -> None:
        self._reading.start(lambda _job: conflicts(self._catalogue, self._folder))

    def _told(self, report: ReadReport) -> None:
        self.progress.rest(" ".join(words.problem_words(report.problems)))
        self.decided.emit(report)
        self._read()

    def _refused(self, reason: str) -> None:
        self.progress.rest(reason)
        self._enable()

    def _show(self, found: tuple[list[Conflict], list[Problem]]) -> None:
        waiting, problems = found
        before = self.table.currentIndex().row()
        self.model.show_conflicts(waiting)
        if waiting:
            self.table.selectRow(min(max(before, 0), self.model.rowCount() - 1))
            self.table.setFocus()
        self.explanation.setText(self._explained(len(waiting)))
        if problems:
            self.progress.rest(" ".join(words.problem_words(problems)))
        self._enable()

    def _explained(self, count: int) -> str:
        if not count:
            return self.tr("No conflicts: every change was made on one side only.")
        return self.tr(
            "The marks of these frames were changed here, and in their sidecar or picture by "
            "another program. Select frames and choose which side to keep. If you keep yours, "
            "the file is updated when it is next written; if you take the file's, you can undo "
            "it. If your answer is always the same, choose it in the sidecar settings."
        )

    def _enable(self) -> None:
        ready = self.model.rowCount() > 0 and not self._deciding.running
        for button in (self.mine, self.theirs, self.all):
            button.setEnabled(ready)

    def _connect(self) -> None:
        self._reading.finished.connect(self._show)
        self._reading.failed.connect(self._refused)
        self._deciding.finished.connect(self._told)
        self._deciding.failed.connect(self._refused)
        self._deciding.cancelled.connect(lambda: self._refused(""))
        self.progress.cancel.connect(self._deciding.cancel)
        self.mine.clicked.connect(lambda: self._decide("catalogue"))
        self.theirs.clicked.connect(lambda: self._decide("sidecar"))
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("What differs"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((0, 190), (1, 90), (2, 200)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.progress, 1)
        bottom.addWidget(self.all)
        for button in (self.mine, self.theirs, self.close_button):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setSpacing(10)
        lines.addWidget(table, 1)
        lines.addWidget(self.explanation)
        lines.addLayout(bottom)
        self.resize(720, 460)
