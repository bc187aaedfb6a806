"""The filter bar as a whole: counts, quick keys, sorting, empty states, room and names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.find.chips import Chips
from aesthcull.gui.find.popup import Popup
from aesthcull.gui.window import MainWindow
from aesthcull.selection.filters import UNFLAGGED, Filter
from aesthcull.selection.order import NEEDS_DECISION, SIMILARITY, Order
from tests.gui.conftest import OpenWindow, current, press, settle, shown
from tests.gui.filtering.steps import LONG, pick_entry


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
