"""The bar above the grid: sort, filter, and how many frames are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from aesthcull.catalogue.records import LABELS
from aesthcull.gui.frames.model import FramesModel
from aesthcull.selection.filters import UNFLAGGED, Filter
from aesthcull.selection.order import NAME, TIME, Order, Stacks


class FilterBar(QWidget):
    """Edits what is selected; `changed` hands it out."""

    changed = Signal(object, object, object)  # Filter, Order, Stacks

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._selected = (Filter(), Order(), Stacks())
        self.sort = _combo(
            self, self.tr("Sort by"), [(self.tr("Capture time"), TIME), (self.tr("File name"), NAME)]
        )
        self.direction = QToolButton(self)
        self.direction.setCheckable(True)
        self.direction.setToolTip(self.tr("Ascending or descending"))
        flags = [
            (self.tr("Any flag"), None),
            (self.tr("Picks"), "pick"),
            (self.tr("Unflagged"), UNFLAGGED),
            (self.tr("Rejects"), "reject"),
        ]
        self.flag = _combo(self, self.tr("Flag"), flags)
        stars = [(self.tr("Any rating"), 0), *(("★" * n + (" +" if n < 5 else ""), n) for n in range(1, 6))]
        self.stars = _combo(self, self.tr("Stars"), stars)
        colours = [(self.tr("Any label"), None), *((c.capitalize(), c) for c in LABELS)]
        self.label = _combo(self, self.tr("Label"), colours)
        self.count = QLabel(self)
        self.count.setAccessibleName(self.tr("Frames shown"))
        self._lay_out()
        for combo in (self.sort, self.flag, self.stars, self.label):
            combo.activated.connect(self._read)
        self.direction.toggled.connect(self._read)
        self._show_direction()

    def add_switch(self, action: QAction) -> None:
        """Show a checkable action of the window as a button behind the filters."""
        button = QToolButton(self)
        button.setDefaultAction(action)
        self._row.insertWidget(self._row.indexOf(self.label) + 1, button)

    def offer_scores(self, names: Sequence[str]) -> None:
        """List the scores that the shoot has in the sort box."""
        present = {self.sort.itemData(i) for i in range(self.sort.count())}
        for name in names:
            if name not in present:
                self.sort.addItem(name.replace("_", " ").capitalize(), name)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show series collapsed or not."""
        self._set(*self._selected[:2], Stacks(collapsed))

    def clear_filters(self) -> None:
        """Show all frames again."""
        for combo in (self.flag, self.stars, self.label):
            combo.setCurrentIndex(0)
        self._read()

    def show_counts(self, model: FramesModel) -> None:
        """Say how many frames are shown, picked and rejected."""
        frames, picks, rejects = model.counts()
        text = self.tr("{0} of {1} frames").format(f"{model.rowCount():,}", f"{frames:,}")
        self.count.setText(f"{text}  ·  {picks:,} ⚑  ·  {rejects:,} ✕" if frames else "")

    def _read(self) -> None:
        by_score = self.sort.currentData() not in (TIME, NAME)
        sort = self._selected[1].sort
        if by_score and sort != self.sort.currentData() and not self.direction.isChecked():
            self.direction.blockSignals(True)
            self.direction.setChecked(True)  # a score is asked for best first
            self.direction.blockSignals(False)
        elif not by_score and sort not in (TIME, NAME):
            self.direction.blockSignals(True)
            self.direction.setChecked(False)
            self.direction.blockSignals(False)
        self._show_direction()
        flag, label = self.flag.currentData(), self.label.currentData()
        wanted = Filter(
            flags=frozenset([flag] if flag else []),
            stars=self.stars.currentData(),
            labels=frozenset([label] if label else []),
        )
        self._set(wanted, Order(self.sort.currentData(), self.direction.isChecked()), self._selected[2])

    def _set(self, wanted: Filter, order: Order, stacks: Stacks) -> None:
        if (wanted, order, stacks) != self._selected:
            self._selected = wanted, order, stacks
            self.changed.emit(wanted, order, stacks)

    def _show_direction(self) -> None:
        self.direction.setText("↓" if self.direction.isChecked() else "↑")

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        for widget in (self.sort, self.direction):
            row.addWidget(widget)
        row.addSpacing(12)
        for widget in (self.flag, self.stars, self.label):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.count)


def _combo(parent: QWidget, name: str, items: Sequence[tuple[str, object]]) -> QComboBox:
    combo = QComboBox(parent)
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys from the grid
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for text, data in items:
        combo.addItem(text, data)
    return combo
