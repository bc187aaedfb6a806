"""What the Models menu does; the window has one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from aesthcull import places
from aesthcull.catalogue.series_frames import SUGGEST_BY
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.adoption import Adopted

if TYPE_CHECKING:
    from aesthcull.gui.models.adoption import Adoption
    from aesthcull.gui.models.dialog import ModelsDialog
    from aesthcull.gui.window import MainWindow


class ModelsDesk(QObject):
    """Opens the models dialog, and lets the window show what a model that was taken into use says.

    A scan is stopped while the catalogue is judged anew, since it still judges with the earlier model, and
    goes on afterwards.
    """

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._scanning = False

    def open_dialog(self) -> ModelsDialog:
        """The models: list, cards, use, verify, evaluate, remove. Begins at the one that the grid is sorted
        by."""
        from aesthcull.gui.models.dialog import ModelsDialog

        dialog = ModelsDialog(self._work, places.user_models_folder(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.follow(dialog.adoption)
        sort = self._window.model.order.sort
        name = sort if sort in self._window.model.columns.scores else "aesthetic"
        present = next((e for e in self._work.registry.entries() if e.name == name), None)
        if present is not None:
            dialog.show_version(present.id)
        dialog.open()
        return dialog

    def follow(self, adoption: Adoption) -> None:
        """Let the window show what comes of a dialog's adoption."""
        adoption.begun.connect(self._hold)
        adoption.adopted.connect(self._show)
        adoption.left_as_it_was.connect(self._go_on)

    def _hold(self) -> None:
        """Before a model is taken into use."""
        self._scanning = self._window.worker.running
        if self._scanning:
            self._window.worker.stop()
            self._window.progress.rest("")

    def _go_on(self) -> None:
        """It came to nothing: the scan, if there was one, goes on."""
        if self._scanning:
            self._scanning = False
            self._window.shoot.rescan()

    def _show(self, done: Adopted) -> None:
        """The frames of the open shoot have other scores; the order follows, the current frame stays."""
        name = done.entry.name
        if done.entry.output in ("votes", "probability"):
            self._window.worker.reread_score(name)
        elif done.entry.output == "tags":
            self._window.worker.reread(self._window.model.columns.ids.tolist())
        if name in SUGGEST_BY:  # the scan groups the shoot anew
            self._scanning = self._window.shoot.folder is not None
        self._go_on()
