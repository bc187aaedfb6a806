"""Each criterion of the filter bar and its panel shows the frames that it should."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aesthcull.gui.window import MainWindow
from aesthcull.selection.filters import UNFLAGGED, UNKNOWN, Filter
from tests.gui.conftest import all_frames, press, select, settle, shown
from tests.gui.filtering.steps import LONG, chip_texts, counted, counts_of, pick_entry, tick


def test_several_flags_may_be_chosen(varied: MainWindow) -> None:
    press(varied, "P")
    press(varied, "X")
    buttons = varied.filters.flags.buttons
    buttons["pick"].click()
    assert len(shown(varied)) == 1
    buttons["reject"].click()
    assert len(shown(varied)) == 2
    buttons["pick"].click()
    buttons["reject"].click()
    assert len(shown(varied)) == 7


def test_stars_at_least_exactly_and_at_most(varied: MainWindow) -> None:
    order = shown(varied)
    for key in "24":
        press(varied, key)
    field = varied.filters.stars.field
    field.setFocus()
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_Right)
    assert shown(varied) == order[:2]
    actions = {a.text()[0]: a for a in varied.filters.stars.sign.menu().actions()}
    actions["="].trigger()
    assert shown(varied) == order[:1]
    actions["≤"].trigger()
    assert len(shown(varied)) == 6
    QTest.keyClick(field, Qt.Key.Key_Home)
    assert set(shown(varied)) == set(order[2:])  # without stars
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert varied.grid.hasFocus()


def test_labels_are_ticked_by_keyboard_in_a_list_with_counts(varied: MainWindow, qtbot: QtBot) -> None:
    press(varied, "6")
    press(varied, "Right")
    press(varied, "9")
    order = shown(varied)
    counted(varied, qtbot)
    button = varied.filters.labels
    button.click()
    assert button.popup.isVisible()
    assert counts_of(button.list) == {"none": 5, "red": 1, "yellow": 0, "green": 0, "blue": 1, "purple": 0}
    tick(button.list, "red")
    tick(button.list, "blue")
    assert shown(varied) == order[:2] and button.text().startswith("2 labels")
    QTest.keyClick(button.list, Qt.Key.Key_Escape)
    assert not button.popup.isVisible() and varied.grid.hasFocus()


@pytest.mark.parametrize(
    ("field", "value", "count"),
    [("cameras", LONG, 2), ("cameras", UNKNOWN, 2), ("lenses", UNKNOWN, 7), ("types", "png", 1)],
)
def test_cameras_lenses_and_types_are_ticked_in_the_panel(
    varied: MainWindow, qtbot: QtBot, field: str, value: str, count: int
) -> None:
    press(varied, "\\")
    listed = varied.filters.panel.lists[field]
    assert counts_of(listed)[next(v for v in listed.values() if value in v)] == count
    tick(listed, next(v for v in listed.values() if value in v))
    assert len(shown(varied)) == count
    counted(varied, qtbot)
    assert sum(counts_of(listed).values()) == 7  # its own choice hides none of the values
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not varied.filters.popup.isVisible() and varied.grid.hasFocus()
    assert "Filter (1)" in varied.filters.more.text()


def test_days_are_chosen_from_those_of_the_shoot(varied: MainWindow) -> None:
    panel = varied.filters.panel
    varied.filters.open_panel()
    assert [panel.first.itemData(n) for n in range(3)] == [None, date(2024, 5, 1), date(2024, 5, 2)]
    assert panel.first.itemText(1).endswith("(3)")
    pick_entry(panel.first, date(2024, 5, 2))
    assert len(shown(varied)) == 2
    pick_entry(panel.last, date(2024, 5, 1))  # before the first: that gives way
    assert len(shown(varied)) == 3 and panel.first.currentData() is None


def test_problems_and_series_are_chosen_in_the_panel(varied: MainWindow) -> None:
    panel = varied.filters.panel
    varied.filters.open_panel()
    assert panel.problems.text().endswith("(1)")
    panel.problems.setFocus()
    QTest.keyClick(panel.problems, Qt.Key.Key_Space)
    assert shown(varied) == ["bad.jpg"]
    panel.clear_button.click()
    assert len(shown(varied)) == 7
    pick_entry(panel.series, "single")
    assert varied.model.wanted.series == "single"


def test_keywords_are_found_in_their_list_and_all_ticked_ones_must_be_there(
    varied: MainWindow, qtbot: QtBot
) -> None:
    select(varied, 0, 1)
    varied.marking.mark(varied.grid.selected_ids(), "keyword", ("sea", "sand"))
    select(varied, 2)
    varied.marking.mark(varied.grid.selected_ids(), "keyword", ("sea",))
    settle(varied, qtbot)
    counted(varied, qtbot)
    panel = varied.filters.panel
    varied.filters.open_panel()
    QTest.keyClicks(panel.keyword, "se")
    assert counts_of(panel.keywords).get("sea") == 3
    tick(panel.keywords, "sea")
    assert len(shown(varied)) == 3
    panel.keyword.clear()
    tick(panel.keywords, "sand")
    assert len(shown(varied)) == 2
    assert chip_texts(varied.filters) == ["keyword sea", "keyword sand"]


def test_a_score_has_a_range_by_fields_and_by_handles(varied: MainWindow, qtbot: QtBot) -> None:
    score = varied.filters.panel.score
    varied.filters.open_panel()
    pick_entry(score.score, "sharpness")
    counted(varied, qtbot)
    values = sorted(f.scores["sharpness"].value for f in all_frames(varied) if f.scores)
    assert score.low.isEnabled() and int(score._spread.bars.sum()) == len(values) == 6  # type: ignore[union-attr]
    score.low.setFocus()
    score.low.selectAll()
    QTest.keyClicks(score.low, score.low.textFromValue((values[2] + values[3]) / 2))
    QTest.keyClick(score.low, Qt.Key.Key_Tab)
    assert len(shown(varied)) == 3
    slider = score.slider
    end = QPoint(slider.width() - 5, slider.height() - 6)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(slider, end - QPoint(slider.width() // 10, 0))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    (name, low, high), *others = varied.model.wanted.scores
    assert name == "sharpness" and low and high and high < values[-1] and not others
    assert len(shown(varied)) == 2


def test_chips_take_their_criterion_away_by_click_and_by_key(varied: MainWindow) -> None:
    varied.finding.show(Filter(flags=frozenset({UNFLAGGED}), text="e", types=frozenset({"jpg"})))
    bar = varied.filters
    assert chip_texts(bar) == ["Unflagged", "JPG", "“e”"]
    QTest.mouseClick(bar.chips._buttons[1], Qt.MouseButton.LeftButton)
    assert varied.model.wanted.types == frozenset() and varied.grid.hasFocus()
    bar.chips._buttons[0].setFocus()
    QTest.keyClick(bar.chips._buttons[0], Qt.Key.Key_Delete)
    assert chip_texts(bar) == ["“e”"]
    varied.finding.clear()
    assert not bar.chips.isVisible() and bar.text.text() == ""
