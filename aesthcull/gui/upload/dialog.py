"""The upload dialog: what an agency is told of the frames, checked, edited, saved as its CSV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aesthcull.exchange.reports.captions import plain
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.editing import EditField
from aesthcull.exchange.upload.remarks import by_level
from aesthcull.exchange.upload.rows import UploadRow
from aesthcull.gui.background import Background
from aesthcull.gui.forms import hint
from aesthcull.gui.marking import Marking
from aesthcull.gui.pictures import Pictures, thumbnail_loader
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.upload.choices import recall, remember
from aesthcull.gui.upload.editing import UploadEditing
from aesthcull.gui.upload.editor import count
from aesthcull.gui.upload.gathering import Gathered, Wanted, gather, let_go
from aesthcull.gui.upload.model import FIELDS, KEYWORDS, TITLE, UploadModel
from aesthcull.gui.upload.options import Ids, UploadOptions
from aesthcull.gui.upload.saving import SavePart
from aesthcull.gui.upload.table import UploadTable
from aesthcull.gui.upload.words import said
from aesthcull.pipeline import Workplace

_CACHE_MB = 64
_SIDE = 160  # of a thumbnail, in device pixels


class UploadDialog(QDialog):
    """Frames of the shoot `folder`, by `ids`. Every edit is in the catalogue at once; the CSV is written when
    the user saves."""

    def __init__(
        self,
        work: Workplace,
        settings: QSettings,
        marking: Marking,
        folder: Path,
        ids: Ids,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Upload CSV"))
        self._work, self._settings, self._folder, self._ids = work, settings, folder, ids
        self._choices = recall(settings)
        self._gathered: Gathered | None = None
        self._stale: set[int] = set()
        self._pictures = Pictures(thumbnail_loader(work.thumbnails, _SIDE), megabytes=_CACHE_MB)
        self.options = UploadOptions(ids, self._choices)
        self.model = UploadModel(self._pictures, self)
        self.table = UploadTable(self.model)
        self.none = hint()
        self.about = QLabel()
        self.summary = QLabel()
        self.next_problem = QPushButton(self.tr("&Next problem"))
        self.fill_button = QPushButton(self.tr("Fill do&wn"))
        self.close_button = QPushButton(self.tr("Close"))
        self.progress = ProgressLine(margin=0)
        self.saving: SavePart = SavePart(self)
        self.saving.rows = self._to_save
        self.editing: UploadEditing = UploadEditing(work.catalogue, marking, folder, self)
        self.reading = Background(self)
        self._clearing = Background(self)
        self._lay_out()
        self._connect(marking)
        self._renew()
        self.table.setFocus()

    def reject(self) -> None:
        """Esc and Close; an edit that is being written ends first."""
        if self.saving.question.isVisible():
            self.saving.question.drop()
        elif not self.editing.busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.editing.busy:
            event.ignore()
        else:
            super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            self._go_to_problem()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    # Reading

    def _renew(self) -> None:
        """Read the rows as they are asked for now."""
        agency = self.options.chosen_agency()
        ids = tuple(self._ids[self.options.chosen_frames()])
        wanted = Wanted(self._folder, ids, agency, self.options.settings())
        if self._gathered is None or self._gathered.of.agency != agency:
            self.saving.suggest(self._choices.folder, f"{plain(self._folder.name) or 'shoot'}_{agency.id}")
        chosen = self.options.choices(self._choices)
        if chosen != self._choices:
            self._choices = chosen
            remember(self._settings, chosen)
        before, stale = self._gathered, frozenset(self._stale)
        job = self.reading.start(lambda job: gather(self._work.catalogue, wanted, before, stale, job))
        if before is None:
            self.progress.follow(job)
        self._enable()

    def _changed(self, ids: Sequence[int]) -> None:
        """Frames were marked, here or elsewhere in the window."""
        known = self._gathered.frames if self._gathered else {}
        here = [i for i in ids if i in known]
        if here:
            self._stale.update(here)
            self._renew()
        self._enable()

    def _take(self, found: object) -> None:
        assert isinstance(found, Gathered)
        before, self._gathered = self._gathered, found
        self._stale.clear()
        self.table.show_columns(found.of.agency)
        self.model.show_rows(found.rows, found.ids, found.of.agency)
        if before is not None:
            self._clearing.start(lambda _job: let_go(before))
        if before is None:
            self.progress.rest("")
        if found.rows and not self.table.currentIndex().isValid():
            self.table.go_to(0, next(c for c in FIELDS if not self.table.isColumnHidden(c)))
        self.summary.setText(self._summed(found))
        self._show_state(bool(found.rows))
        self._explain()
        self._enable()

    def _show_state(self, any_rows: bool) -> None:
        self.none.setText(
            self.tr("No frames here. Choose other frames above, or pick some in the grid with P.")
        )
        self._stack.setCurrentIndex(0 if any_rows else 1)

    # What the user does

    def _edit(self, place: int, field: EditField, text: str) -> None:
        """One row was typed into."""
        if self.editing.edit([self.model.rows[place]], field, [text], self.options.chosen_agency()):
            self.model.show_typed(place, field, text)
            self.progress.rest("")

    def _fill(self, places: list[int], column: int, texts: list[str]) -> None:
        """Several rows are to say the same, or each its own."""
        rows = [self.model.rows[place] for place in places]
        self.progress.rest("")
        self.editing.edit(rows, FIELDS[column], texts, self.options.chosen_agency())

    def _go_to_problem(self) -> None:
        """To the next frame that is left out or warned of."""
        rows, now = self.model.rows, self.table.currentIndex()
        order = [*range(now.row() + 1, len(rows)), *range(now.row() + 1)]
        found = next((place for place in order if rows[place].troubled), None)
        if found is not None:
            self.table.go_to(found, now.column() if now.column() in FIELDS else KEYWORDS)
            self.table.setFocus()

    def _to_save(self) -> tuple[Sequence[UploadRow], Agency]:
        assert self._gathered is not None
        return self._gathered.rows, self._gathered.of.agency

    def _saved(self, folder: Path) -> None:
        self._choices = replace(self._choices, folder=str(folder))
        remember(self._settings, self._choices)

    # What is shown of it

    def _summed(self, found: Gathered) -> str:
        count = len(found.rows)
        told = self.tr("{0} of {1} frames will be written")
        parts = [told.format(f"{count - found.refused:,}", f"{count:,}")]
        if found.refused:
            parts.append(self.tr("{0} left out").format(f"{found.refused:,}"))
        if found.warned:
            parts.append(self.tr("{0} with warnings").format(f"{found.warned:,}"))
        return "  ·  ".join(parts) if count else ""

    def _explain(self) -> None:
        """All about the current row: the counts, and the remarks that its cell has no room for."""
        place, agency = self.table.currentIndex().row(), self.model.agency
        if agency is None or not 0 <= place < len(self.model.rows):
            self.about.clear()
            return
        row = self.model.rows[place]
        counts = []
        for column, field in FIELDS.items():
            if not self.table.isColumnHidden(column):
                name = self.model.headerData(column, Qt.Orientation.Horizontal)
                counts.append(f"{name} {count(self.model.text_of(place, field), field, agency)}")
        remarks = "  ·  ".join(said(remark) for remark in by_level(row.remarks))
        self.about.setText("   ".join([plain(row.entry.file_name), *counts]) + f"\n{remarks}")

    def _enable(self) -> None:
        """Enable what can be done."""
        found, busy = self._gathered, self.editing.busy
        self.model.editable = not busy
        fresh = found is not None and not self.reading.running and not busy
        self.saving.write.setEnabled(fresh and found is not None and found.refused < len(found.rows))
        self.next_problem.setEnabled(found is not None and found.refused + found.warned > 0)
        column = self.table.currentIndex().column()
        self.fill_button.setEnabled(not busy and column in FIELDS and len(self.table.selected_rows()) > 1)

    def _connect(self, marking: Marking) -> None:
        self.reading.finished.connect(self._take)
        self.reading.failed.connect(self.progress.rest)
        self.reading.cancelled.connect(lambda: self.progress.rest(self.tr("Cancelled.")))
        self.progress.cancel.connect(self.reading.cancel)
        self.options.changed.connect(self._renew)
        self.model.edited.connect(self._edit)
        self.table.filled.connect(self._fill)
        selection = self.table.selectionModel()
        selection.currentChanged.connect(lambda *_: self._explain())
        selection.selectionChanged.connect(lambda *_: self._enable())
        marking.marked.connect(lambda marks: self._changed([i for ids, _ in marks for i in ids]))
        marking.turned.connect(self._changed)
        marking.failed.connect(self.progress.rest)
        self.editing.failed.connect(self.progress.rest)
        self.editing.busy_changed.connect(self._enable)
        self.saving.told.connect(self.progress.rest)
        self.saving.saved.connect(self._saved)
        self.next_problem.clicked.connect(self._go_to_problem)
        self.fill_button.clicked.connect(self.table.fill_down)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(lambda _result: self._pictures.close())
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self.editing.undo),
            (QKeySequence.StandardKey.Redo, self.editing.redo),
        ):
            action = QAction(self)
            action.setShortcuts(keys)
            action.triggered.connect(act)
            self.addAction(action)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self.none)
        self.about.setObjectName("faint")
        self.about.setFixedHeight(2 * self.about.fontMetrics().lineSpacing() + 4)
        self.about.setMinimumWidth(1)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.next_problem.setToolTip(self.tr("F8"))
        self.fill_button.setToolTip(self.tr("Copies the first selected row to all selected rows (Ctrl+D)"))
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.summary)
        middle.addWidget(self.progress, 1)
        middle.addWidget(self.fill_button)
        middle.addWidget(self.next_problem)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.saving, 1)
        bottom.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.options)
        column.addWidget(self._stack, 1)
        column.addWidget(self.about)
        column.addLayout(middle)
        column.addLayout(bottom)
        self.resize(1180, 660)
        self.table.go_to(0, TITLE)
