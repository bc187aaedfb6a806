"""Undo and redo lead to a frame that they changed, once it has been read again; or say why none is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from aesthcull.catalogue.columns import FrameColumns
from aesthcull.catalogue.records import Step
from aesthcull.gui.history.dialog import HistoryDialog
from aesthcull.pipeline import Workplace

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow


class HistoryDesk(QObject):
    """Follows the window's marking; made after the desk of the shoot, which puts in what was read."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._due: tuple[int, ...] = ()  # frames of the step that was turned last, to be read yet
        self._said = ""
        window.marking.stepped.connect(self._stepped)
        window.worker.changed.connect(self._read)

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
        self._due = step.frame_ids
        text = self.tr("Undone: {0}.") if undone else self.tr("Redone: {0}.")
        self._said = text.format(step.name)

    def _read(self, columns: FrameColumns) -> None:
        """Frames were read again and are in the model."""
        if not self._due or not (columns.index_of(self._due) >= 0).any():
            return
        due, self._due = self._due, ()
        window = self._window
        if window.messages.text.text().startswith(self._said):
            window.messages.say("")
        current = window.grid.current_frame()
        if (current is not None and current.id in due) or window.views.name in ("compare", "survey"):
            return
        rows = window.model.rows_of(due)
        rows = rows[rows >= 0]
        if len(rows):
            window.grid.go_to(int(rows.min()))
            return
        hidden = self.tr("The frame is hidden by the filter or in a collapsed series.")
        if len(due) > 1:
            hidden = self.tr("Its {0} frames are hidden by the filter or in collapsed series.").format(
                len(due)
            )
        window.messages.say(f"{self._said} {hidden}")
