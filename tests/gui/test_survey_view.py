"""Survey by keyboard: frames beside each other, dropping out, marks, and keeping what remains."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import decisions
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.comparing import survey_page
from aesthcull.gui.comparing.survey_page import SurveyPage
from aesthcull.gui.comparing.tile import Tile
from aesthcull.gui.window import MainWindow
from tests.conftest import MakePhoto
from tests.gui.conftest import FRAMES, OpenWindow, choose, current, press, select, settle, shown, stored


def page(window: MainWindow) -> SurveyPage:
    assert window.views.name == "survey"
    return window.comparing.surveyed


def tiles(window: MainWindow) -> list[Tile]:
    return [tile for tile in page(window).tiles if tile.isVisible()]


def names(window: MainWindow) -> list[str]:
    """The names of the frames that are shown, in order."""
    frames = [tile.framed.canvas.frame for tile in tiles(window)]
    return [frame.path.name for frame in frames if frame]


def active(window: MainWindow) -> str:
    (frame_id,) = window.views.targets()
    (tile,) = [tile for tile in tiles(window) if tile.framed.active]
    assert tile.framed.canvas.frame is not None and tile.framed.canvas.frame.id == frame_id
    return tile.framed.canvas.frame.path.name


def note(window: MainWindow) -> str:
    return page(window).note.text()


@pytest.fixture
def survey(window: MainWindow) -> MainWindow:
    """Survey of four of six frames, the first one active."""
    select(window, 3, 2, 1, 0)
    press(window, "N")
    return window


def test_n_surveys_the_selection_beside_each_other(survey: MainWindow) -> None:
    assert names(survey) == shown(survey)[:4] and active(survey) == shown(survey)[0]
    places = [tile.geometry() for tile in tiles(survey)]
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[n + 1 :])
    assert all(survey.comparing.surveyed.rect().contains(place) for place in places)


def test_without_a_selection_the_frames_from_the_current_one_on_are_surveyed(window: MainWindow) -> None:
    press(window, "N")
    assert names(window) == shown(window)


def test_of_more_than_twelve_the_first_twelve_are_shown_and_it_says_so(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    for n in range(14):
        make_photo(tmp_path / "many" / f"{n:02}.jpg", seed=n, time=f"2024:05:{n + 1:02} 10:00:00")
    window = open_window(tmp_path / "many")
    press(window, "Ctrl+A")
    press(window, "N")
    assert names(window) == [f"{n:02}.jpg" for n in range(12)]
    assert "first 12 of 14 selected" in note(window)
    press(window, "G")
    window.grid.go_to(13)
    press(window, "N")
    assert names(window) == [f"{n:02}.jpg" for n in range(2, 14)] and active(window) == "13.jpg"


def test_arrows_move_the_active_frame(survey: MainWindow) -> None:
    order = shown(survey)
    press(survey, "Right")
    assert active(survey) == order[1] and current(survey) == order[1]
    press(survey, "Left")
    press(survey, "Left")
    assert active(survey) == order[0]
    press(survey, "End")
    assert active(survey) == order[3]
    press(survey, "Home")
    assert active(survey) == order[0]
    press(survey, "Down")
    below = active(survey)
    press(survey, "Up")
    assert below != order[0] and active(survey) in order[:2]


@pytest.mark.parametrize("key", ["Backspace", "/"])
def test_a_frame_drops_out_without_being_marked(survey: MainWindow, shoot: Path, key: str) -> None:
    order = shown(survey)
    press(survey, "Right")
    press(survey, key)
    assert names(survey) == [order[0], order[2], order[3]]
    assert active(survey) == order[2] and "1 dropped out" in note(survey)
    assert not any(frame.flag for frame in stored(survey, shoot).values())


def test_the_cross_drops_its_frame_out_and_keeps_the_active_one(survey: MainWindow) -> None:
    order = shown(survey)
    tile = tiles(survey)[2]
    tile.close_button.show()
    QTest.mouseClick(tile.close_button, Qt.MouseButton.LeftButton)
    assert names(survey) == [order[0], order[1], order[3]] and active(survey) == order[0]
    press(survey, "Right")  # the keys are still the survey's
    assert active(survey) == order[1]


def test_a_click_makes_a_frame_active(survey: MainWindow) -> None:
    QTest.mouseClick(tiles(survey)[2].framed.canvas, Qt.MouseButton.LeftButton)
    assert active(survey) == shown(survey)[2]


def test_who_dropped_out_comes_back_and_the_last_one_stays(survey: MainWindow) -> None:
    order = shown(survey)
    for _ in range(5):
        press(survey, "Backspace")
    assert len(names(survey)) == 1 and "last frame stays" in note(survey)
    for _ in range(4):
        press(survey, "Shift+Backspace")
    assert names(survey) == order[:4] and "dropped out" not in note(survey)


def test_marks_are_for_the_active_frame_and_auto_advance_goes_on(survey: MainWindow, shoot: Path) -> None:
    order = shown(survey)
    press(survey, "P")
    press(survey, "4")
    found = stored(survey, shoot)
    assert found[order[0]].flag == "pick" and found[order[1]].rating == 4
    assert active(survey) == order[2]
    assert "pick" in tiles(survey)[0].caption.text() and "★★★★" in tiles(survey)[1].caption.text()


def test_k_picks_who_remains_and_rejects_who_dropped_out_as_one_step(
    survey: MainWindow, shoot: Path, qtbot: QtBot
) -> None:
    order = shown(survey)
    press(survey, "Backspace")
    press(survey, "Backspace")
    press(survey, "K")
    flags = {name: frame.flag for name, frame in stored(survey, shoot).items()}
    assert [flags[name] for name in order] == ["reject", "reject", "pick", "pick", None, None]
    assert "2 picked, 2 rejected" in note(survey)
    assert "pick" in tiles(survey)[0].caption.text()
    press(survey, "Ctrl+Z")
    assert not any(frame.flag for frame in stored(survey, shoot).values())
    qtbot.waitUntil(lambda: "pick" not in tiles(survey)[0].caption.text())
    press(survey, "Ctrl+Shift+Z")
    assert stored(survey, shoot)[order[0]].flag == "reject"


def test_a_keep_that_cannot_be_written_is_said_and_not_shown(
    survey: MainWindow, shoot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise CatalogueError("the disk is full")

    monkeypatch.setattr(decisions, "mark_each", fail)
    press(survey, "K")
    assert "the disk is full" in survey.messages.text.text()
    assert "picked" not in note(survey) and "pick" not in tiles(survey)[0].caption.text()
    assert not any(frame.flag for frame in stored(survey, shoot).values())


def test_k_while_frames_leave_the_filter_keeps_the_survey(window: MainWindow) -> None:
    choose(window, "flag", "unflagged")
    select(window, 1, 0)
    press(window, "N")
    press(window, "Backspace")
    press(window, "K")
    assert len(shown(window)) == FRAMES - 2
    assert len(names(window)) == 1 and "1 picked, 1 rejected" in note(window)
    press(window, "Esc")
    assert window.views.name == "grid" and current(window) == shown(window)[0]


def test_z_zooms_all_frames_together(survey: MainWindow) -> None:
    press(survey, "Z")
    places = {tile.framed.canvas.place for tile in tiles(survey)}
    assert len(places) == 1 and places.pop().zoom == 1.0
    press(survey, "Z")
    assert {tile.framed.canvas.place.zoom for tile in tiles(survey)} == {"fit"}


def test_frames_that_are_too_large_together_stay_at_fit_and_it_says_so(
    survey: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Four frames of 320 × 240; real ones of 200 megapixels would take the test's minutes.
    monkeypatch.setattr(survey_page, "_MOST_PIXELS", 3 * 320 * 240)
    press(survey, "Z")
    assert {tile.framed.canvas.place.zoom for tile in tiles(survey)} == {"fit"}
    assert "too large" in note(survey)
    press(survey, "Backspace")
    press(survey, "Z")
    assert {tile.framed.canvas.place.zoom for tile in tiles(survey)} == {1.0}
    press(survey, "Shift+Backspace")
    assert {tile.framed.canvas.place.zoom for tile in tiles(survey)} == {"fit"}


def test_a_frame_that_vanishes_leaves_the_survey(survey: MainWindow, shoot: Path, qtbot: QtBot) -> None:
    order = shown(survey)
    (shoot / order[0]).unlink()
    press(survey, "F5")
    settle(survey, qtbot)
    qtbot.waitUntil(lambda: names(survey) == order[1:4])
    assert active(survey) == order[1] and "no longer" in note(survey)


def test_esc_goes_back_to_the_grid_with_the_active_frame_current(survey: MainWindow) -> None:
    press(survey, "Right")
    press(survey, "Esc")
    assert survey.views.name == "grid" and current(survey) == shown(survey)[1]
    assert len(survey.grid.selected_rows()) == 4


def test_a_single_frame_is_surveyed_alone(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    make_photo(tmp_path / "one" / "only.jpg", size=(200, 300))
    window = open_window(tmp_path / "one")
    press(window, "N")
    for key in ("Right", "Backspace", "Z", "Z"):
        press(window, key)
    assert names(window) == ["only.jpg"]


def test_without_frames_neither_view_opens(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    window = open_window(tmp_path / "empty")
    press(window, "C")
    press(window, "N")
    assert window.views.name == "empty"
