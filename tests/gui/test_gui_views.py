"""The grid, the filter bar and the loupe show what they should."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.column_reading import read_frames
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.series_standing import NewSeries, store_found
from aesthcull.gui.window import MainWindow
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from tests.conftest import MakePhoto
from tests.gui.conftest import OpenWindow, all_frames, choose, current, press, settle, shown, stored


def test_frames_are_sorted_by_time_name_and_score(window: MainWindow, shoot: Path) -> None:
    by_time = [f"{n}.jpg" for n in (6, 5, 4, 3, 2, 1)]
    assert shown(window) == by_time
    choose(window, "sort", "name")
    assert shown(window) == by_time[::-1]
    window.filters.sort.direction.click()
    assert shown(window) == by_time
    choose(window, "sort", "aesthetic")
    scores = [stored(window, shoot)[name].scores["aesthetic"].value for name in shown(window)]
    assert scores == sorted(scores, reverse=True)  # best first


def test_every_score_can_be_sorted_by(window: MainWindow, shoot: Path) -> None:
    names = set(next(iter(stored(window, shoot).values())).scores)
    offered = {window.filters.sort.by.itemData(i) for i in range(window.filters.sort.by.count())}
    assert names >= {"aesthetic", "sharpness", "exposure"} and names <= offered


def test_the_current_frame_survives_sorting_and_filtering(window: MainWindow) -> None:
    window.grid.go_to(2)
    name = current(window)
    choose(window, "sort", "name")
    assert current(window) == name
    choose(window, "flag", "unflagged")
    assert current(window) == name


def test_the_counts_tell_shown_frames_and_picks(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "P")
    press(window, "P")
    choose(window, "flag", "pick")
    assert window.filters.count.text() == "2 of 6"
    qtbot.waitUntil(lambda: window.filters.flags.buttons["pick"].text() == "⚑ 2")


def test_filters_by_stars_and_label(window: MainWindow) -> None:
    order = shown(window)
    press(window, "4")
    press(window, "2")
    press(window, "6")
    choose(window, "stars", 3)
    assert shown(window) == [order[0]]
    choose(window, "stars", 0)
    choose(window, "label", "red")
    assert shown(window) == [order[2]]


def test_s_collapses_a_series_to_its_suggested_frame(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto, work: Workplace, qtbot: QtBot
) -> None:
    folder = tmp_path / "burst"
    for n in range(4):
        make_photo(folder / f"{n}.jpg", seed=n)
    window = open_window(folder)
    found = stored(window, folder)
    ids = tuple(found[f"{n}.jpg"].id for n in range(3))
    known = queries.find_shoot(work.catalogue, folder)
    assert known is not None
    new = NewSeries("series", ids, ids[1], ("sharpest of 3",))
    store_found(work.catalogue, known, [new])
    window.worker.reread(list(ids))
    settle(window, qtbot)
    press(window, "S")
    assert shown(window) == ["1.jpg", "3.jpg"]
    window.grid.go_to(0)
    press(window, "P")
    assert [n for n, frame in stored(window, folder).items() if frame.flag] == ["1.jpg"]
    press(window, "S")
    assert len(shown(window)) == 4


def test_the_grid_shows_thumbnails_and_badges(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "P")
    qtbot.waitUntil(lambda: all(window.thumbnails.get(f) is not None for f in all_frames(window)))
    picture = window.grid.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1200, 7) for y in range(0, 400, 7)}
    assert len(colours) > 500


def test_a_broken_frame_is_shown_with_its_reason(
    open_window: OpenWindow, tmp_path: Path, make_photo: MakePhoto
) -> None:
    folder = tmp_path / "shoot"
    make_photo(folder / "good.jpg")
    (folder / "bad.jpg").write_bytes(b"\xff\xd8 not a photograph")
    window = open_window(folder)
    row = shown(window).index("bad.jpg")
    tip = window.model.data(window.model.index(row), Qt.ItemDataRole.ToolTipRole)
    assert "Cannot be read" in tip
    assert "1 could not be read" in window.progress.text.text()


def test_a_double_click_opens_the_loupe(window: MainWindow) -> None:
    place = window.grid.visualRect(window.model.index(3)).center()
    QTest.mouseDClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.views.currentWidget() is window.viewing.loupe
    assert window.grid.currentIndex().row() == 3


def test_thumbnails_come_back_when_the_cache_was_deleted(
    open_window: OpenWindow, shoot: Path, work: Workplace, qtbot: QtBot
) -> None:
    open_window(shoot).close()
    for path in work.thumbnails.folder.rglob("*.jpg"):
        path.unlink()
    window = open_window(shoot)
    qtbot.waitUntil(lambda: all(window.thumbnails.get(f) is not None for f in all_frames(window)))


def test_the_memory_of_pictures_is_bounded(window: MainWindow, qtbot: QtBot) -> None:
    pictures = window.thumbnails
    qtbot.waitUntil(lambda: all(pictures.get(f) is not None for f in all_frames(window)))
    one = pictures._bytes // len(window.model)
    pictures._budget = 2 * one
    pictures._drop(next(iter(pictures._kept)))
    pictures.wish(all_frames(window)[0])
    qtbot.waitUntil(lambda: len(pictures._kept) <= 2)
    assert pictures._bytes <= pictures._budget


@pytest.fixture(scope="module")
def many() -> list[tuple[StoredFile, ...]]:
    return [(StoredFile(Path(f"/shoots/many/{n:05d}.jpg"), n + 1, 1),) for n in range(50_000)]


def test_fifty_thousand_frames_are_smooth(
    open_window: OpenWindow, work: Workplace, many: list[tuple[StoredFile, ...]], qtbot: QtBot
) -> None:
    scanning.add_frames(work.catalogue, many)
    known = queries.open_shoot(work.catalogue, Path("/shoots/many"))
    columns = read_frames(work.catalogue, known, Job())
    window = open_window()
    limits = {}

    def timed(name: str, act: object, *arguments: object) -> None:
        begun = time.perf_counter()
        act(*arguments)  # type: ignore[operator]
        limits[name] = time.perf_counter() - begun

    timed("load", window.shoot._loaded, known, columns)
    assert window.model.rowCount() == 50_000
    timed("first paint", window.grid.grab)
    timed("scroll", window.grid.verticalScrollBar().setValue, 500_000)
    timed("paint", window.grid.grab)
    window.grid.go_to(25_000)
    timed("mark", press, window, "P")
    assert window.model.counts() == (50_000, 1, 0)
    timed("sort", choose, window, "sort", "name")
    timed("select all", press, window, "Ctrl+A")
    timed("mark all", press, window, "X")
    qtbot.waitUntil(lambda: not window.marking.busy, timeout=20_000)
    print({name: f"{seconds * 1000:.0f} ms" for name, seconds in limits.items()})
    assert len(window.grid.selected_ids()) == 50_000
    assert {f.flag for f in queries.frames_of(work.catalogue, known)} == {"reject"}
    assert limits["paint"] < 0.3 and limits["mark"] < 0.5 and limits["sort"] < 1.5
    assert limits["mark all"] < 20
