"""Figures with their intervals, as a table that can be selected and copied."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from aesthcull.vision.evaluation import Figure


class FiguresTable(QTableWidget):
    """Rows of text under headings; Ctrl+C copies them all, separated by tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Sequence[str]] = []
        self.setAccessibleName(self.tr("Figures"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows, one text for each heading."""
        self._lines = [headings, *rows]
        self.clear()
        self.setColumnCount(len(headings))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(headings))
        for line, row in enumerate(rows):
            for column, text in enumerate(row):
                self.setItem(line, column, QTableWidgetItem(text))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)

    def show_figures(self, figures: Mapping[str, Figure]) -> None:
        """Show each figure with its 95 % interval and what guessing gives."""
        headings = [self.tr("Figure"), self.tr("Value"), self.tr("95 % interval"), self.tr("Chance")]
        rows = [
            [name, number(f.value), f"{number(f.low)} – {number(f.high)}", number(f.chance)]
            for name, f in figures.items()
        ]
        self.show_rows(headings, rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """The table, its cells separated by tabs."""
        return "\n".join("\t".join(line) for line in self._lines)


def number(value: float | None) -> str:
    """Three decimals; a dash where there is no number."""
    return "–" if value is None or math.isnan(value) else f"{value:.3f}"


def with_interval(figure: Figure) -> str:
    """“0.712 (0.640–0.781)”."""
    return f"{number(figure.value)} ({number(figure.low)}–{number(figure.high)})"
