"""Menus, made from the table of actions; gui/keys gives the actions their keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from aesthcull.gui.actions import ROWS, Row
from aesthcull.gui.empty_state import short

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow


def add_menus(window: MainWindow) -> dict[str, QAction]:
    """Fill the window's menu bar with the rows of the table. Returns the actions by the rows' ids."""
    menus: dict[str, QMenu] = {}
    made: dict[str, QAction] = {}
    for row in ROWS:
        if row.menu not in menus:
            taken = [menu.title() for menu in menus.values()]
            menus[row.menu] = window.menuBar().addMenu(with_letter(translated(row.menu), taken))
        menu = menus[row.menu]
        if row.divided:
            menu.addSeparator()
        made[row.id] = action = _action(row, window)
        menu.addAction(action)
        window.addAction(action)
        if row.id == "sample":
            menu.addMenu(window.recent_menu)
        elif row.id == "clear_filter":
            menu.addMenu(window.finding.saved_menu)
    return made


def with_letter(title: str, taken: Sequence[str]) -> str:
    """A menu's title with `&` before the letter that opens it with Alt: the first that no other one has."""
    letters = {other[other.index("&") + 1].lower() for other in taken if "&" in other}
    for at, letter in enumerate(title):
        if letter.isalpha() and letter.lower() not in letters:
            return f"{title[:at]}&{title[at:]}"
    return title


def translated(text: str) -> str:
    """A word of the table of actions in the user's language."""
    return QCoreApplication.translate("actions", text)


def _action(row: Row, window: MainWindow) -> QAction:
    action = QAction(translated(row.text), window)
    if row.checked is not None:
        action.setCheckable(True)
        action.setChecked(row.checked)
    action.triggered.connect(lambda _checked=False: row.run(window))
    return action


class RecentMenu(QMenu):
    """The folders opened last, asked for each time the menu opens."""

    def __init__(self, folders: Callable[[], list[Path]], open_folder: Callable[[Path], None]) -> None:
        super().__init__()
        self.setTitle(self.tr("Open recent"))
        self._folders = folders
        self._open_folder = open_folder
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List them anew."""
        self.clear()
        for folder in self._folders():
            action = self.addAction(short(folder))
            action.triggered.connect(lambda _checked=False, f=folder: self._open_folder(f))
        if self.isEmpty():
            self.addAction(self.tr("None yet")).setEnabled(False)
