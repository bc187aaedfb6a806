"""The submenu of saved filters: those that are always there, and the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from aesthcull.gui.find.built_in import built_in
from aesthcull.gui.find.saved import Saved, SavedFiltersError

if TYPE_CHECKING:
    from aesthcull.gui.find.desk import FindDesk


class SavedMenu(QMenu):
    """Filled each time it opens."""

    def __init__(self, desk: FindDesk) -> None:
        super().__init__()
        self._desk = desk
        self.setTitle(self.tr("Saved filters"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List them anew."""
        self.clear()
        self._add(built_in())
        self.addSeparator()
        try:
            own = self._desk.saved.load()
        except SavedFiltersError as error:
            self.addAction(str(error)).setEnabled(False)
            return
        self._add(own)
        if not own:
            self.addAction(self.tr("None of your own yet")).setEnabled(False)

    def _add(self, filters: Sequence[Saved]) -> None:
        for saved in filters:
            action = self.addAction(saved.name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, s=saved: self._desk.show_saved(s))
