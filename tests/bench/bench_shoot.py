"""A shoot of 100,000 frames in the window: until it is seen, filtered, sorted, marked; and its memory.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_shoot [FRAMES]

The catalogue is made first (20 scores and 5 keywords a frame), then opened by the real window without a scan.
The memory is that of the whole process, with what the thumbnails may still take added. A pause is the longest
time between two beats of the event loop; it holds what other threads and programs take as well. In brackets:
the processor time of the window's thread, which is what an idle machine would take.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui.app import make_application
from aesthcull.gui.scan_worker import _Opening
from aesthcull.gui.window import MainWindow
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.selection.facets import facets
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import NAME, NEEDS_DECISION, TIME, Order, Stacks
from aesthcull.vision.registry import Registry
from tests.bench.shoot_catalogue import make_shoot

FIRST_PAINT_MS, ARRANGE_MS, PAUSE_MS, MEMORY_MB = 300.0, 150.0, 50.0, 600.0
SELECTIONS = {
    "filter: picks and unflagged": (Filter(flags=frozenset({"pick", "unflagged"})), Order(), Stacks()),
    "filter: ★★★ and more, a score's range": (
        Filter(stars=3, scores=(("sells", 4.0, 9.0),)), Order(), Stacks()
    ),
    "filter: text of two words": (Filter(text="img old"), Order(), Stacks()),
    "filter: a keyword, a camera": (
        Filter(keywords=("red 7",), cameras=frozenset({"Camera 1"})), Order(), Stacks()
    ),
    "sort by time, falling": (Filter(), Order(TIME, True), Stacks()),
    "sort by name": (Filter(), Order(NAME), Stacks()),
    "sort by a score": (Filter(), Order("aesthetic", True), Stacks()),
    "sort by need of a decision": (Filter(), Order(NEEDS_DECISION), Stacks()),
    "collapse all series": (Filter(), Order(), Stacks(True)),
    "all of these": (Filter(stars=1, text="img"), Order("aesthetic", True), Stacks(True)),
}  # fmt: skip


class Heart:
    """The longest time, and the most work, between two beats of the event loop since `rest`, in ms."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self.rest()

    def rest(self) -> None:
        self._last, self.longest = time.perf_counter(), 0.0
        self._worked, self.most = time.thread_time(), 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now
        worked = time.thread_time()
        self.most = max(self.most, (worked - self._worked) * 1000)
        self._worked = worked


def told(what: str, value: float, limit: float, worked: float | None = None, unit: str = "ms") -> None:
    """One line of the outcome."""
    verdict = "ok" if value <= limit else "MISSED"
    work = "" if worked is None else f"({worked:.1f})"
    print(
        f"{what:48} {value:7.1f} {work:>8} {unit}, limit {limit:.0f}: {value / limit:.2f} {verdict}",
        flush=True,
    )


def wait(until: Callable[[], bool], seconds: float = 120.0) -> None:
    """Let the event loop run until something holds."""
    end = time.monotonic() + seconds
    while not until():
        QTest.qWait(2)  # sleeps: a loop that spins would hold Python's lock against the worker
        if time.monotonic() > end:
            raise TimeoutError


def milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """How long an act takes, with the painting that it asks for, and its processor time."""
    begun, worked = time.perf_counter(), time.thread_time()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000


def told_of(what: str, taken: list[tuple[float, float]], limit: float) -> None:
    """The slowest of some runs."""
    told(what, max(wall for wall, _ in taken), limit, max(worked for _, worked in taken))


def resident_mb() -> float:
    return psutil.Process().memory_info().rss / 1e6


def open_in_window(window: MainWindow, shoot: Shoot) -> None:
    """Both stages, in the worker and by its signals, as opening a folder does it; no scan."""
    heart, worker, begun = Heart(), window.worker, time.perf_counter()
    seen: dict[str, float] = {}

    def painted(_shoot: Shoot, _columns: object) -> None:
        # The desk was connected first: it has filled the model; what is left is painting.
        QApplication.processEvents()
        window.grid.viewport().repaint()
        seen["painted"] = time.perf_counter()
        seen["worked"] = time.thread_time()

    window.shoot.folder = shoot.path
    worker.loaded.disconnect(window.shoot._loaded)
    worker.loaded.connect(lambda *_: seen.update(known=time.perf_counter(), start=time.thread_time()))
    worker.loaded.connect(window.shoot._loaded)
    worker.loaded.connect(painted)
    worker.detailed.connect(lambda *_: seen.setdefault("detailed", time.perf_counter()))
    worker._opening = _Opening()
    heart.rest()
    worker._start(worker._read_all, worker._opening, shoot, False)
    wait(lambda: "painted" in seen)
    print(f"reading the frames {seen['known'] - begun:.2f} s, {window.model.rowCount():,} frames")
    told(
        "first paint once they are known",
        (seen["painted"] - seen["known"]) * 1000,
        FIRST_PAINT_MS,
        (seen["worked"] - seen["start"]) * 1000,
    )
    heart.rest()
    wait(lambda: "detailed" in seen)
    QApplication.processEvents()
    print(f"scores, keywords and series after {seen['detailed'] - begun:.2f} s")
    told("longest pause of the window meanwhile", heart.longest, PAUSE_MS, heart.most)


def measure(window: MainWindow) -> None:
    """Filter, sort, facets, marks and changed frames, each through the model that the grid shows."""
    model = window.model
    for what, selection in SELECTIONS.items():
        taken = []
        for _ in range(3):
            model.select(Filter(), Order(), Stacks())
            taken.append(milliseconds(lambda chosen=selection: model.select(*chosen)))
        told_of(f"{what} ({model.rowCount():,})", taken, ARRANGE_MS)
    busy = Filter(stars=1, text="img", flags=frozenset({"unflagged"}), scores=(("sells", 2.0, None),))
    told_of(
        "facets of a filter of four criteria", [milliseconds(lambda: facets(model.columns, busy))], ARRANGE_MS
    )
    model.select(Filter(flags=frozenset({"unflagged"})), Order(), Stacks())
    window.grid.go_to(500)
    marks = [milliseconds(lambda: window.mark("flag", "pick")) for _ in range(20)]
    told_of("a mark that takes the frame out of the filter", marks, PAUSE_MS)
    model.select(Filter(), Order(), Stacks())
    heart = Heart()
    window.worker.reread(model.columns.ids[:5000].tolist())
    wait(lambda: not window.worker.pending)
    told("longest pause, 5,000 frames changed by a scan", heart.longest, PAUSE_MS, heart.most)


def main() -> None:
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        catalogue = open_catalogue(str(Path(folder) / "catalogue.sqlite"))
        begun = time.perf_counter()
        make_shoot(catalogue, Path(folder) / "shoot", frames)
        print(f"the catalogue was made in {time.perf_counter() - begun:.0f} s", flush=True)
        catalogue.close()
        # Making it takes memory that opening it does not: the window gets a process of its own.
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os.execv(sys.executable, [sys.executable, "-m", "tests.bench.bench_shoot", "--window", folder])
        os.waitpid(child, 0)


def run_window(folder: Path) -> None:
    """The window on the catalogue in `folder`."""
    catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
    application = make_application()
    registry = Registry([places.models_folder()])
    window = MainWindow(Workplace(catalogue, registry, ThumbnailCache(folder / "thumbs")))
    window.resize(1280, 720)
    window.show()
    QApplication.processEvents()
    print(f"resident before: {resident_mb():.0f} MB")
    shoot = queries.find_shoot(catalogue, folder / "shoot")
    assert shoot is not None
    open_in_window(window, shoot)
    measure(window)
    pictures = window.thumbnails
    told("resident memory", resident_mb() + (pictures._budget - pictures._bytes) / 1e6, MEMORY_MB, unit="MB")
    window.close()
    application.quit()
    catalogue.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        run_window(Path(sys.argv[2]))
    else:
        main()
