"""Live curves of loss and accuracy, drawn as the trainer's lines come in."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

LOSS, ACCURACY, AUC = "#e0803a", "#5fb06c", "#6aa5e0"
SEVERAL = 8  # trainings whose curves are kept on the plot


class Curves(QWidget):
    """Two plots. A head is followed by its repeats, a network by the epochs of each training."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.loss, self.accuracy = self._plot(self.tr("Loss")), self._plot(self.tr("Accuracy"))
        self.accuracy.setYRange(0.4, 1.0)
        row.addWidget(self.loss)
        row.addWidget(self.accuracy)
        self.clear()

    def clear(self) -> None:
        """Begin a new training."""
        self._points: dict[tuple[str, int], tuple[list[float], list[float]]] = {}
        self._lines: dict[tuple[str, int], Any] = {}
        for plot in (self.loss, self.accuracy):
            plot.clear()
        self.accuracy.addLine(y=0.5, pen=pg.mkPen("#888888", style=pg.QtCore.Qt.PenStyle.DashLine))

    def add(self, message: dict[str, Any]) -> None:
        """Draw a `repeat` or an `epoch`; other messages are left."""
        if message.get("type") == "repeat":
            self._label(self.tr("Repeat"))
            self._point(self.loss, "loss", 0, message["number"], message["loss"], LOSS)
            self._point(self.accuracy, "accuracy", 0, message["number"], message["accuracy"], ACCURACY)
            self._point(self.accuracy, "AUC", 0, message["number"], message["auc"], AUC)
        elif message.get("type") == "epoch":
            self._label(self.tr("Epoch"))
            which = int(message["training"])
            self._point(self.loss, "loss", which, message["epoch"], message["loss"], LOSS)
            self._point(self.accuracy, "accuracy", which, message["epoch"], message["accuracy"], ACCURACY)

    def _plot(self, title: str) -> pg.PlotWidget:
        palette = self.palette()
        plot = pg.PlotWidget(background=palette.color(QPalette.ColorRole.Base))
        plot.setTitle(title, color=palette.color(QPalette.ColorRole.Text), size="10pt")
        plot.showGrid(x=True, y=True, alpha=0.2)
        plot.setMouseEnabled(x=False, y=False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        return plot

    def _label(self, text: str) -> None:
        for plot in (self.loss, self.accuracy):
            plot.setLabel("bottom", text)

    def _point(self, plot: pg.PlotWidget, name: str, which: int, x: float, y: float, colour: str) -> None:
        key = (name, which)
        if key not in self._lines:
            self._fade(which)
            if plot.plotItem.legend is None:
                plot.addLegend(offset=(-10, 10) if plot is self.loss else (-10, -10))
            # One entry in the legend, whatever the number of trainings.
            named = name if not any(n == name for n, _ in self._points) else None
            self._points[key] = ([], [])
            pen = pg.mkPen(colour, width=2)
            self._lines[key] = plot.plot(pen=pen, name=named, symbol="o", symbolSize=5, symbolBrush=colour)
        xs, ys = self._points[key]
        xs.append(x)
        ys.append(y)
        self._lines[key].setData(xs, ys)
        plot.getAxis("bottom").setTickSpacing(levels=[(max(1, round(max(xs) / 10)), 0)])  # whole numbers

    def _fade(self, present: int) -> None:
        """Earlier trainings go into the background."""
        for (_, which), line in self._lines.items():
            line.setOpacity(1.0 if which == present else 0.3)
        while len(self._lines) > SEVERAL * 2:
            key = next(iter(self._lines))
            line = self._lines.pop(key)
            line.getViewBox().removeItem(line)
