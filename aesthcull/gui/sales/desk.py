"""What the Sales menu does; the window has one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from aesthcull import places
from aesthcull.pipeline import Workplace

if TYPE_CHECKING:
    from aesthcull.gui.sales.import_dialog import ImportDialog
    from aesthcull.gui.sales.imported_dialog import ImportedDialog
    from aesthcull.gui.sales.matches_dialog import MatchesDialog
    from aesthcull.gui.training.dialog import TrainingDialog
    from aesthcull.gui.training.reports_dialog import ReportsDialog
    from aesthcull.gui.training.study_dialog import StudyDialog
    from aesthcull.gui.window import MainWindow


class SalesDesk(QObject):
    """Opens the dialogs about sales, each imported when it is first needed."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work

    def import_report(self) -> ImportDialog:
        """Import a sales report."""
        from aesthcull.gui.sales.import_dialog import ImportDialog

        dialog = ImportDialog(self._work, self._window)
        dialog.matches_wanted.connect(dialog.accept)
        dialog.matches_wanted.connect(self.matches)
        self._open(dialog)
        return dialog

    def imported(self) -> ImportedDialog:
        """The reports that were imported, and taking one back."""
        from aesthcull.gui.sales.imported_dialog import ImportedDialog

        dialog = ImportedDialog(self._work, self._window)
        self._open(dialog)
        return dialog

    def matches(self) -> MatchesDialog:
        """Which frame each asset shows."""
        from aesthcull.gui.sales.matches_dialog import MatchesDialog

        dialog = MatchesDialog(self._work, self._window)
        self._open(dialog)
        return dialog

    def train(self) -> TrainingDialog:
        """Train a model of the user's own."""
        dialog = self._training()
        dialog.begin()
        self._open(dialog)
        return dialog

    def retrain(self) -> TrainingDialog:
        """Train again with the settings of an own model, on what is known today."""
        dialog = self._training()
        dialog.begin_again()
        self._open(dialog)
        return dialog

    def studies(self) -> StudyDialog:
        """P1's studies on the user's own photographs."""
        from aesthcull.gui.training.study_dialog import StudyDialog

        dialog = StudyDialog(self._work, places.studies_folder(), self._window)
        self._open(dialog)
        return dialog

    def reports(self) -> ReportsDialog:
        """How good the user's own models were found."""
        from aesthcull.gui.training.reports_dialog import ReportsDialog

        dialog = ReportsDialog(self._work.registry, self._window)
        self._open(dialog)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _training(self) -> TrainingDialog:
        from aesthcull.gui.training.dialog import TrainingDialog

        dialog = TrainingDialog(self._work, places.user_models_folder(), self._window)
        self._window.models.follow(dialog.adoption)
        return dialog
