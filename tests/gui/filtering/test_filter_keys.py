"""The filter bar by keyboard: what is typed filters, and never marks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.window import MainWindow
from aesthcull.selection.filters import UNFLAGGED
from tests.gui.conftest import all_frames, press, shown
from tests.gui.filtering.steps import chip_texts, counted


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
