"""What the Reports menu does; the window has one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt

from aesthcull.gui.reporting.choices import Kind
from aesthcull.pipeline import Workplace
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import Stacks, arrange

if TYPE_CHECKING:
    from aesthcull.gui.reporting.export_dialog import ExportDialog
    from aesthcull.gui.window import MainWindow


class ReportsDesk(QObject):
    """Opens the export dialog, imported when it is first needed."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work

    def export(self, kind: Kind) -> ExportDialog | None:
        """Ask how a report is to be, and write it."""
        from aesthcull.gui.reporting.export_dialog import ExportDialog

        window, model = self._window, self._window.model
        if window.shoot.folder is None:
            return None
        picks = arrange(model.columns, Filter(flags=frozenset({"pick"})), model.order, Stacks())
        ids = {
            "shown": model.ids.tolist(),
            "selected": window.grid.selected_ids(),
            "picks": np.asarray(model.columns.ids[picks]).tolist(),
        }
        scores = model.columns.score_names()
        dialog = ExportDialog(self._work, window.settings, window.shoot.folder, ids, scores, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_kind(kind)
        dialog.open()
        return dialog
