"""Titles and descriptions are typed in the panel, as steps of undo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue.decisions import MAX_TEXT
from aesthcull.gui.panel.prose_editor import ProseEditor
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import current, press, select, settle, stored


def editing(window: MainWindow, qtbot: QtBot) -> ProseEditor:
    """The editor of the selected frames, with the keys in the title."""
    window.actions_by_id["type_title"].trigger()
    wait(window, qtbot)
    editor = window.panel.view.prose
    editor.title.setFocus()
    return editor


def wait(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.panel
    qtbot.waitUntil(lambda: not panel._rest.isActive() and not panel._latest.isActive())
    qtbot.waitUntil(lambda: not panel._prose._reading.running)


def test_a_title_and_a_description_are_typed_and_undone(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    name = current(window)
    editor = editing(window, qtbot)
    QTest.keyClicks(editor.title, "Harbour p5x")  # p, 5 and x mark frames elsewhere
    QTest.keyClick(editor.title, Qt.Key.Key_Return)
    assert stored(window, shoot)[name].title == "Harbour p5x"
    assert not stored(window, shoot)[name].flag
    assert window.actions_by_id["undo"].text().endswith("Title of frame")
    QTest.keyClick(editor.title, Qt.Key.Key_Tab)
    QTest.keyClicks(editor.description, "Two")
    QTest.keyClick(editor.description, Qt.Key.Key_Return)
    QTest.keyClicks(editor.description, "lines")
    QTest.keyClick(editor.description, Qt.Key.Key_Tab)
    assert stored(window, shoot)[name].description == "Two\nlines"
    window.actions_by_id["undo"].trigger()
    settle(window, qtbot)
    wait(window, qtbot)
    assert stored(window, shoot)[name].description is None
    qtbot.waitUntil(lambda: editor.description.toPlainText() == "")
    assert editor.title.text() == "Harbour p5x"


def test_esc_takes_back_what_was_typed(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    name = current(window)
    editor = editing(window, qtbot)
    QTest.keyClicks(editor.title, "Wrong")
    QTest.keyClick(editor.title, Qt.Key.Key_Escape)
    assert editor.title.text() == ""
    assert stored(window, shoot)[name].title is None
    assert QApplication.focusWidget() is window.grid


def test_what_was_typed_is_kept_for_its_frame_when_another_one_is_selected(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    first = current(window)
    editor = editing(window, qtbot)
    QTest.keyClicks(editor.title, "First")
    window.grid.go_to(1)  # the keys are still in the title
    second = current(window)
    wait(window, qtbot)
    assert (stored(window, shoot)[first].title, stored(window, shoot)[second].title) == ("First", None)
    assert editor.title.text() == ""


def test_several_frames_get_one_title_and_tell_where_they_differ(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    editor = editing(window, qtbot)
    QTest.keyClicks(editor.title, "First")
    QTest.keyClick(editor.title, Qt.Key.Key_Return)
    select(window, 0, 1, 2)
    wait(window, qtbot)
    assert editor.title.text() == ""
    assert "different" in editor.title.placeholderText()
    editor.commit()
    assert stored(window, shoot)["6.jpg"].title == "First"  # nothing typed: nothing changed
    QTest.keyClicks(editor.title, "All")
    QTest.keyClick(editor.title, Qt.Key.Key_Return)
    assert [frame.title for frame in stored(window, shoot).values()].count("All") == 3
    editor.title.clear()
    QTest.keyClick(editor.title, Qt.Key.Key_Return)
    assert [frame.title for frame in stored(window, shoot).values()].count(None) == 6


def test_a_text_that_is_too_long_is_refused_and_stays(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    editor = editing(window, qtbot)
    editor.description.setPlainText("x" * (MAX_TEXT + 1))
    editor.commit()
    assert "at most" in window.messages.text.text()
    assert stored(window, shoot)[current(window)].description is None
    assert len(editor.description.toPlainText()) == MAX_TEXT + 1
    editor.description.setPlainText("short")
    press(window, "Escape")


def test_what_is_typed_is_kept_when_the_window_closes(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    name = current(window)
    editor = editing(window, qtbot)
    QTest.keyClicks(editor.title, "Last")
    window.close()
    assert stored(window, shoot)[name].title == "Last"
