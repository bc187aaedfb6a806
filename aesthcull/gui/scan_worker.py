"""Reading and scanning a shoot in threads of their own; what they find comes back as signals."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import CatalogueError
from aesthcull.exchange.matching import match_names
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import FolderError, Workplace, scan, shoot_folder

COLLECT_MS = 200  # changed frames are read together, so that a fast scan does not flood the window
_WHOLE = 1500  # more changed frames than this: the whole shoot is read anew


class ScanWorker(QObject):
    """Opens one shoot at a time.

    Its threads only emit `_happened`, which arrives in the GUI's thread; what comes from a folder that is no
    longer open is dropped there, so that a late word of an old scan never reaches the views.
    """

    loaded = Signal(object, list)  # shoot, all its frames
    changed = Signal(list)  # frames that are new or changed
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

    def open(self, folder: Path) -> None:
        """Show what the catalogue knows of the folder, then scan it. Any earlier scan is cancelled."""
        self.stop()
        self.job = self._opening = Job()
        self._timer.start()
        self._start(self._open, folder, self.job)

    def reread(self, ids: Sequence[int]) -> None:
        """Read these frames again from the catalogue; they come back with `changed`."""
        self._collect(ids)
        self._timer.start()
        self._read_changed()

    def cancel(self) -> None:
        """Ask the scan to stop; `cancelled` follows."""
        if self.job is not None:
            self.job.cancel()

    def stop(self) -> None:
        """Cancel and wait for every thread (a few frames' time); nothing more is told."""
        self.cancel()
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

    def _open(self, folder: Path, job: Job) -> None:
        try:
            shoot = queries.open_shoot(self._workplace.catalogue, shoot_folder(folder))
            frames = queries.frames_of(self._workplace.catalogue, shoot)
            self._happened.emit(job, "loaded", [shoot, frames])
            self._shoot = shoot
            try:
                report = scan(self._workplace, shoot.path, job, self._collect)
            finally:
                self._read(job, shoot, self._take_ids())  # so that the end is told after all it found
            if report.new or report.missing:  # new frames may be what an asset on sale shows
                match_names(self._workplace.catalogue, job)
        except Cancelled:
            self._happened.emit(job, "cancelled", [])
        except FolderError as error:
            self._happened.emit(job, "failed", ["folder", str(error)])
        except CatalogueError as error:
            self._happened.emit(job, "failed", ["catalogue", str(error)])
        except Exception as error:  # say so rather than leave a bar that never ends
            reason = f"the scan failed: {type(error).__name__}: {error}"
            self._happened.emit(job, "failed", ["program", reason])
            raise
        else:
            self._happened.emit(job, "finished", [report])

    def _tell(self, job: Job, name: str, arguments: list[object]) -> None:
        if job is not self._opening:
            return
        if name == "changed":
            with self._lock:
                self._reading -= 1
        elif name != "loaded":
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
        with self._reading_lock:
            try:
                wanted = ids if len(ids) <= _WHOLE else None
                frames = queries.frames_of(self._workplace.catalogue, shoot, wanted)
            except CatalogueError:  # the scan, or the next mark, meets it too and says so
                frames = []
            self._happened.emit(job, "changed", [frames])
