"""How long the window stands still while the matches of 100,000 assets are shown and decided.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_matches_dialog [ASSETS]

A timer beats as often as the event loop lets it. Between two beats the window's thread may work 10 ms (of
processor time); the longest pause, which the user may feel, holds also what other threads and programs take,
and Python's collector. Opening builds the dialog and is not limited.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.matching import match_names
from aesthcull.gui.app import make_application
from aesthcull.gui.sales.matches_dialog import MatchesDialog
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry
from tests.bench.bench_matching import fill

LIMIT_MS = 10.0


class Heart:
    """The longest pause of the event loop since `rest`, and the most work in one, in seconds."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        self.rest()

    def rest(self) -> None:
        self._last, self.longest = time.perf_counter(), 0.0
        self._worked, self.most = time.thread_time(), 0.0

    def beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        worked = time.thread_time()
        self.most = max(self.most, worked - self._worked)
        self._worked = worked


def main() -> int:
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        catalogue = open_catalogue(f"{folder}/catalogue.sqlite")
        fill(catalogue, 2)  # each name twice: all that is catalogued is ambiguous
        match_names(catalogue, Job())
        kept = show(application, catalogue, Path(folder))
        catalogue.close()
    return 0 if kept else 1


def show(application: QApplication, catalogue: Catalogue, folder: Path) -> bool:
    registry = Registry([places.models_folder()])
    heart, kept = Heart(), True
    heart.rest()
    dialog = MatchesDialog(Workplace(catalogue, registry, ThumbnailCache(folder / "thumbs")))
    dialog.resize(1280, 720)
    dialog.show()
    table, page = dialog.page.table, dialog.page

    def measured(what: str, act: Callable[[], object]) -> None:
        nonlocal kept
        begun = time.perf_counter()
        act()
        heart.beat()
        settle(application, dialog)
        paused, work, took = 1e3 * heart.longest, 1e3 * heart.most, time.perf_counter() - begun
        within = work <= LIMIT_MS or what == "opened"
        kept &= within
        print(
            f"{what:<24}{work:6.1f} ms of work  limit {LIMIT_MS:.0f}  {'kept' if within else 'MISSED'}   "
            f"longest pause {paused:.1f} ms, done in {took:.2f} s",
            flush=True,
        )
        application.processEvents()
        heart.rest()

    measured("opened", lambda: None)
    measured("all assets", lambda: page.tabs.choose(None))
    measured("filter", lambda: page.filter.setText("0012"))
    measured("no filter", page.filter.clear)
    measured("next asset", lambda: QTest.keyClick(table, Qt.Key.Key_Down))
    measured("to the end", lambda: table.selectRow(dialog.model.rowCount() - 1))
    measured("to the beginning", lambda: table.selectRow(0))
    for number in range(3):
        measured(f"decision {number + 1}", lambda: QTest.keyClick(table, Qt.Key.Key_1))
    measured("undo", dialog.undo)
    measured("matched by name again", lambda: dialog.working.run(lambda job: match_names(catalogue, job)))
    measured("export", lambda: dialog.working.export_to(list(dialog.model.ids), folder / "assets.json"))
    dialog.close()
    return kept


def settle(application: QApplication, dialog: MatchesDialog) -> None:
    quiet = 0
    while quiet < 5:
        application.processEvents()
        quiet = 0 if dialog.busy else quiet + 1


if __name__ == "__main__":
    sys.exit(main())
