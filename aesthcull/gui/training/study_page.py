"""A study while it runs and when it is done: the plot and the table grow with every training; the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from aesthcull.gui import forms
from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.local_page import LocalPage
from aesthcull.gui.training.study_plot import StudyPlot
from aesthcull.trainer.studies.results import SPLITS
from aesthcull.trainer.studies.variations import Row, Study


class StudyPage(QWidget):
    """Shows what the trainer's process tells of a study; see `trainer.studies.task`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self.title = QLabel()
        self.title.setObjectName("counts")
        self.plot = StudyPlot()
        self.table = FiguresTable()
        self.said = forms.hint()
        self.report = LocalPage()
        self.report.setObjectName("report")
        self.report.setAccessibleName(self.tr("Report"))
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.plot)
        halves.addWidget(self.table)
        halves.setChildrenCollapsible(False)
        halves.setSizes([300, 200])
        growing = QWidget()
        column = QVBoxLayout(growing)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(halves, 1)
        column.addWidget(self.said)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(growing, self.tr("&Plot and table"))
        self.tabs.addTab(self.report, self.tr("Re&port"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addWidget(self.tabs, 1)

    def begin(self, study: Study) -> None:
        """Show P1's figures; ours come one by one."""
        self._study = study
        self.title.setText(
            self.tr("{0}: {1} of the paper P1, on your photographs").format(study.title, study.table.lower())
        )
        self.said.setText("")
        self.said.hide()
        self.tabs.setCurrentIndex(0)
        self.tabs.setTabEnabled(1, False)
        self.show_lines([])

    def show_lines(self, lines: Sequence[dict[str, Any]]) -> None:
        """The table so far: `trainer.studies.report.table_rows`."""
        if self._study is None:
            return
        self.plot.show_lines(self._study, lines)
        found = {(line["row"], line["split"]): line for line in lines}
        heads = [
            self._study.title,
            self.tr("Paper P1, %"),
            self.tr("Random split, %"),
            self.tr("chance"),
            self.tr("Split by series, %"),
            self.tr("chance"),
            self.tr("Repeats"),
        ]
        if self._study.reference:
            heads.append(self.tr("By series, against {0}").format(self._study.reference))
        self.table.show_rows(heads, [self._cells(row, found) for row in self._study.rows])

    def show_result(self, said: dict[str, Any]) -> None:
        """All is done: what it comes to, and the report."""
        self.show_lines(said["lines"])
        self.said.setText("\n".join(said["sentences"]))
        self.said.setVisible(bool(said["sentences"]))
        self.show_report(Path(said["report"]))

    def show_report(self, page: Path) -> None:
        """The report of what is finished, where there is one already."""
        self.tabs.setTabEnabled(1, page.is_file())
        if page.is_file():
            self.report.show_file(page)

    def _cells(self, row: Row, found: dict[tuple[str, str], dict[str, Any]]) -> list[str]:
        mine = [found.get((row.name, split)) for split in SPLITS]
        cells = [row.name, row.paper_says]
        for line in mine:
            cells += (
                [_interval(line, "accuracy", "low", "high"), _percent(line["chance"])] if line else ["–", ""]
            )
        cells.append(" / ".join(dict.fromkeys(str(line["repeats"]) for line in mine if line)))
        if self._study is not None and self._study.reference:
            names = ("difference", "difference_low", "difference_high")
            known = mine[1] is not None and mine[1]["difference"] is not None
            cells.append(_interval(mine[1], *names, sign="+") if known and mine[1] else "")
        return cells


def _interval(line: dict[str, Any], name: str, low: str, high: str, sign: str = "") -> str:
    """In %, such as 61.3 (55.0–67.6)."""
    value = _percent(line[name], sign)
    if line[low] is None:
        return value
    to = " to " if sign else "–"
    return f"{value} ({_percent(line[low], sign)}{to}{_percent(line[high], sign)})"


def _percent(share: float, sign: str = "") -> str:
    return f"{100 * share:{sign}.1f}"
