"""Compare by keyboard: a pinned champion, challengers one after the other, marks, zoom, sharpness."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.gui.comparing.compare_page import ComparePage
from aesthcull.gui.window import MainWindow
from tests.conftest import MakePhoto
from tests.gui.conftest import FRAMES, OpenWindow, choose, current, press, select, settle, shown, stored


def page(window: MainWindow) -> ComparePage:
    assert window.views.name == "compare"
    return window.comparing.compared


def sides(window: MainWindow) -> tuple[str, str]:
    """The names of champion and challenger, as they are shown; empty where there is none."""
    frames = [framed.canvas.frame for framed in page(window).sides]
    return (frames[0].path.name if frames[0] else "", frames[1].path.name if frames[1] else "")


def active(window: MainWindow) -> str:
    (frame_id,) = window.views.targets()
    frame = window.model.frame_of(frame_id)
    assert frame is not None
    return frame.path.name


def note(window: MainWindow) -> str:
    return page(window).findings.note.text()


@pytest.fixture
def comparing(window: MainWindow) -> MainWindow:
    """Compare, with the first of six frames as champion."""
    press(window, "C")
    return window


@pytest.fixture
def large(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Compare of two large frames, the second one blurred."""
    rng = np.random.default_rng(3)
    grey = cv2.resize(rng.integers(0, 255, (250, 375, 3), dtype=np.uint8), (1500, 1000))
    folder = tmp_path / "large"
    folder.mkdir()
    Image.fromarray(grey).save(folder / "a.jpg", quality=95)
    Image.fromarray(cv2.GaussianBlur(grey, (0, 0), 2.5)).save(folder / "b.jpg", quality=95)
    window = open_window(folder)
    window.grid.go_to(0)
    press(window, "C")
    return window


def test_c_compares_the_current_frame_with_those_that_follow(comparing: MainWindow) -> None:
    order = shown(comparing)
    assert sides(comparing) == (order[0], order[1])
    assert "1 of 5" in page(comparing).captions[1].text()


def test_arrows_go_through_the_challengers_and_the_end_says_so(comparing: MainWindow) -> None:
    order = shown(comparing)
    for n in range(2, FRAMES):
        press(comparing, "Right" if n % 2 else "Down")
        assert sides(comparing) == (order[0], order[n]) and note(comparing) == ""
    press(comparing, "Right")
    assert sides(comparing) == (order[0], order[-1])
    assert "last challenger" in note(comparing)
    press(comparing, "Left")
    assert sides(comparing) == (order[0], order[-2]) and note(comparing) == ""
    press(comparing, "Home")
    assert sides(comparing) == (order[0], order[1])
    press(comparing, "End")
    assert sides(comparing) == (order[0], order[-1])


def test_a_selection_is_compared_with_the_current_frame_as_champion(window: MainWindow) -> None:
    order = shown(window)
    select(window, 1, 4, 2)
    press(window, "C")
    assert sides(window) == (order[2], order[4])
    press(window, "Left")
    assert sides(window) == (order[2], order[1])


def test_frames_of_a_series_are_compared_among_themselves(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    folder = tmp_path / "burst"
    for n in range(3):
        make_photo(folder / f"burst_{n}.jpg", seed=1, time=f"2024:05:01 10:00:0{n}")
    make_photo(folder / "other.jpg", seed=9, time="2024:05:01 18:00:00")
    window = open_window(folder)
    window.grid.go_to(1)
    press(window, "C")
    assert page(window).duel is not None and page(window).duel.challengers == 2
    assert "other.jpg" not in sides(window)


def test_w_makes_the_challenger_the_champion(comparing: MainWindow) -> None:
    order = shown(comparing)
    press(comparing, "Right")
    press(comparing, "W")
    assert sides(comparing) == (order[2], order[3])


def test_shift_w_swaps_the_two(comparing: MainWindow) -> None:
    order = shown(comparing)
    press(comparing, "Shift+W")
    assert sides(comparing) == (order[1], order[0])


def test_marks_are_for_the_active_side_and_tab_changes_it(comparing: MainWindow, shoot: Path) -> None:
    comparing.actions_by_id["advance"].setChecked(False)
    champion, challenger = sides(comparing)
    assert active(comparing) == challenger
    press(comparing, "P")
    press(comparing, "Tab")
    assert active(comparing) == champion and page(comparing).sides[0].active
    press(comparing, "4")
    found = stored(comparing, shoot)
    assert (found[challenger].flag, found[champion].flag) == ("pick", None)
    assert (found[challenger].rating, found[champion].rating) == (0, 4)
    assert "★★★★" in page(comparing).captions[0].text()
    assert sides(comparing) == (champion, challenger)


def test_a_click_makes_a_side_active(comparing: MainWindow) -> None:
    QTest.mouseClick(page(comparing).sides[0].canvas, Qt.MouseButton.LeftButton)
    assert active(comparing) == sides(comparing)[0]


def test_auto_advance_brings_the_next_challenger_and_leaves_the_champion(comparing: MainWindow) -> None:
    order = shown(comparing)
    press(comparing, "P")
    assert sides(comparing) == (order[0], order[2])
    press(comparing, "Tab")
    press(comparing, "3")
    assert sides(comparing) == (order[0], order[2])


def test_a_rejected_champion_hands_over_to_the_challenger_and_undo_brings_it_back_as_one(
    comparing: MainWindow, qtbot: QtBot
) -> None:
    order = shown(comparing)
    press(comparing, "Tab")
    press(comparing, "X")
    assert sides(comparing) == (order[1], order[2])
    press(comparing, "Ctrl+Z")
    qtbot.waitUntil(lambda: comparing.model.frame_at(0).flag is None)
    press(comparing, "Tab")
    press(comparing, "Left")
    assert sides(comparing) == (order[1], order[0])


def test_rejected_challengers_are_passed_over(comparing: MainWindow) -> None:
    order = shown(comparing)
    press(comparing, "X")
    assert sides(comparing) == (order[0], order[2])
    press(comparing, "Left")
    assert sides(comparing) == (order[0], order[2])


def test_when_all_are_rejected_it_says_so(window: MainWindow) -> None:
    select(window, 0, 1)
    press(window, "C")
    press(window, "X")  # the challenger, order[0]
    press(window, "Tab")
    press(window, "X")
    assert "rejected" in note(window)
    assert sides(window)[0]


def test_a_frame_that_leaves_the_filter_stays_in_the_comparison(window: MainWindow) -> None:
    window.actions_by_id["advance"].setChecked(False)
    choose(window, "flag", "unflagged")
    order = shown(window)
    press(window, "C")
    press(window, "P")
    assert sides(window) == (order[0], order[1])
    assert "pick" in page(window).captions[1].text()
    press(window, "Esc")
    assert current(window) == order[0]


@pytest.mark.parametrize("key", ["Esc", "G"])
def test_back_in_the_grid_the_champion_is_current_and_the_selection_kept(
    window: MainWindow, key: str
) -> None:
    order = shown(window)
    select(window, 0, 2, 3)
    press(window, "C")
    press(window, "W")
    press(window, key)
    assert window.views.name == "grid"
    assert current(window) == order[2]
    selected = [window.model.frame_of(frame_id) for frame_id in window.grid.selected_ids()]
    assert [frame.path.name for frame in selected if frame] == [order[0], order[2], order[3]]


def test_e_opens_the_active_frame_in_the_loupe(comparing: MainWindow) -> None:
    challenger = sides(comparing)[1]
    press(comparing, "E")
    assert comparing.views.name == "loupe" and current(comparing) == challenger


def test_a_shoot_of_one_frame_says_that_there_is_nothing_to_compare_with(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    make_photo(tmp_path / "one" / "only.jpg")
    window = open_window(tmp_path / "one")
    press(window, "C")
    assert sides(window) == ("only.jpg", "")
    assert "no other frame" in page(window).sides[1].words.text()
    for key in ("Right", "W", "Shift+W", "Tab", "Z", "X"):
        press(window, key)
    assert sides(window) == ("only.jpg", "")


def test_the_keys_of_compare_are_off_elsewhere(window: MainWindow) -> None:
    assert not window.actions_by_id["winner"].isEnabled()
    press(window, "C")
    assert window.actions_by_id["winner"].isEnabled() and not window.actions_by_id["keep"].isEnabled()
    press(window, "G")
    assert not window.actions_by_id["winner"].isEnabled()


def test_a_frame_that_vanishes_makes_room(comparing: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    order = shown(comparing)
    (shoot / order[0]).unlink()
    press(comparing, "F5")
    settle(comparing, qtbot)
    qtbot.waitUntil(lambda: sides(comparing) == (order[1], order[2]))
    assert "no longer" in note(comparing)


def test_when_every_frame_vanishes_the_grid_page_explains(
    comparing: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    for name in shown(comparing):
        (shoot / name).unlink()
    press(comparing, "F5")
    settle(comparing, qtbot)
    assert comparing.views.name == "empty"


def test_a_broken_frame_is_named_with_its_cause(window: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    (shoot / shown(window)[1]).write_bytes(b"\xff\xd8 broken")
    press(window, "C")
    meter = page(window).findings.sharpness
    qtbot.waitUntil(lambda: "not measured" in meter.text(), timeout=5000)


def test_z_zooms_both_and_arrows_with_shift_move_both(large: MainWindow) -> None:
    press(large, "Z")
    one, other = (framed.canvas for framed in page(large).sides)
    assert one.place.zoom == other.place.zoom == 1.0
    before = one.place
    press(large, "Shift+Right")
    assert one.place == other.place != before
    assert sides(large) == ("a.jpg", "b.jpg")


def test_ctrl_and_arrows_move_the_active_side_alone_and_shift_z_takes_the_offset_away(
    large: MainWindow,
) -> None:
    press(large, "Z")
    one, other = (framed.canvas for framed in page(large).sides)
    before = one.place
    press(large, "Ctrl+Right")
    assert one.place == before and other.place.x > before.x
    assert "offset +" in page(large).findings.offset.text()
    apart = other.place.x - one.place.x
    press(large, "Shift+Left")
    assert other.place.x - one.place.x == pytest.approx(apart)
    press(large, "Shift+W")  # the offset goes with the frames
    assert one.place.x - other.place.x == pytest.approx(apart)
    press(large, "Shift+Z")
    assert one.place == other.place and page(large).findings.offset.text() == ""


@pytest.mark.parametrize(("modifier", "alone"), [("NoModifier", False), ("ShiftModifier", True)])
def test_a_drag_moves_both_and_with_shift_one_alone(large: MainWindow, modifier: str, alone: bool) -> None:
    press(large, "Z")
    one, other = (framed.canvas for framed in page(large).sides)
    before = one.place
    held = getattr(Qt.KeyboardModifier, modifier)
    start = other.mapTo(large, QPoint(300, 200))
    handle = large.windowHandle()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, held, start)
    for step in (20, 60):
        to = start - QPoint(step, 0)
        QTest.mouseEvent(QTest.MouseAction.MouseMove, handle, Qt.MouseButton.LeftButton, held, to)
        QApplication.processEvents()
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, held, start - QPoint(60, 0))
    assert other.place.x > before.x
    assert (one.place == before) is alone


def test_the_wheel_goes_through_challengers_at_fit_and_zooms_both_when_zoomed(large: MainWindow) -> None:
    one, other = (framed.canvas for framed in page(large).sides)
    press(large, "Z")
    turn = QWheelEvent(
        QPointF(50, 50),
        one.mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(one, turn)
    assert one.place.zoom == other.place.zoom == 2.0


def test_the_figure_says_which_is_sharper_and_where_it_was_measured(large: MainWindow, qtbot: QtBot) -> None:
    text = page(large).findings.sharpness
    qtbot.waitUntil(lambda: "sharper" in text.text(), timeout=10_000)
    assert "Champion" in text.text() and "whole frame" in text.text()
    press(large, "Z")
    qtbot.waitUntil(lambda: "what is seen" in text.text(), timeout=10_000)
    assert "Champion" in text.text()
    press(large, "Shift+W")
    qtbot.waitUntil(lambda: "Challenger" in text.text(), timeout=10_000)


def test_scores_stand_side_by_side_with_the_better_one_emphasised(comparing: MainWindow) -> None:
    texts = [label.text() for label in page(comparing).findings.details]
    assert all("aesthetic" in text for text in texts)
    assert sum(text.count("▲") for text in texts) >= 1


def test_the_challengers_that_follow_are_loaded_ahead(comparing: MainWindow, qtbot: QtBot) -> None:
    ahead = comparing.model.frame_at(3)
    sources = comparing.viewing.sources
    qtbot.waitUntil(lambda: sources.best(ahead) is not None and sources.best(ahead).stamp is not None)


def test_compare_goes_on_with_what_survey_left(window: MainWindow) -> None:
    order = shown(window)
    select(window, 0, 1, 2)
    press(window, "N")
    press(window, "Backspace")
    press(window, "C")
    assert page(window).duel is not None
    assert len(page(window).duel.frames) == 2
    assert order[2] not in sides(window)
