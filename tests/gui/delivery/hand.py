"""Whoever uses the delivery dialogs by keys, and what then lies on the disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from aesthcull.gui.delivery.deliver_dialog import DeliverDialog
from aesthcull.gui.delivery.ingest_dialog import IngestDialog
from aesthcull.gui.delivery.past_dialog import PastDialog
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import press, settle

LONG = 20_000


class Hand:
    """Works with the dialogs of a window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def open(self, key: str, kind: type[QDialog]) -> QDialog:
        press(self.window, key)
        found = self.window.findChildren(kind)
        assert len(found) == 1
        return found[0]

    def deliver(self) -> DeliverDialog:
        dialog = self.open("Ctrl+D", DeliverDialog)
        assert isinstance(dialog, DeliverDialog)
        return dialog

    def past(self) -> PastDialog:
        self.window.actions_by_id["deliveries"].trigger()
        dialog = self.window.findChildren(PastDialog)[0]
        self.qtbot.waitUntil(lambda: not dialog.listing.running, timeout=LONG)
        return dialog

    def planned(self, dialog: DeliverDialog | IngestDialog) -> None:
        """Wait until what was chosen has been planned, or refused."""
        self.qtbot.waitUntil(
            lambda: not dialog._later.isActive() and not dialog.planning.running, timeout=LONG
        )

    def done(self, dialog: DeliverDialog | IngestDialog | PastDialog) -> None:
        self.qtbot.waitUntil(lambda: not dialog.running.running, timeout=LONG)
        if isinstance(dialog, PastDialog):
            self.qtbot.waitUntil(lambda: not dialog.listing.running, timeout=LONG)
        settle(self.window, self.qtbot)

    def close(self, dialog: QDialog) -> None:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
        QApplication.processEvents()
        assert QApplication.activeModalWidget() is None
        self.window.activateWindow()


def write(field: object, text: str) -> None:
    field.setFocus()  # type: ignore[attr-defined]
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, text)  # type: ignore[call-overload]


def sums(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def names(folder: Path) -> list[str]:
    return sorted(sums(folder)) if folder.exists() else []
