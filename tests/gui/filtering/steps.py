"""What hands do in the filter bar, and what eyes see there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from aesthcull.gui.find.bar import FilterBar
from aesthcull.gui.find.check_list import CheckList
from aesthcull.gui.window import MainWindow

LONG = "A camera with a name that is much longer than any list is wide"


def counted(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the counts are those of what is shown."""
    desk = window.finding
    qtbot.waitUntil(lambda: not desk._soon.isActive() and not desk.counting._work.running)


def tick(listed: CheckList, value: str) -> None:
    """Go to a row with the arrow keys and tick it with Space."""
    row = listed.values().index(value)
    listed.setFocus()
    listed.setCurrentRow(0)
    for _ in range(row):
        QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Space)


def pick_entry(box: QComboBox, value: object) -> None:
    """Go to an entry of a box with the arrow keys."""
    entries = [box.itemData(n) for n in range(box.count())]
    box.setFocus()
    while box.currentData() != value:
        key = Qt.Key.Key_Down if entries.index(value) > box.currentIndex() else Qt.Key.Key_Up
        QTest.keyClick(box, key)


def counts_of(listed: CheckList) -> dict[str, int]:
    return {choice.value: choice.count for choice in listed._known}


def chip_texts(bar: FilterBar) -> list[str]:
    return [button.chip.text for button in bar.chips._buttons] if bar.chips.isVisible() else []
