"""How long the window stands still while a new shoot is scanned and its user steps through it in the loupe.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_gui_scan [FOLDER] [FRAMES]

Makes a shoot of FRAMES frames (300): photographs enlarged to the 24 megapixels of a camera, each used several
times. The real window opens it, and while the scan runs a key steps on in the loupe every 150 ms and every
tenth frame is marked. A timer beats every 2 ms: how much later than that it comes is a pause, which the user
may feel, and which holds also what other threads and programs take; the work is the processor time of the
window's thread between two beats, which is what an idle machine would take. Only the work is limited.
Opening the window and its first page are not counted.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui.app import make_application
from aesthcull.gui.window import MainWindow
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry

LIMIT_MS = 50.0
STEP_MS, BEAT_MS = 150, 2
DIFFERENT, SIZE = 20, (6000, 4000)
MARK_EVERY = 10
DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "data" / "photo_series"


class Pulse:
    """Pauses and work between the beats of the event loop, in ms."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self.work: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.pauses.append(max(0.0, 1e3 * (now - self._last) - BEAT_MS))
        self.work.append(1e3 * (worked - self._worked))
        self._last, self._worked = now, worked

    def tell(self, what: str) -> bool:
        """Print the longest of each; whether the work kept within the limit."""
        pauses, work = sorted(self.pauses), sorted(self.work)
        kept = work[-1] <= LIMIT_MS
        print(
            f"{what:<10}work: longest {work[-1]:6.1f} ms, p99.9 {_share(work, 0.999):5.1f}   "
            f"limit {LIMIT_MS:.0f}  {'kept' if kept else 'MISSED'}   "
            f"pauses: longest {pauses[-1]:6.1f} ms, p99.9 {_share(pauses, 0.999):5.1f}, "
            f"over {LIMIT_MS:.0f} ms: {sum(p > LIMIT_MS for p in pauses)} of {len(pauses)}",
            flush=True,
        )
        return kept


def _share(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def main() -> int:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    frames = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder / "settings"))
        make_shoot(source, folder, frames)
        pixels = f"{SIZE[0]} × {SIZE[1]} pixels"
        print(f"{frames} frames of {pixels}, a step every {STEP_MS} ms, {os.cpu_count()} cores")
        catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
        work = Workplace(catalogue, Registry([places.models_folder()]), ThumbnailCache(folder / "thumbs"))
        window = MainWindow(work)
        window.resize(1280, 720)
        window.show()
        window.shoot.open(folder / "shoot")
        wait(application, lambda: window.model.rowCount() == frames)
        kept = scanned_while_stepping(application, window)
        window.close()
        catalogue.close()
    return 0 if kept else 1


def make_shoot(source: Path, folder: Path, frames: int) -> None:
    """Some photographs below `source`, enlarged, and links to them."""
    (folder / "enlarged").mkdir()
    (folder / "shoot").mkdir()
    found = sorted(source.rglob("*.jpg"))[:: max(1, len(list(source.rglob("*.jpg"))) // DIFFERENT)][
        :DIFFERENT
    ]
    for path in found:
        with Image.open(path) as image:
            large = image.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
        large.save(folder / "enlarged" / path.name, quality=88)
    large_ones = sorted((folder / "enlarged").iterdir())
    for number, path in enumerate(islice(cycle(large_ones), frames)):
        (folder / "shoot" / f"{number:05d}.jpg").symlink_to(path)


def scanned_while_stepping(application: QApplication, window: MainWindow) -> bool:
    window.grid.go_to(0)
    window.show_loupe()
    application.processEvents()
    steps, pulse, begun = 0, Pulse(), time.perf_counter()

    def step() -> None:
        nonlocal steps
        steps += 1
        QTest.keyClick(window.views.currentWidget(), Qt.Key.Key_Right)
        if steps % MARK_EVERY == 0:
            window.mark("flag", "pick")

    hand = QTimer()
    hand.timeout.connect(step)
    hand.start(STEP_MS)
    wait(application, lambda: not window.worker.running and not window.worker.pending)
    hand.stop()
    kept = pulse.tell("scanning")
    print(f"scanned in {time.perf_counter() - begun:.1f} s, {steps} steps")
    return kept


def wait(application: QApplication, until: Callable[[], bool]) -> None:
    while not until():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


if __name__ == "__main__":
    sys.exit(main())
