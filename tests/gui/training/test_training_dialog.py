"""The training dialog before training: what is known, the cut, and what is refused with its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aesthcull.gui.training.histogram import bars
from aesthcull.gui.training.preview import cut
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from aesthcull.trainer.rules import Rule
from tests.conftest import MakePhoto
from tests.gui.training.steps import (
    Open,
    looked,
)


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
