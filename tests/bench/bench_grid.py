"""How fast the grid shows, scrolls and repaints 100,000 frames with real thumbnails.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_grid [FRAMES]

Each frame has a thumbnail file of its own (some thousand pictures, linked). A painted frame's work is the
processor time of the GUI's thread for all that it takes: scrolling, thumbnails that arrive, wishes, painting.
The limit is on that; the same by the clock, which stands beside it, grows with whatever else the machine does
and with the loading threads. The wheel is turned 60 times a second by a quarter of a line, as its glide does;
pages follow one another 20 times a second, a held key.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aesthcull.catalogue.column_types import Coded, FileRows, ScoreColumn, SeriesColumns, fold
from aesthcull.catalogue.columns import FrameColumns
from aesthcull.gui.app import make_application
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.grid import Grid
from aesthcull.gui.pictures import Pictures, thumbnail_loader
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile
from aesthcull.selection.order import Stacks

FRAMES, PICTURES = 100_000, 3_000
PAINT_MS, FIRST_MS, SELECT_MS = 16.0, 300.0, 150.0
_SCORES = ("aesthetic", "sharpness", "exposure", "noise", "contrast", "colour", "faces", "sells")


class TimedGrid(Grid):
    """Counts how often it was painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted += 1


def many_frames(count: int, folder: Path) -> FrameColumns:
    """The columns of a shoot as it might be: marks, scores, every second five frames a series."""
    rng = np.random.default_rng(1)
    names = [f"IMG_{n:06d}.JPG" for n in range(count)]
    whole, ids = np.full(count, -1, dtype=np.int32), np.arange(1, count + 1, dtype=np.int64)
    none, real = Coded.none(count), np.full(count, np.nan)
    model = Coded(["bench@1"], np.zeros(count, dtype=np.int32))
    return FrameColumns(
        ids=ids,
        folder=Coded([str(folder)], np.zeros(count, dtype=np.int32)),
        names=np.array(names, dtype=object),
        folded=np.array([fold(name) for name in names], dtype=object),
        file_type=Coded(["jpg"], np.zeros(count, dtype=np.int32)),
        size=np.full(count, 8_000_000, dtype=np.int64),
        mtime_ns=ids,
        missing=np.zeros(count, dtype=bool),
        problems={},
        width=np.full(count, 6000, dtype=np.int32),
        height=np.full(count, 4000, dtype=np.int32),
        captured_at=np.datetime64("2026-05-01", "us") + np.arange(count).astype("timedelta64[s]"),
        utc_offset=whole,
        clock_shift=np.zeros(count, dtype=np.int32),
        camera=none,
        lens=none,
        exposure_time=real,
        f_number=real,
        iso=whole,
        exposure_bias=real,
        focal_length=real,
        flag=rng.integers(0, 3, count, dtype=np.int8),
        rating=rng.integers(0, 6, count, dtype=np.int8),
        label=rng.integers(0, 6, count, dtype=np.int8),
        other_files=FileRows.empty(),
        series=_series(count),
        scores={
            name: ScoreColumn(rng.uniform(0, 10, count).astype(np.float32), real.astype(np.float32), model)
            for name in _SCORES
        },
    )


def _series(count: int) -> SeriesColumns:
    series, numbers = SeriesColumns.empty(count), np.arange(count)
    members = (numbers // 5) % 2 == 1
    series.id[members] = numbers[members] // 5 + 1
    series.kind = Coded(["series"], np.where(members, 0, -1).astype(np.int32))
    series.size[members] = 5
    series.position[members] = numbers[members] % 5
    series.suggested[members] = numbers[members] % 5 == 0
    return series


def make_thumbnails(cache: ThumbnailCache, columns: FrameColumns) -> None:
    """A file for each frame, `PICTURES` of them different."""
    rng = np.random.default_rng(2)
    made: list[Path] = []
    for row in range(len(columns)):
        stored = columns.frame(row).file
        path = cache.path(FrameFile(stored.path, stored.size, stored.mtime_ns))
        if row < PICTURES:
            coarse = Image.fromarray(rng.integers(0, 255, (24, 36, 3), dtype=np.uint8))
            upright = row % 4 == 3
            size = (342, 512) if upright else (512, 342)
            path.parent.mkdir(parents=True, exist_ok=True)
            coarse.resize(size, Image.Resampling.BICUBIC).save(path, quality=85)
            made.append(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(made[row % PICTURES], path)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FRAMES
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        cache = ThumbnailCache(Path(folder))
        columns = many_frames(count, Path("/shoots/bench"))
        make_thumbnails(cache, columns)
        print(f"{count:,} frames, {PICTURES:,} different thumbnails of 512 px, 1280×720 unless said")
        kept = all(list(measure(application, cache, columns)))
    return 0 if kept else 1


def measure(application: QApplication, cache: ThumbnailCache, columns: FrameColumns) -> Iterator[bool]:
    """Shows the frames and yields for each limit whether it was kept."""
    model = FramesModel()
    pictures = Pictures(thumbnail_loader(cache, lambda: grid.picture_box), megabytes=192)
    grid = TimedGrid(model, pictures)
    pictures.arrived.connect(model.refresh)
    grid.resize(1280, 720)
    grid.show()
    settle(application, 0.3)
    bench = Bench(application, grid)
    gc.collect()
    yield bench.one("first paint", FIRST_MS, lambda: model.set_columns(columns))
    settle(application, 1)
    bar = grid.verticalScrollBar()
    line = grid.cells.height
    yield bench.many("wheel", 1 / 60, 600, lambda: bar.setValue(bar.value() + line // 4))
    yield bench.many("wheel, back", 1 / 60, 300, lambda: bar.setValue(bar.value() - line // 4))
    yield bench.many("pages", 1 / 20, 200, lambda: QTest.keyClick(grid, Qt.Key.Key_PageDown))
    yield bench.many("arrow held", 1 / 30, 200, lambda: QTest.keyClick(grid, Qt.Key.Key_Down))
    yield bench.many(
        "drag of the bar", 1 / 60, 200, lambda: bar.setValue((bar.value() + 50_021) % bar.maximum())
    )
    yield bench.one("select all", SELECT_MS, grid.selectAll)
    yield bench.many("wheel, all selected", 1 / 60, 200, lambda: bar.setValue(bar.value() + line // 4))
    yield bench.many("repaint, all selected", 1 / 30, 100, grid.viewport().update)
    yield bench.one("stack all", SELECT_MS, lambda: model.select(stacks=Stacks(collapsed=True)))
    grid.go_to(0)
    grid.cell_side = 120
    settle(application, 1)
    yield bench.many(
        "wheel, cells of 120", 1 / 60, 300, lambda: bar.setValue(bar.value() + grid.cells.height // 4)
    )
    yield bench.many("pages, cells of 120", 1 / 20, 100, lambda: QTest.keyClick(grid, Qt.Key.Key_PageDown))
    grid.resize(3840, 2160)
    grid.cell_side = 230
    settle(application, 1)
    bench.many("wheel, 3840×2160", 1 / 60, 200, lambda: bar.setValue(bar.value() + line // 4), limited=False)
    bench.many(
        "pages, 3840×2160", 1 / 20, 60, lambda: QTest.keyClick(grid, Qt.Key.Key_PageDown), limited=False
    )
    print(f"resident memory {psutil.Process().memory_info().rss / 2**20:.0f} MB")
    pictures.close()
    grid.close()


class Bench:
    """Does something and waits for the paint that follows."""

    def __init__(self, application: QApplication, grid: TimedGrid) -> None:
        self._application = application
        self._grid = grid

    def one(self, what: str, limit: float, act: Callable[[], object]) -> bool:
        """Print how long it takes until it is painted."""
        took, _ = self._painted(act)
        kept = took <= limit
        print(f"{what:<22}{took:7.1f} ms by the clock, limit {limit:.0f}  {'ok' if kept else 'MISSED'}")
        return kept

    def many(
        self, what: str, every: float, times: int, act: Callable[[], object], *, limited: bool = True
    ) -> bool:
        """Print percentiles of the time a painted frame takes."""
        took = []
        for _ in range(times):
            due = time.perf_counter() + every
            took.append(self._painted(act))
            while time.perf_counter() < due:
                self._application.processEvents()
                time.sleep(0.0005)
        clock, work = np.percentile(np.array(took), (50, 99, 100), axis=0).T
        kept = bool(work[1] <= PAINT_MS)
        verdict = f"limit p99 {PAINT_MS:.0f}  {'ok' if kept else 'MISSED'}" if limited else "no limit"
        print(
            f"{what:<22}work p50 {work[0]:5.1f}  p99 {work[1]:5.1f}  max {work[2]:5.1f} ms  {verdict:<24}"
            f"by the clock p50 {clock[0]:5.1f}  p99 {clock[1]:6.1f}  max {clock[2]:6.1f}",
            flush=True,
        )
        return kept

    def _painted(self, act: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds by the clock and of processor time; waiting for Qt's timer is left out."""
        before, idle = self._grid.painted, 0.0
        begun, worked = time.perf_counter(), time.thread_time()
        act()
        while self._grid.painted == before and time.perf_counter() - begun < 1 + idle:
            self._application.processEvents()
            if self._grid.painted == before:
                rested = time.perf_counter()
                time.sleep(0.0005)
                idle += time.perf_counter() - rested
        took = time.perf_counter() - begun - idle
        return 1e3 * took, 1e3 * (time.thread_time() - worked)


def settle(application: QApplication, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        application.processEvents()


if __name__ == "__main__":
    sys.exit(main())
