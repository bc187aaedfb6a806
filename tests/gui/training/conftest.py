"""The sample shoot, scanned once, with sales and without; and the training dialog on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.catalogue import queries
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui.training.dialog import TrainingDialog
from aesthcull.gui.window import MainWindow
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace, scan
from aesthcull.vision.registry import Registry
from tests.gui.conftest import press
from tests.gui.training.steps import (
    BUNDLED,
    SAMPLE,
    Open,
    looked,
)
from tests.trainer.sold_catalogue import with_sales


@pytest.fixture(scope="package")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a catalogue in which the sample shoot is scanned."""
    folder = tmp_path_factory.mktemp("scanned")
    catalogue = open_catalogue(str(folder / "catalogue.sqlite"))
    scan(Workplace(catalogue, Registry([BUNDLED]), ThumbnailCache(folder / "thumbs")), SAMPLE, Job())
    catalogue.close()
    return folder


@pytest.fixture
def work(scanned: Path, tmp_path: Path) -> Iterator[Workplace]:
    """The sample shoot, scanned; nothing is known to be on sale."""
    shutil.copytree(scanned, tmp_path / "work")
    catalogue = open_catalogue(str(tmp_path / "work" / "catalogue.sqlite"))
    registry = Registry([BUNDLED, places.user_models_folder()])
    yield Workplace(catalogue, registry, ThumbnailCache(tmp_path / "work" / "thumbs"))
    catalogue.close()


@pytest.fixture
def sold(work: Workplace) -> Workplace:
    """Every frame is on sale, and sold 3 times more than the next less beautiful one."""
    shoot = queries.find_shoot(work.catalogue, SAMPLE)
    assert shoot is not None
    frames = queries.frames_of(work.catalogue, shoot)
    order = sorted(frames, key=lambda f: f.scores["aesthetic"].value)
    with_sales(work.catalogue, [f.id for f in order], [3 * n for n in range(len(order))])
    return work


@pytest.fixture
def open_training(open_window: Callable[..., MainWindow], qtbot: QtBot) -> Open:
    def make(work: Workplace) -> TrainingDialog:
        window = open_window(workplace=work)
        press(window, "Ctrl+T")
        (dialog,) = window.findChildren(TrainingDialog)
        looked(dialog, qtbot)
        return dialog

    return make
