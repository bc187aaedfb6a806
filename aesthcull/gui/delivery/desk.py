"""Delivering, ingesting and the deliveries of the past; one that was cut short is offered at the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog

from aesthcull.catalogue.deliveries import Delivery, deliveries
from aesthcull.gui.background import Background
from aesthcull.gui.delivery.words import is_cut_short
from aesthcull.pipeline import Workplace
from aesthcull.selection.filters import Filter

if TYPE_CHECKING:
    from aesthcull.exchange.delivery.settings import DeliveryReport
    from aesthcull.gui.delivery.deliver_dialog import DeliverDialog
    from aesthcull.gui.delivery.ingest_dialog import IngestDialog
    from aesthcull.gui.delivery.past_dialog import PastDialog
    from aesthcull.gui.window import MainWindow

_BESIDE = ("copy", "hardlink", "ingest")  # the originals stay where they are


class DeliveryDesk(QObject):
    """Opens the dialogs, each imported when it is first needed."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._looking = Background(self)
        self._looking.finished.connect(self._offer)
        self._unfinished = ""  # what is offered until the user has closed it, or has looked
        window.worker.loaded.connect(lambda *_: self._show_offer())
        window.messages.closed.connect(self._forget)
        QTimer.singleShot(0, self, self._look)

    def stop(self) -> None:
        """Tell nothing more."""
        self._looking.stop()

    def deliver(self) -> DeliverDialog | None:
        """Deliver frames of the open shoot."""
        from aesthcull.gui.delivery.deliver_dialog import DeliverDialog

        window, model = self._window, self._window.model
        if window.shoot.folder is None:
            return None
        ids = {
            "picks": model.ids_of(Filter(flags=frozenset({"pick"}))),
            "shown": model.ids.tolist(),
            "selected": window.views.targets(),
            "rejects": model.ids_of(Filter(flags=frozenset({"reject"}))),
        }
        dialog = DeliverDialog(self._work, window.settings, window.shoot.folder, ids, window)
        dialog.delivered.connect(self._delivered)
        self._open(dialog)
        return dialog

    def ingest(self) -> IngestDialog:
        """Copy the files of a card, and open them as a shoot."""
        from aesthcull.gui.delivery.ingest_dialog import IngestDialog

        dialog = IngestDialog(self._work, self._window.settings, self._window)
        dialog.opened.connect(self._window.shoot.open)
        dialog.delivered.connect(lambda report, undone: self._delivered(report, undone) if undone else None)
        self._open(dialog)
        return dialog

    def past(self) -> PastDialog:
        """The deliveries of the past."""
        from aesthcull.gui.delivery.past_dialog import PastDialog

        self._forget()
        dialog = PastDialog(self._work, self._window)
        dialog.delivered.connect(self._delivered)
        self._open(dialog)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _delivered(self, report: DeliveryReport | None, _undone: bool) -> None:
        """Scan anew where files may have come into the open shoot, or gone from it."""
        folder = self._window.shoot.folder
        if report is not None and report.settings.kind in _BESIDE and folder is not None:
            place = report.settings.destination
            if not place.is_relative_to(folder) and not folder.is_relative_to(place):
                return
        self._window.shoot.rescan()

    # What was cut short

    def _look(self) -> None:
        self._looking.start(lambda _job: deliveries(self._work.catalogue))

    def _offer(self, past: Sequence[Delivery]) -> None:
        unfinished = [found for found in past if is_cut_short(found)]
        if len(unfinished) == 1:
            told = self.tr("A delivery to {0} was interrupted: {1:,} of {2:,} files are there.")
            one = unfinished[0]
            self._unfinished = told.format(one.destination, one.done, one.files)
        elif unfinished:
            self._unfinished = self.tr("{0:,} deliveries were interrupted.").format(len(unfinished))
        self._show_offer()

    def _show_offer(self) -> None:
        if self._unfinished:
            self._window.messages.offer(self._unfinished, self.tr("Deliveries…"), self.past)

    def _forget(self) -> None:
        self._unfinished = ""
