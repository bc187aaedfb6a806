"""The window and the trainer's process: lines arrive, a crash is told, a cancel is at once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.gui.training.process import TrainerProcess
from aesthcull.trainer.request import Request


@pytest.fixture
def trainer(qtbot: QtBot) -> Iterator[TrainerProcess]:
    del qtbot
    parent = QObject()
    process = TrainerProcess(parent)
    yield process
    process.stop()


def whole(tmp_path: Path, request: dict[str, Any]) -> dict[str, Any]:
    models = [str(places.models_folder()), str(tmp_path / "own")]
    places_ = {"catalogue": str(tmp_path / "c.sqlite"), "cache": str(tmp_path / "cache"), "models": models}
    return {"task": "train", **places_, "request": request}


def photographs(tmp_path: Path, shared_data: Path) -> Request:
    """Enough work to be interrupted in."""
    photos = sorted((shared_data / "intel_scenes" / "images").rglob("*.jpg"))[:400]
    for place, name in ((0, "good"), (200, "poor")):
        (tmp_path / name).mkdir()
        for photo in photos[place : place + 200]:
            (tmp_path / name / photo.name).symlink_to(photo)
    return Request("folders", paths=(str(tmp_path / "good"), str(tmp_path / "poor")))


def test_what_is_wrong_is_told_in_one_line(trainer: TrainerProcess, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(trainer.failed, timeout=60_000) as told:
        trainer.start(whole(tmp_path, Request().as_json()))
    assert "import a sales report" in told.args[0] and "\n" not in told.args[0]
    assert not trainer.running


def test_a_crash_of_the_trainer_is_told_and_another_training_can_start(
    trainer: TrainerProcess, qtbot: QtBot, tmp_path: Path, shared_data: Path
) -> None:
    request = whole(tmp_path, photographs(tmp_path, shared_data).as_json())
    with qtbot.waitSignal(trainer.told, timeout=60_000):
        trainer.start(request)
    assert trainer._process is not None
    with qtbot.waitSignal(trainer.failed, timeout=10_000) as told:
        os.kill(trainer._process.processId(), signal.SIGSEGV)
    assert "ended unexpectedly" in told.args[0] and not trainer.running
    with qtbot.waitSignal(trainer.told, timeout=60_000):
        trainer.start(request)


def test_cancelling_ends_it_at_once(
    trainer: TrainerProcess, qtbot: QtBot, tmp_path: Path, shared_data: Path
) -> None:
    with qtbot.waitSignal(trainer.told, timeout=60_000):
        trainer.start(whole(tmp_path, photographs(tmp_path, shared_data).as_json()))
    start = time.monotonic()
    with qtbot.waitSignal(trainer.cancelled, timeout=10_000):
        trainer.cancel()
    assert time.monotonic() - start < 1 and not trainer.running
    assert not (tmp_path / "own" / "registry.json").exists()
