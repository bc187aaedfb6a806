"""Auto-advance by setting, Caps Lock and Shift; keys of actions in every view."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from aesthcull.gui.keys.caps_lock import CapsLock
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import current, press, shown, stored

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def staying(window: MainWindow) -> MainWindow:
    """Without the setting."""
    window.actions_by_id["advance"].setChecked(False)
    return window


def press_as_typed(window: MainWindow, key: Qt.Key, text: str) -> None:
    """A key that arrives with this text."""
    QApplication.processEvents()
    target = QApplication.focusWidget() or window
    for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
        QTest.sendKeyEvent(action, target, key, text, _NONE)
    QApplication.processEvents()


def test_without_the_setting_a_mark_stays(staying: MainWindow) -> None:
    press(staying, "P")
    assert current(staying) == shown(staying)[0]


@pytest.mark.parametrize(("key", "field", "value"), [("Shift+P", "flag", "pick"), ("Shift+3", "rating", 3)])
def test_shift_and_a_mark_goes_on(
    staying: MainWindow, shoot: Path, key: str, field: str, value: object
) -> None:
    order = shown(staying)
    press(staying, key)
    assert getattr(stored(staying, shoot)[order[0]], field) == value
    assert current(staying) == order[1]


def test_caps_lock_makes_marks_go_on_and_the_keys_work_with_it(staying: MainWindow, shoot: Path) -> None:
    order = shown(staying)
    press_as_typed(staying, Qt.Key.Key_P, "P")
    assert stored(staying, shoot)[order[0]].flag == "pick"
    assert current(staying) == order[1]
    press_as_typed(staying, Qt.Key.Key_P, "p")
    assert stored(staying, shoot)[order[1]].flag == "pick"
    assert current(staying) == order[1]


@pytest.mark.parametrize(
    ("text", "modifiers", "on"),
    [("P", _NONE, True), ("p", _NONE, False), ("P", _SHIFT, False), ("p", _SHIFT, True), ("É", _NONE, True)],
)
def test_the_case_of_a_letter_tells_of_caps_lock(
    window: MainWindow, text: str, modifiers: Qt.KeyboardModifier, on: bool
) -> None:
    caps = CapsLock(window)
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_P, modifiers, text))
    assert caps.on() is on


@pytest.mark.parametrize("text", ["1", "", "ß1", "字", "\x10"])
def test_what_has_no_case_tells_nothing(window: MainWindow, text: str) -> None:
    caps = CapsLock(window)
    for before, letter in ((True, "P"), (False, "p")):
        for typed in (letter, text):
            QApplication.sendEvent(
                window, QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_P, _NONE, typed)
            )
        assert caps.on() is before


def test_a_point_goes_to_the_next_frame_without_a_flag(window: MainWindow) -> None:
    order = shown(window)
    window.actions_by_id["advance"].setChecked(False)
    for row in (1, 2):
        window.grid.go_to(row)
        press(window, "P")
    window.grid.go_to(0)
    press(window, ".")
    assert current(window) == order[3]
    press(window, ",")
    assert current(window) == order[0]
    press(window, ",")
    assert current(window) == order[0]


def test_next_and_previous_work_in_grid_and_loupe(window: MainWindow) -> None:
    order = shown(window)
    for key in "GE":
        press(window, key)
        window.grid.go_to(0)
        window.actions_by_id["next"].trigger()
        assert current(window) == order[1]
        window.actions_by_id["previous"].trigger()
        assert current(window) == order[0]


def test_next_goes_to_the_next_challenger_in_compare(window: MainWindow) -> None:
    press(window, "Ctrl+A")
    press(window, "C")
    assert window.views.name == "compare"
    duel = window.comparing.compared.duel
    window.actions_by_id["next"].trigger()
    assert window.comparing.compared.duel != duel


def test_space_presses_the_button_that_has_the_focus(window: MainWindow) -> None:
    window.messages.say("Something is not as it should be")
    buttons = window.messages.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "Close").setFocus()
    press(window, "Space")
    assert not window.messages.isVisible() and window.views.name == "grid"
