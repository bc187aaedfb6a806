"""Reading and scanning a shoot in threads of their own; what they find comes back as signals."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import CatalogueError
from aesthcull.job import Cancelled, Job
from aesthcull.pipeline import FolderError, Workplace, scan, shoot_folder

COLLECT_MS = 200  # changed frames are read together, so that a fast scan does not flood the window
_WHOLE = 1500  # more changed frames than this: the whole shoot is read anew


class ScanWorker(QObject):
    """Opens one shoot at a time. Only signals leave its threads, and they arrive in the GUI's."""

    loaded = Signal(object, list)  # shoot, all its frames
    changed = Signal(list)  # frames that are new or changed
    finished = Signal(object)  # ScanReport
    cancelled = Signal()
    failed = Signal(str, str)  # kind (folder, catalogue or program), one line

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._shoot: Shoot | None = None
        self.job: Job | None = None
        self._threads: list[threading.Thread] = []
        self._ids: set[int] = set()
        self._lock = threading.Lock()
        self._reading = False
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_MS)
        self._timer.timeout.connect(self._read_changed)

    @property
    def running(self) -> bool:
        return self.job is not None

    def open(self, folder: Path) -> None:
        """Show what the catalogue knows of the folder, then scan it. Any earlier scan is cancelled."""
        self.stop()
        self.job = Job()
        self._shoot = None
        self._ids.clear()
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
        """Cancel and wait for every thread (a few frames' time)."""
        self.cancel()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._timer.stop()
        self.job = None

    def _start(self, function: Callable[..., None], *arguments: object) -> None:
        self._threads = [t for t in self._threads if t.is_alive()]
        thread = threading.Thread(target=function, args=arguments, name="shoot")
        self._threads.append(thread)
        thread.start()

    def _open(self, folder: Path, job: Job) -> None:
        try:
            shoot = queries.open_shoot(self._workplace.catalogue, shoot_folder(folder))
            frames = queries.frames_of(self._workplace.catalogue, shoot)
            self._shoot = shoot
            self.loaded.emit(shoot, frames)
            report = scan(self._workplace, shoot.path, job, self._collect)
        except Cancelled:
            self._end(job, self.cancelled.emit)
        except FolderError as error:
            self._end(job, self.failed.emit, "folder", str(error))
        except CatalogueError as error:
            self._end(job, self.failed.emit, "catalogue", str(error))
        except Exception as error:  # say so rather than leave a bar that never ends
            self._end(job, self.failed.emit, "program", f"the scan failed: {type(error).__name__}: {error}")
            raise
        else:
            self._end(job, self.finished.emit, report)

    def _end(self, job: Job, tell: Callable[..., None], *arguments: object) -> None:
        if self.job is job:
            self.job = None
            tell(*arguments)

    def _collect(self, ids: Sequence[int]) -> None:
        with self._lock:
            self._ids.update(ids)

    def _read_changed(self) -> None:
        with self._lock:
            if self._reading or not self._ids or self._shoot is None:
                if not self._ids and self.job is None:
                    self._timer.stop()
                return
            ids, self._ids = sorted(self._ids), set()
            self._reading = True
        self._start(self._read, self._shoot, ids)

    def _read(self, shoot: Shoot, ids: list[int]) -> None:
        try:
            wanted = ids if len(ids) <= _WHOLE else None
            frames = queries.frames_of(self._workplace.catalogue, shoot, wanted)
            if self._shoot is shoot:
                self.changed.emit(frames)
        except CatalogueError as error:
            self.failed.emit("catalogue", str(error))
        finally:
            self._reading = False
