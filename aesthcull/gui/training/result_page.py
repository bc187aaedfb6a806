"""What came of a training: the verdict, the figures beside chance and the naive split, rivals, the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QTabWidget, QVBoxLayout, QWidget

from aesthcull.gui import forms
from aesthcull.gui.figures_table import FiguresTable, number, with_interval
from aesthcull.gui.local_page import LocalPage
from aesthcull.trainer.changes import change_rows
from aesthcull.vision.evaluation import Figure


class ResultPage(QWidget):
    """Shows the trainer's result line; see `trainer.worker.result_json`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = QLabel()
        self.verdict.setObjectName("verdict")
        self.verdict.setFrameShape(QFrame.Shape.NoFrame)
        self.compared = forms.hint()
        self.figures = FiguresTable()
        self.changes = FiguresTable()
        self.changes.setAccessibleName(self.tr("Before and now"))
        self.since = forms.hint()
        self.rivals = FiguresTable()
        self.rivals.setAccessibleName(self.tr("Against others"))
        self.how = forms.hint()
        self.notes = forms.hint()
        self.report = LocalPage()
        self.report.setObjectName("report")
        self.report.setAccessibleName(self.tr("Report"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(_page(self.figures, self.how), self.tr("&Figures"))
        self.changed_page = _page(self.changes, self.since)
        self.tabs.addTab(self.changed_page, self.tr("&Before and now"))
        self.tabs.addTab(_page(self.rivals), self.tr("&Against others"))
        self.tabs.addTab(self.report, self.tr("Re&port and plots"))
        self.tabs.addTab(_page(self.notes, stretch=True), self.tr("&Notes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self.verdict, self.compared):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addWidget(self.tabs, 1)

    def show_result(self, said: dict[str, Any]) -> None:
        """Show what the trainer said."""
        verdict = said["verdict"]
        self.verdict.setText(verdict["text"])
        self.verdict.setProperty("level", verdict["level"])
        comparison = said.get("comparison")
        self.compared.setText(comparison["text"] if comparison else "")
        self.compared.setObjectName("refusal" if comparison and comparison["worse"] else "faint")
        for label in (self.verdict, self.compared):
            label.style().unpolish(label)  # the style sheet looks at names and properties only then
            label.style().polish(label)
        self.compared.setVisible(bool(comparison))
        self._show_figures(said)
        self._show_changes(said.get("changes"))
        self._show_rivals(said)
        self._show_notes(said)
        self.report.show_file(Path(said["report"]))
        self.tabs.setCurrentIndex(self.tabs.indexOf(self.changed_page) if said.get("changes") else 0)

    def _show_figures(self, said: dict[str, Any]) -> None:
        honest, naive = _figures(said["honest"]), _figures(said["naive"])
        heads = ["", self.tr("Not seen before (honest)"), self.tr("Random split (naive)"), self.tr("Chance")]
        rows = [
            [name, with_interval(value), with_interval(naive[name]), number(value.chance)]
            for name, value in honest.items()
        ]
        self.figures.show_rows(heads, rows)
        plan, leak = said["plan"], naive["AUC"].value - honest["AUC"].value
        self.how.setText(
            self.tr(
                "{0} × {1}-fold, 95 % intervals over series and days. The naive split lets near-duplicates "
                "fall on both sides; here that changes the AUC by {2:+.3f}. Permutation test: p = {3:.3f}."
            ).format(plan["repeats"], plan["folds"], leak, said["p"])
        )

    def _show_changes(self, changes: dict[str, Any] | None) -> None:
        """Where a model was trained again."""
        self.tabs.setTabVisible(self.tabs.indexOf(self.changed_page), changes is not None)
        if changes is not None:
            heads = [self.tr("Figure"), changes["since"], self.tr("Now"), self.tr("Difference")]
            self.changes.show_rows(heads, [list(row.values()) for row in change_rows(changes["rows"])])
            self.since.setText(
                self.tr("Each figure by its own test, with 95 % intervals. {0}.").format(changes["text"])
            )

    def _show_rivals(self, said: dict[str, Any]) -> None:
        rivals = {name: _figures(figures) for name, figures in said["rivals"].items()}
        gains = _figures(said.get("gains", {}))
        columns = list(dict.fromkeys(name for figures in rivals.values() for name in figures))
        own = _figures(said["honest"])
        rows = [[self.tr("this model"), *(with_interval(own[c]) for c in columns), ""]]
        for name, figures in rivals.items():
            gain = gains.get(name)
            better = f"{gain.value:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})" if gain else ""
            rows.append(
                [name, *(with_interval(figures[c]) if c in figures else "–" for c in columns), better]
            )
        self.rivals.show_rows(["", *columns, self.tr("This model's AUC is better by")], rows)

    def _show_notes(self, said: dict[str, Any]) -> None:
        lines = [
            self.tr("{0}: {1} good, {2} poor; good means {3}.").format(
                said["source"], f"{said['good']:,}", f"{said['frames'] - said['good']:,}", said["rule"]
            ),
            *(f"{note[:1].upper()}{note[1:]}." for note in said.get("notes", [])),
            *(f"{p['path']}: {p['reason']}" for p in said.get("problems", [])),
        ]
        self.notes.setText("\n".join(lines))


def _figures(values: dict[str, dict[str, Any]]) -> dict[str, Figure]:
    return {
        name: Figure(**{key: _float(value) for key, value in figure.items()})  # type: ignore[arg-type]
        for name, figure in values.items()
    }


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _page(*widgets: QWidget, stretch: bool = False) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 8, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    if stretch:
        column.addStretch()
    return page
