"""What hands do in the training dialog, and what is known of models."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.gui.training.dialog import TrainingDialog
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from aesthcull.trainer.publish import publish
from aesthcull.trainer.request import Request
from aesthcull.vision.registry import Registry
from tests.pipeline.linear_head import linear_head

BUNDLED = places.models_folder()

SAMPLE = (places.resources_folder() / "sample_shoot").resolve()

Open = Callable[[Workplace], TrainingDialog]


def looked(dialog: TrainingDialog, qtbot: QtBot) -> None:
    """Wait until what is known has been found out."""
    page = dialog.settings
    qtbot.waitUntil(lambda: not page.reading.running and not page._typing.isActive(), timeout=10_000)


def quick(dialog: TrainingDialog) -> None:
    """The least of testing."""
    dialog.settings.kind.repeats.setValue(1)
    dialog.settings.kind.folds.setValue(2)


def own_models() -> list[str]:
    registry = Registry([BUNDLED, places.user_models_folder()])
    return [e.id for e in registry.versions() if e.folder != BUNDLED]


def import_samples(window: MainWindow, qtbot: QtBot) -> None:
    """Import the sample sales of the two agencies that tell file names; frames are matched at once."""
    dialog = window.sales.import_report()
    for name in ("adobe_activity.csv", "istock_statement.txt"):
        dialog.file.set_path(places.resources_folder() / "sample_sales" / name)
        qtbot.waitUntil(dialog.import_button.isEnabled, timeout=10_000)
        with qtbot.waitSignal(dialog.imported, timeout=10_000):
            dialog.import_button.click()
        qtbot.waitUntil(lambda: not dialog.importing.running)
    dialog.done(0)


def keep(request: Request, version: str) -> None:
    """Register a model as if it had been trained so."""
    folder = places.user_models_folder()
    made = linear_head(folder, Registry([BUNDLED]).backbone(), version)
    file = f"{request.name}-{version}.onnx"
    if file != made.file:
        made.path.rename(folder / file)
        Registry([BUNDLED, folder]).remove(made.id, folder)
    entry = publish(replace(made, name=request.name, file=file), "# own", keep_versions=True)
    entry.report_folder.mkdir()
    (entry.report_folder / "request.json").write_text(json.dumps(request.as_json()))
