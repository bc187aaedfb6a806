"""The longer work of the matches dialog: matching by pictures or a table, asking again, exporting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from aesthcull.catalogue import matches, sales_reports
from aesthcull.exchange.matching import MatchReport, match_names, read_table
from aesthcull.exchange.sales.agencies import agency_called
from aesthcull.gui.background import Background, Work
from aesthcull.gui.sales.asset_tasks import export
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.uploads import UploadReport, match_uploads


class MatchesWork(Background):
    """One piece of it at a time; what is asked for while another goes on is dropped. `begun` carries the
    Job."""

    begun = Signal(object)

    def __init__(self, work: Workplace, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._work = work
        self._dialog = dialog

    def run(self, work: Work) -> None:
        """Begin, unless something goes on."""
        if not self.running:
            self.begun.emit(self.start(work))

    def ask_again(self, asset_id: int) -> None:
        """Take the decision about an asset back, whenever it was made, and match it anew."""

        def work(job: Job) -> MatchReport:
            matches.reopen(self._work.catalogue, [asset_id])
            return match_names(self._work.catalogue, job)

        self.run(work)

    def match_pictures(self, folder: Path, agency: str = "") -> None:
        """Match by the uploaded pictures in a folder; with an agency, all of them are on sale there."""

        def work(job: Job) -> UploadReport:
            known = sales_reports.agencies(self._work.catalogue)
            return match_uploads(
                self._work, folder, job, match_names, agency_called(agency, known) if agency else None
            )

        self.run(work)

    def match_table(self, table: Path) -> None:
        """Match by the user's own table of assets and files."""
        self.run(lambda job: match_names(self._work.catalogue, job, read_table(table, job)))

    def export_to(self, ids: Sequence[int], out: Path) -> None:
        """Write these assets as JSON, or as CSV by the file's name."""
        self.run(lambda job: export(self._work.catalogue, ids, out, job))

    def choose_table(self) -> None:
        """Ask for the table, and match by it."""
        kinds = self.tr("Tables (*.csv *.txt *.tsv);;All files (*)")
        title, start = self.tr("Assets and files"), str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self._dialog, title, start, kinds)
        if chosen:
            self.match_table(Path(chosen))

    def choose_export(self, ids: Sequence[int]) -> None:
        """Ask where to, and export."""
        start, kinds = str(Path.home() / "assets.csv"), self.tr("CSV (*.csv);;JSON (*.json)")
        chosen, _ = QFileDialog.getSaveFileName(self._dialog, self.tr("Export"), start, kinds)
        if chosen:
            self.export_to(ids, Path(chosen))
