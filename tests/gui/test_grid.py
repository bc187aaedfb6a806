"""The grid: its layout, keys, mouse, selection, sizes and stacks, as a user meets them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.column_reading import read_details, read_frames
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.series_standing import NewSeries, store_found
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.grid import SIDES, Grid
from aesthcull.gui.grid.ahead import Ahead
from aesthcull.gui.grid.cells import fit
from aesthcull.gui.pictures import Loaded, Pictures
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import NAME, Order, Stacks
from tests.bench.bench_grid import many_frames

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
MakeGrid = Callable[..., Grid]
SHOOT = Path("/shoots/one")


@pytest.fixture
def make_grid(work: Workplace, qapp: QApplication) -> Iterator[MakeGrid]:
    """A shown grid, five columns wide, of so many frames of a real catalogue; series by positions."""
    assert qapp
    made: list[tuple[Grid, Pictures]] = []

    def make(count: int, *series: list[int]) -> Grid:
        model, pictures = FramesModel(), Pictures(lambda _frame: Loaded(None), megabytes=8)
        if count > 10_000:
            model.set_columns(many_frames(count, SHOOT))
            return show(model, pictures)
        files = [(StoredFile(SHOOT / f"{n:06d}.jpg", n + 1, 1),) for n in range(count)]
        ids = scanning.add_frames(work.catalogue, files) if count else []
        shoot = queries.open_shoot(work.catalogue, SHOOT)
        if series:
            new = [NewSeries("series", tuple(ids[n] for n in s), ids[s[0]], ("sharp",)) for s in series]
            store_found(work.catalogue, shoot, new)
        model.set_columns(read_frames(work.catalogue, shoot, Job()))
        if series:
            model.put_details(read_details(work.catalogue, shoot, model.columns.ids, Job()))
        return show(model, pictures)

    def show(model: FramesModel, pictures: Pictures) -> Grid:
        grid = Grid(model, pictures)
        made.append((grid, pictures))
        grid.resize(1200, 700)
        grid.show()
        grid.setFocus()
        grid.go_to(0)
        QApplication.processEvents()
        return grid

    yield make
    for grid, pictures in made:
        grid.close()
        pictures.close()
        grid.deleteLater()


def model_of(grid: Grid) -> FramesModel:
    model = grid.model()
    assert isinstance(model, FramesModel)
    return model


def reject(model: FramesModel, ids: NDArray[np.int64]) -> None:
    model.set_marks(ids, {"flag": "reject"})


def press(grid: Grid, key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> int:
    """Press a key; the current row then."""
    QTest.keyClick(grid, key, modifiers)
    return grid.currentIndex().row()


def click(grid: Grid, place: QPoint, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    QTest.mouseClick(grid.viewport(), Button.LeftButton, modifiers, place)


def rows(grid: Grid) -> list[int]:
    return [int(row) for row in grid.selected_rows()]


def turn(grid: Grid, eighths: int, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    """Turn the wheel; 120 eighths of a degree are one step, more than 0 is away from the user."""
    place = QPointF(300, 300)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, eighths),
        Button.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)


def badge(grid: Grid, row: int) -> QPoint:
    """Where the badge of a frame of a series is."""
    return grid.rect_of(row).topRight() + QPoint(-18, 20)


# Where the cells lie


@pytest.mark.parametrize("width", [300, 1177, 1280, 3840])
@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 100_000])
def test_each_cell_is_found_where_it_lies(count: int, width: int) -> None:
    cells = fit(count, 230, QSize(width, 700), 12, lambda w: w + 20)
    assert cells.columns * cells.width <= width
    for row in {0, 1, count // 2, count - 1} & set(range(count)):
        rect = cells.rect(row)
        assert cells.row_at(rect.center()) == cells.nearest(rect.center()) == row
        assert row in cells.rows_between(rect.top(), rect.top())
        assert cells.spans_in(QRect(rect.center(), QSize(1, 1))) == [(row, row)]
        assert rect.bottom() < cells.total_height
    assert cells.row_at(QPoint(5, cells.total_height + 5)) is None
    assert list(cells.rows_between(0, cells.total_height)) == list(range(count))


def test_the_scroll_bar_takes_room_only_where_it_is_needed(make_grid: MakeGrid) -> None:
    assert not make_grid(10).verticalScrollBar().isVisible()


def test_a_hundred_thousand_frames_are_laid_out_at_once(make_grid: MakeGrid) -> None:
    grid = make_grid(100_000)
    begun = time.perf_counter()
    grid.updateGeometries()
    grid.go_to(99_999)
    assert time.perf_counter() - begun < 0.01
    assert grid.rows_in_view().stop == 100_000
    begun = time.perf_counter()
    grid.selectAll()
    model_of(grid).select(order=Order(NAME, descending=True))
    assert len(grid.selected_ids()) == 100_000 and grid.currentIndex().row() == 0
    assert time.perf_counter() - begun < 1


def test_every_second_of_many_frames_stays_selected(make_grid: MakeGrid) -> None:
    grid = make_grid(11_000)
    grid.choose(np.arange(0, 11_000, 2))
    model_of(grid).select(order=Order(NAME, descending=True))
    begun = time.perf_counter()
    assert rows(grid) == list(range(1, 11_000, 2))
    assert time.perf_counter() - begun < 0.5


# Keys


def test_the_arrows_follow_the_lines(make_grid: MakeGrid) -> None:
    grid = make_grid(12)  # lines of 5, 5 and 2
    assert press(grid, Key.Key_Down) == 5
    assert press(grid, Key.Key_Left) == 4  # on to the line above
    assert press(grid, Key.Key_Up) == 4
    assert press(grid, Key.Key_Down) == 9
    assert press(grid, Key.Key_Down) == 11  # nothing right below: the last one
    assert press(grid, Key.Key_Right) == 11
    assert press(grid, Key.Key_Home) == 0 and press(grid, Key.Key_Left) == 0
    assert press(grid, Key.Key_End) == 11


def test_a_page_down_and_up_comes_back(make_grid: MakeGrid) -> None:
    grid = make_grid(1000)
    grid.go_to(3)
    there = press(grid, Key.Key_PageDown)
    assert there % 5 == 3 and there > 8
    assert there in grid.rows_in_view()
    assert press(grid, Key.Key_PageUp) == 3
    press(grid, Key.Key_End)
    assert press(grid, Key.Key_PageDown) == 999


def test_shift_extends_in_reading_order_and_ctrl_moves_without_selecting(make_grid: MakeGrid) -> None:
    grid = make_grid(30)
    grid.go_to(3)
    press(grid, Key.Key_Down, Modifier.ShiftModifier)
    assert rows(grid) == [3, 4, 5, 6, 7, 8]
    press(grid, Key.Key_Left, Modifier.ShiftModifier)
    assert rows(grid) == [3, 4, 5, 6, 7]
    assert press(grid, Key.Key_Down, Modifier.ControlModifier) == 12
    assert rows(grid) == [3, 4, 5, 6, 7]
    press(grid, Key.Key_Home, Modifier.ShiftModifier)
    assert grid.currentIndex().row() == 0


def test_letters_are_left_to_the_actions(make_grid: MakeGrid) -> None:
    grid = make_grid(30)
    assert press(grid, Key.Key_0) == 0  # Qt would search the names for it


def test_return_opens_the_current_frame(make_grid: MakeGrid, qtbot: QtBot) -> None:
    grid = make_grid(3)
    with qtbot.waitSignal(grid.opened, timeout=500):
        press(grid, Key.Key_Return)


def test_an_empty_grid_takes_every_key_and_click(make_grid: MakeGrid) -> None:
    grid = make_grid(0)
    for key in (Key.Key_Down, Key.Key_End, Key.Key_PageDown, Key.Key_Return):
        assert press(grid, key) == -1
    click(grid, QPoint(50, 50))
    grid.selectAll()
    grid.step(1)
    grid.grab()
    assert grid.selected_ids() == [] and grid.current_frame() is None


# The mouse


def test_shift_click_selects_in_reading_order(make_grid: MakeGrid) -> None:
    grid = make_grid(30)
    click(grid, grid.rect_of(2).center())
    click(grid, grid.rect_of(11).center(), Modifier.ShiftModifier)
    assert rows(grid) == list(range(2, 12))
    click(grid, grid.rect_of(4).center(), Modifier.ControlModifier)
    assert 4 not in rows(grid) and len(rows(grid)) == 9


def test_the_rubber_band_selects_what_it_touches(make_grid: MakeGrid) -> None:
    grid = make_grid(30)
    view, begin, end = grid.viewport(), grid.rect_of(1).center(), grid.rect_of(8).center()
    QTest.mousePress(view, Button.LeftButton, Modifier.NoModifier, begin)
    for place in (begin + QPoint(30, 30), end):
        QTest.mouseMove(view, place)
        QApplication.processEvents()
    assert grid.grab().toImage() is not None
    QTest.mouseRelease(view, Button.LeftButton, Modifier.NoModifier, end)
    assert rows(grid) == [1, 2, 3, 6, 7, 8]


def test_a_click_beside_the_frames_selects_none_of_them(make_grid: MakeGrid) -> None:
    grid = make_grid(3)
    click(grid, QPoint(1100, 600))
    assert grid.chosen().sum() == 0
    current = grid.current_frame()
    assert current is not None and current.path.name == "000000.jpg"
    assert grid.selected_ids() == [current.id]


def test_the_wheel_glides_and_adds_up(make_grid: MakeGrid, qtbot: QtBot) -> None:
    grid = make_grid(1000)
    for _ in range(4):
        turn(grid, -120)
    goal = 2 * grid.cells.height
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() == goal, timeout=2000)


# The size of the cells


def test_cells_grow_and_shrink_between_bounds_around_the_current_frame(make_grid: MakeGrid) -> None:
    grid = make_grid(1000)
    grid.go_to(500)
    sizes = []
    grid.cell_side_changed.connect(sizes.append)
    y = grid.rect_of(500).top()
    for _ in SIDES:
        grid.larger()
        assert abs(grid.rect_of(500).top() - y) <= 1 and 500 in grid.rows_in_view()
    assert grid.cell_side == SIDES[-1] == sizes[-1]
    for _ in SIDES:
        grid.smaller()
    assert grid.cell_side == SIDES[0] == sizes[-1]
    grid.cell_side = 9999
    assert grid.cell_side == SIDES[-1]


def test_ctrl_and_the_wheel_change_the_size_step_by_step(make_grid: MakeGrid) -> None:
    grid = make_grid(100)
    before = grid.cell_side
    turn(grid, 60, Modifier.ControlModifier)
    assert grid.cell_side == before
    turn(grid, 60, Modifier.ControlModifier)
    assert grid.cell_side > before and grid.verticalScrollBar().value() == 0
    turn(grid, -120, Modifier.ControlModifier)
    assert grid.cell_side == before


def test_larger_cells_ask_for_larger_pictures(make_grid: MakeGrid, qtbot: QtBot) -> None:
    grid = make_grid(100)
    before = grid.picture_box
    grid.larger()
    qtbot.waitUntil(lambda: grid.picture_box.width() > before.width())


# Through a reset of the model


def test_a_filter_that_takes_the_current_frame_makes_the_next_one_current(make_grid: MakeGrid) -> None:
    grid = make_grid(30)
    model = model_of(grid)
    reject(model, model.ids[[4, 5, 20]])
    grid.go_to(4)
    model.select(wanted=Filter(flags=frozenset({"unflagged"})))
    assert grid.current_frame().path.name == "000006.jpg"  # type: ignore[union-attr]
    assert rows(grid) == [4]


def test_who_has_scrolled_away_is_left_there(make_grid: MakeGrid) -> None:
    grid = make_grid(1000)
    model = model_of(grid)
    grid.go_to(3)
    grid.verticalScrollBar().setValue(9000)
    reject(model, model.ids[[900]])
    model.select(wanted=Filter(flags=frozenset({"unflagged"})))
    assert grid.verticalScrollBar().value() == 9000 and grid.currentIndex().row() == 3


def test_the_current_frame_keeps_its_place_on_the_screen(make_grid: MakeGrid) -> None:
    grid = make_grid(1000)
    model = model_of(grid)
    grid.go_to(500)
    y = grid.rect_of(500).top()
    reject(model, model.ids[:100])
    model.select(wanted=Filter(flags=frozenset({"unflagged"})))
    assert grid.currentIndex().row() == 400 and grid.rect_of(400).top() == y


# Stacks


def test_a_click_on_the_badge_toggles_the_series_and_nothing_else(make_grid: MakeGrid) -> None:
    grid = make_grid(10, [2, 3, 4])
    toggled: list[int] = []
    grid.stack_toggled.connect(toggled.append)
    series = model_of(grid).frame_at(3).series
    assert series is not None
    click(grid, badge(grid, 3))
    assert toggled == [series.id] and rows(grid) == [0]
    QTest.mouseDClick(grid.viewport(), Button.LeftButton, Modifier.NoModifier, badge(grid, 3))
    QTest.mouseRelease(grid.viewport(), Button.LeftButton, Modifier.NoModifier, badge(grid, 3))
    assert len(toggled) == 2
    click(grid, badge(grid, 6))  # of no series
    assert len(toggled) == 2 and rows(grid) == [6]


def test_where_a_series_is_stacked_its_stack_becomes_current(make_grid: MakeGrid) -> None:
    grid = make_grid(10, [2, 3, 4, 5])
    grid.go_to(5)
    model_of(grid).select(stacks=Stacks(collapsed=True))
    assert grid.current_frame().path.name == "000002.jpg"  # type: ignore[union-attr]
    grid.grab()


def test_a_stack_looks_otherwise_than_its_frame(make_grid: MakeGrid) -> None:
    grid = make_grid(3, [0, 1])
    before = grid.grab(grid.rect_of(0)).toImage()
    model_of(grid).select(stacks=Stacks(collapsed=True))
    assert grid.grab(grid.rect_of(0)).toImage() != before


# Thumbnails


def test_the_rows_to_come_are_wished_for_in_the_direction_of_scrolling(make_grid: MakeGrid) -> None:
    grid = make_grid(1000)
    grid.go_to(500)
    ahead = Ahead(grid, model_of(grid), Pictures(lambda _frame: Loaded(None), megabytes=1))
    seen = grid.rows_in_view()
    ahead.scrolled(-40)
    assert ahead.rows()[0] == seen.stop and len(ahead.rows()) == len(seen)
    ahead.scrolled(40)
    assert ahead.rows()[0] == seen.start - 1
    grid.go_to(0)
    assert ahead.rows() == []


def test_a_fast_scroll_does_not_queue_all_that_it_passes(work: Workplace, make_grid: MakeGrid) -> None:
    del work
    grid = make_grid(5000)
    pictures = grid._thumbnails
    wished: list[int] = []
    wish = pictures.wish
    pictures.wish = lambda *frames: (wished.extend(f.id for f in frames), wish(*frames))[1]  # type: ignore[method-assign,assignment,func-returns-value]
    bar = grid.verticalScrollBar()
    for value in range(0, bar.maximum(), bar.maximum() // 400):
        bar.setValue(value)  # no event is handled in between, as in a drag of the bar
    QTest.qWait(100)
    assert len(set(wished)) < 200
