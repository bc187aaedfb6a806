"""Marks by hand: every one is in the catalogue before the next key press is handled, or not yet shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from aesthcull.catalogue import decisions
from aesthcull.catalogue.decisions import Changes, Field, Value
from aesthcull.catalogue.records import Step
from aesthcull.catalogue.store import Catalogue, CatalogueError
from aesthcull.gui.background import Background

translate = QCoreApplication.translate  # by this name lupdate finds the texts
LARGE = 1000  # frames of a step that is written in a thread: 10,000 take up to half a second
_PATIENCE_S = 0.03  # for a scan that is just writing; storing the series of a large shoot takes seconds
Write = Callable[[], Step | None]
Outcome = tuple[Step | CatalogueError | None, bool | None]  # whether it was undone (True), redone or new


class Marking(QObject):
    """Marks frames of one shoot, undoes and redoes. Writing one mark takes 0.2 ms, so it is done at once. A
    LARGE step, and one while the catalogue is held by a longer write, is written in a thread: `turned`
    follows it, and until then there is nothing to undo."""

    marked = Signal(list)  # pairs of frame ids and what was changed of them, as it is on disk
    turned = Signal(list)  # ids of frames that are to be read again: a step was undone, redone, taken
    stepped = Signal(object, bool)  # the Step that was undone (True) or redone
    failed = Signal(str)
    history = Signal(object, object)  # the names of the steps that undo and redo would act on, or None

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue.hasty()
        self._folder: Path | None = None
        self._work = Background(self)
        self._work.finished.connect(self._take_outcome)
        self._work.failed.connect(self._fail)
        self._waiting: deque[Write] = deque()  # behind the step that the thread is writing

    @property
    def busy(self) -> bool:
        """Whether a step is being written in the thread, or waits for that."""
        return self._work.running or bool(self._waiting)

    def stop(self) -> None:
        """Write what was asked for; nothing more is told."""
        self._work.stop()
        while self._waiting:
            with suppress(CatalogueError):  # the window is closing: nobody is there to be told
                self._waiting.popleft()()

    def open(self, folder: Path) -> None:
        """Work on another shoot."""
        self._folder = folder
        self._tell_history()

    def close(self) -> None:
        """No shoot is open: there is nothing to take back."""
        self._folder = None
        self.history.emit(None, None)

    def mark(self, ids: Sequence[int], field: Field, value: Value) -> bool:
        """Set a field of frames as one step of undo. True once it is on disk, or is being written and
        `turned` tells when it is; False when it failed."""
        return self.mark_each([(ids, {field: value})], step_name(field, value, len(ids)))

    def mark_each(self, marks: Sequence[tuple[Sequence[int], Changes]], name: str) -> bool:
        """`mark` with other values for other frames, as one step called `name`."""
        count = sum(len(ids) for ids, _ in marks)
        if not count:
            return False
        write = partial(decisions.mark_each, self._catalogue, marks, name)
        if self.busy or count > LARGE or self._catalogue.is_held(_PATIENCE_S):
            self._waiting.append(write)
            self._go_on()
            return True
        try:
            write()
        except CatalogueError as error:
            self.failed.emit(self.tr("Not saved: {0}").format(error))
            return False
        self.marked.emit(list(marks))
        self._tell_history()
        return True

    def undo(self) -> None:
        """Take back the last step."""
        self._turn(decisions.undo, undone=True)

    def redo(self) -> None:
        """Do the step that was undone last again."""
        self._turn(decisions.redo, undone=False)

    def _turn(self, act: Callable[[Catalogue, Path], Step | None], *, undone: bool) -> None:
        folder = self._folder
        if folder is None or self.busy:
            return
        try:
            large = decisions.next_sizes(self._catalogue, folder)[not undone] > LARGE
        except CatalogueError as error:
            self.failed.emit(str(error))
            return
        if large:
            self._begin(lambda: act(self._catalogue, folder), undone)
        else:
            self._take_outcome(_outcome(lambda: act(self._catalogue, folder), undone))

    def _begin(self, act: Write, undone: bool | None) -> None:
        self.history.emit(None, None)
        self._work.start(lambda _job: _outcome(act, undone))

    def _go_on(self) -> None:
        if self._waiting and not self._work.running:
            self._begin(self._waiting.popleft(), None)

    def _fail(self, reason: str) -> None:
        self.failed.emit(reason)
        self._tell_history()
        self._go_on()

    def _take_outcome(self, outcome: Outcome) -> None:
        self._tell_outcome(*outcome)
        self._go_on()

    def _tell_outcome(self, found: Step | CatalogueError | None, undone: bool | None) -> None:
        if isinstance(found, CatalogueError):
            self.failed.emit(str(found) if undone is not None else self.tr("Not saved: {0}").format(found))
            self._tell_history()
            return
        self.take(found)
        if found is not None and undone is not None:
            self.stepped.emit(found, undone)

    def take(self, step: Step | None) -> None:
        """Tell of a step that another part of the window has written, or of none."""
        if step is not None:
            self.turned.emit(list(step.frame_ids))
        self._tell_history()

    def take_frames(self, ids: list[int]) -> None:
        """Tell that another part of the window has undone or redone steps of these frames."""
        if ids:
            self.turned.emit(ids)
        self._tell_history()

    def _tell_history(self) -> None:
        if self._folder is None:
            return
        try:
            self.history.emit(*decisions.next_steps(self._catalogue, self._folder))
        except CatalogueError as error:
            self.failed.emit(str(error))


def _outcome(act: Write, undone: bool | None) -> Outcome:
    try:
        return act(), undone
    except CatalogueError as error:
        return error, undone


def step_name(field: Field, value: Value, count: int) -> str:
    """What the Undo menu says: “Pick 12 frames”."""
    frames = translate("Steps", "frame") if count == 1 else translate("Steps", "{0} frames").format(count)
    words = ", ".join(value) if isinstance(value, tuple) else value
    if field == "rating":
        return translate("Steps", "Rate {0} {1} ★").format(frames, value)
    if field == "keyword":
        return translate("Steps", "Add “{1}” to {0}").format(frames, words)
    if field == "dismissed":
        return translate("Steps", "Remove “{1}” from {0}").format(frames, words)
    texts = {
        "pick": translate("Steps", "Pick {0}"),
        "reject": translate("Steps", "Reject {0}"),
        "red": translate("Steps", "Label {0} red"),
        "yellow": translate("Steps", "Label {0} yellow"),
        "green": translate("Steps", "Label {0} green"),
        "blue": translate("Steps", "Label {0} blue"),
        "purple": translate("Steps", "Label {0} purple"),
    }
    none = translate("Steps", "Unflag {0}") if field == "flag" else translate("Steps", "Label {0} none")
    return texts.get(str(value), none).format(frames)
