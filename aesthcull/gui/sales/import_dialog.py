"""Importing a sales report: what it is, how its rows are understood, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue import sales_reports
from aesthcull.exchange.sales.formats import FORMATS
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.preview import Examined, Preview, examine, preview_table
from aesthcull.exchange.sales.refused import RefusedRows, save_refused
from aesthcull.gui.background import Background
from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.forms import hint, line
from aesthcull.gui.path_field import PathField
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.sales.agency_box import AgencyBox
from aesthcull.gui.sales.import_task import Imported, import_and_match
from aesthcull.gui.sales.import_words import came_of_it, how_known, names_of, preview_rows
from aesthcull.gui.sales.mapper_form import MapperForm
from aesthcull.pipeline import Workplace

_DELAY_MS = 150  # typing and choosing settle first
_SHOWN = 200  # refused rows in the table, some milliseconds; all of them are saved


class ImportDialog(QDialog):
    """Choose a file, look how it will be read, import it. `imported` when the catalogue has changed;
    `matches_wanted` when the user wants to see which frames the assets show."""

    imported = Signal()
    matches_wanted = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import a sales report"))
        self._work = work
        self._examined: Examined | None = None
        self._refused: RefusedRows | None = None
        self.file = PathField(self.tr("sales report"), self.tr("Reports (*.csv *.txt *.tsv);;All files (*)"))
        self.about = hint()
        self.agency = AgencyBox(self.tr("choose or type its name"))
        self.mapper = MapperForm()
        self.table = FiguresTable()
        self.table.setAccessibleName(self.tr("Rows"))
        self.message = hint()
        self.message.setObjectName("")  # what came of it should be seen
        self.progress = ProgressLine(margin=0)
        self.import_button = QPushButton(self.tr("&Import"))
        self.save_button = QPushButton(self.tr("&Save the refused rows…"))
        self.matches_button = QPushButton(self.tr("&Matches…"))
        self.close_button = QPushButton(self.tr("Close"))
        self.looking, self.importing, self.saving = Background(self), Background(self), Background(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_DELAY_MS)
        self._lay_out()
        self._connect()
        self._forget()

    def choose(self) -> None:
        """Ask for the file."""
        self.file.choose()

    def reject(self) -> None:
        """Esc and Close; an import that goes on is cancelled first, and leaves nothing."""
        if self.importing.running:
            self.importing.cancel()
        else:
            super().reject()

    # Looking at the file

    def _file_changed(self) -> None:
        self._forget()
        self._soon.start()

    def _look(self) -> None:
        path, examined = self.file.path(), self._examined
        if path is None:
            return
        if examined is None:
            self.message.setText(self.tr("Reading…"))
            self.looking.start(lambda job: examine(self._work.catalogue, path, job))
        else:
            mapping = self.mapper.mapping()
            self.looking.start(lambda job: preview_table(examined.table, mapping, job=job))

    def _looked(self, found: object) -> None:
        if isinstance(found, Examined):
            self._examined = found
            self.mapper.show_mapping(names_of(found.found), found.found.mapping)
            self.agency.setCurrentText(found.found.agency or found.found.mapping.agency or "")
            self.about.setText(how_known(found.found))
            self.mapper.setEnabled(True)
            self._look()
        elif isinstance(found, Preview):
            self._show_preview(found)

    def _show_preview(self, found: Preview) -> None:
        self.table.show_rows(*preview_rows(found.rows))
        said = found.problem or self.tr("This is how the first rows will be understood.")
        if found.problem is None and not self.agency.name():
            said += " " + self.tr("Name the agency above to import them.")
        self.message.setText(said)
        self._ready = found.problem is None
        self._enable()

    def _not_looked(self, reason: str) -> None:
        self.message.setText(reason)
        self._ready = False
        self._enable()

    def _forget(self) -> None:
        """Another file: nothing is known of it."""
        self.looking.stop()
        self._examined, self._refused, self._ready = None, None, False
        self.about.setText(self.tr("A report as the agency gives it, or any table of assets or sales."))
        self.agency.setCurrentText("")
        self.mapper.show_mapping([], ColumnMapping())
        self.table.show_rows([], [])
        self.message.setText("")
        self.mapper.setEnabled(False)
        self.save_button.hide()
        self.matches_button.hide()
        self._enable()

    # Importing

    def _begin(self) -> None:
        path, examined = self.file.path(), self._examined
        if path is None or examined is None or not self.import_button.isEnabled():
            return
        agency = self.agency.name()
        mapping = replace(self.mapper.mapping(), agency=agency or None)
        work = partial(import_and_match, self._work.catalogue, path, agency, mapping)
        self.progress.follow(self.importing.start(work))
        self._enable()

    def _done(self, done: Imported) -> None:
        self._refused = done.refused
        self.progress.rest("")
        self._ready = False
        if done.result is None:
            self.message.setText(done.problem)
        else:
            self.message.setText(came_of_it(done.result, done.matched))
            self.matches_button.show()
            self.matches_button.setFocus()
            self.imported.emit()
        rows = [[f"{r.line:,}", r.reason, " · ".join(r.cells)] for r in done.refused.first(_SHOWN)]
        headings = [self.tr("Line"), self.tr("Why it cannot be used"), self.tr("Row")]
        self.table.show_rows(headings if rows else [], rows)
        self.save_button.setVisible(bool(rows))
        self._enable()

    def _rest(self, text: str) -> None:
        self.progress.rest("")
        self.message.setText(text)
        self._enable()

    def _save(self) -> None:
        if self._refused is None or (path := self.file.path()) is None:
            return
        start = str(path.with_name(f"{path.stem}-refused.csv"))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the refused rows"), start, "CSV (*.csv)")
        if chosen:
            self.save_refused_to(Path(chosen))

    def save_refused_to(self, out: Path) -> None:
        """Write the refused rows; what goes wrong is said in the dialog."""
        assert self._refused is not None
        refused = self._refused
        self.save_button.setEnabled(False)  # the next one would read the same rows at the same time
        self.saving.start(lambda _job: save_refused(refused, out))

    def _saved(self, out: object) -> None:
        self.save_button.setEnabled(True)
        if self._refused is not None:
            self.message.setText(self.tr("{0} rows saved as {1}").format(f"{len(self._refused):,}", out))

    def _not_saved(self, reason: str) -> None:
        self.save_button.setEnabled(True)
        self.message.setText(reason)

    # Arranging

    def _enable(self) -> None:
        busy = self.importing.running
        self.file.setEnabled(not busy)
        self.agency.setEnabled(not busy and self._examined is not None)
        self.mapper.setEnabled(not busy and self._examined is not None)
        self.import_button.setEnabled(not busy and self._ready and bool(self.agency.name()))

    def _connect(self) -> None:
        self.file.changed.connect(self._file_changed)
        self._soon.timeout.connect(self._look)
        self.mapper.changed.connect(self._soon.start)
        self.agency.editTextChanged.connect(lambda _text: self._enable())
        self.looking.finished.connect(self._looked)
        self.looking.failed.connect(self._not_looked)
        self.importing.finished.connect(self._done)
        self.importing.failed.connect(self._rest)
        self.importing.cancelled.connect(
            lambda: self._rest(self.tr("Cancelled; nothing of the report was imported."))
        )
        self.saving.finished.connect(self._saved)
        self.saving.failed.connect(self._not_saved)
        self.progress.cancel.connect(self.importing.cancel)
        self.import_button.clicked.connect(self._begin)
        self.save_button.clicked.connect(self._save)
        self.matches_button.clicked.connect(self.matches_wanted)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.agency.offer(
            {form.agency for form in FORMATS}.union(sales_reports.agencies(self._work.catalogue))
        )
        caption = QLabel(self.tr("&Agency"))
        caption.setBuddy(self.agency)
        self.import_button.setObjectName("primary")
        self.import_button.setDefault(True)
        for button in (self.save_button, self.matches_button, self.close_button):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        for button in (self.save_button, self.matches_button):
            buttons.addWidget(button)
        buttons.addStretch()
        for button in (self.import_button, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        for widget in (self.file, self.about, line(caption, self.agency), self.mapper):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.message)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        self.resize(980, 640)
