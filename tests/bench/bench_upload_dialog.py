"""How long the window stands still while 5,000 frames are prepared for an agency.

Run:  QT_QPA_PLATFORM=offscreen python -m tests.bench.bench_upload_dialog [FRAMES]

As in bench_matches_dialog: between two beats of the event loop the window's thread may work 10 ms (of
processor time); 50 ms where all frames are written at once. Opening builds the dialog and is not limited.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aesthcull import places
from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.gui.app import make_application
from aesthcull.gui.marking import Marking
from aesthcull.gui.upload.dialog import UploadDialog
from aesthcull.gui.upload.model import TITLE
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace
from aesthcull.vision.registry import Registry
from tests.bench.bench_matches_dialog import LIMIT_MS, Heart
from tests.bench.shoot_catalogue import make_shoot

LARGE_MS = 50.0


def settle(dialog: UploadDialog) -> None:
    QApplication.processEvents()
    while dialog.reading.running or dialog.editing.busy or dialog.saving.work.running:
        QApplication.processEvents()
    QApplication.processEvents()


def touch(catalogue: Catalogue, shoot: Shoot) -> None:
    """Make the files: one that is gone would be refused, and nothing saved."""
    for frame in queries.frames_of(catalogue, shoot):
        frame.path.parent.mkdir(parents=True, exist_ok=True)
        frame.path.touch()


def type_title(dialog: UploadDialog) -> None:
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    for letter in "Boats":
        QTest.keyClicks(line, letter)
        QApplication.processEvents()
    QTest.keyClick(line, Qt.Key.Key_Return)


def measure(
    name: str, heart: Heart, dialog: UploadDialog, act: Callable[[], object], limit: float = LIMIT_MS
) -> bool:
    settle(dialog)
    heart.rest()
    start = time.perf_counter()
    act()
    settle(dialog)
    took = time.perf_counter() - start
    most = 1000 * heart.most
    print(
        f"{name:<32} {took:6.2f} s   most work {most:6.1f} ms   longest pause {1000 * heart.longest:6.1f} ms"
    )
    return most <= limit


def main(frames: int) -> int:
    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
        shoot = make_shoot(catalogue, folder / "shoot", frames)
        touch(catalogue, shoot)
        work = Workplace(catalogue, Registry([places.models_folder()]), ThumbnailCache(folder / "thumbs"))
        marking = Marking(catalogue)
        marking.open(shoot.path)
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        every = list(range(1, frames + 1))
        ids = {"picks": [], "suggested": every[::3], "selected": [], "shown": every}
        dialog = UploadDialog(work, settings, marking, shoot.path, ids)
        dialog.show()
        dialog.activateWindow()
        heart = Heart()
        options = dialog.options
        well = [
            measure("reading a third", heart, dialog, lambda: None),
            measure("reading all", heart, dialog, lambda: options.frames.setCurrentIndex(3)),
            measure("another agency", heart, dialog, lambda: options.agency.setCurrentIndex(1)),
            measure("proposing titles", heart, dialog, lambda: options.propose.setChecked(True)),
            measure("typing a title", heart, dialog, lambda: type_title(dialog)),
            measure("typing another", heart, dialog, lambda: type_title(dialog)),
            measure("to the last row", heart, dialog, lambda: dialog.table.go_to(frames - 1, TITLE)),
            measure("selecting all", heart, dialog, dialog.table.selectAll),
            measure("filling all down", heart, dialog, dialog.table.fill_down, LARGE_MS),
            measure("undoing that", heart, dialog, dialog.editing.undo, LARGE_MS),
        ]
        options.agency.setCurrentIndex(0)
        settle(dialog)
        dialog.saving.out.set_path(folder / "out.csv")
        well.append(measure("saving", heart, dialog, dialog.saving.save))
        dialog.reject()
        marking.stop()
        catalogue.close()
        app.processEvents()
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
