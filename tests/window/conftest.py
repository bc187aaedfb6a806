"""A real window, offscreen, with settings of its own."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from aesthcull.gui.app import make_application
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from tests.conftest import MakePhoto

OpenWindow = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[..., object]:
    return lambda _arguments: make_application()


@pytest.fixture
def open_window(qtbot: QtBot, work: Workplace, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens windows on the test's catalogue; with a folder, waits until its scan has ended."""
    windows: list[MainWindow] = []

    def make(
        folder: Path | None = None, *, workplace: Workplace | None = None, wait: bool = True
    ) -> MainWindow:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(workplace or work, settings)
        windows.append(window)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)  # shortcuts work in the active window only
        if folder is not None:
            window.open_folder(folder)
            if wait:
                settle(qtbot, window)
        return window

    yield make
    for window in windows:
        window.close()
        qtbot.addWidget(window)


@pytest.fixture
def small_shoot(tmp_path: Path, make_photo: MakePhoto) -> Path:
    """Six different frames, one second apart."""
    shoot = tmp_path / "shoot"
    for number in range(6):
        make_photo(shoot / f"IMG_{number}.JPG", seed=number, time=f"2026:05:04 10:00:0{number}")
    return shoot


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the scan has ended and everything it found is shown."""
    qtbot.waitUntil(lambda: not window.worker.running, timeout=60_000)
    qtbot.waitUntil(lambda: not window.worker.pending, timeout=10_000)
