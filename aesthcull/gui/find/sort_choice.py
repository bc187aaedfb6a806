"""What the frames are sorted by, and in which direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from aesthcull.gui.find import words
from aesthcull.selection.order import NAME, NEEDS_DECISION, SIMILARITY, TIME, Order

_ALWAYS = (TIME, NAME, NEEDS_DECISION)


class SortChoice(QWidget):
    """Edits an Order. A score is asked for best first, all else from the beginning."""

    edited = Signal(object)  # Order

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = Order()
        self.by = QComboBox()
        self.by.setAccessibleName(self.tr("Sort by"))
        self.by.setToolTip(self.tr("Sort by"))
        self.by.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.by.setMinimumContentsLength(15)
        self.direction = QToolButton()
        self.direction.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.by)
        row.addWidget(self.direction)
        self.by.activated.connect(self._choose)
        self.direction.clicked.connect(self._turn)
        self.show_order(self._order, (), similar=False)

    def show_order(self, order: Order, scores: Sequence[str], *, similar: bool) -> None:
        """Show an order among those that there are: the shoot's scores, and similarity where it is in use."""
        self._order = order
        offered = [*([SIMILARITY] if similar else []), *_ALWAYS, *scores]
        if order.sort not in offered:
            offered.append(order.sort)  # a saved filter's, or a score that is still to come
        if [self.by.itemData(n) for n in range(self.by.count())] != offered:
            self.by.clear()
            for name in offered:
                self.by.addItem(words.sort(name), name)
        self.by.setCurrentIndex(offered.index(order.sort))
        self.direction.setText("↓" if order.descending else "↑")
        told = self.tr("Descending") if order.descending else self.tr("Ascending")
        self.direction.setToolTip(told)
        self.direction.setAccessibleName(self.tr("Direction: {0}").format(told))

    def _turn(self) -> None:
        self.edited.emit(replace(self._order, descending=not self._order.descending))

    def _choose(self) -> None:
        sort = str(self.by.currentData())
        if sort != self._order.sort:
            self.edited.emit(Order(sort, descending=sort not in (*_ALWAYS, SIMILARITY)))
