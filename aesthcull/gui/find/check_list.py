"""A list of values with the number of frames beside each, any of which can be ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_VALUE, _COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_GAP = 10  # between text and number
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Choice:
    """A value, how it is called and how many frames have it; `colour` of its dot, None for none."""

    value: str
    text: str
    count: int
    colour: str | None = None


class CheckList(QListWidget):
    """Space or a click ticks; `ticked` hands out the whole set."""

    ticked = Signal(object)  # frozenset of the values

    def __init__(self, name: str, rows: int, width: int = 250, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkList")
        self.setAccessibleName(name)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names of one maker differ at their ends
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._size = QSize(width, rows * _row_height(self) + 4)
        self._known: list[Choice] = []
        self._chosen: frozenset[str] = frozenset()
        self.itemClicked.connect(self._toggle)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 2 * _row_height(self))

    def show_choices(self, choices: Iterable[Choice], chosen: Iterable[str]) -> None:
        """List these values, and tick the chosen ones. The place in the list stays where it was."""
        listed, ticked = list(choices), frozenset(chosen)
        if [c.value for c in listed] != [c.value for c in self._known]:
            self._rebuild(listed)
        for row, (choice, known) in enumerate(zip(listed, self._known, strict=True)):
            if choice != known:  # items are slow: a mark changes few of hundreds
                self.item(row).setText(choice.text)
                self.item(row).setData(_COUNT, choice.count)
            if (choice.value in ticked) != (choice.value in self._chosen):
                self._tick(self.item(row), choice.value in ticked)
        self._known, self._chosen = listed, ticked

    def values(self) -> list[str]:
        """The values listed."""
        return [choice.value for choice in self._known]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            self._toggle(item)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # what it stands in is closed with them
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.tr("None"))

    def _rebuild(self, choices: list[Choice]) -> None:
        current, scrolled = self.currentItem(), self.verticalScrollBar().value()
        was = current.data(_VALUE) if current is not None else None
        self.clear()
        for choice in choices:
            item = QListWidgetItem(choice.text, self)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_VALUE, choice.value)
            item.setData(_COUNT, choice.count)
            item.setToolTip(choice.text)
            if choice.colour is not None:
                item.setData(Qt.ItemDataRole.DecorationRole, QColor(choice.colour))
            if choice.value == was:
                self.setCurrentItem(item)
        if self.currentItem() is None and self.count():
            self.setCurrentRow(0)
        self.verticalScrollBar().setValue(scrolled)
        self._known, self._chosen = choices, frozenset()

    def _toggle(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        self._chosen = self._chosen ^ {value}
        self._tick(item, value in self._chosen)
        self.ticked.emit(self._chosen)

    @staticmethod
    def _tick(item: QListWidgetItem, on: bool) -> None:
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def _row_height(widget: QWidget) -> int:
    return widget.fontMetrics().height() + 8


class _Row(QStyledItemDelegate):
    """Text from the left, the number at the right; a value without frames is faint."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, _row_height(option.widget))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.decorationSize = QSize(11, 11)
        if option.widget is not None and not option.widget.hasFocus():
            option.state &= ~QStyle.StateFlag.State_Selected  # the row of the keys is no tick
        if not index.data(_COUNT):
            faint = option.palette.color(QPalette.ColorRole.PlaceholderText)
            option.palette.setColor(QPalette.ColorRole.Text, faint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number = f"{index.data(_COUNT) or 0:,}"
        metrics = option.fontMetrics
        own = QStyleOptionViewItem(option)
        selected = option.state & QStyle.StateFlag.State_Selected
        beside = metrics.horizontalAdvance(number) + _GAP
        ground = QRect(option.rect)
        own.rect = ground.adjusted(0, 0, -beside, 0)
        if selected and option.widget is not None and option.widget.hasFocus():
            painter.fillRect(ground, option.palette.color(QPalette.ColorRole.Highlight))
        super().paint(painter, own, index)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(
            ground.adjusted(0, 0, -_GAP // 2 - 1, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            number,
        )
