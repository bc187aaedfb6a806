"""The active criteria as chips, each of which a click takes away; as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from aesthcull.gui.find.words import Chip

_WIDEST = 300
_TAKING_AWAY = (
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


class Chips(QWidget):
    """Hidden while no criterion is active."""

    removed = Signal(object)  # the filter that is left
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Chip] = []
        self._flow = _Flow(self)
        self._buttons: list[_ChipButton] = []
        self._clear = QPushButton(self.tr("Clear all"))
        self._clear.setObjectName("chipsClear")
        self._clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._clear.clicked.connect(self.cleared)
        self._flow.addWidget(self._clear)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these."""
        if list(chips) != self._shown:
            self._shown = list(chips)
            self._fill()
        self.setVisible(bool(chips))

    def _fill(self) -> None:
        while len(self._buttons) > len(self._shown):
            button = self._buttons.pop()
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()  # it may be the one that was pressed
        while len(self._buttons) < len(self._shown):
            button = _ChipButton()
            button.clicked.connect(lambda _checked=False, b=button: self.removed.emit(b.chip.without))
            self._flow.removeWidget(self._clear)
            self._flow.addWidget(button)
            self._flow.addWidget(self._clear)
            self._buttons.append(button)
        for button, chip in zip(self._buttons, self._shown, strict=True):
            button.show_chip(chip)
        self._clear.setVisible(len(self._shown) > 1)
        self.updateGeometry()


class _ChipButton(QPushButton):
    chip: Chip

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chip(self, chip: Chip) -> None:
        """Show a criterion."""
        self.chip = chip
        text = self.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.setText(f"{text.replace('&', '&&')}  ✕")
        self.setToolTip(self.tr("Take away: {0}").format(chip.tip))
        self.setAccessibleName(self.toolTip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKING_AWAY:
            self.click()
        else:
            super().keyPressEvent(event)


class _Flow(QLayout):
    """Widgets one after the other, in as many lines as the width asks for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(6)
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._place(place, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _place(self, within: QRect, *, move: bool) -> int:
        """Lay out; returns the height."""
        x, y, line = within.x(), within.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if line and x + size.width() > within.right() + 1:
                x, y, line = within.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - within.y()
