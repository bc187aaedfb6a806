"""Undo, redo and the history: across restarts, to the frame that changed, and many steps at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from aesthcull.catalogue import history
from aesthcull.gui.history.dialog import HistoryDialog
from aesthcull.gui.window import MainWindow
from tests.gui.conftest import FRAMES, all_frames, current, press, shown, stored


def flags(window: MainWindow, folder: Path) -> int:
    return sum(frame.flag is not None for frame in stored(window, folder).values())


def read_again(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.worker.pending and not window.history._due)


def test_every_mark_is_undone_after_a_restart(open_window: Callable[..., MainWindow], shoot: Path) -> None:
    first = open_window(shoot)
    first.grid.go_to(0)
    for key in "PXP3":
        press(first, key)
    first.marking.mark([int(first.model.ids[0])], "keyword", ("meadow",))
    first.close()
    second = open_window(shoot)
    assert second.actions_by_id["undo"].text() == "Undo Add “meadow” to frame"
    for _ in range(5):
        press(second, "Ctrl+Z")
    assert flags(second, shoot) == 0
    assert not any(frame.rating or frame.keywords for frame in stored(second, shoot).values())
    assert not second.actions_by_id["undo"].isEnabled()
    press(second, "Ctrl+Y")
    assert flags(second, shoot) == 1


def test_undo_leads_to_the_frame_that_it_changed(window: MainWindow, qtbot: QtBot) -> None:
    order = shown(window)
    window.grid.go_to(4)
    press(window, "P")
    window.grid.go_to(0)
    press(window, "Ctrl+Z")
    read_again(window, qtbot)
    assert current(window) == order[4]
    window.grid.go_to(1)
    press(window, "Ctrl+Y")
    read_again(window, qtbot)
    assert current(window) == order[4]


def test_undo_leads_to_a_frame_that_the_filter_shows_only_then(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["only_undecided"].trigger()
    order = shown(window)
    window.grid.go_to(2)
    press(window, "X")
    window.grid.go_to(0)
    assert order[2] not in shown(window)
    press(window, "Ctrl+Z")
    read_again(window, qtbot)
    assert current(window) == order[2]


def test_undo_says_when_the_filter_hides_the_frame(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "P")
    window.grid.go_to(2)
    press(window, "3")
    press(window, "P")
    window.actions_by_id["only_picks"].trigger()
    press(window, "Ctrl+Z")
    read_again(window, qtbot)
    said = window.messages.text.text()
    assert window.messages.isVisible() and said.startswith("Undone: Pick frame.") and "filter" in said


def open_history(window: MainWindow, qtbot: QtBot) -> HistoryDialog:
    press(window, "Ctrl+H")
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog._reading.running)
    return dialog


def go(dialog: HistoryDialog, row: int, qtbot: QtBot) -> None:
    dialog.table.selectRow(row)
    dialog.go.click()
    qtbot.waitUntil(lambda: not dialog._travelling.running and not dialog._reading.running)


def names(dialog: HistoryDialog) -> list[str]:
    items = [dialog.table.item(row, 0) for row in range(dialog.table.rowCount())]
    return [item.text() for item in items if item is not None]


def test_the_history_goes_back_and_forth_over_many_steps(
    window: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    for key in "PXP":
        press(window, key)
    dialog = open_history(window, qtbot)
    assert names(dialog) == ["Pick frame", "Reject frame", "Pick frame", "At first"]
    go(dialog, 3, qtbot)
    assert flags(window, shoot) == 0 and not window.actions_by_id["undo"].isEnabled()
    go(dialog, 1, qtbot)
    assert flags(window, shoot) == 2
    assert window.actions_by_id["undo"].text() == "Undo Reject frame"
    assert window.actions_by_id["redo"].text() == "Redo Pick frame"
    read_again(window, qtbot)
    assert sum(frame.flag is not None for frame in all_frames(window)) == 2


def test_a_shoot_without_marks_has_an_empty_history(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_history(window, qtbot)
    assert names(dialog) == [] and not dialog.go.isEnabled()
    assert "Nothing has been marked" in dialog.explanation.text()


def test_a_history_that_went_on_elsewhere_is_not_followed_blindly(window: MainWindow, shoot: Path) -> None:
    for key in "PX":
        press(window, key)
    catalogue = window._workplace.catalogue
    known = history.steps(catalogue, shoot)
    press(window, "P")
    assert list(history.travel(catalogue, shoot, known, None)) == []
    assert flags(window, shoot) == 3 and len(history.steps(catalogue, shoot)) == 3


def test_the_history_holds_steps_that_mark_all_frames_as_one(window: MainWindow, shoot: Path) -> None:
    press(window, "Ctrl+A")
    press(window, "P")
    (step,) = history.steps(window._workplace.catalogue, shoot)
    assert (step.name, step.frames, step.undone) == (f"Pick {FRAMES} frames", FRAMES, False)
