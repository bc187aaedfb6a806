"""What the Reports menu does; the window has one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from aesthcull.gui.reporting.choices import Kind
from aesthcull.gui.reporting.extremes_page import ExtremesPage
from aesthcull.gui.views import Page
from aesthcull.pipeline import Workplace
from aesthcull.selection.filters import Filter

if TYPE_CHECKING:
    from aesthcull.gui.reporting.export_dialog import ExportDialog
    from aesthcull.gui.window import MainWindow


class ReportsDesk(QObject):
    """Opens the export dialog, imported when it is first needed, and holds the page of the best and worst."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._following = False  # the grid is being moved: what the page shows does not change by that
        self._shown = ""  # the page of the window
        self._behind_loupe = ""  # the page from which the loupe was opened
        self.extremes: ExtremesPage = ExtremesPage(window.model, window.thumbnails)
        page = Page(self.extremes, self.extremes.targets, self._renew, step=self.extremes.step)
        window.views.add("extremes", page)
        self.extremes.followed.connect(self._follow)
        self.extremes.opened.connect(window.show_loupe)
        window.thumbnails.arrived.connect(lambda _id: self.extremes.repaint_pictures())
        window.views.switched.connect(self._switched)

    def export(self, kind: Kind) -> ExportDialog | None:
        """Ask how a report is to be, and write it."""
        from aesthcull.gui.reporting.export_dialog import ExportDialog

        window, model = self._window, self._window.model
        if window.shoot.folder is None:
            return None
        ids = {
            "shown": model.ids.tolist(),
            "selected": window.grid.selected_ids(),
            "picks": model.ids_of(Filter(flags=frozenset({"pick"}))),
        }
        scores, sort = model.columns.score_names(), model.order.sort
        dialog = ExportDialog(self._work, window.settings, window.shoot.folder, ids, scores, sort, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_kind(kind)
        dialog.open()
        return dialog

    def show_extremes(self) -> None:
        """The best and the worst frames by the score that is sorted by, or by the first one there is."""
        if self._window.views.name != "extremes":
            self.extremes.choose(self._window.model.order.sort)
        self._window.views.show_page("extremes")

    def page_behind(self) -> str:
        """Where Esc leads: from a loupe that was opened among the best and worst back there."""
        behind_loupe = self._window.views.name == "loupe" and self._behind_loupe == "extremes"
        return "extremes" if behind_loupe else "grid"

    def advance(self) -> bool:
        """After a mark: go on where the page is shown. False where it is not."""
        if self._window.views.name != "extremes":
            return False
        self.extremes.step(1)
        return True

    # Inside

    def _renew(self) -> None:
        if not self._following:
            self.extremes.renew()

    def _follow(self, frame_id: int) -> None:
        """The grid's current frame, which the loupe and the panel show, goes along."""
        row = self._window.model.row_of(frame_id)
        if row is not None and row != self._window.grid.currentIndex().row():
            self._following = True
            self._window.grid.go_to(row)
            self._following = False

    def _switched(self, name: str) -> None:
        if name == "loupe":
            self._behind_loupe = self._shown
        self._shown = name
