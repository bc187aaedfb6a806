"""A study's table so far, drawn: accuracy of each row by both splits, chance, and P1's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aesthcull.gui import palette
from aesthcull.trainer.studies.results import SPLITS, Split
from aesthcull.trainer.studies.variations import Row, Study

COLOURS: dict[Split, str] = {"random": "#e0803a", "series": "#6aa5e0"}
PAPER = "#f2f2f2"
_SHIFT: dict[Split, float] = {"random": -0.1, "series": 0.1}


class StudyPlot(QWidget):
    """Points with their intervals; nothing of it can be moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Accuracy of the rows"))
        self._plot = pg.PlotWidget(background=palette.window())
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setLabel("left", self.tr("Accuracy, %"))
        self._plot.showGrid(x=False, y=True, alpha=0.2)
        self._legend = self._plot.addLegend(offset=(0, 1), colCount=5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

    def show_lines(self, study: Study, lines: Sequence[dict[str, Any]]) -> None:
        """Draw the rows of `trainer.studies.report.table_rows`; with none of them P1's figures alone."""
        self._plot.clear()
        self._legend.clear()
        lowest = 50.0
        for split in SPLITS:
            mine = [line for line in lines if line["split"] == split]
            if mine:
                lowest = min(lowest, self._draw_split(study, split, mine))
        self._draw_paper(study.rows)
        axis = self._plot.getAxis("bottom")
        axis.setTicks([[(place, row.name) for place, row in enumerate(study.rows)]])
        axis.setLabel(study.title)
        self._plot.setXRange(-0.5, len(study.rows) - 0.5, padding=0)
        floor = max(0.0, lowest - 3)
        self._plot.setYRange(floor, floor + 1.2 * (100 - floor), padding=0)  # above 100 stands the legend
        self._plot.getAxis("left").setTicks([[(n, str(n)) for n in range(0, 101, 10)]])

    def _draw_split(self, study: Study, split: Split, lines: Sequence[dict[str, Any]]) -> float:
        """Draws one split; returns the lowest place that it reaches, in %."""
        places = {row.name: place for place, row in enumerate(study.rows)}
        x = np.array([places[line["row"]] + _SHIFT[split] for line in lines])
        y = np.array([100 * line["accuracy"] for line in lines])
        low, high = (
            np.array([100 * (line["accuracy"] if line[end] is None else line[end]) for line in lines])
            for end in ("low", "high")
        )
        name = self.tr("random split") if split == "random" else self.tr("split by series")
        pen = pg.mkPen(COLOURS[split], width=2)
        self._plot.addItem(pg.ErrorBarItem(x=x, y=y, top=high - y, bottom=y - low, beam=0.06, pen=pen))
        self._plot.plot(x, y, pen=None, symbol="o", symbolSize=9, symbolBrush=COLOURS[split], name=name)
        chance = 100 * float(np.mean([line["chance"] for line in lines]))
        pen, ends = pg.mkPen(COLOURS[split], style=Qt.PenStyle.DotLine), [-0.5, len(places) - 0.5]
        self._plot.plot(ends, [chance, chance], pen=pen, name=self.tr("chance"))
        return min(float(low.min()), chance)

    def _draw_paper(self, rows: Sequence[Row]) -> None:
        known = [(place, row.paper) for place, row in enumerate(rows) if row.paper is not None]
        if known:
            x, y = zip(*known, strict=True)
            name = self.tr("paper P1, random split")
            self._plot.plot(x, y, pen=None, symbol="d", symbolSize=10, symbolBrush=PAPER, name=name)
        above = [place for place, row in enumerate(rows) if row.paper_says.startswith("≥")]
        if above:
            ends, limit = [above[0] - 0.4, above[-1] + 0.4], float(rows[above[0]].paper_says[1:])
            name = self.tr("paper P1: at least {0} %").format(f"{limit:g}")
            self._plot.plot(ends, [limit, limit], pen=pg.mkPen(PAPER, width=2), name=name)
