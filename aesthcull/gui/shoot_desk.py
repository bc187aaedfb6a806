"""The open shoot: opening its folder, and handing what the scan finds to the views."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from aesthcull import places
from aesthcull.catalogue import queries
from aesthcull.catalogue.column_details import Details
from aesthcull.catalogue.column_types import ScoreColumn
from aesthcull.catalogue.columns import FrameColumns
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui import explanations, last_place, problems
from aesthcull.gui.progress_line import outcome
from aesthcull.pipeline import ScanReport, Workplace

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

GIVE_WAY_S = 0.25  # long enough for the next key of a hand that goes from frame to frame


class ShootDesk(QObject):
    """Opens folders for the window and follows its scan worker. `folder` is the open one."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self.folder: Path | None = None
        self._awaited: last_place.Place | None = None  # shown only once scores or keywords are read
        worker = window.worker
        worker.loaded.connect(self._loaded)
        worker.detailed.connect(self._detailed)
        worker.scored.connect(self._scored)
        worker.changed.connect(self._changed)
        worker.left.connect(window.model.leave)
        worker.finished.connect(self._finished)
        worker.cancelled.connect(self._cancelled)
        worker.failed.connect(self._failed)
        window.progress.cancel.connect(worker.cancel)
        window.grid.current_changed.connect(self.give_way)
        window.grid.verticalScrollBar().valueChanged.connect(self.give_way)

    def choose(self) -> None:
        """Ask for a folder and open it."""
        start = str(self.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Open a shoot"), start)
        if chosen:
            self.open(Path(chosen))

    def open_sample(self) -> None:
        """Open the bundled sample shoot."""
        self.open(places.resources_folder() / "sample_shoot")

    def open(self, folder: Path) -> None:
        """Show what is known of a folder and scan it."""
        window = self._window
        window.messages.say("")
        self.leave()
        again = folder == self.folder and len(window.model) > 0
        if not again:
            self._awaited = None
            window.marking.close()
            window.model.set_columns(FrameColumns.empty())
            window.finding.start_anew()
            window.explain(explanations.opening(folder))
        self.folder = folder
        window.worker.open(folder, again=again)
        if window.worker.job is not None:
            window.progress.follow(window.worker.job)
        window.enable()

    def leave(self) -> None:
        """Remember where the open shoot is left; it opens there again."""
        frame = self._window.grid.current_frame()
        if self.folder is not None and frame is not None and self._awaited is None:
            model, view = self._window.model, self._window.views.name
            place = last_place.Place(frame.id, view, model.stacks.collapsed, model.wanted, model.order)
            last_place.remember(self._window.settings, self.folder, place)

    def rescan(self) -> None:
        """Scan the open folder again."""
        if self.folder is not None:
            self.open(self.folder)

    def give_way(self) -> None:
        """The user is looking through the frames: a scan leaves the machine to that for a moment."""
        if self._window.worker.job is not None:
            self._window.worker.job.give_way(GIVE_WAY_S)

    def recent_folders(self) -> list[Path]:
        """The folders opened last, newest first; none, and a word in the bar, when they cannot be read."""
        try:
            return [shoot.path for shoot in queries.recent_shoots(self._work.catalogue)]
        except CatalogueError as error:
            self._window.messages.say(str(error))
            return []

    def _loaded(self, shoot: Shoot, columns: FrameColumns) -> None:
        window = self._window
        self.folder = shoot.path
        window.setWindowTitle(f"{shoot.path.name or shoot.path} – aesthcull")
        window.marking.open(shoot.path)
        window.model.set_columns(columns)
        window.arranged()
        self._return(last_place.recall(window.settings, shoot.path))

    def _return(self, place: last_place.Place | None) -> None:
        """Go where the shoot was left."""
        if place is None:
            return
        self._window.finding.show(place.wanted, place.order)
        row = self._window.model.row_of(place.frame_id)
        self._awaited = place if row is None else None
        if row is not None:
            self._window.grid.go_to(row)
        if place.collapsed != self._window.model.stacks.collapsed:
            self._window.actions_by_id["collapse"].trigger()
        if place.view == "loupe" and row is not None:
            self._window.show_loupe()

    def _detailed(self, details: Details) -> None:
        self._window.model.put_details(details)
        self._window.arranged()
        self._return(self._awaited)
        self._awaited = None
        _keep_what_there_is()

    def _changed(self, columns: FrameColumns) -> None:
        self._window.thumbnails.renew(map(columns.file, range(len(columns))))
        untouched = self._untouched()
        self._window.model.put(columns)
        if untouched:
            self._window.grid.go_to(0)
        self._window.arranged()

    def _untouched(self) -> bool:
        """Whether the user is still where the scan began: what is sorted before it is shown."""
        grid = self._window.grid
        if not self._window.worker.running or len(grid.selected_rows()) > 1:
            return False
        at_top = grid.currentIndex().row() == 0 and grid.verticalScrollBar().value() == 0
        frame = grid.current_frame()
        marked = frame is None or frame.flag or frame.rating or frame.label
        return self._window.views.name == "grid" and at_top and not marked

    def _scored(self, name: str, ids: NDArray[np.int64], score: ScoreColumn) -> None:
        self._window.model.put_score(name, ids, score)
        self._window.arranged()

    def _finished(self, report: ScanReport) -> None:
        self._window.progress.rest(outcome(report))
        # That the CPU does the work is no fault; `doctor` and the status line say it.
        notices = "\n".join(n[:1].upper() + n[1:] for n in report.notices if not n.startswith("running on"))
        if notices:  # else what the bar says, such as a mark that was not saved, stays
            self._window.messages.say(notices)
        self._window.marking.take(None)  # a scan brings marks of cards, which can be undone
        self._window.arranged()

    def _cancelled(self) -> None:
        self._window.progress.rest(self.tr("Cancelled. What was scanned is kept; F5 goes on."))
        self._window.arranged()

    def _failed(self, kind: str, reason: str) -> None:
        window, reason = self._window, problems.said(reason)
        window.progress.rest("")
        if not len(window.model):
            window.explain(explanations.cannot_be_opened(window, reason))
        elif kind == "folder":
            kept = self.tr("{0}. What was scanned is kept and can be marked; F5 goes on once it is back.")
            window.messages.say(kept.format(reason))
        else:
            window.messages.say(reason)
        window.enable()


def _keep_what_there_is() -> None:
    """Spare the garbage collector what was imported and made until the first shoot is shown: to look through
    all of it once more keeps every thread waiting for a tenth of a second, in the middle of culling. Once, so
    that what an earlier shoot left is not kept too."""
    if not gc.get_freeze_count():
        gc.freeze()
