"""A shoot of which some frames are large enough for agencies, and its upload dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aesthcull.gui.upload.dialog import UploadDialog
from aesthcull.gui.window import MainWindow
from tests.conftest import MakePhoto
from tests.gui.upload.steps import (
    ALL,
    LARGE,
    opened,
)


@pytest.fixture
def shoot(tmp_path: Path, make_photo: MakePhoto) -> Path:
    folder = tmp_path / "shoot"
    for n in range(ALL):
        size = (2440, 1700) if n < LARGE else (320, 240)
        make_photo(folder / f"{n:02}.jpg", seed=n, time=f"2024:05:01 {n:02}:00:00", size=size)
    return folder


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> UploadDialog:
    return opened(window, qtbot)
