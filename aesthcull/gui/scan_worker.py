"""Reading and scanning a shoot in threads of their own; what they find comes back as signals."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from aesthcull.catalogue import queries
from aesthcull.catalogue.column_changes import put_details
from aesthcull.catalogue.column_details import read_details, read_score
from aesthcull.catalogue.column_reading import read_changed, read_frames
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import CatalogueError
from aesthcull.exchange.matching import match_names
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import FolderError, Workplace, scan, shoot_folder
from aesthcull.pipeline.sidecar_reading import SidecarReading

COLLECT_MS = 200  # changed frames are read together, so that a fast scan does not flood the window
_PIECE = 500  # frames told together: the window takes them over in some milliseconds
_PATIENCE_S = 3.0  # at the end of the program, for a card that does not answer


@dataclass
class _Opening:
    """One opening of a folder. Its threads know no other, so that those of a folder that was left, which may
    wait for a card for long, disturb nothing. `ids` are frames that have changed and were not read again;
    `reading` counts what is read and not yet told."""

    job: Job = field(default_factory=Job)
    reader: Job = field(default_factory=Job)  # who cancels the scan still sees its frames
    shoot: Shoot | None = None
    ids: set[int] = field(default_factory=set)
    taken_at: float = 0.0  # when those of before were
    reading: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    turn: threading.Lock = field(default_factory=threading.Lock)  # what is read later is also told later

    def collect(self, ids: Sequence[int]) -> None:
        """Frames have changed."""
        with self.lock:
            self.ids.update(ids)

    def take(self) -> list[int]:
        """The changed frames, to be read now."""
        with self.lock:
            ids, self.ids = sorted(self.ids), set()
            self.taken_at = time.monotonic()
            self.reading += bool(ids)
            return ids

    def count(self, change: int) -> None:
        """One more is read, or has been told."""
        with self.lock:
            self.reading += change


class ScanWorker(QObject):
    """Opens one shoot at a time.

    Its threads only emit `_happened`, which arrives in the GUI's thread; what comes from a folder that is no
    longer open is dropped there, so that a late word of an old scan never reaches the views.
    """

    loaded = Signal(object, object)  # shoot, FrameColumns of all its frames without the details
    detailed = Signal(object)  # Details of all of them
    changed = Signal(object)  # FrameColumns of frames that are new or changed
    left = Signal(object)  # ids of frames that are in the shoot no more
    scored = Signal(str, object, object)  # a score's name, frame ids, ScoreColumn
    finished = Signal(object)  # ScanReport
    cancelled = Signal()
    failed = Signal(str, str)  # kind (folder, catalogue or program), one line
    _happened = Signal(object, str, list)  # the opening, the name of a signal above, its arguments

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._opening: _Opening | None = None  # the folder that is open, also after its scan
        self.job: Job | None = None
        self.sidecars = SidecarReading()  # how the next scan reads them
        self._threads: list[threading.Thread] = []
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_MS)
        self._timer.timeout.connect(self._read_changed)
        self._happened.connect(self._tell)

    @property
    def running(self) -> bool:
        """Whether a scan goes on."""
        return self.job is not None

    @property
    def pending(self) -> bool:
        """Whether frames have changed of which the views were not told yet."""
        return self._opening is not None and (bool(self._opening.ids) or self._opening.reading > 0)

    def open(self, folder: Path, *, again: bool = False) -> None:
        """Show what the catalogue knows of the folder, then scan it. Any earlier scan is cancelled, without
        waiting for it. `again`: its frames are shown already, so that `loaded` waits for the details;
        `detailed` does not follow."""
        known = self._opening.shoot if again and self._opening else None
        self._leave()
        self._opening = opening = _Opening()
        self.job = opening.job
        self._timer.start()
        self._start(self._open, folder, opening, known)

    def reread(self, ids: Sequence[int]) -> None:
        """Read these frames again from the catalogue; they come back with `changed`."""
        if self._opening is not None:
            self._opening.collect(ids)
            self._timer.start()
            self._read_changed()

    def reread_score(self, name: str) -> None:
        """Read a score of all frames again, as another model gives it; it comes back with `scored`."""
        opening = self._opening
        if opening is not None and opening.shoot is not None:
            opening.count(1)
            self._start(self._read_score, opening, opening.shoot, name)

    def cancel(self) -> None:
        """Ask the scan to stop; `cancelled` follows."""
        if self.job is not None:
            self.job.cancel()

    def stop(self) -> None:
        """Cancel and wait for every thread (a few frames' time); nothing more is told."""
        self._leave()
        until = time.monotonic() + _PATIENCE_S
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._threads.clear()

    def _leave(self) -> None:
        if self._opening is not None:
            self._opening.job.cancel()
            self._opening.reader.cancel()
        self._timer.stop()
        self.job = self._opening = None

    def _start(self, function: Callable[..., None], *arguments: object) -> None:
        self._threads = [t for t in self._threads if t.is_alive()]
        # One that waits for a dead card must not keep the program from ending.
        thread = threading.Thread(target=function, args=arguments, name="shoot", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _open(self, folder: Path, opening: _Opening, known: Shoot | None) -> None:
        """`known`: the shoot whose frames are shown already."""
        try:
            shoot = queries.open_shoot(self._workplace.catalogue, shoot_folder(folder))
            self._read_all(opening, shoot, known is not None)
            try:
                collect = partial(self._collect, opening)
                step = self.tr("Marks from the card")
                report = scan(self._workplace, shoot.path, opening.job, collect, self.sidecars, step)
            finally:
                self._read(opening, shoot, opening.take())  # so that the end is told after all it found
            if report.new or report.missing:  # new frames may be what an asset on sale shows
                match_names(self._workplace.catalogue, opening.job)
        except Cancelled:
            self._happened.emit(opening, "cancelled", [])
        except (FolderError, CatalogueError) as error:
            opening.shoot = opening.shoot or known  # its frames stay, and can be marked
            kind = "folder" if isinstance(error, FolderError) else "catalogue"
            self._happened.emit(opening, "failed", [kind, str(error)])
        except Exception as error:  # say so rather than leave a bar that never ends
            reason = f"the scan failed: {type(error).__name__}: {error}"
            self._happened.emit(opening, "failed", ["program", reason])
            raise
        else:
            self._happened.emit(opening, "finished", [report])

    def _collect(self, opening: _Opening, ids: Sequence[int]) -> None:
        opening.collect(ids)
        if 1000 * (time.monotonic() - opening.taken_at) > COLLECT_MS:  # a new folder's first are awaited
            opening.taken_at = time.monotonic()
            self._happened.emit(opening, "collected", [])

    def _read_all(self, opening: _Opening, shoot: Shoot, again: bool) -> None:
        catalogue = self._workplace.catalogue
        columns = read_frames(catalogue, shoot, opening.reader)
        ids = columns.ids
        with opening.turn:
            if not again:
                self._happened.emit(opening, "loaded", [shoot, columns])  # now they are the window's
                opening.shoot = shoot
            details = read_details(catalogue, shoot, ids, opening.reader)
            if again:
                put_details(columns, details)
                self._happened.emit(opening, "loaded", [shoot, columns])
                opening.shoot = shoot
            else:
                self._happened.emit(opening, "detailed", [details])

    def _tell(self, opening: _Opening, name: str, arguments: list[object]) -> None:
        if opening is not self._opening:
            return
        if name == "read":
            opening.count(-1)
            return
        if name == "collected":
            self._read_changed()
            return
        if name in ("finished", "cancelled", "failed"):
            self.job = None
        getattr(self, name).emit(*arguments)

    def _read_changed(self) -> None:
        opening = self._opening
        if opening is None or opening.reading or opening.shoot is None:
            return
        ids = opening.take()
        if ids:
            self._start(self._read, opening, opening.shoot, ids)
        elif self.job is None:
            self._timer.stop()

    def _read(self, opening: _Opening, shoot: Shoot, ids: list[int]) -> None:
        if not ids:
            return
        with opening.turn, self._told(opening):
            for start in range(0, len(ids), _PIECE):
                some = ids[start : start + _PIECE]
                columns = read_changed(self._workplace.catalogue, shoot, some, opening.reader)
                if len(columns) < len(some):  # another picture stands in their place
                    gone = np.setdiff1d(np.array(some, dtype=np.int64), columns.ids)
                    self._happened.emit(opening, "left", [gone])
                self._happened.emit(opening, "changed", [columns])

    def _read_score(self, opening: _Opening, shoot: Shoot, name: str) -> None:
        with opening.turn, self._told(opening):
            ids, score = read_score(self._workplace.catalogue, shoot, name, opening.reader)
            self._happened.emit(opening, "scored", [name, ids, score])

    @contextlib.contextmanager
    def _told(self, opening: _Opening) -> Iterator[None]:
        """Say that a reading has ended, in whichever way."""
        try:
            # The scan, or the next mark, meets a fault of the catalogue too and says so.
            with contextlib.suppress(CatalogueError, Cancelled):
                yield
        finally:
            self._happened.emit(opening, "read", [])
