"""A shoot whose frames differ in all that can be filtered by."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aesthcull.gui.window import MainWindow
from tests.conftest import MakePhoto
from tests.gui.conftest import OpenWindow
from tests.gui.filtering.steps import LONG, counted


@pytest.fixture
def varied(open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot) -> MainWindow:
    """Frames of two cameras, two days, two folders and types, and one that cannot be read."""
    folder = tmp_path / "varied"
    for n in range(3):
        make_photo(folder / f"beach_{n}.jpg", seed=n, time=f"2024:05:01 {10 + n}:00:00")
    for n in range(2):
        path = folder / "evening" / f"Café {n}.jpg"
        make_photo(path, seed=10 + n, time=f"2024:05:02 {10 + n}:00:00", model=LONG)
    make_photo(folder / "scan.png", seed=20)
    (folder / "bad.jpg").write_bytes(b"\xff\xd8 no photograph")
    window = open_window(folder)
    window.grid.go_to(0)
    counted(window, qtbot)
    return window
