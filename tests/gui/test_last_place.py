"""A shoot opens where it was left."""

from __future__ import annotations

from pathlib import Path

from aesthcull.gui.window import MainWindow
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import Order
from tests.gui.conftest import OpenWindow, current, press, shown


def test_a_shoot_opens_where_it_was_left(open_window: OpenWindow, shoot: Path) -> None:
    first = open_window(shoot)
    first.grid.go_to(3)
    left = current(first)
    press(first, "E")
    first.close()
    second = open_window(shoot)
    assert current(second) == left and second.views.name == "loupe"


def test_the_filter_and_the_order_are_found_again(open_window: OpenWindow, shoot: Path) -> None:
    first = open_window(shoot)
    for row in (1, 2):
        first.grid.go_to(row)
        press(first, "P")
    first.finding.show(Filter(flags=frozenset({"pick"})), Order("name", descending=True))
    order = shown(first)
    assert len(order) == 2
    first.close()
    assert shown(open_window(shoot)) == order


def test_each_shoot_has_a_place_of_its_own(
    window: MainWindow, open_window: OpenWindow, tmp_path: Path
) -> None:
    window.grid.go_to(2)
    left, folder = current(window), window.shoot.folder
    (tmp_path / "empty").mkdir()
    window.shoot.open(tmp_path / "empty")
    window.close()
    assert folder is not None
    assert current(open_window(folder)) == left


def test_what_cannot_be_understood_is_ignored(
    window: MainWindow, open_window: OpenWindow, shoot: Path
) -> None:
    window.settings.setValue("last_places", "{nonsense")
    window.worker.stop()
    assert open_window(shoot).model.rowCount() > 0


def test_whoever_touched_nothing_is_at_the_top_when_the_first_scan_ends(
    open_window: OpenWindow, shoot: Path
) -> None:
    window = open_window(shoot)  # whose capture times are against its names
    assert window.grid.currentIndex().row() == 0 and current(window) == shown(window)[0] == "6.jpg"


def test_a_filter_on_scores_is_found_again_with_the_frame(open_window: OpenWindow, shoot: Path) -> None:
    first = open_window(shoot)
    first.finding.show(Filter(scores=(("aesthetic", 0.0, 10.0),)))
    first.grid.go_to(3)
    left = current(first)
    first.close()
    assert current(open_window(shoot)) == left
