"""A real window on a real catalogue, without a screen."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Frame
from aesthcull.gui.app import make_application
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from tests.conftest import MakePhoto

FRAMES = 6
OpenWindow = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application()


@pytest.fixture(autouse=True)
def _settings_of_its_own(tmp_path: Path) -> None:
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def open_window(work: Workplace, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Opens windows; on a folder, waits until it is scanned and all its frames are shown."""
    windows: list[MainWindow] = []

    def make(folder: Path | None = None, workplace: Workplace = work) -> MainWindow:
        window = MainWindow(workplace)
        windows.append(window)
        window.resize(1280, 720)
        window.show()
        if folder is not None:
            window.shoot.open(folder)
            settle(window, qtbot)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def shoot(tmp_path: Path, make_photo: MakePhoto) -> Path:
    """Six frames that differ, taken one an hour, named against the order of their times."""
    folder = tmp_path / "shoot"
    for n in range(FRAMES):
        make_photo(folder / f"{FRAMES - n}.jpg", seed=n, time=f"2024:05:01 {10 + n}:00:00")
    return folder


@pytest.fixture
def window(open_window: OpenWindow, shoot: Path) -> MainWindow:
    """A window with the shoot scanned, the first frame current."""
    opened = open_window(shoot)
    opened.grid.go_to(0)
    return opened


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until no scan runs and what it found has reached the views."""
    worker = window.worker
    qtbot.waitUntil(lambda: not worker.running and not worker.pending, timeout=60_000)
    QApplication.processEvents()


def press(window: MainWindow, key: str) -> None:
    """Press a key, such as `Ctrl+Z`, where the keyboard focus is."""
    QApplication.processEvents()  # a window that was just shown has the focus only then
    combination = QKeySequence(key)[0]
    QTest.keyClick(QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers())
    QApplication.processEvents()


def shown(window: MainWindow) -> list[str]:
    """The names of the frames in the grid, in order."""
    return [window.model.frame_at(row).path.name for row in range(window.model.rowCount())]


def all_frames(window: MainWindow) -> list[Frame]:
    """Every frame of the shoot that is not missing, shown or not, by path."""
    columns = window.model.columns
    return [columns.frame(index) for index in np.flatnonzero(~columns.missing).tolist()]


def current(window: MainWindow) -> str:
    """The name of the current frame."""
    frame = window.grid.current_frame()
    assert frame is not None
    return frame.path.name


def stored(window: MainWindow, folder: Path) -> dict[str, Frame]:
    """What the catalogue on disk says of a shoot's frames, by name."""
    catalogue = window._workplace.catalogue
    known = queries.find_shoot(catalogue, folder)
    assert known is not None
    return {frame.path.name: frame for frame in queries.frames_of(catalogue, known)}


def choose(window: MainWindow, box: str, value: object) -> None:
    """Choose in the filter bar as users do: a `sort`, one `flag`, one `label` or `stars`; None for any."""
    bar = window.filters
    if box == "sort":
        bar.sort.by.setCurrentIndex(bar.sort.by.findData(value))
        bar.sort.by.activated.emit(bar.sort.by.currentIndex())
    elif box == "stars":
        bar.stars.field.chosen.emit(value)
    else:
        wanted = window.model.wanted
        before = {"flag": wanted.flags, "label": wanted.labels}[box]
        for name in before ^ frozenset([value] if value else []):
            if box == "flag":
                bar.flags.buttons[str(name)].click()
            else:
                bar.labels.list.ticked.emit(window.model.wanted.labels ^ {name})
    QApplication.processEvents()


def select(window: MainWindow, *rows: int) -> None:
    """Click a frame, then Ctrl+click the others."""
    for number, row in enumerate(rows):
        place = window.grid.visualRect(window.model.index(row)).center()
        how = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, how, place)
