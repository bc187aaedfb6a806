"""What hands do in the upload dialog, and what eyes see there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.upload.dialog import UploadDialog
from aesthcull.gui.upload.editor import CountingLine
from aesthcull.gui.upload.model import REMARKS
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import settle

LARGE, ALL = 3, 12  # frames that agencies take, and all of them: more than are written at once


def opened(window: MainWindow, qtbot: QtBot) -> UploadDialog:
    window.actions_by_id["upload"].trigger()
    QApplication.processEvents()
    (found,) = (each for each in window.findChildren(UploadDialog) if each.isVisible())
    found.activateWindow()
    rest(found, qtbot)
    return found


def rest(dialog: UploadDialog, qtbot: QtBot) -> None:
    """Wait until all is written, read and shown."""

    def idle() -> bool:
        return not (dialog.reading.running or dialog.editing.busy or dialog.saving.work.running)

    qtbot.waitUntil(idle, timeout=20_000)
    QApplication.processEvents()
    qtbot.waitUntil(idle, timeout=20_000)


def key(key: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.NoModifier
    held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
    held |= Qt.KeyboardModifier.ShiftModifier if shift else held
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def type_into(dialog: UploadDialog, row: int, column: int, text: str, *, ctrl: bool = False) -> None:
    """As hands do: to the cell, F2, the text in place of what was there, Enter."""
    go(dialog, row, column)
    key(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, CountingLine)
    line.selectAll()
    key(Qt.Key.Key_Backspace)
    QTest.keyClicks(line, text)
    key(Qt.Key.Key_Return, ctrl=ctrl)


def go(dialog: UploadDialog, row: int, column: int) -> None:
    dialog.activateWindow()  # after a list of completions
    dialog.table.setFocus()
    dialog.table.go_to(row, column)
    QApplication.processEvents()


def choose(dialog: UploadDialog, agency: str, qtbot: QtBot) -> None:
    dialog.options.agency.setCurrentIndex(dialog.options.agency.findData(agency))
    rest(dialog, qtbot)


def shown(dialog: UploadDialog, row: int, column: int) -> str:
    return str(dialog.model.index(row, column).data())


def all_of(dialog: UploadDialog, row: int) -> str:
    return str(dialog.model.index(row, REMARKS).data(Qt.ItemDataRole.ToolTipRole))


def keyworded(window: MainWindow, words: str, qtbot: QtBot) -> None:
    ids = window.model.ids.tolist()
    window.marking.mark(ids, "keyword", tuple(words.split()))
    settle(window, qtbot)
