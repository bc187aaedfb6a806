"""What the Series menu does to series: the photographer's edits, and picking the suggested frames.

Every edit is written by a worker, one after the other, since one of 10,000 frames takes a second; undo waits
for them, so that it never takes back the step before.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from aesthcull.catalogue import queries, series_edits
from aesthcull.catalogue.records import Shoot, Step
from aesthcull.catalogue.series_edits import SuggestedPicks
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.background import Background
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow


@dataclass(frozen=True)
class _Task:
    """`work` on the shoot of a folder in the worker, then `then` with what it returned."""

    folder: Path | None
    work: Callable[[Shoot], object]
    then: Callable[[object], None]


class SeriesDesk(QObject):
    """Edits the series of the selected frames (in the loupe: of the one shown). For a merge a collapsed stack
    stands for all of its frames."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._catalogue = work.catalogue
        self._tasks: deque[_Task] = deque()
        self._background = Background(self)
        self._background.finished.connect(self._finished)
        self._background.failed.connect(self._failed)

    @property
    def busy(self) -> bool:
        """Whether an edit is being written."""
        return bool(self._tasks)

    def stop(self) -> None:
        """Write what was asked for, and tell nothing more."""
        self._background.stop()
        waiting = list(self._tasks)[1:]
        self._tasks.clear()
        for task in waiting:
            with contextlib.suppress(CatalogueError):  # the window is closing: nobody is there to be told
                self._do(task)

    # What the actions call

    def merge(self) -> None:
        """One series of the selected frames."""
        ids = self._window.stacks.whole(self._ids())
        if len(ids) < 2:
            self._say(self.tr("Select two frames or more, or stacks, to merge them into one series."))
            return
        name = self.tr("Merge {0} frames into a series").format(len(ids))
        nothing = self.tr("These frames are one series already.")
        self._edit(lambda shoot: series_edits.merge(self._catalogue, shoot, ids, name), nothing)

    def split(self) -> None:
        """Several selected frames become a series of their own; a single one begins a new series."""
        ids = self._ids()
        if len(ids) > 1:
            name = self.tr("Split {0} frames from their series").format(len(ids))
            nothing = self.tr("There is nothing to split: no series is selected in part.")
            self._edit(lambda shoot: series_edits.split(self._catalogue, shoot, ids, name), nothing)
            return
        name = self.tr("Split a series")
        nothing = self.tr("Go to the frame that should begin a new series: not the first one of its series.")
        self._on_one(lambda shoot, one: series_edits.split_at(self._catalogue, shoot, one, name), nothing)

    def take_out(self) -> None:
        """The selected frames leave their series."""
        ids = self._ids()
        if len(ids) == 1:
            name = self.tr("Take a frame out of its series")
        else:
            name = self.tr("Take {0} frames out of their series").format(len(ids))
        nothing = self.tr("This is in no series.")
        self._edit(lambda shoot: series_edits.take_out(self._catalogue, shoot, ids, name), nothing)

    def suggest(self) -> None:
        """The current frame becomes the suggested one of its series."""
        name = self.tr("Suggest another frame")
        nothing = self.tr("It is your choice already, or in no series that has a suggested frame.")
        self._on_one(
            lambda shoot, one: series_edits.set_suggested(self._catalogue, shoot, one, name), nothing
        )

    def keep_as_set(self) -> None:
        """The selected series become sets, which are left alone; sets become ordinary series."""
        ids = self._ids()
        frames = [frame for i in ids if (frame := self._window.model.frame_of(i))]
        sets = any(frame.series is not None and frame.series.kind != series_edits.SERIES for frame in frames)
        kind = series_edits.SERIES if sets else series_edits.SET
        name = self.tr("Take a set for a series") if sets else self.tr("Keep a series as a set")
        nothing = self.tr("This is in no series.")
        self._edit(lambda shoot: series_edits.set_kind(self._catalogue, shoot, ids, kind, name), nothing)

    def as_found(self) -> None:
        """Drop the edits of the selected frames' series."""
        ids = self._ids()
        name = self.tr("Series as found")
        nothing = self.tr("Nothing was changed by hand here.")
        self._edit(lambda shoot: series_edits.forget(self._catalogue, shoot, ids, name), nothing)

    def pick_suggested(self) -> None:
        """Pick the suggested of the selected series, reject the others."""
        ids = self._ids()
        self._add(lambda shoot: series_edits.plan_suggested(self._catalogue, shoot, ids), self._pick)

    def pick_all_suggested(self) -> None:
        """The same for all series of the shoot, once the user has seen how many that are."""
        self._add(lambda shoot: series_edits.plan_suggested(self._catalogue, shoot), self._ask)

    # Picking

    def _ask(self, found: object) -> None:
        assert isinstance(found, SuggestedPicks)
        if not found.picks:
            self._pick(found)
            return
        text = self.tr("Pick the suggested frames of {0:,} series and reject the others: {1:,}?")
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Pick the suggested frames"))
        box.setText(text.format(found.series, len(found.rejects)))
        box.setInformativeText(f"{self._left(found)} {self.tr('One undo takes it back.')}".strip())
        agree = box.addButton(self.tr("Pick and reject"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        agree.clicked.connect(lambda: self._pick(found))
        box.open()

    def _pick(self, found: object) -> None:
        assert isinstance(found, SuggestedPicks)
        left = self._left(found)
        if not found.picks:
            self._say(f"{self.tr('There is no series with a suggested frame to pick.')} {left}".strip())
            return
        name = self.tr("Pick the suggested of {0:,} series, reject {1:,} others")
        if len(found.rejects) == 1:
            name = self.tr("Pick the suggested of {0:,} series, reject {1:,} other")
        name = name.format(found.series, len(found.rejects))
        self._edit(
            lambda _shoot: series_edits.pick_suggested(self._catalogue, found, name),
            self.tr("These are picked and rejected already."),
            left,
        )

    def _left(self, found: SuggestedPicks) -> str:
        """What is left as it is, in sentences; empty where nothing is."""
        sentences = []
        if found.kept:
            sentences.append(self.tr("Left as you had flagged them: {0:,}.").format(found.kept))
        if found.sets:
            sentences.append(self.tr("Sets (brackets, panoramas) left alone: {0:,}.").format(found.sets))
        return " ".join(sentences)

    # Edits, one after the other

    def _ids(self) -> list[int]:
        return self._window.views.targets()

    def _on_one(self, edit: Callable[[Shoot, int], Step | None], nothing: str) -> None:
        current = self._window.grid.current_frame()
        if current is not None:
            one = current.id
            self._edit(lambda shoot: edit(shoot, one), nothing)

    def _edit(self, edit: Callable[[Shoot], Step | None], nothing: str, done: str = "") -> None:
        """`nothing` is said where nothing was to do, `done` where something was."""

        def told(step: object) -> None:
            assert step is None or isinstance(step, Step)
            self._say(nothing if step is None else done)
            self._window.marking.take(step)

        self._add(edit, told)

    def _add(self, work: Callable[[Shoot], object], then: Callable[[object], None]) -> None:
        self._tasks.append(_Task(self._window.shoot.folder, work, then))
        if len(self._tasks) == 1:
            self._next()

    def _next(self) -> None:
        task = self._tasks[0]

        def run(_job: Job) -> object:
            return self._do(task)

        for key in ("undo", "redo"):
            self._window.actions_by_id[key].setEnabled(False)
        self._background.start(run)

    def _do(self, task: _Task) -> object:
        shoot = queries.find_shoot(self._catalogue, task.folder) if task.folder is not None else None
        if shoot is None:
            raise CatalogueError(f"{task.folder}: not in the catalogue yet")
        return task.work(shoot)

    def _finished(self, result: object) -> None:
        task = self._tasks.popleft()
        self._window.marking.take(None)  # enables undo again
        task.then(result)
        if self._tasks and not self._background.running:
            self._next()

    def _failed(self, reason: str) -> None:
        self._tasks.popleft()
        self._window.marking.take(None)
        self._window.messages.say(self.tr("Not saved: {0}").format(reason))
        if self._tasks and not self._background.running:
            self._next()

    def _say(self, text: str) -> None:
        self._window.messages.remark(text)
