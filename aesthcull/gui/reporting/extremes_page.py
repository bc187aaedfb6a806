"""Best and worst: the ends of the ranking by a score side by side, and in figures what distinguishes them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from aesthcull.gui.find import words
from aesthcull.gui.forms import heading, hint
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.reporting.differences_table import DifferencesTable
from aesthcull.gui.reporting.extremes_pane import ExtremesPane
from aesthcull.selection.extremes import Extremes, differences, extremes


class ExtremesPage(QWidget):
    """The frames shown in the grid, by a score. `followed` tells the id of the current frame."""

    followed = Signal(int)
    opened = Signal()

    def __init__(self, model: FramesModel, thumbnails: Pictures) -> None:
        super().__init__()
        self._model = model
        self.setAccessibleName(self.tr("Best and worst"))
        self.score = QComboBox()
        self.score.setAccessibleName(self.tr("Score"))
        self.about = QLabel()
        self.about.setObjectName("faint")
        self.best = ExtremesPane(self.tr("Best frames"), Qt.Key.Key_Right, model, thumbnails)
        self.worst = ExtremesPane(self.tr("Worst frames"), Qt.Key.Key_Left, model, thumbnails)
        self._active = self.best
        self._heads = heading(""), heading("")
        self.measures = DifferencesTable(self.tr("Measure"))
        self.keywords = DifferencesTable(self.tr("Keyword"))
        self.note = hint()
        self._lay_out()
        self.score.activated.connect(lambda _index: self.renew())
        for pane, other in ((self.best, self.worst), (self.worst, self.best)):
            pane.opened.connect(self.opened)
            pane.moved.connect(lambda p=pane: self._moved(p))
            pane.crossed.connect(other.setFocus)

    def targets(self) -> Sequence[int]:
        """The id of the frame that a mark acts on."""
        frame = self._active.current_frame()
        return () if frame is None else (frame.id,)

    def step(self, frames: int) -> None:
        """Go on (or back) on the side that has the keyboard."""
        self._active.go_to(self._active.currentIndex().row() + frames)

    def choose(self, score: str) -> None:
        """Rank by this score."""
        self._offer()
        self.score.setCurrentIndex(max(0, self.score.findData(score)))

    def repaint_pictures(self) -> None:
        """A thumbnail has come."""
        if self.isVisible():
            self.best.viewport().update()
            self.worst.viewport().update()

    def renew(self) -> None:
        """The frames, their marks or the score have changed."""
        self._offer()
        columns, score = self._model.columns, str(self.score.currentData() or "")
        found = extremes(columns, np.asarray(columns.index_of(self._model.ids), dtype=np.intp), score)
        ranks = range(1, found.scored + 1)
        self.best.show_frames(columns.ids[found.best].tolist(), ranks, score)
        self.worst.show_frames(columns.ids[found.worst].tolist(), ranks[::-1], score)
        self._say(found)
        told = differences(columns, found, score)
        self.measures.show_differences([each for each in told if not each.share], found)
        self.keywords.show_differences([each for each in told if each.share], found)
        self.note.setText(self._remark(found, bool(told)))

    # Inside

    def _offer(self) -> None:
        """List the scores that there are; the chosen one stays."""
        names = self._model.columns.score_names()
        if [self.score.itemData(n) for n in range(self.score.count())] != names:
            chosen = self.score.currentData()
            self.score.clear()
            for name in names:
                self.score.addItem(words.score(name), name)
            self.score.setCurrentIndex(max(0, self.score.findData(chosen)))
        self.score.setEnabled(bool(names))

    def _moved(self, pane: ExtremesPane) -> None:
        self._active = pane
        self.setFocusProxy(pane)  # where one comes back to
        frame = pane.current_frame()
        if frame is not None:
            self.followed.emit(frame.id)

    def _say(self, found: Extremes) -> None:
        parts = [", ".join(found.models)] if found.models else []
        parts.append(self.tr("{0} frames shown have this score").format(f"{found.scored:,}"))
        if found.unscored:
            parts.append(self.tr("{0} have not").format(f"{found.unscored:,}"))
        self.about.setText("  ·  ".join(parts))
        self._heads[0].setText(self.tr("The {0} best, the best first").format(len(found.best)))
        self._heads[1].setText(self.tr("The {0} worst, the worst first").format(len(found.worst)))

    def _remark(self, found: Extremes, told: bool) -> str:
        if not found.scored:
            return self.tr("No frame that is shown has this score yet. A scan (F5) gives it.")
        if not told:
            return self.tr("There are too few frames, or too little is known of them, to compare them.")
        return self.tr(
            "The measures and keywords that differ most here: they go along with the score, they need not be "
            "why the model gave it. Frames of a series are alike; with series collapsed each counts once."
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 0)
        top.setSpacing(10)
        top.addWidget(heading(self.tr("Best and worst by")))
        top.addWidget(self.score)
        top.addWidget(self.about, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        for head, pane in zip(self._heads, (self.best, self.worst), strict=True):
            panes.addWidget(_stacked(head, pane))
        tables = QWidget()
        beside = QHBoxLayout(tables)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.measures)
        beside.addWidget(self.keywords)
        below = _stacked(tables, self.note)
        below.setMinimumHeight(120)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setChildrenCollapsible(False)
        whole.addWidget(panes)
        whole.addWidget(below)
        whole.setStretchFactor(0, 1)
        whole.setSizes([10_000, 218])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(whole, 1)
        self.setFocusProxy(self.best)


def _stacked(above: QWidget, below: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(12, 2, 12, 4)
    column.setSpacing(4)
    column.addWidget(above)
    column.addWidget(below, 1 if isinstance(below, ExtremesPane) else 0)
    return made
