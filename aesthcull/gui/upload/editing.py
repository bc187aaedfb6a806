"""Edits of an upload's rows: one row at once, many in a worker; each is one step of undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from aesthcull.catalogue import decisions
from aesthcull.catalogue.records import Step
from aesthcull.catalogue.store import Catalogue, CatalogueError
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.editing import EditField, TypedError
from aesthcull.exchange.upload.rows import UploadRow
from aesthcull.gui.background import Background
from aesthcull.gui.marking import Marking
from aesthcull.gui.upload.gathering import Edit, carry_out

_AT_ONCE = 10  # rows: some milliseconds


class UploadEditing(QObject):
    """Writes what is typed. `failed` tells why it was not; `busy_changed` when a large edit begins and ends.

    Undo takes back what was done here, and nothing older: the rest of the window's history is not in sight.
    """

    failed = Signal(str)
    busy_changed = Signal()

    def __init__(self, catalogue: Catalogue, marking: Marking, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._marking = marking
        self._folder = folder
        self._before = self._next_ids()[0] or 0
        self._done: list[int] = []  # steps of this dialog
        self._undone: list[int] = []
        self._work = Background(parent)
        self._work.finished.connect(self._take)
        self._work.failed.connect(self._fail)

    @property
    def busy(self) -> bool:
        """Whether an edit of many rows, or a large step of undo, is being written."""
        return self._work.running or self._marking.busy

    def edit(self, rows: Sequence[UploadRow], field: EditField, texts: Sequence[str], agency: Agency) -> bool:
        """Write a text for each row, or one for all; False where it is not written yet, or cannot be."""
        if self.busy or not rows:
            return False
        edit = Edit(rows, field, tuple(texts), agency, self._name(field, len(rows)))
        if len(rows) > _AT_ONCE:
            self._work.start(lambda _job: carry_out(self._catalogue, edit))
            self.busy_changed.emit()
            return False
        try:
            marks = edit.marks()
        except TypedError as error:
            self.failed.emit(str(error))
            return False
        if not marks or not self._marking.mark_each(marks, edit.name):
            return False
        self._note(self._next_ids()[0] or 0)
        return True

    def undo(self) -> None:
        """Take back the last edit."""
        if self._done and not self.busy and self._next_ids()[0] == self._done[-1]:
            self._undone.append(self._done.pop())
            self._marking.undo()

    def redo(self) -> None:
        """Do it again."""
        if self._undone and not self.busy and self._next_ids()[1] == self._undone[-1]:
            self._done.append(self._undone.pop())
            self._marking.redo()

    def _note(self, step_id: int) -> None:
        """A step was written, unless everything was so already and this is an older one."""
        if step_id > (self._done[-1] if self._done else self._before):
            self._done.append(step_id)
            self._undone.clear()

    def _next_ids(self) -> tuple[int | None, int | None]:
        try:
            return decisions.next_ids(self._catalogue, self._folder)
        except CatalogueError as error:
            self.failed.emit(str(error))
            return None, None

    def _take(self, step: object) -> None:
        if isinstance(step, Step):
            self._note(step.id)
            self._marking.take(step)
        self.busy_changed.emit()

    def _fail(self, reason: str) -> None:
        self.failed.emit(self.tr("Not saved: {0}").format(reason))
        self.busy_changed.emit()

    def _name(self, field: EditField, count: int) -> str:
        names = {
            "title": (self.tr("Title of a frame"), self.tr("Title of {0} frames")),
            "description": (self.tr("Description of a frame"), self.tr("Description of {0} frames")),
            "keywords": (self.tr("Keywords of a frame"), self.tr("Keywords of {0} frames")),
            "categories": (self.tr("Category of a frame"), self.tr("Category of {0} frames")),
        }
        one, many = names[field]
        return one if count == 1 else many.format(f"{count:,}")
