"""Sidecars that are written by themselves after marks: some seconds later, many together, in a thread. One
that another program holds just then is tried again before anybody is told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from aesthcull.catalogue.store import Catalogue, CatalogueError
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.gui.background import Background
from aesthcull.gui.xmp.words import step_name
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline.sidecar_writing import WriteReport, write_sidecars

GATHER_MS = 1500  # after the last mark
AGAIN_MS = 4000
TRIES = 3
_AT_CLOSING_S = 3.0


class Automatic(QObject):
    """Writes the sidecars of frames that it is told of. `told` follows each turn that did something or
    finally failed."""

    told = Signal(object)  # WriteReport
    failed = Signal(str)  # the catalogue's word, after the last try

    def __init__(self, catalogue: Catalogue, settings: Callable[[], XmpSettings], parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._settings = settings
        self._due: dict[int, int] = {}  # frames, and how often each was tried
        self._now: dict[int, int] = {}  # those that are being written
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._work = Background(self)
        self._work.finished.connect(self._done)
        self._work.failed.connect(self._not_done)

    @property
    def busy(self) -> bool:
        """Whether a frame waits or is being written."""
        return bool(self._due) or self._work.running

    def add(self, ids: Iterable[int]) -> None:
        """These frames were marked."""
        self._due |= dict.fromkeys(ids, 0)
        if self._due:
            self._timer.start(GATHER_MS)

    def drop(self) -> None:
        """It was switched off."""
        self._timer.stop()
        self._due.clear()

    def stop(self) -> None:
        """The window closes: write what waits, as far as that takes no longer than a moment. The rest is
        found when the shoot is opened again."""
        self._timer.stop()
        self._work.stop()
        due, self._due = self._due | self._now, {}
        if due:
            job = Job()
            limit = threading.Timer(_AT_CLOSING_S, job.cancel)
            limit.start()
            with suppress(CatalogueError, Cancelled):  # nobody is there to be told
                write_sidecars(self._catalogue, list(due), self._settings(), job, step_name)
            limit.cancel()

    def _begin(self) -> None:
        if self._work.running:
            self._timer.start(GATHER_MS)
            return
        self._now, self._due = self._due, {}
        ids, settings = list(self._now), self._settings()
        self._work.start(lambda job: write_sidecars(self._catalogue, ids, settings, job, step_name))

    def _done(self, report: WriteReport) -> None:
        tried = {frame_id: self._now.get(frame_id, 0) + 1 for frame_id in report.failed}
        again = {frame_id: count for frame_id, count in tried.items() if count < TRIES}
        if again and not report.refused:
            self._due = again | self._due
            self._timer.start(AGAIN_MS)
            report.problems = [] if len(again) == len(tried) else report.problems
        self._now = {}
        self.told.emit(report)

    def _not_done(self, reason: str) -> None:
        tried = {frame_id: count + 1 for frame_id, count in self._now.items()}
        self._now = {}
        if all(count < TRIES for count in tried.values()):
            self._due = tried | self._due
            self._timer.start(AGAIN_MS)
        else:
            self.failed.emit(reason)
