"""Changing keys: at once, kept over a restart, refused or taken where they collide; the keys at a glance."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from aesthcull.gui.actions import ROWS
from aesthcull.gui.keys import scheme
from aesthcull.gui.keys.conflicts import conflicts
from aesthcull.gui.keys.editor import KeysDialog
from aesthcull.gui.keys.listing import Line, in_columns, matching
from aesthcull.gui.keys.presets import PRESETS
from aesthcull.gui.keys.scheme import Scheme
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import current, press, shown, stored

IDS = {row.id for row in ROWS}
BY_ID = {row.id: row for row in ROWS}


def editor(window: MainWindow, row_id: str) -> KeysDialog:
    dialog = window.keys.edit()
    QApplication.processEvents()
    dialog.table.choose(BY_ID[row_id])
    return dialog


def type_key(dialog: KeysDialog, place: int, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    dialog.fields[place].setFocus()
    QTest.keyClick(dialog.fields[place], key, held)
    QApplication.processEvents()


def leave(dialog: KeysDialog, window: MainWindow) -> None:
    """Close it; without a window manager nobody gives the window the keyboard back."""
    dialog.close()
    window.activateWindow()
    QApplication.processEvents()


def shortcuts(window: MainWindow, row_id: str) -> list[str]:
    return [sequence.toString() for sequence in window.actions_by_id[row_id].shortcuts()]


def test_a_key_that_is_pressed_in_the_editor_marks_at_once(window: MainWindow, shoot: Path) -> None:
    dialog = editor(window, "label_purple")
    type_key(dialog, 0, Qt.Key.Key_Y)
    leave(dialog, window)
    marked = current(window)
    press(window, "Y")
    assert stored(window, shoot)[marked].label == "purple"
    assert "(Y)" in window.actions_by_id["label_purple"].toolTip()
    press(window, "?")
    lines = [line for group in window.keys.overlay.sheet.groups for line in group]
    assert Line("Y", "Label purple") in lines


def test_a_change_is_kept_over_a_restart(open_window: Callable[..., MainWindow]) -> None:
    first = open_window()
    type_key(editor(first, "pick"), 1, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    first.close()
    assert shortcuts(open_window(), "pick")[:2] == ["P", "Ctrl+J"]


def test_a_key_of_another_action_is_taken_only_when_that_is_agreed_to(window: MainWindow) -> None:
    dialog = editor(window, "pick")
    type_key(dialog, 0, Qt.Key.Key_X)
    assert dialog.question.isVisible() and "Reject" in dialog.question.text.text()
    assert shortcuts(window, "pick")[0] == "P"
    dialog.question.no.click()
    assert shortcuts(window, "reject")[0] == "X"
    assert dialog.fields[0].keySequence().toString() == "P"
    type_key(dialog, 0, Qt.Key.Key_X)
    dialog.question.yes.click()
    assert shortcuts(window, "pick")[0] == "X"
    assert "X" not in shortcuts(window, "reject")
    assert conflicts(ROWS, window.keys.scheme.all_keys(ROWS)) == []


def test_a_key_of_the_views_is_refused(window: MainWindow) -> None:
    dialog = editor(window, "pick")
    type_key(dialog, 0, Qt.Key.Key_Left)
    assert shortcuts(window, "pick")[0] == "P"
    assert dialog.message.isVisible() and "Left" in dialog.message.text()


def test_a_key_can_be_removed_and_brought_back(window: MainWindow) -> None:
    dialog = editor(window, "pick")
    dialog.removers[0].click()
    assert window.keys.scheme.keys(BY_ID["pick"]) == ()
    dialog.reset.click()
    assert shortcuts(window, "pick")[0] == "P"
    assert not dialog.reset.isEnabled()


def test_reset_leaves_a_key_that_another_action_has_now(window: MainWindow) -> None:
    dialog = editor(window, "reject")
    type_key(dialog, 0, Qt.Key.Key_P)
    dialog.question.yes.click()
    dialog.table.choose(BY_ID["pick"])
    dialog.reset.click()
    assert "used by another action" in dialog.message.text()
    assert conflicts(ROWS, window.keys.scheme.all_keys(ROWS)) == []


def test_reset_all_asks_and_gives_the_preset_back(window: MainWindow) -> None:
    dialog = editor(window, "pick")
    type_key(dialog, 0, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    dialog.reset_all.click()
    dialog.question.yes.click()
    assert window.keys.scheme.all_keys(ROWS) == Scheme().all_keys(ROWS)


def test_tab_leaves_a_key_field(window: MainWindow) -> None:
    dialog = editor(window, "pick")
    dialog.fields[0].setFocus()
    QTest.keyClick(dialog.fields[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not dialog.fields[0]
    assert shortcuts(window, "pick")[0] == "P"


def test_another_preset_changes_the_keys_at_once_and_is_kept(
    open_window: Callable[..., MainWindow], shoot: Path
) -> None:
    first = open_window(shoot)
    first.grid.go_to(0)
    dialog = first.keys.edit()
    dialog.preset.setCurrentText("darktable")
    dialog.preset.textActivated.emit("darktable")
    leave(dialog, first)
    order = shown(first)
    press(first, "Space")
    assert current(first) == order[1]
    press(first, "Backspace")
    assert current(first) == order[0]
    press(first, "R")
    assert stored(first, shoot)[order[0]].flag == "reject"
    first.grid.go_to(0)
    press(first, "R")
    assert stored(first, shoot)[order[0]].flag is None
    first.close()
    assert open_window().keys.scheme.preset == "darktable"


def test_changes_are_kept_for_each_preset() -> None:
    one = Scheme()
    one.change(BY_ID["pick"], ("Y",))
    one.preset = "digiKam"
    assert one.keys(BY_ID["pick"]) == ("Alt+3",)
    one.preset = "Lightroom"
    assert one.keys(BY_ID["pick"]) == ("Y",)


@pytest.mark.parametrize(
    ("preset", "changes"),
    [
        ("Nikon", ""),
        ("Lightroom", "{not JSON"),
        ("Lightroom", "[1, 2]"),
        ("Lightroom", json.dumps({"Lightroom": {"pick": ["Hyper+Foo"]}})),
        ("Lightroom", json.dumps({"Lightroom": {"pick": ["Ctrl+K, Ctrl+P"]}})),
        ("Lightroom", json.dumps({"Lightroom": {"pick": 7}})),
        ("Lightroom", json.dumps({"Nikon": {"pick": ["Y"]}})),
    ],
)
def test_a_broken_entry_is_ignored_with_one_line(tmp_path: Path, preset: str, changes: str) -> None:
    settings = QSettings(str(tmp_path / "broken.ini"), QSettings.Format.IniFormat)
    settings.setValue("keys/preset", preset)
    settings.setValue("keys/changes", changes)
    found, problems = scheme.read(settings, IDS)
    assert len(problems) == 1 and "\n" not in problems[0]
    assert found.all_keys(ROWS) == Scheme().all_keys(ROWS)


def test_kept_changes_that_collide_with_a_new_action_are_dropped_with_a_line(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "old.ini"), QSettings.Format.IniFormat)
    settings.setValue("keys/changes", json.dumps({"Lightroom": {"pick": ["X"], "unflag": ["Y"]}}))
    found, problems = scheme.read(settings, IDS)
    mended = found.without_conflicts(ROWS)
    assert problems == [] and len(mended) == 1 and "X" in mended[0]
    assert found.keys(BY_ID["unflag"]) == ("Y",)
    assert conflicts(ROWS, found.all_keys(ROWS)) == []


@given(st.dictionaries(st.text(), st.dictionaries(st.sampled_from(sorted(IDS)), st.lists(st.text()))))
def test_whatever_is_kept_reading_it_gives_keys_that_qt_knows(
    entries: dict[str, dict[str, list[str]]],
) -> None:
    class Kept:
        def value(self, name: str, usual: object = None) -> object:
            return json.dumps(entries) if name == "keys/changes" else usual

    found, _ = scheme.read(Kept(), IDS)  # type: ignore[arg-type]
    found.without_conflicts(ROWS)
    keys = found.all_keys(ROWS)
    assert all(scheme.portable(key) == key for some in keys.values() for key in some)
    assert conflicts(ROWS, keys) == []


def test_every_button_of_an_action_names_its_key(window: MainWindow) -> None:
    for button in window.findChildren(QToolButton):
        action = button.defaultAction()
        if action is not None and action.shortcuts():
            assert action.shortcuts()[0].toString() in button.toolTip()


def test_menus_show_the_keys(window: MainWindow) -> None:
    for row in ROWS:
        action = window.actions_by_id[row.id]
        assert [sequence.toString() for sequence in action.shortcuts()][: len(row.keys)] == list(row.keys)


# The keys at a glance


@pytest.mark.parametrize("preset", PRESETS)
def test_all_keys_fit_into_the_smallest_window_without_truncation(window: MainWindow, preset: str) -> None:
    window.keys.scheme.preset = preset
    window.keys.toggle_help()
    overlay, sheet = window.keys.overlay, window.keys.overlay.sheet
    QApplication.processEvents()
    assert window.centralWidget().rect().contains(overlay.geometry())
    assert sheet.width() <= overlay._area.viewport().width()
    assert sheet.height() <= overlay._area.viewport().height()


def test_typing_searches_the_keys_and_marks_nothing(window: MainWindow, shoot: Path) -> None:
    press(window, "?")
    for key in "PICK":
        press(window, key)
    texts = [line.text for group in window.keys.overlay.sheet.groups for line in group]
    assert "Pick" in texts and "Loupe" not in texts
    assert not any(frame.flag for frame in stored(window, shoot).values())
    press(window, "?")
    assert not window.keys.overlay.isVisible()
    press(window, "P")
    assert any(frame.flag for frame in stored(window, shoot).values())


def test_a_search_finds_texts_and_keys() -> None:
    of_menus = [
        [Line("", "Mark"), Line("P", "Pick"), Line("X", "Reject")],
        [Line("", "View"), Line("G", "Grid")],
    ]
    assert matching(of_menus, "rej") == [[Line("", "Mark"), Line("X", "Reject")]]
    assert matching(of_menus, "g") == [[Line("", "View"), Line("G", "Grid")]]
    assert matching(of_menus, "") == of_menus


@given(st.lists(st.integers(1, 12), max_size=12), st.integers(3, 40))
def test_columns_hold_every_line_once_and_no_lonely_heading(sizes: list[int], height: int) -> None:
    of_menus = [
        [Line("", f"m{m}"), *(Line("K", f"{m}.{n}") for n in range(size))] for m, size in enumerate(sizes)
    ]
    columns = in_columns(of_menus, height)
    listed = [line for column in columns for line in column if line is not None]
    assert listed == [line for group in of_menus for line in group]
    for column in columns:
        assert len(column) <= height
        if column:
            assert column[0] is not None and column[-1] is not None and column[-1].keys


def test_widgets_that_do_what_an_action_does_name_its_key(window: MainWindow) -> None:
    flags = window.filters.flags.buttons
    assert window.keys.tips.tip(flags["pick"]) == f"{flags['pick'].toolTip()} (F7)"
    assert window.keys.tips.tip(window.filters.text).endswith("(Ctrl+F)")
    window.keys.scheme.preset = "Photo Mechanic"
    window.keys._changed()
    assert window.keys.tips.tip(flags["pick"]).endswith("(F3, F7)")


def test_a_button_without_a_tip_has_that_of_the_action_of_its_name(
    open_window: Callable[..., MainWindow],
) -> None:
    window = open_window()
    buttons = window.empty.findChildren(QPushButton)
    told = {button.text(): window.keys.tips.tip(button) for button in buttons}
    assert told["Open folder…"] == "Open folder (Ctrl+O)"


def test_every_widget_that_names_an_action_names_one_that_exists(window: MainWindow) -> None:
    named = {widget.property("action") for widget in window.findChildren(QWidget)} - {None}
    assert named and named <= IDS
