"""The loupe in the window: stepping, zoom, filmstrip, the photograph alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries
from aesthcull.catalogue.series_standing import NewSeries, store_found
from aesthcull.gui.viewing.filmstrip import Filmstrip, Shown
from aesthcull.gui.viewing.loading import Level
from aesthcull.gui.window import MainWindow
from aesthcull.pipeline import Workplace
from tests.conftest import MakePhoto
from tests.gui.conftest import OpenWindow, choose, current, press, settle, shown, stored


def loaded(window: MainWindow, row: int, level: Level = Level.SCREEN) -> bool:
    return window.viewing.sources._fresh((window.model.frame_at(row).file, level)) is not None


def name_shown(window: MainWindow) -> str:
    frame = window.viewing.loupe.canvas.frame
    assert frame is not None
    return frame.path.name


def test_the_loupe_goes_through_the_order_in_use(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "sort", "name")
    window.grid.go_to(0)
    order = shown(window)
    press(window, "E")
    for key, row in (
        ("Right", 1),
        ("PgDown", 2),
        ("Down", 3),
        ("Left", 2),
        ("Up", 1),
        ("End", 5),
        ("Home", 0),
    ):
        press(window, key)
        assert name_shown(window) == current(window) == order[row]
    assert f"{order[0]}   1 / 6" in window.viewing.loupe.line.name()
    press(window, "Left")  # stays at the end
    assert current(window) == order[0]
    qtbot.waitUntil(lambda: loaded(window, 0))
    window.viewing.loupe.grab()


def test_the_neighbours_are_loaded_ahead_in_both_directions(window: MainWindow, qtbot: QtBot) -> None:
    window.grid.go_to(2)
    press(window, "E")
    qtbot.waitUntil(lambda: all(loaded(window, row) for row in range(6)))


def test_all_pixels_of_the_neighbours_are_loaded_ahead_while_zoomed(window: MainWindow, qtbot: QtBot) -> None:
    window.grid.go_to(2)
    press(window, "E")
    press(window, "Z")
    qtbot.waitUntil(lambda: all(loaded(window, row, Level.FULL) for row in (1, 2, 3, 4)))


def test_zoom_by_key_and_place_kept_while_stepping(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    for n in range(2):
        make_photo(tmp_path / "large" / f"{n}.jpg", seed=n, size=(2400, 1600))
    window = open_window(tmp_path / "large")
    window.grid.go_to(0)
    press(window, "E")
    canvas = window.viewing.loupe.canvas
    for key, zoom in (
        ("Z", 1.0),
        ("Z", "fit"),
        ("Alt+2", 2.0),
        ("Ctrl+-", 1.0),
        ("Ctrl++", 2.0),
        ("Alt+0", "fit"),
    ):
        press(window, key)
        assert canvas.place.zoom == zoom
    press(window, "Alt+1")
    press(window, "Alt+2")
    press(window, "Shift+Right")
    place = canvas.place
    assert place.x > 0.5
    press(window, "Right")
    assert canvas.place == place
    assert "200 %" in window.viewing.loupe.line.name()


def test_z_in_the_grid_opens_the_current_frame_at_100_percent(window: MainWindow) -> None:
    window.grid.go_to(3)
    press(window, "Z")
    assert window.views.name == "loupe" and window.viewing.loupe.canvas.place.zoom == 1.0


def test_the_wheel_with_ctrl_steps(window: MainWindow) -> None:
    press(window, "E")
    loupe, place, keys = window.viewing.loupe, QPointF(200, 200), Qt.KeyboardModifier.ControlModifier
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    order = shown(window)
    for widget in (loupe.canvas, loupe):  # as Qt hands it on, which it does not do with a test's event
        turn = QWheelEvent(place, place, QPoint(), QPoint(0, -120), none, keys, phase, False)
        QApplication.sendEvent(widget, turn)
        assert turn.isAccepted() == (widget is loupe)
    assert current(window) == order[1]


def test_marks_act_on_the_frame_shown_and_advance(window: MainWindow, shoot: Path) -> None:
    order = shown(window)
    press(window, "E")
    press(window, "P")
    press(window, "X")
    assert name_shown(window) == order[2]
    flags = {name: frame.flag for name, frame in stored(window, shoot).items() if frame.flag}
    assert flags == {order[0]: "pick", order[1]: "reject"}


def test_a_click_in_the_filmstrip_goes_there(window: MainWindow) -> None:
    press(window, "E")
    strip = window.viewing.loupe.strip
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.cell_rect(4).center())
    assert window.grid.currentIndex().row() == 4 and name_shown(window) == shown(window)[4]
    press(window, "F6")
    assert not strip.isVisible()
    press(window, "F6")
    assert strip.isVisible()


def test_the_filmstrip_of_the_series_shows_only_its_frames(
    window: MainWindow, shoot: Path, work: Workplace, qtbot: QtBot
) -> None:
    order, found = shown(window), stored(window, shoot)
    known = queries.find_shoot(work.catalogue, shoot)
    assert known is not None
    ids = tuple(found[order[row]].id for row in (1, 2, 4))
    store_found(work.catalogue, known, [NewSeries("series", ids, ids[0], ("sharpest",))])
    window.worker.reread(list(ids))
    settle(window, qtbot)
    window.grid.go_to(2)
    press(window, "E")
    press(window, "Shift+F6")
    strip = window.viewing.loupe.strip
    assert strip._shown == Shown([1, 2, 4], 1)
    press(window, "Home")  # in no series
    assert strip._shown == Shown([0], 0)
    strip.grab()


def test_the_filmstrip_asks_only_for_what_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[int] = []
    frame = window.model.frame_at(0)

    def frame_at(row: int):
        asked.append(row)
        return frame

    strip = Filmstrip(frame_at, window.thumbnails)
    qtbot.addWidget(strip)
    strip.resize(1200, strip.height())
    strip.show()
    for row in (0, 50_000, 99_999):
        strip.show_rows(Shown(range(100_000), row))
        strip.grab()
        assert row in asked and len(set(asked)) < 20
        asked.clear()


def test_f_shows_nothing_but_the_photograph_and_back(window: MainWindow) -> None:
    around = [window.menuBar(), window.statusBar(), window.filters]
    press(window, "F")
    loupe = window.viewing.loupe
    assert window.isFullScreen() and window.views.name == "loupe"
    assert not any(widget.isVisible() for widget in [*around, loupe.line, loupe.strip])
    press(window, "Right")
    assert window.grid.currentIndex().row() == 1
    press(window, "Esc")
    assert window.views.name == "grid" and not window.isFullScreen()
    assert all(widget.isVisible() for widget in around)


def test_the_switches_are_kept_for_the_next_start(
    window: MainWindow, open_window: OpenWindow, shoot: Path
) -> None:
    press(window, "F6")
    press(window, "Shift+F6")
    again = open_window(shoot)
    press(again, "E")
    assert not again.viewing.loupe.strip.isVisible()
    assert again.actions_by_id["strip_series"].isChecked()


@pytest.mark.parametrize("content", [b"\xff\xd8 not a photograph", b""])
def test_a_broken_frame_says_why(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, qtbot: QtBot, content: bytes
) -> None:
    folder = tmp_path / "shoot"
    make_photo(folder / "good.jpg")
    (folder / "bad.jpg").write_bytes(content)
    window = open_window(folder)
    row = shown(window).index("bad.jpg")
    window.grid.go_to(row)
    press(window, "E")
    frame = window.model.frame_at(row)
    qtbot.waitUntil(lambda: window.viewing.sources.problem(frame) != "")
    window.viewing.loupe.grab()
    press(window, "Z")
    press(window, "Left")
    press(window, "Right")


def test_a_shoot_of_one_frame(open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto) -> None:
    make_photo(tmp_path / "one" / "a.jpg")
    window = open_window(tmp_path / "one")
    for key in ("E", "Right", "Left", "End", "Z", "Right", "F", "F", "G"):
        press(window, key)
    assert current(window) == "a.jpg"
