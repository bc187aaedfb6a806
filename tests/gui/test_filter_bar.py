"""The filter bar: every criterion changes what is shown, the counts follow, and the keys come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from aesthcull.gui.find.bar import FilterBar
from aesthcull.gui.find.check_list import CheckList
from aesthcull.gui.find.chips import Chips
from aesthcull.gui.find.popup import Popup
from aesthcull.gui.window import MainWindow
from aesthcull.selection.filters import UNFLAGGED, UNKNOWN, Filter
from aesthcull.selection.order import NEEDS_DECISION, SIMILARITY, Order
from tests.conftest import MakePhoto
from tests.gui.conftest import OpenWindow, all_frames, current, press, select, settle, shown

LONG = "A camera with a name that is much longer than any list is wide"


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


def counted(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the counts are those of what is shown."""
    desk = window.finding
    qtbot.waitUntil(lambda: not desk._soon.isActive() and not desk.counting._work.running)


def tick(listed: CheckList, value: str) -> None:
    """Go to a row with the arrow keys and tick it with Space."""
    row = listed.values().index(value)
    listed.setFocus()
    listed.setCurrentRow(0)
    for _ in range(row):
        QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Space)


def pick_entry(box: QComboBox, value: object) -> None:
    """Go to an entry of a box with the arrow keys."""
    entries = [box.itemData(n) for n in range(box.count())]
    box.setFocus()
    while box.currentData() != value:
        key = Qt.Key.Key_Down if entries.index(value) > box.currentIndex() else Qt.Key.Key_Up
        QTest.keyClick(box, key)


def counts_of(listed: CheckList) -> dict[str, int]:
    return {choice.value: choice.count for choice in listed._known}


def chip_texts(bar: FilterBar) -> list[str]:
    return [button.chip.text for button in bar.chips._buttons] if bar.chips.isVisible() else []


def test_text_finds_names_folders_and_cameras_while_it_is_typed(varied: MainWindow, qtbot: QtBot) -> None:
    press(varied, "Ctrl+F")
    assert varied.filters.text.hasFocus()
    QTest.keyClicks(varied.filters.text, "cafe")  # without the accent
    qtbot.waitUntil(lambda: set(shown(varied)) == {"Café 0.jpg", "Café 1.jpg"})
    varied.filters.text.selectAll()
    QTest.keyClicks(varied.filters.text, "evening longer 1")
    qtbot.waitUntil(lambda: shown(varied) == ["Café 1.jpg"])
    assert chip_texts(varied.filters) == ["“evening longer 1”"]


def test_esc_clears_the_text_then_leaves_and_enter_leaves_at_once(varied: MainWindow, qtbot: QtBot) -> None:
    press(varied, "Ctrl+F")
    QTest.keyClicks(varied.filters.text, "beach")
    press(varied, "Return")  # before the typing has settled
    assert varied.grid.hasFocus() and len(shown(varied)) == 3
    press(varied, "P")
    assert varied.model.frame_at(0).flag == "pick"
    press(varied, "Ctrl+F")
    press(varied, "Esc")
    assert varied.filters.text.hasFocus() and varied.filters.text.text() == ""
    qtbot.waitUntil(lambda: len(shown(varied)) == 7)
    press(varied, "Esc")
    assert varied.grid.hasFocus()


def test_a_typing_error_that_hides_all_frames_is_corrected_where_it_was_made(
    varied: MainWindow, qtbot: QtBot
) -> None:
    press(varied, "Ctrl+F")
    QTest.keyClicks(varied.filters.text, "beachq")
    qtbot.waitUntil(lambda: varied.views.name == "empty")
    assert varied.filters.text.hasFocus()
    QTest.keyClick(varied.filters.text, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: varied.views.name == "grid")
    assert len(shown(varied)) == 3 and varied.filters.text.hasFocus()


def test_letters_typed_into_the_text_mark_nothing(varied: MainWindow) -> None:
    press(varied, "Ctrl+F")
    for key in "PX5":
        press(varied, key)
    assert varied.filters.text.text().lower() == "px5"
    assert not any(frame.flag or frame.rating for frame in all_frames(varied))


def test_a_click_in_the_bar_leaves_the_keys_with_the_grid(varied: MainWindow) -> None:
    bar = varied.filters
    press(varied, "1")
    for widget in (bar.flags.buttons[UNFLAGGED], bar.sort.direction):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        assert varied.grid.hasFocus()
    QTest.mouseClick(bar.stars.field, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    assert varied.grid.hasFocus()
    assert len(shown(varied)) == 1
    QTest.mouseClick(bar.stars.field, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    press(varied, "4")
    assert max(frame.rating for frame in all_frames(varied)) == 4


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


def test_counts_follow_marks_and_their_undo(varied: MainWindow, qtbot: QtBot) -> None:
    buttons = varied.filters.flags.buttons
    press(varied, "P")
    qtbot.waitUntil(
        lambda: buttons["pick"].text() == "⚑ 1" and buttons[UNFLAGGED].text() == "○ 6", timeout=300
    )
    press(varied, "Ctrl+Z")
    qtbot.waitUntil(lambda: buttons["pick"].text() == "⚑ 0" and buttons[UNFLAGGED].text() == "○ 7")
    buttons["pick"].click()
    assert varied.filters.count.text() == "0 of 7"


def test_quick_keys_show_picks_undecided_rejects_and_all(varied: MainWindow) -> None:
    varied.actions_by_id["advance"].setChecked(False)
    order = shown(varied)
    for row, key in enumerate("PX3"):
        varied.grid.go_to(row)
        press(varied, key)
    for key, names in (("F7", order[:1]), ("F9", order[1:2]), ("F8", order[3:]), ("F8", order)):
        press(varied, key)
        assert shown(varied) == names, key
    press(varied, "F7")
    press(varied, "Ctrl+L")
    assert shown(varied) == order


def test_nothing_found_is_explained_and_cleared_by_one_click(varied: MainWindow) -> None:
    varied.finding.show(Filter(flags=frozenset({"pick"}), text="beach"))
    assert varied.views.name == "empty"
    assert "Picks  ·  “beach”" in varied.empty.explanation.text()
    varied.empty._buttons.itemAt(0).widget().click()  # type: ignore[union-attr]
    assert len(shown(varied)) == 7 and varied.views.name == "grid"


def test_needs_a_decision_and_both_directions_can_be_sorted_by(varied: MainWindow) -> None:
    bar = varied.filters
    pick_entry(bar.sort.by, "name")
    order = shown(varied)
    bar.sort.direction.click()
    assert shown(varied) == order[::-1]
    pick_entry(bar.sort.by, NEEDS_DECISION)
    assert varied.model.order == Order(NEEDS_DECISION)
    offered = [bar.sort.by.itemData(n) for n in range(bar.sort.by.count())]
    assert "aesthetic" in offered and SIMILARITY not in offered


def test_a_key_opens_the_list_of_what_can_be_sorted_by(varied: MainWindow) -> None:
    press(varied, "Ctrl+Alt+S")
    by = varied.filters.sort.by
    assert by.view().isVisible()
    QTest.keyClick(by.view(), Qt.Key.Key_Down)
    QTest.keyClick(by.view(), Qt.Key.Key_Return)
    assert varied.model.order == Order("name")
    press(varied, "Esc")
    assert varied.grid.hasFocus()


def test_another_shoot_is_opened_without_the_filter(varied: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    press(varied, "F7")
    varied.shoot.open(tmp_path / "varied" / "evening")
    settle(varied, qtbot)
    assert len(shown(varied)) == 2 and not varied.filters.chips.isVisible()


def test_everything_fits_at_1280(varied: MainWindow) -> None:
    flags = dict.fromkeys(varied.filters.flags.buttons, 100_000)
    varied.finding.show(
        Filter(
            flags=frozenset({"pick", UNFLAGGED}),
            labels=frozenset({"red", "blue", "none"}),
            cameras=frozenset({f"Maker {LONG}", LONG}),
            scores=(("aesthetic", 4.0, 8.0), ("sharpness", 0.1, None), ("exposure", None, 0.9)),
            keywords=("a rather long keyword", "another one", "a third"),
            text="something typed",
        )
    )
    varied.filters.flags.show_counts(flags)
    varied.filters.show_shown(100_000, 100_000)
    QApplication.processEvents()
    bar = varied.filters
    assert bar.minimumSizeHint().width() <= 1240  # so that languages with longer words fit as well
    assert varied.width() == 1280
    chips = bar.chips._buttons
    assert len({button.y() for button in chips}) > 1  # they take another line
    assert all(button.geometry().right() < bar.chips.width() for button in chips)
    assert all(button.geometry().bottom() <= bar.chips.height() for button in chips)


def test_every_control_has_a_name_for_screen_readers(varied: MainWindow) -> None:
    bar = varied.filters
    controls = [bar.text, bar.stars.field, bar.stars.sign, bar.labels, bar.labels.list, bar.sort.by]
    controls += [bar.sort.direction, *bar.flags.buttons.values(), bar.panel.series, bar.panel.first]
    controls += [bar.panel.keyword, bar.panel.keywords, bar.panel.score.low, *bar.panel.lists.values()]
    assert all(control.accessibleName() for control in controls)


def test_a_popup_that_is_empty_opens_and_closes(open_window: OpenWindow) -> None:
    window = open_window()
    bar = window.filters
    bar.open_panel()
    assert bar.panel.score.none.isVisible() and not bar.panel.score.slider.isVisible()
    bar.open_panel()
    assert isinstance(bar.popup, Popup) and not bar.popup.isVisible()
    assert isinstance(bar.chips, Chips) and not bar.chips.isVisible()


def test_the_current_frame_stays_when_the_filter_lets_it_pass(varied: MainWindow) -> None:
    varied.grid.go_to(3)
    name = current(varied)
    varied.finding.show(Filter(text=name))
    assert current(varied) == name
    varied.finding.clear()
    assert current(varied) == name


def test_what_is_typed_counts_when_another_criterion_is_chosen_at_once(varied: MainWindow) -> None:
    press(varied, "Ctrl+F")
    QTest.keyClicks(varied.filters.text, "beach")
    varied.filters.flags.buttons[UNFLAGGED].click()
    assert len(shown(varied)) == 3 and varied.filters.text.text() == "beach"


def test_what_is_typed_does_not_come_back_after_clearing(varied: MainWindow) -> None:
    press(varied, "Ctrl+F")
    QTest.keyClicks(varied.filters.text, "beach")
    press(varied, "Ctrl+L")
    QTest.qWait(200)
    assert len(shown(varied)) == 7 and varied.filters.text.text() == ""


def test_tab_goes_through_the_bar_and_esc_leaves_it_from_anywhere(varied: MainWindow) -> None:
    press(varied, "Ctrl+F")
    seen = []
    for _ in range(12):
        press(varied, "Tab")
        seen.append(QApplication.focusWidget())
    bar = varied.filters
    for widget in (*bar.flags.buttons.values(), bar.stars.field, bar.labels, bar.more, bar.sort.by):
        assert widget in seen
    bar.flags.buttons["pick"].setFocus()
    press(varied, "Space")  # presses the button, and does not switch the view
    assert varied.model.wanted.flags == frozenset({"pick"}) and varied.views.name == "empty"
    bar.flags.buttons["pick"].setFocus()
    press(varied, "Space")
    bar.more.setFocus()
    press(varied, "Esc")
    assert varied.grid.hasFocus()


def test_counts_that_come_meanwhile_leave_a_half_typed_limit_alone(varied: MainWindow, qtbot: QtBot) -> None:
    score = varied.filters.panel.score
    varied.filters.open_panel()
    qtbot.waitUntil(score.low.isEnabled)
    score.low.setFocus()
    score.low.selectAll()
    QTest.keyClicks(score.low, "7")
    varied.finding.follow()
    QTest.qWait(50)
    counted(varied, qtbot)
    assert score.low.lineEdit().text() == "7"
    varied.filters.popup.close()


def test_the_bar_comes_back_when_something_is_searched_from_the_bare_photograph(varied: MainWindow) -> None:
    press(varied, "F")
    assert not varied.filters.isVisible()
    press(varied, "Ctrl+F")
    assert varied.filters.isVisible() and varied.filters.text.hasFocus()
    press(varied, "Esc")
    assert varied.views.name == "loupe" and varied.viewing.loupe.isAncestorOf(QApplication.focusWidget())


def test_enter_chooses_from_a_box_of_the_panel_without_closing_it(varied: MainWindow) -> None:
    bar = varied.filters
    bar.open_panel()
    bar.panel.series.setFocus()
    QTest.keyClick(bar.panel.series, Qt.Key.Key_Return)
    assert bar.popup.isVisible()
    QTest.keyClick(bar.panel.series, Qt.Key.Key_Escape)
    assert not bar.popup.isVisible() and varied.grid.hasFocus()
