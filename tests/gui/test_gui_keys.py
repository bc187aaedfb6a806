"""Every mark by keyboard, on disk when the key has been handled; undo, redo, auto-advance, batches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import decisions
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.actions import ROWS
from aesthcull.gui.window import MainWindow
from aesthcull.selection.order import Order
from tests.gui.conftest import FRAMES, all_frames, choose, current, press, select, settle, shown, stored

KEYS = [
    *[(str(n), "rating", n) for n in range(1, 6)],
    ("P", "flag", "pick"),
    ("X", "flag", "reject"),
    ("6", "label", "red"),
    ("7", "label", "yellow"),
    ("8", "label", "green"),
    ("9", "label", "blue"),
]


@pytest.mark.parametrize(("key", "field", "value"), KEYS)
def test_a_mark_is_in_the_catalogue_when_the_key_has_been_handled(
    window: MainWindow, shoot: Path, key: str, field: str, value: object
) -> None:
    marked = current(window)
    press(window, key)
    found = stored(window, shoot)
    assert getattr(found[marked], field) == value
    assert not any(getattr(frame, field) for name, frame in found.items() if name != marked)


def test_u_takes_a_flag_and_0_takes_the_stars_away(window: MainWindow, shoot: Path) -> None:
    window.actions_by_id["advance"].setChecked(False)
    marked = current(window)
    for key in "P3":
        press(window, key)
    assert (stored(window, shoot)[marked].flag, stored(window, shoot)[marked].rating) == ("pick", 3)
    for key in "U0":
        press(window, key)
    assert (stored(window, shoot)[marked].flag, stored(window, shoot)[marked].rating) == (None, 0)


def test_a_mark_goes_on_to_the_next_frame_and_a_switches_that_off(window: MainWindow) -> None:
    order = shown(window)
    press(window, "P")
    assert current(window) == order[1]
    press(window, "3")
    assert current(window) == order[2]
    press(window, "A")
    press(window, "X")
    assert current(window) == order[2]


def test_auto_advance_is_remembered(open_window: Callable[..., MainWindow]) -> None:
    first = open_window()
    first.actions_by_id["advance"].trigger()
    assert not first.actions_by_id["advance"].isChecked()
    first.close()
    assert not open_window().actions_by_id["advance"].isChecked()


def test_the_last_frame_stays_current_when_it_is_marked(window: MainWindow) -> None:
    window.grid.go_to(FRAMES - 1)
    press(window, "P")
    assert window.grid.currentIndex().row() == FRAMES - 1


def test_arrows_go_through_the_frames(window: MainWindow) -> None:
    order = shown(window)
    press(window, "Right")
    assert current(window) == order[1]
    press(window, "Left")
    assert current(window) == order[0]
    press(window, "Down")
    assert current(window) == order[5]  # five in a row at this width
    press(window, "Up")
    assert current(window) == order[0]


def test_e_g_space_and_escape_switch_between_grid_and_loupe(window: MainWindow) -> None:
    for key, view in [
        ("E", window.viewing.loupe),
        ("G", window.grid),
        ("Space", window.viewing.loupe),
        ("Space", window.grid),
        ("E", window.viewing.loupe),
        ("Esc", window.grid),
    ]:
        press(window, key)
        assert window.views.currentWidget() is view, key


def test_undo_and_redo_take_one_step_each_and_are_named(window: MainWindow, shoot: Path, qtbot) -> None:  # type: ignore[no-untyped-def]
    marked = current(window)
    press(window, "P")
    assert window.actions_by_id["undo"].text() == "Undo Pick frame"
    press(window, "Ctrl+Z")
    assert stored(window, shoot)[marked].flag is None
    qtbot.waitUntil(lambda: all(frame.flag is None for frame in all_frames(window)))
    assert window.actions_by_id["redo"].text() == "Redo Pick frame"
    press(window, "Ctrl+Shift+Z")
    assert stored(window, shoot)[marked].flag == "pick"
    qtbot.waitUntil(lambda: any(frame.flag == "pick" for frame in all_frames(window)))


def test_with_nothing_to_undo_undo_is_off(window: MainWindow) -> None:
    assert not window.actions_by_id["undo"].isEnabled()
    assert not window.actions_by_id["redo"].isEnabled()


def test_marking_a_selection_is_one_step_of_undo(window: MainWindow, shoot: Path) -> None:
    select(window, 0, 2, 3)
    order = shown(window)
    press(window, "P")
    picks = {name for name, frame in stored(window, shoot).items() if frame.flag == "pick"}
    assert picks == {order[0], order[2], order[3]}
    assert window.actions_by_id["undo"].text() == "Undo Pick 3 frames"
    press(window, "Ctrl+Z")
    assert not any(frame.flag for frame in stored(window, shoot).values())


def test_select_all_and_a_mark_keep_the_selection(window: MainWindow, shoot: Path) -> None:
    press(window, "Ctrl+A")
    press(window, "4")
    assert {frame.rating for frame in stored(window, shoot).values()} == {4}
    assert len(window.grid.selected_ids()) == FRAMES


def test_in_the_loupe_a_mark_is_for_the_shown_frame_only(window: MainWindow, shoot: Path) -> None:
    press(window, "Ctrl+A")
    press(window, "E")
    marked = current(window)
    press(window, "X")
    assert [n for n, frame in stored(window, shoot).items() if frame.flag] == [marked]


def test_a_frame_that_leaves_the_filter_hands_over_to_the_next(window: MainWindow) -> None:
    choose(window, "flag", "unflagged")
    order = shown(window)
    window.grid.go_to(1)
    press(window, "X")
    assert shown(window) == [order[0], *order[2:]]
    assert current(window) == order[2]


def test_a_selection_that_leaves_the_filter_hands_over_to_the_next(window: MainWindow) -> None:
    choose(window, "flag", "unflagged")
    order = shown(window)
    select(window, 0, 1, 2)
    press(window, "X")
    assert shown(window) == order[3:]
    assert current(window) == order[3]


def test_a_mark_that_cannot_be_written_is_said_and_not_shown(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise CatalogueError("the disk is full")

    monkeypatch.setattr(decisions, "mark_each", fail)
    press(window, "P")
    assert "the disk is full" in window.messages.text.text() and window.messages.isVisible()
    assert not any(frame.flag for frame in all_frames(window))
    assert window.grid.currentIndex().row() == 0


def test_the_help_lists_every_key(window: MainWindow) -> None:
    press(window, "?")
    assert window.keys.overlay.isVisible()
    texts = {line.text for group in window.keys.overlay.sheet.groups for line in group}
    assert "No stars … 5 stars" in texts
    for row in ROWS:
        assert not row.keys or row.id.startswith("stars") or row.text.rstrip("…") in texts
    press(window, "Esc")
    assert not window.keys.overlay.isVisible()


def test_every_menu_opens_with_alt_and_a_letter_of_its_own(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert len(set(letters)) == len(titles) > 10
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.title().replace("&", "") == "Reports"
    menu.close()


def test_esc_in_the_grid_closes_the_message(window: MainWindow) -> None:
    window.messages.say("the disk is full")
    press(window, "Esc")
    assert not window.messages.isVisible()


def test_a_mark_that_sorts_its_frame_elsewhere_goes_on_to_the_next(window: MainWindow) -> None:
    window.finding.show(order=Order("needs decision", descending=True))
    window.grid.go_to(0)
    marked = []
    for _ in range(3):
        marked.append(current(window))
        press(window, "P")
    assert len(set(marked)) == 3, "the frame that was just decided was marked again"


def test_a_selection_outlives_what_is_read_again(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl+A")
    window.worker.reread(window.grid.selected_ids())
    settle(window, qtbot)
    assert len(window.grid.selected_ids()) == FRAMES


def test_nothing_can_be_undone_while_no_shoot_is_open(
    window: MainWindow, shoot: Path, tmp_path: Path
) -> None:
    marked = current(window)
    press(window, "P")
    window.shoot.open(tmp_path / "nowhere")
    assert not window.actions_by_id["undo"].isEnabled()
    press(window, "Ctrl+Z")
    assert stored(window, shoot)[marked].flag == "pick"
