"""Frames similar to one, shown in the grid by their similarity; and the way back to where one was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from aesthcull.catalogue.records import Frame
from aesthcull.gui.background import Background
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.similar import Ranked, rank_similar
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import SIMILARITY, Order, Stacks

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

MOST = 200  # frames shown beside the one; farther ones have little in common with it


@dataclass(frozen=True)
class Before:
    """Where one was: what was shown, in which view, and the current frame."""

    wanted: Filter
    order: Order
    stacks: Stacks
    page: str
    frame_id: int


class SimilarSearch(QObject):
    """Searches the open shoot in a worker. `like` is the name of the frame to which those shown are
    similar."""

    def __init__(self, parent: QObject, window: MainWindow, work: Workplace) -> None:
        super().__init__(parent)
        self._window = window
        self._work = work
        self._background = Background(self)
        self._asked: Frame | None = None
        self._before: Before | None = None
        self._resting = ""  # what the progress line said before
        self.like = ""
        self._background.finished.connect(self._found)
        self._background.failed.connect(self._failed)
        self._background.cancelled.connect(self._rest)
        window.progress.cancel.connect(self._background.cancel)

    def find(self) -> None:
        """Look for frames of the shoot that are similar to the current one."""
        window, frame = self._window, self._window.grid.current_frame()
        if frame is None:
            return
        columns = window.model.columns
        among = columns.ids[~columns.missing]
        again = self._background.running
        self._asked = frame
        what = self.tr("Looking for frames similar to {0}").format(frame.path.name)

        def search(job: Job) -> Ranked:
            job.stage(what)
            return rank_similar(self._work, frame, among, MOST, "heads", job)

        job = self._background.start(search)
        if window.worker.job is None:  # else the line tells of the scan
            self._resting = self._resting if again else window.progress.text.text()
            window.progress.follow(job)

    def go_back(self) -> None:
        """What was shown before, in its view, with the frame that was current."""
        window = self._window
        before = self.forget() if window.model.wanted.only is not None else None
        if before is None:
            return
        window.model.select(before.wanted, before.order, before.stacks)
        window.arranged()
        row = window.model.row_of(before.frame_id)
        if row is not None:
            window.grid.go_to(row)
            window.views.show_page(before.page)

    def forget(self) -> Before | None:
        """Where one was, to which there is no way back any more. A search that goes on is dropped."""
        self._background.stop()
        self._rest()
        before, self._before = self._before, None
        self.like = ""
        return before

    def stop(self) -> None:
        """The window closes."""
        self._background.stop()

    def _found(self, ranked: Ranked) -> None:
        self._rest()
        window, frame = self._window, self._asked
        if frame is None or window.model.frame_of(frame.id) is None:
            return
        if len(ranked.ids) < 2:
            window.messages.remark(self.tr("No other frame of this shoot has been scanned yet."))
            return
        model = window.model
        if self._before is None or model.wanted.only is None:
            page = window.views.name
            self._before = Before(model.wanted, model.order, model.stacks, page, frame.id)
        self.like = frame.path.name
        # Frames of a series are the most similar ones: none must be hidden in its stack.
        model.select(Filter(only=ranked.ids), Order(SIMILARITY), Stacks())
        window.arranged()
        window.grid.go_to(0)
        window.views.show_page("grid")
        if ranked.notices:
            window.messages.say("\n".join(ranked.notices))

    def _failed(self, reason: str) -> None:
        self._rest()
        self._window.messages.say(reason)

    def _rest(self) -> None:
        if self._window.worker.job is None and self._resting:
            self._window.progress.rest(self._resting)
        self._resting = ""
