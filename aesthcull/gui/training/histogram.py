"""How the amounts are distributed, and where the rule cuts. Sales and earnings are heavy-tailed: where they
reach far, the axis is that of log(1 + amount)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aesthcull.gui import palette
from aesthcull.trainer.rules import Values

BINS = 32
WIDE = 30.0  # amounts up to this have bars of their own, or an even axis
_POOR, _GOOD, _OUT = "#7d8590", "#e8b04a", "#3f4247"
_TICKS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Bars:
    """Edges [B + 1] on the axis, the numbers of poor, left-out and good frames in each bar [3, B], and the
    places of the cuts. A cut that lies among the bars is an edge: no bar holds frames of both its sides."""

    edges: Values
    counts: Values
    cuts: tuple[float, ...]
    logarithmic: bool


def bars(values: Values, marks: tuple[float, ...]) -> Bars:
    """The histogram of amounts [N] that are cut at the marks: up to the first is poor, beyond the last good
    (from it, where there are two)."""
    logarithmic = bool(len(values)) and float(values.min()) >= 0 and float(values.max()) > WIDE
    whole = bool(np.all(values == np.round(values)))
    axis = np.log1p(values) if logarithmic else values
    low, high = (float(axis.min()), float(axis.max())) if len(values) else (0.0, 1.0)
    places = [_gap(values, mark, whole, above=n == 0) for n, mark in enumerate(marks)]
    cuts = tuple(float(np.log1p(max(p, -0.5))) if logarithmic else p for p in places)
    if whole and not logarithmic and high - low <= WIDE:
        edges = np.arange(low, high + 2) - 0.5
    else:
        even = np.linspace(low, high if high > low else low + 1, BINS + 1)
        edges = _cut_edges(_between_whole(even) if whole and logarithmic else even, cuts)
    if not marks:
        poor, good = np.zeros(len(values), bool), np.zeros(len(values), bool)
    else:
        poor = values <= marks[0]
        good = values >= marks[1] if len(marks) == 2 else ~poor
    parts = (poor, ~poor & ~good, good)
    counts = np.stack([np.histogram(axis[part], edges)[0] for part in parts]).astype(np.float64)
    return Bars(edges, counts, cuts, logarithmic)


def _gap(values: Values, mark: float, whole: bool, *, above: bool) -> float:
    """A place between the amounts of the mark's two sides; the mark belongs to those below it if `above`."""
    if whole:
        return float(np.floor(mark)) + 0.5 if above else float(np.ceil(mark)) - 0.5
    beyond = values[values > mark] if above else values[values < mark]
    if not (len(beyond) and np.any(values == mark)):
        return mark
    return (mark + float(beyond.min() if above else beyond.max())) / 2


def _between_whole(edges: Values) -> Values:
    """The edges on the axis of log(1 + amount), moved so that each whole amount lies within its bar; 0 in
    the middle of its."""
    between = np.log1p(np.unique(np.floor(np.expm1(edges) + 1e-9) + 0.5))
    lowest = -between[0] if edges[0] < between[0] / 2 else np.log1p(np.expm1(edges[0]) - 0.5)
    return np.concatenate([[lowest], between])


def _cut_edges(edges: Values, cuts: tuple[float, ...]) -> Values:
    """The inner edges that lie nearest to the cuts give way to them."""
    inside = [cut for cut in cuts if edges[0] < cut < edges[-1]]
    nearest = {int(np.argmin(np.abs(edges - cut))) for cut in inside} - {0, len(edges) - 1}
    return np.union1d(np.delete(edges, sorted(nearest)), inside)


class Histogram(QWidget):
    """Bars of poor, left-out and good frames, one above the other, and a line at each cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Distribution"))
        self.shown: Bars | None = None
        self._plot = pg.PlotWidget(background=palette.window())
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setLabel("left", self.tr("Frames"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

    def show_cut(
        self, values: Values, marks: tuple[float, ...], unit: str, names: tuple[str, ...] | None = None
    ) -> None:
        """Draw the amounts with the cut; `unit` names the axis, `names` the amounts 0, 1 …, if they have
        any."""
        self.shown = found = bars(values, marks)
        self.show()
        self._plot.clear()
        left, width = found.edges[:-1], np.diff(found.edges)
        floor = np.zeros(len(left))
        for heights, colour in zip(found.counts, (_POOR, _OUT, _GOOD), strict=True):
            bar = {"x0": left, "width": width, "y0": floor, "height": heights, "brush": colour}
            self._plot.addItem(pg.BarGraphItem(**bar, pen=pg.mkPen(palette.window())))
            floor = floor + heights
        for place in found.cuts:
            self._plot.addLine(x=place, pen=pg.mkPen("#ffffff", width=2))
        axis = self._plot.getAxis("bottom")
        axis.setLabel(unit)
        if names is not None:
            axis.setTicks([list(enumerate(names))])
        else:
            axis.setTicks([_ticks(float(np.expm1(found.edges[-1])))] if found.logarithmic else None)
        self._plot.setXRange(float(found.edges[0]), float(found.edges[-1]), padding=0.02)
        self._plot.setYRange(0, max(1.0, float(floor.max())), padding=0.04)

    def empty(self) -> None:
        """Nothing is known."""
        self.hide()
        self.shown = None


def _ticks(highest: float) -> list[tuple[float, str]]:
    return [(float(np.log1p(t)), f"{t:,}") for t in _TICKS if t <= highest * 1.05]
