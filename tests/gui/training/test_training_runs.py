"""A training by the dialog: the trainer's process, the verdict, and the model in use."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from aesthcull.trainer.request import Request
from aesthcull.trainer.rules import Rule
from aesthcull.vision.registry import Registry
from tests.gui.conftest import all_frames, choose, current, settle, shown
from tests.gui.training.steps import (
    BUNDLED,
    SAMPLE,
    Open,
    import_samples,
    keep,
    looked,
    own_models,
    quick,
)


def test_from_sales_reports_to_a_ranking_and_back(
    open_window: Callable[..., MainWindow], work: Workplace, qtbot: QtBot
) -> None:
    """Import, match, train, use: the grid is sorted by what the new model says; and by the earlier one."""
    window, sold = open_window(SAMPLE, work), work
    import_samples(window, qtbot)
    choose(window, "sort", "sells")
    window.grid.go_to(3)
    order, before = shown(window), current(window)
    dialog = window.sales.train()
    looked(dialog, qtbot)
    quick(dialog)
    heard: list[str] = []
    dialog.trainer.told.connect(lambda message: heard.append(message["type"]))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.pages.currentWidget() is dialog.curves and dialog.progress.button.isVisible()
    qtbot.waitUntil(lambda: not dialog.trainer.running, timeout=90_000)
    assert dialog.pages.currentWidget() is dialog.outcome, dialog.progress.text.text()
    assert {"progress", "repeat"} <= set(heard) and dialog.curves._points
    assert dialog.outcome.verdict.text().startswith("Better than chance")
    figures = dialog.outcome.figures.as_text().splitlines()
    assert figures[1].startswith("AUC\t") and "naive" in figures[0] and figures[1].endswith("0.500")
    assert "random forest" in dialog.outcome.rivals.as_text()
    assert "Plots" in dialog.outcome.report.toPlainText()
    assert (
        own_models() == ["sells@own-1"]
        and Registry([BUNDLED]).get("sells").id == sold.registry.get("sells").id
    )
    dialog.use.click()
    with qtbot.waitSignal(dialog.adoption.adopted, timeout=20_000):
        if dialog.question.isVisible():  # so few frames: it may well be worse than the prior
            dialog.question.yes.click()
    settle(window, qtbot)
    assert sold.registry.get("sells").id == "sells@own-1" and not dialog.use.isEnabled()
    by_own = sorted(all_frames(window), key=lambda f: (-f.scores["sells"].value, f.path))
    assert {f.scores["sells"].model for f in all_frames(window)} == {"sells@own-1"}
    assert shown(window) == [f.path.name for f in by_own] != order and current(window) == before
    dialog.done(0)
    reports = window.sales.reports()
    assert reports.list.count() == 1 and "sells@own-1" in reports.list.item(0).text()
    assert "Plots" in reports.page.toPlainText()
    reports.done(0)
    models = window.models.open_dialog()
    models.show_version(Registry([BUNDLED]).get("sells").id)
    with qtbot.waitSignal(models.adoption.adopted, timeout=20_000):
        models.use.click()
        if models.question.isVisible():
            models.question.yes.click()
    settle(window, qtbot)
    assert shown(window) == order and current(window) == before
    models.done(0)
    again = window.sales.retrain()
    looked(again, qtbot)
    assert again.earlier.box.currentText() == "sells@own-1:  the frames on sale, by sales"
    assert again.settings.kind.repeats.value() == 1 and again.settings.rule.balanced.isChecked()
    again.train.click()
    qtbot.waitUntil(lambda: not again.trainer.running, timeout=90_000)
    assert again.pages.currentWidget() is again.outcome, again.progress.text.text()
    assert again.outcome.tabs.currentWidget() is again.outcome.changed_page
    changes = [line.split("\t") for line in again.outcome.changes.as_text().splitlines()]
    assert changes[0] == ["Figure", "sells@own-1", "Now", "Difference"]
    (frames,) = (row for row in changes if row[0] == "frames")
    assert frames[1] == frames[2] and frames[3] == "+0" and not again.earlier.isVisible()


def test_a_cancelled_training_ends_at_once_and_leaves_nothing(
    open_training: Open, sold: Workplace, qtbot: QtBot
) -> None:
    dialog = open_training(sold)
    with qtbot.waitSignal(dialog.trainer.told, timeout=60_000):
        dialog.train.click()
    begun = time.monotonic()
    with qtbot.waitSignal(dialog.trainer.cancelled, timeout=5_000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert time.monotonic() - begun < 2
    assert dialog.isVisible() and dialog.pages.currentWidget() is dialog.settings
    assert "Cancelled" in dialog.progress.text.text() and dialog.train.isEnabled()
    assert own_models() == []


def test_a_crash_of_the_trainer_is_one_line_and_the_dialog_lives_on(
    open_training: Open, sold: Workplace, qtbot: QtBot
) -> None:
    dialog = open_training(sold)
    with qtbot.waitSignal(dialog.trainer.told, timeout=60_000):
        dialog.train.click()
    assert dialog.trainer._process is not None
    with qtbot.waitSignal(dialog.trainer.failed, timeout=10_000):
        os.kill(dialog.trainer._process.processId(), signal.SIGKILL)
    said = dialog.progress.text.text()
    assert "ended unexpectedly" in said and "\n" not in said
    assert dialog.pages.currentWidget() is dialog.settings and dialog.train.isEnabled()
    assert own_models() == []


def test_closing_the_window_ends_the_trainer(open_training: Open, sold: Workplace, qtbot: QtBot) -> None:
    dialog = open_training(sold)
    with qtbot.waitSignal(dialog.trainer.told, timeout=60_000):
        dialog.train.click()
    assert dialog.trainer._process is not None
    number = dialog.trainer._process.processId()
    window = dialog.parent()
    assert isinstance(window, MainWindow)
    window.close()
    QApplication.processEvents()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_any_model_with_kept_settings_can_be_trained_again(
    open_window: Callable[..., MainWindow], sold: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "votes.csv"
    table.write_text("file,mean\n" + "\n".join(f"{n}.jpg,{1 + n / 10}" for n in range(40)))
    votes = Request("votes", Rule("votes", share=0.4), (str(table),), name="liked")
    keep(votes, "own-1")
    keep(Request(rule=Rule(threshold=60.0)), "own-2")
    dialog = open_window(workplace=sold).sales.retrain()
    looked(dialog, qtbot)
    box, page = dialog.earlier.box, dialog.settings
    assert [box.itemText(n).split(":")[0] for n in range(box.count())] == ["sells@own-2", "liked@own-1"]
    request = page.request()
    assert request is not None and (request.name, request.rule.threshold) == ("sells", 60.0)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    looked(dialog, qtbot)
    request = page.request()
    assert request is not None and (request.name, request.follows) == ("liked", "liked@own-1")
    assert request.paths == (str(table),) and request.rule == votes.rule and dialog.train.isEnabled()
    assert page.classes.text().startswith("16 good  ·  16 poor")


def test_without_an_earlier_training_retrain_says_so(
    open_window: Callable[..., MainWindow], sold: Workplace, qtbot: QtBot
) -> None:
    dialog = open_window(workplace=sold).sales.retrain()
    looked(dialog, qtbot)
    assert "nothing to retrain" in dialog.about.text() and dialog.train.isEnabled()
