"""Opens the upload dialog; the window has one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt

from aesthcull.catalogue.columns import FLAG_CODES
from aesthcull.pipeline import Workplace

if TYPE_CHECKING:
    from aesthcull.gui.upload.dialog import UploadDialog
    from aesthcull.gui.window import MainWindow

_PICK, _REJECT = FLAG_CODES.index("pick"), FLAG_CODES.index("reject")


class UploadDesk(QObject):
    """Imports the dialog when it is first needed."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work

    def open_dialog(self) -> UploadDialog | None:
        """What an agency is told of the shoot's frames; None without a shoot."""
        from aesthcull.gui.upload.dialog import UploadDialog

        window = self._window
        if window.shoot.folder is None:
            return None
        dialog = UploadDialog(
            self._work, window.settings, window.marking, window.shoot.folder, self._ids(), window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _ids(self) -> dict[str, list[int]]:
        """The frames that may be meant, by `options.FRAMES`; as `exchange.upload.choice` has it."""
        model, columns = self._window.model, self._window.model.columns
        series, there = columns.series, ~columns.missing
        suggested = (series.id < 0) | series.suggested
        masks = {
            "picks": there & (columns.flag == _PICK),
            "suggested": there & suggested & (columns.flag != _REJECT),
        }
        found = {name: np.asarray(columns.ids[mask]).tolist() for name, mask in masks.items()}
        return {**found, "selected": self._window.grid.selected_ids(), "shown": model.ids.tolist()}
