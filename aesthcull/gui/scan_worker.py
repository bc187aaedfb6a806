"""Reading and scanning a shoot in threads of their own; what they find comes back as signals."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

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

COLLECT_MS = 200  # changed frames are read together, so that a fast scan does not flood the window
_PIECE = 500  # frames told together: the window takes them over in some milliseconds


class ScanWorker(QObject):
    """Opens one shoot at a time.

    Its threads only emit `_happened`, which arrives in the GUI's thread; what comes from a folder that is no
    longer open is dropped there, so that a late word of an old scan never reaches the views.
    """

    loaded = Signal(object, object)  # shoot, FrameColumns of all its frames without the details
    detailed = Signal(object)  # Details of all of them
    changed = Signal(object)  # FrameColumns of frames that are new or changed
    scored = Signal(str, object, object)  # a score's name, frame ids, ScoreColumn
    finished = Signal(object)  # ScanReport
    cancelled = Signal()
    failed = Signal(str, str)  # kind (folder, catalogue or program), one line
    _happened = Signal(object, str, list)  # the opening's job, the name of a signal above, its arguments

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._shoot: Shoot | None = None
        self._opening: Job | None = None  # the job of the folder that is open, also after its scan
        self.job: Job | None = None
        self._reader = Job()  # of all reading for the open folder: who cancels the scan still sees its frames
        self._threads: list[threading.Thread] = []
        self._ids: set[int] = set()
        self._lock = threading.Lock()
        self._reading_lock = threading.Lock()  # what is read later is also told later
        self._reading = 0
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
        return bool(self._ids) or self._reading > 0

    def open(self, folder: Path, *, again: bool = False) -> None:
        """Show what the catalogue knows of the folder, then scan it. Any earlier scan is cancelled. `again`:
        its frames are shown already, so that `loaded` waits for the details; `detailed` does not follow."""
        known = self._shoot if again else None
        self.stop()
        self.job = self._opening = Job()
        self._reader = Job()
        self._timer.start()
        self._start(self._open, folder, self.job, known)

    def reread(self, ids: Sequence[int]) -> None:
        """Read these frames again from the catalogue; they come back with `changed`."""
        self._collect(ids)
        self._timer.start()
        self._read_changed()

    def reread_score(self, name: str) -> None:
        """Read a score of all frames again, as another model gives it; it comes back with `scored`."""
        if self._shoot is not None:
            with self._lock:
                self._reading += 1
            self._start(self._read_score, self._opening, self._shoot, name)

    def cancel(self) -> None:
        """Ask the scan to stop; `cancelled` follows."""
        if self.job is not None:
            self.job.cancel()

    def stop(self) -> None:
        """Cancel and wait for every thread (a few frames' time); nothing more is told."""
        self.cancel()
        self._reader.cancel()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._timer.stop()
        self.job = self._opening = self._shoot = None
        self._ids.clear()
        self._reading = 0

    def _start(self, function: Callable[..., None], *arguments: object) -> None:
        self._threads = [t for t in self._threads if t.is_alive()]
        thread = threading.Thread(target=function, args=arguments, name="shoot")
        self._threads.append(thread)
        thread.start()

    def _open(self, folder: Path, job: Job, known: Shoot | None) -> None:
        """`known`: the shoot whose frames are shown already."""
        try:
            shoot = queries.open_shoot(self._workplace.catalogue, shoot_folder(folder))
            self._read_all(job, shoot, known is not None)
            try:
                report = scan(self._workplace, shoot.path, job, self._collect)
            finally:
                self._read(job, shoot, self._take_ids())  # so that the end is told after all it found
            if report.new or report.missing:  # new frames may be what an asset on sale shows
                match_names(self._workplace.catalogue, job)
        except Cancelled:
            self._happened.emit(job, "cancelled", [])
        except (FolderError, CatalogueError) as error:
            self._shoot = self._shoot or known  # its frames stay, and can be marked
            kind = "folder" if isinstance(error, FolderError) else "catalogue"
            self._happened.emit(job, "failed", [kind, str(error)])
        except Exception as error:  # say so rather than leave a bar that never ends
            reason = f"the scan failed: {type(error).__name__}: {error}"
            self._happened.emit(job, "failed", ["program", reason])
            raise
        else:
            self._happened.emit(job, "finished", [report])

    def _read_all(self, job: Job, shoot: Shoot, again: bool) -> None:
        catalogue = self._workplace.catalogue
        columns = read_frames(catalogue, shoot, self._reader)
        ids = columns.ids
        with self._reading_lock:
            if not again:
                self._happened.emit(job, "loaded", [shoot, columns])  # from here on they are the window's
                self._shoot = shoot
            details = read_details(catalogue, shoot, ids, self._reader)
            if again:
                put_details(columns, details)
                self._happened.emit(job, "loaded", [shoot, columns])
                self._shoot = shoot
            else:
                self._happened.emit(job, "detailed", [details])

    def _tell(self, job: Job, name: str, arguments: list[object]) -> None:
        if job is not self._opening:
            return
        if name == "read":
            with self._lock:
                self._reading -= 1
            return
        if name in ("finished", "cancelled", "failed"):
            self.job = None
        getattr(self, name).emit(*arguments)

    def _collect(self, ids: Sequence[int]) -> None:
        with self._lock:
            self._ids.update(ids)

    def _take_ids(self) -> list[int]:
        with self._lock:
            ids, self._ids = sorted(self._ids), set()
            self._reading += bool(ids)
            return ids

    def _read_changed(self) -> None:
        if self._reading or self._shoot is None:
            return
        ids = self._take_ids()
        if ids:
            self._start(self._read, self._opening, self._shoot, ids)
        elif self.job is None:
            self._timer.stop()

    def _read(self, job: Job, shoot: Shoot, ids: list[int]) -> None:
        if not ids:
            return
        with self._reading_lock, self._told(job):
            for start in range(0, len(ids), _PIECE):
                some = ids[start : start + _PIECE]
                columns = read_changed(self._workplace.catalogue, shoot, some, self._reader)
                self._happened.emit(job, "changed", [columns])

    def _read_score(self, job: Job, shoot: Shoot, name: str) -> None:
        with self._reading_lock, self._told(job):
            ids, score = read_score(self._workplace.catalogue, shoot, name, self._reader)
            self._happened.emit(job, "scored", [name, ids, score])

    @contextlib.contextmanager
    def _told(self, job: Job) -> Iterator[None]:
        """Say that a reading has ended, in whichever way."""
        try:
            # The scan, or the next mark, meets a fault of the catalogue too and says so.
            with contextlib.suppress(CatalogueError, Cancelled):
                yield
        finally:
            self._happened.emit(job, "read", [])
