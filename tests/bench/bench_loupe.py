"""How long from a key to the next frame on the screen, in the loupe of the real window.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_loupe [ROUNDS]

Twelve JPEGs of 24 megapixels, half of them with a camera's Full HD preview. A step counts as painted when the
canvas has painted the frame at its final sharpness. What is not prefetched is measured in pairs: the scaled
decode alone, then the step, of the same file; so that the limit is the machine's own. Beside the clock's time
stands the processor time of the window's thread, in which other programs have no part.

AESTHCULL_CULLET may name the Python of an environment with cullet 0.1.1, which then steps through the same
files:

    uv venv cullet && uv pip install -p cullet/bin/python cullet==0.1.1 numpy "PySide6<6.12"

With PySide6 6.12.0 it dies: there every Signal.emit() drops a reference to True.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
import simplejpeg
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui.app import make_application
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.loading import Level
from aesthcull.gui.window import MainWindow
from aesthcull.photos.decode import load_photo
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry
from tests.photos.preview_files import with_preview

FRAMES = 12
SIZE = (6000, 4000)
PREFETCHED_MS = 16.0
BEYOND_DECODE_MS = 10.0
_TIMEOUT_S = 30.0


class Painted(QObject):
    """Notes whether the canvas has painted its frame at the final sharpness, or anything of it at all."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.first = self.sharp = False
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.first |= self._canvas.picture() is not None
            self.sharp |= is_sharp(self._canvas)
        return super().eventFilter(watched, event)


def is_sharp(canvas: Canvas) -> bool:
    picture, frame = canvas.picture(), canvas.frame
    level = Level.SCREEN if canvas.place.zoom == "fit" else Level.FULL
    return (
        picture is not None
        and frame is not None
        and picture is canvas._sources._kept.get((frame.file, level))
    )


class Bench:
    """The window with the loupe open on the shoot."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.loupe = window.viewing.loupe
        self.sources = window.viewing.sources
        self.painted = Painted(self.loupe.canvas)
        self.longest_ms = 0.0  # of processor time that the window's thread worked at a stretch
        self.work: list[float] = []  # its processor time for each step, ms

    def step(self, key: Qt.Key) -> tuple[float, float]:
        """Press a key; milliseconds until anything of the next frame is painted, and until it is sharp."""
        painted = self.painted
        painted.first = painted.sharp = False
        begun, worked = time.perf_counter(), time.thread_time()
        QTest.keyClick(self.loupe, key)
        first = None
        while not painted.sharp:
            self.turn()
            if first is None and painted.first:
                first = time.perf_counter() - begun
            if time.perf_counter() - begun > _TIMEOUT_S:
                raise SystemExit("a frame was never painted sharp")
            if not painted.sharp:
                time.sleep(0.0002)  # else this loop would keep Python's lock from the workers
        taken = time.perf_counter() - begun
        self.work.append(1000 * (time.thread_time() - worked))
        return 1000 * (first if first is not None else taken), 1000 * taken

    def turn(self) -> None:
        begun = time.thread_time()
        QApplication.processEvents()
        self.longest_ms = max(self.longest_ms, 1000 * (time.thread_time() - begun))

    def rest(self) -> None:
        """Wait until all that is wished for is loaded."""
        quiet = time.perf_counter()
        while time.perf_counter() - quiet < 0.05:
            self.turn()
            if self.sources._tasks or self.sources._busy:
                quiet = time.perf_counter()
            time.sleep(0.002)

    def prefetched(self, rounds: int) -> list[float]:
        """Steps there and back, each after all was loaded."""
        times = []
        self.work.clear()
        for _ in range(rounds):
            for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
                for _ in range(FRAMES - 1):
                    self.rest()
                    times.append(self.step(key)[1])
        return times

    def unprepared(self, rounds: int, decode: Callable[[Path], object]) -> list[tuple[float, float, float]]:
        """The decode alone, then a jump to the same frame while nothing is kept: (decode, first, sharp)."""
        times = []
        for number in range(rounds * 4):
            key, row = ((Qt.Key.Key_End, FRAMES - 1), (Qt.Key.Key_Home, 0))[number % 2]
            self.rest()
            self.sources._kept.clear()
            begun = time.perf_counter()
            decode(self.window.model.frame_at(row).path)
            alone = 1000 * (time.perf_counter() - begun)
            times.append((alone, *self.step(key)))
        return times


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_shoot(folder / "shoot")
        window = open_window(folder)
        ours = measure(Bench(window), rounds)
        window.close()
        beside_cullet(folder / "shoot", rounds, ours)
    del app


def measure(bench: Bench, rounds: int) -> dict[str, float]:
    """All figures of the loupe, at fit and at 100 %. Returns the medians of what a peer is compared with, in
    ms until the sharp picture is painted."""
    canvas = bench.loupe.canvas
    room = canvas.room()
    print(f"{FRAMES} JPEGs of {SIZE[0]} × {SIZE[1]}, {os.cpu_count()} cores")
    print(f"canvas of {room.width()} × {room.height()} pixels")
    ahead = bench.prefetched(rounds)
    report("whole, prefetched", ahead, bench.work)
    cold = bench.unprepared(rounds, lambda path: _decode(path, round(canvas.view().rect().width())))
    compare("whole, not prefetched", cold)
    canvas.zoom_to(1.0)
    report("100 %, prefetched", bench.prefetched(max(1, rounds // 2)), bench.work)
    compare("100 %, not prefetched", bench.unprepared(rounds, _decode))
    print(f"most processor time of the window's thread at a stretch: {bench.longest_ms:.1f} ms")
    return {"prefetched": float(np.median(ahead)), "not prefetched": float(np.median([t[2] for t in cold]))}


def _decode(path: Path, long_side: int | None = None) -> object:
    return load_photo(path, long_side, for_viewing=True)


def report(name: str, times: list[float], work: list[float]) -> None:
    p50, p99 = np.percentile(times, [50, 99])
    word = "ok" if p99 <= PREFETCHED_MS else "MISSED"
    figures = f"p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   limit p99 {PREFETCHED_MS:.0f} ms: {word}"
    processor = f"processor p50 {np.percentile(work, 50):.1f}, p99 {np.percentile(work, 99):.1f} ms"
    print(f"{name:24} {figures}  ({len(times)} steps, {processor})")


def compare(name: str, times: list[tuple[float, float, float]]) -> None:
    decode, first, sharp = np.median(np.array(times), axis=0)
    beyond = float(np.median([t[2] - t[0] for t in times]))
    word = "ok" if beyond <= BEYOND_DECODE_MS else "MISSED"
    print(
        f"{name:24} decode alone {decode:6.1f} ms   sharp {sharp:6.1f} ms   first picture {first:5.1f} ms   "
        f"beyond the decode {beyond:+.1f} ms, limit {BEYOND_DECODE_MS:.0f} ms: {word}"
    )


def open_window(folder: Path) -> MainWindow:
    """The window with the shoot scanned and the loupe on its first frame."""
    catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
    work = Workplace(catalogue, Registry([places.models_folder()]), ThumbnailCache(folder / "thumbnails"))
    window = MainWindow(work, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window.resize(1280, 720)
    window.show()
    window.shoot.open(folder / "shoot")
    begun = time.perf_counter()
    while window.worker.running or window.worker.pending or time.perf_counter() - begun < 0.5:
        QApplication.processEvents()
        time.sleep(0.01)
    window.grid.go_to(0)
    window.show_loupe()
    return window


def make_shoot(folder: Path) -> None:
    """Pictures with detail and noise, so that their files are as large as a camera's."""
    folder.mkdir()
    for number in range(FRAMES):
        rng = np.random.default_rng(number)
        smooth = cv2.resize(rng.integers(0, 255, (40, 60, 3), dtype=np.uint8), SIZE)
        noise = np.tile(rng.normal(0, 9, (500, 500, 3)), (8, 12, 1))
        pixels = np.ascontiguousarray(np.clip(smooth + noise, 0, 255).astype(np.uint8))
        data = simplejpeg.encode_jpeg(pixels, 88, "RGB", "422")
        if number % 2:
            preview = io.BytesIO()
            Image.fromarray(cv2.resize(pixels, (1620, 1080), interpolation=cv2.INTER_AREA)).save(
                preview, "JPEG"
            )
            data = with_preview(data, preview.getvalue())
        (folder / f"IMG_{number:04}.JPG").write_bytes(data)


def beside_cullet(shoot: Path, rounds: int, ours: dict[str, float]) -> None:
    """The peer on the same files, in a process of its own with its own libraries."""
    python = os.environ.get("AESTHCULL_CULLET")
    if not python:
        print("cullet: skipped (AESTHCULL_CULLET names no Python that has it)")
        return
    script = Path(__file__).with_name("cullet_stepping.py")
    own = {**os.environ, "HOME": str(shoot.parent), "XDG_CACHE_HOME": str(shoot.parent), "PYTHONPATH": ""}
    run = subprocess.run(
        [python, str(script), str(shoot), str(rounds)], env=own, capture_output=True, text=True, timeout=600
    )
    if run.returncode:
        print(f"cullet: failed ({run.returncode}): {run.stderr.strip()[-300:]}")
        return
    for what, times in json.loads(run.stdout.splitlines()[-1]).items():
        p50, p99 = np.percentile(times, [50, 99])
        print(f"cullet 0.1.1, {what:15} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   ratio {p50 / ours[what]:.1f}")


if __name__ == "__main__":
    main()
