"""The clocks of two cameras, put right by keys in a real window: what is stored, sorted and grouped."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.clocks.dialog import ClocksDialog
from aesthcull.gui.window import MainWindow
from tests.conftest import MakePhoto, picture
from tests.gui.conftest import OpenWindow, press, select, settle, shown, stored
from tests.photos.make_raw import make_raw

NOON = datetime(2024, 5, 1, 12)
BEHIND = timedelta(hours=1, seconds=10)  # of the second camera's clock
RIGHT = ["a0.jpg", "b0.jpg", "a1.jpg", "b1.jpg", "a2.jpg", "b2.jpg"]


@pytest.fixture
def two(tmp_path: Path, make_photo: MakePhoto) -> Path:
    """Three moments that both cameras saw, the second one five seconds after the first."""
    for n in range(3):
        moment = NOON + timedelta(minutes=n)
        of_b = moment - BEHIND + timedelta(seconds=5)
        make_photo(tmp_path / "two" / f"a{n}.jpg", seed=n, time=f"{moment:%Y:%m:%d %H:%M:%S}", model="A")
        make_photo(tmp_path / "two" / f"b{n}.jpg", seed=n, time=f"{of_b:%Y:%m:%d %H:%M:%S}", model="B")
    return tmp_path / "two"


class Desk:
    def __init__(self, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
        self.window, self.folder, self.qtbot = window, folder, qtbot

    def open(self) -> ClocksDialog:
        dialog = self.window.clocks.open()
        assert dialog is not None
        self.wait(dialog)
        return dialog

    def wait(self, dialog: ClocksDialog) -> None:
        working = (dialog._reading, dialog._writing, dialog._proposing)
        self.qtbot.waitUntil(lambda: not any(one.running for one in working), timeout=20_000)
        self.settle()

    def close(self, dialog: ClocksDialog) -> None:
        keys(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.clocks.busy, timeout=20_000)
        settle(self.window, self.qtbot)

    def times(self) -> dict[str, datetime | None]:
        return {name: frame.capture.captured_at for name, frame in stored(self.window, self.folder).items()}

    def shift_of_b(self) -> timedelta:
        told = self.times()["b0.jpg"]
        assert told is not None
        return told - (NOON - BEHIND + timedelta(seconds=5))


@pytest.fixture
def desk(open_window: OpenWindow, two: Path, qtbot: QtBot) -> Desk:
    return Desk(open_window(two), two, qtbot)


def keys(dialog: ClocksDialog, *codes: Qt.Key) -> None:
    for code in codes:
        QTest.keyClick(QApplication.focusWidget() or dialog, code)


def test_a_clock_put_right_by_keys_sorts_the_grid_and_undo_sorts_it_back(desk: Desk) -> None:
    wrong = ["b0.jpg", "b1.jpg", "b2.jpg", "a0.jpg", "a1.jpg", "a2.jpg"]
    assert shown(desk.window) == wrong
    select(desk.window, 0)
    dialog = desk.open()
    assert dialog.clock() is not None and dialog.clock().name == "Maker B"
    dialog.comparison.shift.setFocus()
    keys(dialog, Qt.Key.Key_PageUp, *([Qt.Key.Key_Up] * 10), Qt.Key.Key_Return)
    desk.wait(dialog)
    assert desk.shift_of_b() == BEHIND
    assert shown(desk.window) == RIGHT
    desk.close(dialog)
    press(desk.window, "Ctrl+Z")
    desk.settle()
    assert desk.shift_of_b() == timedelta(0) and shown(desk.window) == wrong
    press(desk.window, "Ctrl+Shift+Z")
    desk.settle()
    assert shown(desk.window) == RIGHT


def test_series_are_found_anew_after_a_change_and_after_undo(desk: Desk) -> None:
    def series() -> set[frozenset[str]]:
        found: dict[int, set[str]] = {}
        for name, frame in stored(desk.window, desk.folder).items():
            if frame.series is not None:
                found.setdefault(frame.series.id, set()).add(name)
        return {frozenset(names) for names in found.values()}

    before = series()
    dialog = desk.open()
    dialog.comparison.shift.setValue(int(BEHIND.total_seconds()))
    dialog.apply.click()
    desk.wait(dialog)
    assert any(names >= {"a1.jpg", "b1.jpg"} for names in series()) and series() != before
    desk.close(dialog)
    press(desk.window, "Ctrl+Z")
    desk.settle()
    assert series() == before


def test_two_selected_frames_of_a_moment_are_marked_and_return_puts_them_together(desk: Desk) -> None:
    select(desk.window, 1, 4)  # b1 and a1
    dialog = desk.open()
    dialog.comparison.line.setFocus()
    keys(dialog, Qt.Key.Key_Return)
    assert dialog.comparison.shift.value() == BEHIND.total_seconds() - 5
    keys(dialog, Qt.Key.Key_Left)  # of the second camera, to the moment before: a minute is added
    keys(dialog, Qt.Key.Key_Return)
    assert dialog.comparison.shift.value() == BEHIND.total_seconds() + 55
    dialog.apply.click()
    desk.wait(dialog)
    assert desk.times()["b0.jpg"] == desk.times()["a1.jpg"]
    assert not dialog.apply.isEnabled()  # there is nothing to apply any more


def test_nothing_changes_before_apply(desk: Desk) -> None:
    before = desk.times()
    dialog = desk.open()
    dialog.comparison.shift.lineEdit().selectAll()
    QTest.keyClicks(dialog.comparison.shift.lineEdit(), "-2 d 0:00:01")
    assert dialog.comparison.shift.value() == -172_801 and dialog.apply.isEnabled()
    keys(dialog, Qt.Key.Key_Escape)
    assert desk.times() == before and not desk.window.actions_by_id["undo"].isEnabled()


def test_a_shoot_of_one_camera_has_one_clock_and_no_time_line(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.clocks.open()
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog._reading.running, timeout=10_000)
    assert dialog.table.rowCount() == 1 and not dialog.comparison.line.lanes
    dialog.comparison.shift.setValue(5)
    dialog.apply.click()
    qtbot.waitUntil(lambda: not dialog._writing.running and not dialog._reading.running, timeout=10_000)
    text = dialog.table.item(0, 5).text()
    assert text == "+0:00:05"


def test_frames_without_a_time_are_in_no_lane(
    open_window: OpenWindow, two: Path, make_photo: MakePhoto, qtbot: QtBot
) -> None:
    make_photo(two / "c.jpg", seed=9, model="C")
    window = open_window(two)
    desk = Desk(window, two, qtbot)
    dialog = desk.open()
    dialog.table.selectRow(2)
    assert dialog.clock() is not None and dialog.clock().timed == 0
    assert not dialog.comparison.line.lanes
    assert shown(window)[-1] == "c.jpg"


def test_the_time_line_shows_the_local_time_of_the_camera_that_tells_its_zone(
    open_window: OpenWindow, two: Path, qtbot: QtBot
) -> None:
    make_raw(two / "z.dng", picture(5, (64, 48)), time="2024:05:01 12:00:00", offset="+02:00", model="Z")
    desk = Desk(open_window(two), two, qtbot)
    dialog = desk.open()
    names = [dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())]
    for chosen, compared in (("Maker A", "Maker B"), ("Maker Z", "Maker A"), ("Maker A", "Maker Z")):
        dialog.table.selectRow(names.index(chosen))
        dialog.comparison.reference.setCurrentIndex(dialog.comparison.reference.findText(compared))
        assert dialog.comparison.line._zone == 7200, f"{chosen} beside {compared}"
