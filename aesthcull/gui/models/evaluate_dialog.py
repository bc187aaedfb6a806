"""How well a model judges photographs of the user's own whose truth is known."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.gui import forms
from aesthcull.gui.background import Background
from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.path_field import PathField
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.job import Job
from aesthcull.pipeline.evaluate import Evaluation, evaluate, labelled_by_folders, labelled_by_votes
from aesthcull.vision.registry import ModelEntry, Registry


class EvaluateDialog(QDialog):
    """Asks for two folders or a table of votes, and shows the figures."""

    def __init__(self, registry: Registry, entry: ModelEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Evaluate {0}").format(entry.id))
        self._registry = registry
        self._entry = entry
        self.by_folders = QRadioButton(self.tr("&Two folders"))
        self.by_votes = QRadioButton(self.tr("A &table of votes"))
        self._kinds = QButtonGroup(self)
        self.good = PathField(self.tr("folder of the good photographs"))
        self.poor = PathField(self.tr("folder of the poor photographs"))
        self.votes = PathField(self.tr("table of votes"), self.tr("Tables (*.csv);;All files (*)"))
        self.low, self.high = _scale_box(1.0), _scale_box(10.0)
        self.remark = forms.hint()
        self.remark.setObjectName("refusal")
        self.figures = FiguresTable()
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        self.problems.setAccessibleName(self.tr("Photographs that could not be read"))
        self.problems.setMaximumHeight(96)
        self.progress = ProgressLine(margin=0)
        self.start = QPushButton(self.tr("&Evaluate"))
        self.start.setObjectName("primary")
        self.close_button = QPushButton(self.tr("Close"))
        self.background = Background(self)
        self._lay_out()
        self._connect()
        self.by_folders.setChecked(True)
        self._enable()

    def reject(self) -> None:
        """Esc and Close; what goes on is cancelled first."""
        if self.background.running:
            self.background.cancel()
        else:
            super().reject()

    def _begin(self) -> None:
        if not self.start.isEnabled():
            return
        good, poor, votes = self.good.path(), self.poor.path(), self.votes.path()
        scale = (self.low.value(), self.high.value())
        by_votes = self.by_votes.isChecked()

        def work(job: Job) -> Evaluation:
            job.stage("Looking for photographs")
            if by_votes and votes is not None:
                labelled = labelled_by_votes(votes, scale)
            else:
                labelled = labelled_by_folders(good or Path(), poor or Path(), job)
            return evaluate(self._registry, self._entry.id, labelled, job)

        for part in (self.remark, self.figures, self.problems):
            part.hide()
        self.progress.follow(self.background.start(work))
        self._enable()

    def _show(self, found: Evaluation) -> None:
        self.figures.show_figures(found.figures)
        self.figures.show()
        self.remark.setText(f"{found.remark}.")
        self.remark.setVisible(bool(found.remark))
        self.problems.setPlainText("\n".join(f"{p.path}: {p.reason}" for p in found.problems))
        self.problems.setVisible(bool(found.problems))
        said = self.tr("{0} on {1} photographs").format(found.model, f"{found.photographs:,}")
        if found.problems:
            said += self.tr("; {0} could not be read").format(f"{len(found.problems):,}")
        self._rest(said)

    def _rest(self, text: str) -> None:
        self.progress.rest(text)
        self._enable()

    def _enable(self) -> None:
        votes, busy = self.by_votes.isChecked(), self.background.running
        for field in (self.good, self.poor):
            field.setEnabled(not votes and not busy)
        for widget in (self.votes, self.low, self.high):
            widget.setEnabled(votes and not busy)
        for choice in (self.by_folders, self.by_votes):
            choice.setEnabled(not busy)
        wanted = (self.votes,) if votes else (self.good, self.poor)
        self.start.setEnabled(not busy and all(field.path() for field in wanted))

    def _connect(self) -> None:
        self._kinds.buttonToggled.connect(lambda *_: self._enable())
        for field in (self.good, self.poor, self.votes):
            field.changed.connect(self._enable)
        self.start.clicked.connect(self._begin)
        self.close_button.clicked.connect(self.reject)
        self.progress.cancel.connect(self.background.cancel)
        self.background.finished.connect(self._show)
        self.background.failed.connect(self._rest)
        self.background.cancelled.connect(lambda: self._rest(self.tr("Cancelled.")))

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for choice in (self.by_folders, self.by_votes):
            self._kinds.addButton(choice)
        form.addWidget(self.by_folders, 0, 0, 1, 2)
        form.addWidget(_caption(self.tr("Good")), 1, 0)
        form.addWidget(self.good, 1, 1)
        form.addWidget(_caption(self.tr("Poor")), 2, 0)
        form.addWidget(self.poor, 2, 1)
        form.addWidget(self.by_votes, 3, 0, 1, 2)
        form.addWidget(_caption(self.tr("CSV")), 4, 0)
        form.addWidget(self.votes, 4, 1)
        form.addWidget(_caption(self.tr("Means are on")), 5, 0)
        scale = QHBoxLayout()
        scale.setSpacing(10)
        scale.addWidget(self.low)
        scale.addWidget(QLabel("–"))
        scale.addWidget(self.high)
        hint = QLabel(self.tr("columns: file, and v1…vK (counts of votes) or mean"))
        hint.setObjectName("faint")
        scale.addWidget(hint, 1)
        form.addLayout(scale, 5, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        self.start.setDefault(True)
        self.close_button.setAutoDefault(False)
        buttons.addWidget(self.start)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.remark)
        column.addWidget(self.figures, 1)
        column.addWidget(self.problems)
        column.addStretch()
        column.addWidget(self.progress)
        column.addLayout(buttons)
        for part in (self.remark, self.figures, self.problems):
            part.hide()
        self.resize(760, 560)


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setIndent(24)  # below its radio button's text
    return label


def _scale_box(value: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(-1e6, 1e6)
    box.setDecimals(1)
    box.setValue(value)
    box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    box.setFixedWidth(84)
    return box
