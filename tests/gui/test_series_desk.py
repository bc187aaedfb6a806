"""The Series menu by its keys, on a real window: what is stored, what is shown, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries
from aesthcull.catalogue.series_standing import NewSeries, store_found
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from tests.conftest import MakePhoto
from tests.gui.conftest import OpenWindow, all_frames, current, press, select, settle, shown, stored

Series = list[list[str]]


class Desk:
    """A window on a shoot with two series, of the first three frames and of the next two, in grid order."""

    def __init__(self, window: MainWindow, work: Workplace, folder: Path, qtbot: QtBot) -> None:
        self.window, self.folder, self.qtbot = window, folder, qtbot
        known = queries.find_shoot(work.catalogue, folder)
        assert known is not None
        ids = [int(i) for i in window.model.ids]
        found = [
            NewSeries("series", tuple(ids[:3]), ids[1], ("sharpest of 3",)),
            NewSeries("series", tuple(ids[3:5]), ids[3], ("sharpest of 2",)),
        ]
        window.worker.reread(sorted(store_found(work.catalogue, known, found)))
        self.names = shown(window)
        self.wait()
        window.grid.go_to(0)

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.series.busy, timeout=20_000)
        settle(self.window, self.qtbot)

    def press(self, *keys: str) -> None:
        for key in keys:
            press(self.window, key)
            self.wait()

    def series(self) -> Series:
        """The series as they are shown, by the frames' numbers in the grid at the start."""
        found: dict[int, list[int]] = {}
        for frame in all_frames(self.window):
            if frame.series is not None:
                found.setdefault(frame.series.id, []).append(self.names.index(frame.path.name))
        return sorted(sorted(members) for members in found.values())

    def suggested(self) -> list[int]:
        frames = all_frames(self.window)
        return sorted(self.names.index(f.path.name) for f in frames if f.series and f.series.suggested)

    def flags(self) -> list[str | None]:
        frames = stored(self.window, self.folder)
        return [frames[name].flag for name in self.names]

    def current(self) -> int:
        return self.names.index(current(self.window))

    def said(self) -> str:
        return self.window.messages.text.text()

    def undo_says(self) -> str:
        return self.window.actions_by_id["undo"].text()


@pytest.fixture
def desk(window: MainWindow, work: Workplace, shoot: Path, qtbot: QtBot) -> Desk:
    return Desk(window, work, shoot, qtbot)


BOTH = [[0, 1, 2], [3, 4]]


def test_selected_frames_are_merged_and_undone(desk: Desk) -> None:
    assert desk.series() == BOTH
    select(desk.window, 0, 1, 2, 3, 4)
    desk.press("Ctrl+G")
    assert desk.series() == [[0, 1, 2, 3, 4]]
    assert desk.undo_says() == "Undo Merge 5 frames into a series"
    assert len(desk.window.grid.selected_ids()) == 5
    desk.press("Ctrl+Z")
    assert desk.series() == BOTH
    desk.press("Ctrl+Shift+Z")
    assert desk.series() == [[0, 1, 2, 3, 4]]


def test_collapsed_stacks_are_merged_whole(desk: Desk) -> None:
    desk.press("S")
    assert desk.window.model.rowCount() == 3
    select(desk.window, 0, 1)
    desk.press("Ctrl+G")
    assert desk.series() == [[0, 1, 2, 3, 4]]
    assert desk.window.model.rowCount() == 2


def test_one_frame_cannot_be_merged_and_it_is_said(desk: Desk) -> None:
    desk.press("Ctrl+G")
    assert "Select two frames" in desk.said()
    select(desk.window, 0, 1, 2)
    desk.press("Ctrl+G")
    assert "one series already" in desk.said()
    assert desk.series() == BOTH


def test_a_series_is_split_here_and_the_frame_stays_current(desk: Desk) -> None:
    desk.window.grid.go_to(1)
    desk.press("Ctrl+Shift+S")
    assert desk.series() == [[1, 2], [3, 4]]
    assert desk.current() == 1
    desk.press("Ctrl+Z")
    assert desk.series() == BOTH


def test_a_frame_is_taken_out_in_the_loupe(desk: Desk) -> None:
    desk.window.grid.go_to(2)
    desk.press("E", "Ctrl+Shift+G")
    assert desk.series() == [[0, 1], [3, 4]]
    desk.press("Ctrl+Shift+G")
    assert "in no series" in desk.said()


def test_another_frame_is_suggested_and_stays_so_after_a_scan(desk: Desk) -> None:
    desk.window.grid.go_to(2)
    desk.press("Shift+S")
    assert desk.suggested() == [2, 3]
    desk.window.shoot.rescan()
    desk.wait()
    assert desk.suggested() == [2, 3]


def test_an_edit_is_there_in_the_next_window(desk: Desk, open_window: OpenWindow) -> None:
    desk.window.grid.go_to(1)
    desk.press("Ctrl+Shift+S")
    desk.window.close()
    desk.window = open_window(desk.folder)
    assert desk.series() == [[1, 2], [3, 4]]
    desk.window.grid.go_to(0)
    desk.press("Ctrl+Z")
    assert desk.series() == BOTH


def test_the_suggested_are_picked_and_the_others_rejected(desk: Desk) -> None:
    desk.window.grid.go_to(2)
    desk.press("P")
    desk.window.grid.go_to(0)
    desk.press("Ctrl+Shift+P")
    assert desk.flags() == ["reject", "pick", "pick", None, None, None]
    assert desk.undo_says() == "Undo Pick the suggested of 1 series, reject 1 other"
    assert "had flagged them: 1." in desk.said()
    desk.press("Ctrl+Z")
    assert desk.flags() == [None, None, "pick", None, None, None]


def test_all_series_are_picked_only_once_agreed(desk: Desk) -> None:
    def asked() -> QMessageBox:
        press(desk.window, "Ctrl+Alt+P")
        desk.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        return box

    box = asked()
    assert "2 series" in box.text() and "others: 3" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    desk.wait()
    assert desk.flags() == [None] * 6
    desk.window.activateWindow()
    desk.window.grid.setFocus()
    box = asked()
    box.buttons()[0].click()
    desk.wait()
    assert desk.flags() == ["reject", "pick", "reject", "pick", "reject", None]


def test_sets_are_left_alone(desk: Desk) -> None:
    desk.press("Ctrl+Shift+K")
    assert desk.suggested() == [3]
    desk.press("Ctrl+Shift+P")
    assert desk.flags() == [None] * 6
    assert "Sets (brackets, panoramas) left alone: 1." in desk.said()
    desk.press("Ctrl+Shift+K")
    assert desk.suggested()[-1] == 3 and len(desk.suggested()) == 2


def test_edits_are_dropped(desk: Desk) -> None:
    desk.window.grid.go_to(1)
    desk.press("Ctrl+Shift+S", "Shift+S")
    desk.window.actions_by_id["as_found"].trigger()
    desk.wait()
    assert desk.series() == BOTH and desk.suggested() == [1, 3]
    assert desk.undo_says() == "Undo Series as found"


def test_series_are_walked_and_opened_by_keys(desk: Desk) -> None:
    desk.press("Ctrl+PgDown")
    assert desk.current() == 3
    desk.press("Ctrl+PgDown")
    assert desk.current() == 3
    desk.press("Ctrl+PgUp")
    assert desk.current() == 0
    desk.window.grid.go_to(2)
    desk.press("Ctrl+S")
    assert desk.window.model.rowCount() == 4 and desk.current() == 1
    desk.press("Ctrl+S")
    assert desk.window.model.rowCount() == 6 and desk.current() == 1


def test_edits_typed_quickly_are_done_in_turn(desk: Desk) -> None:
    desk.window.grid.go_to(1)
    press(desk.window, "Ctrl+Shift+S")
    press(desk.window, "Shift+S")
    press(desk.window, "Ctrl+Z")  # waits for neither: it is off while they are written
    desk.wait()
    assert desk.undo_says() in ("Undo Suggest another frame", "Undo Split a series")
    assert desk.series() == [[1, 2], [3, 4]]


def test_a_shoot_of_one_frame_has_nothing_to_edit(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    make_photo(tmp_path / "one" / "1.jpg")
    window = open_window(tmp_path / "one")
    for key in (
        "Ctrl+G",
        "Ctrl+Shift+S",
        "Ctrl+Shift+G",
        "Shift+S",
        "Ctrl+Shift+K",
        "Ctrl+Shift+P",
        "Ctrl+S",
    ):
        press(window, key)
        qtbot.waitUntil(lambda: not window.series.busy)
        assert window.messages.text.text(), key
    for key in ("Ctrl+PgDown", "Ctrl+PgUp"):
        press(window, key)
    assert window.model.rowCount() == 1


def test_the_panel_tells_of_the_active_frame_also_inside_a_collapsed_stack(desk: Desk) -> None:
    desk.press("S", "I", "N")
    window = desk.window

    def told() -> str:
        (frame_id,) = window.views.targets()
        frame = window.model.frame_of(frame_id)
        assert frame is not None
        return frame.path.name

    first = told()
    desk.qtbot.waitUntil(lambda: window.panel.view.title.text() == first)
    press(window, "/")
    assert told() != first
    desk.qtbot.waitUntil(lambda: window.panel.view.title.text() == told())


def test_an_undo_of_a_frame_that_the_survey_shows_is_not_called_hidden(desk: Desk) -> None:
    desk.press("S", "N", "/", "P", "Ctrl+Z")
    assert "pick" not in desk.flags()
    QTest.qWait(100)
    assert "hidden" not in desk.said()


def test_edits_asked_for_just_before_closing_are_written(desk: Desk) -> None:
    for row in (0, 3):
        desk.window.grid.go_to(row)
        desk.window.series.take_out()
    desk.window.close()
    assert not desk.window.series.busy
    frames = stored(desk.window, desk.folder)
    assert [frames[desk.names[row]].series for row in (0, 3)] == [None, None]
