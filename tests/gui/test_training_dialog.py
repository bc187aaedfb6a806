"""The training dialog: what is known, the cut, the trainer's process, the verdict, and the model in use."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull import places
from aesthcull.catalogue import queries
from aesthcull.catalogue.store import open_catalogue
from aesthcull.gui.training.dialog import TrainingDialog
from aesthcull.gui.training.histogram import bars
from aesthcull.gui.training.preview import cut
from aesthcull.gui.window import MainWindow
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.pipeline import Workplace, scan
from aesthcull.trainer.publish import publish
from aesthcull.trainer.request import Request
from aesthcull.trainer.rules import Rule
from aesthcull.vision.registry import Registry
from tests.conftest import MakePhoto
from tests.gui.conftest import all_frames, choose, current, press, settle, shown
from tests.pipeline.linear_head import linear_head
from tests.trainer.sold_catalogue import with_sales

BUNDLED = places.models_folder()
SAMPLE = (places.resources_folder() / "sample_shoot").resolve()


@pytest.fixture(scope="module")
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


Open = Callable[[Workplace], TrainingDialog]


@pytest.fixture
def open_training(open_window: Callable[..., MainWindow], qtbot: QtBot) -> Open:
    def make(work: Workplace) -> TrainingDialog:
        window = open_window(workplace=work)
        press(window, "Ctrl+T")
        (dialog,) = window.findChildren(TrainingDialog)
        looked(dialog, qtbot)
        return dialog

    return make


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


def test_without_sales_training_is_refused_with_what_to_do(open_training: Open, work: Workplace) -> None:
    dialog = open_training(work)
    assert "import a sales report" in dialog.settings.refusal.text()
    assert not dialog.train.isEnabled() and not dialog.settings.histogram.isVisible()


def test_the_distribution_the_proposed_number_and_the_classes_are_shown(
    open_training: Open, sold: Workplace
) -> None:
    page = open_training(sold).settings
    assert page.classes.text().startswith("18 good  ·  18 poor")
    assert page.rule.threshold.value() == 51 and not page.rule.threshold.isEnabled()
    assert page.histogram.shown is not None and page.histogram.shown.counts.sum() == 36
    assert page.histogram.isVisible() and not page.refusal.isVisible()


def test_another_number_changes_the_classes_at_once_and_too_few_are_refused(
    open_training: Open, sold: Workplace
) -> None:
    dialog = open_training(sold)
    page = dialog.settings
    page.rule.balanced.click()
    page.rule.threshold.setFocus()
    page.rule.threshold.selectAll()
    QTest.keyClicks(page.rule.threshold, "60")
    QTest.keyClick(page.rule.threshold, Qt.Key.Key_Tab)
    assert page.classes.text().startswith("15 good  ·  21 poor") and dialog.train.isEnabled()
    page.rule.threshold.setValue(90)
    assert page.classes.text().startswith("5 good  ·  31 poor")
    assert "10 more good ones" in page.refusal.text() and not dialog.train.isEnabled()
    page.rule.balanced.click()
    assert page.rule.threshold.value() == 51 and dialog.train.isEnabled()


def test_top_and_bottom_share_leave_out_what_is_between(open_training: Open, sold: Workplace) -> None:
    page = open_training(sold).settings
    page.rule.by_share.click()
    page.rule.share.setValue(45)
    assert page.classes.text().startswith("16 good  ·  16 poor  ·  4 between, left out")
    request = page.request()
    assert request is not None and request.rule == Rule("sales", share=0.45)


def test_popularity_and_earnings_are_other_amounts(
    open_training: Open, sold: Workplace, qtbot: QtBot
) -> None:
    dialog = open_training(sold)
    page = dialog.settings
    page.rule.quantity.setCurrentIndex(1)
    looked(dialog, qtbot)
    assert page.rule.rule().quantity == "popularity" and page.classes.text().startswith("18 good")
    page.rule.quantity.setCurrentIndex(2)
    looked(dialog, qtbot)
    assert page.rule.currency.isVisible() and page.rule.currency.currentText() == "USD"
    assert page.rule.threshold.value() == 25.5
    request = page.request()
    assert request is not None and (request.rule.quantity, request.rule.currency) == ("earnings", "USD")


def test_two_folders_are_counted_when_both_are_named(
    open_training: Open, work: Workplace, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    dialog = open_training(work)
    page = dialog.settings
    page.source.kinds.button(1).click()
    looked(dialog, qtbot)
    assert "Name two folders" in page.notes.text() and not dialog.train.isEnabled()
    for name in ("good", "poor"):
        for n in range(16):
            make_photo(tmp_path / name / f"{n}.jpg", seed=n, size=(40, 30))
    QTest.keyClicks(page.source.good.line, str(tmp_path / "good"))
    QTest.keyClicks(page.source.poor.line, str(tmp_path / "nowhere"))
    looked(dialog, qtbot)
    assert "nowhere: cannot be read" in page.refusal.text()
    page.source.poor.set_path(tmp_path / "poor")
    looked(dialog, qtbot)
    assert page.classes.text().startswith("16 good  ·  16 poor") and dialog.train.isEnabled()
    assert not page.rule._above.isVisible() and page.rule.folders.isVisible()


def test_a_table_of_votes_is_cut_at_its_middle(
    open_training: Open, work: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_training(work)
    page = dialog.settings
    (tmp_path / "votes.csv").write_text("file,mean\n" + "\n".join(f"{n}.jpg,{1 + n / 10}" for n in range(40)))
    page.source.kinds.button(2).click()
    QTest.keyClicks(page.source.votes.line, str(tmp_path / "votes.csv"))
    looked(dialog, qtbot)
    assert page.classes.text().startswith("20 good  ·  20 poor")
    request = page.request()
    assert request is not None and (request.name, request.source) == ("liked", "votes")
    (tmp_path / "votes.csv").write_text("file\n")
    page.read()
    looked(dialog, qtbot)
    assert "votes.csv: holds no rows" in page.refusal.text()


def test_networks_are_greyed_with_the_reason_where_torch_is_missing(
    open_training: Open, sold: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import aesthcull.gui.training.kind_form as module

    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    kind = open_training(sold).settings.kind
    assert [kind.kinds.button(n).isEnabled() for n in range(3)] == [True, False, False]
    assert "needs torch" in kind.hint.text() or "need torch" in kind.hint.text()
    assert "aesthcull[train]" in kind.hint.text()


def test_p1s_network_has_its_epochs_and_a_shorter_test(open_training: Open, sold: Workplace) -> None:
    pytest.importorskip("torch")
    page = open_training(sold).settings
    page.kind.kinds.button(2).click()
    request = page.request()
    assert request is not None and request.network == "p1" and request.epochs == 75
    assert (request.plan.folds, request.plan.repeats) == (3, 1)


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


def test_without_an_earlier_training_retrain_says_so(
    open_window: Callable[..., MainWindow], sold: Workplace, qtbot: QtBot
) -> None:
    dialog = open_window(workplace=sold).sales.retrain()
    looked(dialog, qtbot)
    assert "nothing to retrain" in dialog.about.text() and dialog.train.isEnabled()


def test_without_a_model_of_ones_own_reports_says_where_they_come_from(
    open_window: Callable[..., MainWindow], work: Workplace
) -> None:
    dialog = open_window(workplace=work).sales.reports()
    assert dialog.none.isVisible() and "Train a model" in dialog.none.text() and not dialog.list.isVisible()


cents = st.integers(-5_000, 500_000).map(lambda n: n / 100)
amounts = st.lists(st.integers(0, 5000) | cents, min_size=1, max_size=80)


@given(amounts, st.none() | st.floats(-10, 4000), st.none() | st.floats(0.01, 0.5))
def test_the_bars_show_every_frame_in_the_class_that_it_is_counted_in(
    found: list[float], threshold: float | None, share: float | None
) -> None:
    values = np.array(found, dtype=np.float64)
    rule = Rule("sales", threshold=None if share else threshold, share=share)
    classes = cut(values, rule)
    drawn = bars(values, classes.marks)
    assert classes.good + classes.poor + classes.between == len(values)
    if classes.marks:
        assert drawn.counts.sum(axis=1).tolist() == [classes.poor, classes.between, classes.good]
        assert all(np.isfinite(drawn.cuts))
        middles = (drawn.edges[:-1] + drawn.edges[1:]) / 2
        poor, _, good = drawn.counts > 0
        assert (middles[poor] < drawn.cuts[0]).all() and (middles[good] > drawn.cuts[-1]).all()
    else:
        assert drawn.counts.sum() == len(values)
