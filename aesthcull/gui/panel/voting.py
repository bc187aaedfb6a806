"""Asks for vote distributions off the GUI's thread; only the frame asked for last is of interest.

A pool, not a thread for each frame: to start one takes as long as all the rest of the panel.
"""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QObject, QThreadPool, Signal

from aesthcull.catalogue.records import Frame
from aesthcull.catalogue.store import CatalogueError
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.votes import VoteReader, Votes


class Voting(QObject):
    """`told` follows each question but those that were overtaken."""

    told = Signal(int, object)  # the frame's id, shares [bins] or None

    def __init__(self, work: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = VoteReader(work)
        self._wanted: Frame | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def has(self, frame: Frame) -> bool:
        """Whether the frame has a score that rests on votes."""
        return self._reader.has(frame)

    def ask(self, frame: Frame) -> None:
        """Ask how the votes of a frame are spread."""
        self._wanted = frame
        self._pool.start(self._answer)

    def stop(self) -> None:
        """Ask no more, and wait for the thread."""
        self._wanted = None
        self._pool.waitForDone()

    def _answer(self) -> None:
        frame, self._wanted = self._wanted, None
        if frame is None:
            return
        votes: Votes | None = None
        with contextlib.suppress(CatalogueError):  # the next mark meets it too, and says so
            votes = self._reader.votes(frame)
        self.told.emit(frame.id, votes)
