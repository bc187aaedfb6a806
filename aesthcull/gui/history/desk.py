"""Undo and redo lead to a frame that they changed, once it has been read again; or say why none is shown."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from aesthcull.catalogue.records import Step
from aesthcull.gui.history.dialog import HistoryDialog
from aesthcull.pipeline import Workplace

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

_POLL_MS = 20
_PATIENCE_S = 1.0  # some times as long as reading frames again takes


class HistoryDesk(QObject):
    """Follows the window's marking; asks until the frames of a step are in the model as they are now."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._due: tuple[int, ...] = ()  # frames of the step that was turned last, to be read yet
        self._said = ""
        self._until = 0.0
        self._asking = QTimer(self, interval=_POLL_MS)
        self._asking.timeout.connect(self._ask)
        window.marking.stepped.connect(self._stepped)

    def open_dialog(self) -> HistoryDialog | None:
        """Show the steps of the open shoot."""
        folder = self._window.shoot.folder
        if folder is None:
            return None
        dialog = HistoryDialog(self._work.catalogue, folder, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.turned.connect(self._window.marking.take_frames)
        dialog.open()
        return dialog

    def _stepped(self, step: Step, undone: bool) -> None:
        window = self._window
        if self._said and window.messages.text.text().startswith(self._said):
            window.messages.say("")
        text = self.tr("Undone: {0}.") if undone else self.tr("Redone: {0}.")
        self._due, self._said = step.frame_ids, text.format(step.name)
        self._until = time.monotonic() + _PATIENCE_S
        self._asking.start()

    def _ask(self) -> None:
        """Wait until the frames have been read again; while a scan runs, something always is."""
        if self._window.worker.pending and time.monotonic() < self._until:
            return
        self._asking.stop()
        due, self._due = self._due, ()
        rows = self._window.model.rows_of(due)
        rows = rows[rows >= 0]
        if len(rows):
            self._lead(due, int(rows.min()))
        elif not self._window.comparing.shown_ids().intersection(due):
            self._say_hidden(len(due))

    def _lead(self, due: tuple[int, ...], row: int) -> None:
        """To a frame of the step, unless the user is at one of them, or compares some."""
        current = self._window.grid.current_frame()
        there = current is not None and current.id in due
        if not there and self._window.views.name not in ("compare", "survey"):
            self._window.grid.go_to(row)

    def _say_hidden(self, count: int) -> None:
        hidden = self.tr("The frame is hidden by the filter or in a collapsed series.")
        if count > 1:
            hidden = self.tr("Its {0} frames are hidden by the filter or in collapsed series.").format(count)
        self._window.messages.remark(f"{self._said} {hidden}")
