"""Marks in the window of a shoot of 3,000 frames and of one of 100,000: until on disk, and the work for them.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_marks [FRAMES …]

A mark is on disk when another connection to the catalogue reads it; the clock runs from the key press to the
commit, which a busy machine makes longer. The window's work is the processor time of its thread: for the key,
until the grid is painted, and in
the whole, with what follows when the frame has been read again; that is what an idle machine would take.
Frames are marked by keys that are pressed as a hand presses them, at the grid, with advance on.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.catalogue import queries
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui.app import make_application
from aesthcull.gui.window import MainWindow
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import Order, Stacks
from aesthcull.vision.registry import Registry
from tests.bench.bench_shoot import Heart, open_in_window, wait
from tests.bench.shoot_catalogue import make_shoot

DISK_MS, WORK_MS, BATCH_MS = 5.0, 16.0, 50.0
KEYS, BATCH = 150, 3000
PICK, THREE = Qt.Key.Key_P, Qt.Key.Key_3


class Marks:
    """Presses keys in a window, and keeps when each mark was on disk, in ms after the press."""

    def __init__(self, window: MainWindow, catalogue: Path) -> None:
        self._window = window
        self._other = sqlite3.connect(catalogue)
        self._pressed = self._begun = 0.0
        self.written: list[float] = []
        self.worked: list[float] = []  # the same in processor time
        # Before the window takes the mark over: it is on disk by now.
        window.marking.marked.disconnect(window._marked)
        window.marking.marked.connect(self._look)
        window.marking.marked.connect(window._marked)

    def close(self) -> None:
        self._window.marking.marked.disconnect(self._look)
        self._other.close()

    def keys(self, key: Qt.Key, times: int) -> list[tuple[float, float]]:
        """The processor time of each press until it is painted, and with all that follows."""
        work = []
        for _ in range(times):
            begun = self._begun = time.thread_time()
            self._pressed = time.perf_counter()
            QTest.keyClick(self._window.grid, key)
            QApplication.processEvents()
            painted = time.thread_time()
            wait(lambda: not self._window.worker.pending)
            QTest.qWait(60)  # the counts of the filter bar
            work.append((1e3 * (painted - begun), 1e3 * (time.thread_time() - begun)))
        return work

    def _look(self, marks: Sequence[tuple[Sequence[int], dict[str, object]]]) -> None:
        self.written.append(1e3 * (time.perf_counter() - self._pressed))
        self.worked.append(1e3 * (time.thread_time() - self._begun))
        (ids, changes), (field, value) = marks[0], next(iter(marks[0][1].items()))
        found = self._other.execute(f"SELECT {field} FROM frame WHERE id = ?", (ids[-1],)).fetchone()[0]
        assert found == value, f"{changes} of frame {ids[-1]} is not on disk: {found}"


def told(what: str, values: Sequence[float], limit: float) -> None:
    """One line of the outcome."""
    p50, p99, most = np.percentile(values, (50, 99, 100))
    print(
        f"{what:54} p50 {p50:6.1f}  p99 {p99:6.1f}  max {most:6.1f} ms, limit p99 {limit:.0f}: "
        f"{p99 / limit:.2f} {'ok' if p99 <= limit else 'MISSED'}",
        flush=True,
    )


def measure(window: MainWindow, catalogue: Path) -> None:
    """Single marks that leave the frame where it is, such as take it away, and many at once."""
    model, marks = window.model, Marks(window, catalogue)
    of_all: list[float] = []
    open_ones = Filter(flags=frozenset({"unflagged"}))
    for what, wanted, order, key in (
        ("rate 3, all shown", Filter(), Order(), THREE),
        ("pick, all shown", Filter(), Order(), PICK),
        ("pick, it leaves the filter", open_ones, Order(), PICK),
        ("pick, it leaves, by a score", open_ones, Order("aesthetic", True), PICK),
        ("pick, it leaves, by name", open_ones, Order("name"), PICK),
    ):
        _take_back(window)
        model.select(wanted, order, Stacks())
        window.grid.go_to(min(500, model.rowCount() // 4))
        QTest.qWait(300)
        marks.written.clear()
        marks.worked.clear()
        work = marks.keys(key, KEYS)
        told(f"{what} ({model.rowCount():,}): on disk", marks.written, DISK_MS)
        told("  work until on disk", marks.worked, DISK_MS)
        told("  work until painted", [painted for painted, _ in work], WORK_MS)
        told("  work with all that follows", [whole for _, whole in work], 2 * WORK_MS)
        of_all += marks.written
    told("all single marks: on disk", of_all, DISK_MS)
    marks.close()
    _batch(window)


def _take_back(window: MainWindow) -> None:
    """No flags and stars, in the catalogue and the window, so that every mark changes its frame."""
    with window._workplace.catalogue.write() as connection:
        connection.exec_driver_sql("UPDATE frame SET flag = NULL, rating = 0")
    window.model.columns.flag[:] = window.model.columns.rating[:] = 0


def _batch(window: MainWindow) -> None:
    """Many frames at once, three times: marked, undone, redone; and what the window does of it."""
    model, marking = window.model, window.marking
    model.select(Filter(), Order(), Stacks())
    ids = model.ids[:BATCH].tolist()
    taken: dict[str, list[float]] = {"mark": [], "undo": [], "redo": []}
    pauses: list[float] = []
    for label in ("red", "green", "blue"):
        for name, act in (
            ("mark", lambda label=label: marking.mark(ids, "label", label)),
            ("undo", marking.undo),
            ("redo", marking.redo),
        ):
            heart, begun = Heart(), time.perf_counter()
            act()
            wait(lambda: not marking.busy)
            taken[name].append(1e3 * (time.perf_counter() - begun))
            wait(lambda: not window.worker.pending)
            QTest.qWait(100)
            pauses.append(heart.most)
    for name, values in taken.items():
        told(f"{name} of {len(ids):,} frames: on disk", values, BATCH_MS)
    told("  work between two beats of the window", pauses, WORK_MS)


def run_window(folder: Path) -> None:
    """The window on the catalogue in `folder`, without a scan."""
    application = make_application()
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder / "settings"))
    catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
    window = MainWindow(
        Workplace(catalogue, Registry([places.models_folder()]), ThumbnailCache(folder / "thumbs"))
    )
    window.resize(1280, 800)
    window.show()
    QApplication.processEvents()
    shoot = queries.find_shoot(catalogue, folder / "shoot")
    assert shoot is not None
    open_in_window(window, shoot)
    window.marking.open(shoot.path)
    measure(window, folder / "catalogue.sqlite")
    window.close()
    application.quit()
    catalogue.close()


def main() -> None:
    for frames in map(int, sys.argv[1:] or ("3000", "100000")):
        with tempfile.TemporaryDirectory() as folder:
            catalogue = open_catalogue(str(Path(folder) / "catalogue.sqlite"))
            make_shoot(catalogue, Path(folder) / "shoot", frames)
            catalogue.close()
            print(f"{frames:,} frames", flush=True)
            # The window gets a process of its own, as in bench_shoot.
            child = os.fork()
            if child == 0:
                module = "tests.bench.bench_marks"
                os.execv(sys.executable, [sys.executable, "-m", module, "--window", folder])
            os.waitpid(child, 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        run_window(Path(sys.argv[2]))
    else:
        main()
