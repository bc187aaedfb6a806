"""Which of P1's studies, which of its rows, and how thoroughly."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from aesthcull.gui import forms
from aesthcull.trainer.studies.outcome import PAPER_EPOCHS, StudySettings
from aesthcull.trainer.studies.results import SPLITS
from aesthcull.trainer.studies.variations import STUDIES, Study

# A training of 400 photographs at 100×150 with P1's epochs, on two cores of a server; measured.
TRAINING_S = 270.0
_CELL = QSize(108, 26)


class StudyForm(QWidget):
    """`changed` when something else is meant; `settings` is None while no row is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.study_box = QComboBox()
        self.study_box.setAccessibleName(self.tr("Study"))
        for name, study in STUDIES.items():
            self.study_box.addItem(self.tr("{0}  (P1, {1})").format(study.title, study.table.lower()), name)
        self.rows = _row_list(self.tr("Rows"))
        self.repeats = forms.count(self.tr("Repeats"), 1, 100, StudySettings().repeats)
        self.epochs = forms.count(self.tr("Epochs"), 1, 1000, PAPER_EPOCHS)
        self.frames = forms.count(self.tr("Photographs at most"), 30, 10_000, StudySettings().most_frames)
        self.hint = forms.hint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        about = self.tr(
            "What preparing photographs differently does, as in the paper P1: it trained a small network on "
            "400 stock photographs of one author, 200 that sold well and 200 that sold poorly."
        )
        column.addWidget(forms.hint(about))
        column.addWidget(self.study_box)
        column.addWidget(self.rows)
        often = forms.line(self.repeats, QLabel(self.tr("repeats, by both splits")))
        long = forms.line(self.epochs, QLabel(self.tr("epochs (P1: {0})").format(PAPER_EPOCHS)))
        most = forms.line(self.frames, QLabel(self.tr("photographs at most")))
        for widget in (often, long, most, self.hint):
            column.addWidget(widget)
        self.study_box.currentIndexChanged.connect(self._show_rows)
        self.rows.itemChanged.connect(self._explain)
        for box in (self.repeats, self.epochs, self.frames):
            box.valueChanged.connect(self._explain)
        self.possible = find_spec("torch") is not None
        self._show_rows()

    def study(self) -> Study:
        """The study with the rows that are chosen; perhaps none."""
        whole = STUDIES[self.study_box.currentData()]
        chosen = [self.rows.item(n).checkState() == Qt.CheckState.Checked for n in range(self.rows.count())]
        return whole.having(tuple(row for row, on in zip(whole.rows, chosen, strict=True) if on))

    def settings(self) -> StudySettings | None:
        """How it is made."""
        study = self.study()
        if not study.rows:
            return None
        every = len(study.rows) == len(STUDIES[study.name].rows)
        rows = () if every else tuple(row.name for row in study.rows)
        return StudySettings(self.repeats.value(), self.epochs.value(), self.frames.value(), rows)

    def _show_rows(self) -> None:
        self.rows.blockSignals(True)
        self.rows.clear()
        for row in STUDIES[self.study_box.currentData()].rows:
            item = QListWidgetItem(row.name)
            item.setSizeHint(_CELL)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip(self.tr("The paper P1: {0} % right").format(row.paper_says))
            self.rows.addItem(item)
        self.rows.blockSignals(False)
        lines = -(-self.rows.count() // 4)
        self.rows.setFixedHeight(lines * _CELL.height() + 8)
        self._explain()

    def _explain(self) -> None:
        if not self.possible:
            self.hint.setText(
                self.tr("Studies need torch, which is not installed: pip install 'aesthcull[train]'")
            )
        elif self.settings() is None:
            self.hint.setText(self.tr("Choose a row at least."))
        else:
            self.hint.setText(self._effort())
        self.changed.emit()

    def _effort(self) -> str:
        rows, rounds = self.study().rows, len(SPLITS) * self.repeats.value()
        once = TRAINING_S * self.epochs.value() / PAPER_EPOCHS
        seconds = once * rounds * sum(row.treatment.cost for row in rows)
        said = self.tr("{0} trainings: with 400 photographs about {1} on two cores, without a GPU.").format(
            f"{len(rows) * rounds:,}", _about(seconds)
        )
        dearest = max(rows, key=lambda row: row.treatment.cost)
        share = once * rounds * dearest.treatment.cost
        if len(rows) > 1 and share > seconds / 2:
            said += " " + self.tr("Of these {0} takes {1}.").format(dearest.name, _about(share))
        return said + " " + self.tr("A study that was stopped goes on where it was.")


def _about(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"


def _row_list(name: str) -> QListWidget:
    """Check boxes beside each other."""
    found = QListWidget()
    found.setObjectName("checks")
    found.setAccessibleName(name)
    found.setFlow(QListView.Flow.LeftToRight)
    found.setWrapping(True)
    found.setResizeMode(QListView.ResizeMode.Adjust)
    found.setUniformItemSizes(True)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return found
