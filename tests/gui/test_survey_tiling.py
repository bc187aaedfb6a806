"""Survey's tiling shows as much as it can, and its shortlist loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.gui.comparing.shortlist import MOST, Shortlist
from aesthcull.gui.comparing.tiling import Box, neighbour, tile

WIDTH, HEIGHT, GAP, CAPTION = 1280, 600, 10, 26
ASPECTS = st.lists(st.floats(0.2, 5.0), min_size=1, max_size=MOST)


def area(boxes: list[Box]) -> float:
    return sum(box.width * box.height for box in boxes)


def uniform_area(aspects: list[float]) -> float:
    """The best that a table of equal cells can show."""
    best = 0.0
    for columns in range(1, len(aspects) + 1):
        rows = -(-len(aspects) // columns)
        width = (WIDTH - (columns + 1) * GAP) / columns
        height = (HEIGHT - GAP - rows * (GAP + CAPTION)) / rows
        best = max(best, sum(a * min(height, width / a) ** 2 for a in aspects))
    return best


@given(ASPECTS, st.integers(400, 4000), st.integers(400, 2500))
def test_frames_keep_their_shape_lie_in_the_room_and_on_no_other(
    aspects: list[float], width: int, height: int
) -> None:
    boxes = tile(aspects, width, height, GAP, CAPTION)
    for n, (box, aspect) in enumerate(zip(boxes, aspects, strict=True)):
        assert box.width == pytest.approx(aspect * box.height)
        assert box.x >= GAP - 1e-6 and box.x + box.width <= width - GAP + 1e-6
        assert box.y >= GAP - 1e-3 and box.y + box.height + CAPTION <= height + 1e-3
        for other in boxes[n + 1 :]:
            beside = box.x + box.width + GAP <= other.x + 1e-6
            above = box.y + box.height + CAPTION + GAP <= other.y + 1e-3
            assert beside or above  # in reading order, too


@given(st.integers(1, MOST), st.floats(0.5, 2.0))
def test_frames_of_one_shape_are_shown_no_smaller_than_in_a_table(count: int, aspect: float) -> None:
    aspects = [aspect] * count
    assert area(tile(aspects, WIDTH, HEIGHT, GAP, CAPTION)) >= 0.999 * uniform_area(aspects)


def test_of_twelve_frames_none_is_shown_as_a_stamp() -> None:
    sizes = [box.width * box.height for box in tile([1.5] * 11 + [0.67], WIDTH, HEIGHT, GAP, CAPTION)]
    assert max(sizes[:11]) < 2 * min(sizes[:11])


def test_two_landscapes_lie_beside_each_other_in_a_wide_room_and_above_in_a_tall_one() -> None:
    wide = tile([1.5, 1.5], 1280, 500, GAP, CAPTION)
    tall = tile([1.5, 1.5], 500, 900, GAP, CAPTION)
    assert wide[0].y == wide[1].y and tall[0].x == tall[1].x


def test_a_panorama_has_a_row_of_its_own_and_leaves_its_height_to_the_others() -> None:
    boxes = tile([1.5, 1.5, 4.0], WIDTH, HEIGHT, GAP, CAPTION)
    assert boxes[0].y == boxes[1].y < boxes[2].y
    assert area(boxes) > uniform_area([1.5, 1.5, 4.0])


def test_a_room_without_space_gives_empty_boxes() -> None:
    assert all(box.width == box.height == 0 for box in tile([1.5] * 5, 20, 20, GAP, CAPTION))


def test_arrows_find_the_nearest_frame_of_the_next_row() -> None:
    boxes = [Box(0, 0, 100, 100), Box(110, 0, 100, 100), Box(50, 130, 100, 100), Box(160, 130, 100, 100)]
    assert neighbour(boxes, 1, "down") == 3 and neighbour(boxes, 3, "up") == 1
    assert (
        neighbour(boxes, 0, "down") == 2
        and neighbour(boxes, 1, "right") == 2
        and neighbour(boxes, 0, "left") == 0
    )
    assert neighbour(boxes, 0, "up") == 0 and neighbour(boxes, 3, "down") == 3


def test_twelve_frames_at_most_are_surveyed() -> None:
    shortlist = Shortlist.begin(range(40), 5)
    assert shortlist.left == tuple(range(12)) and shortlist.active == 5
    assert Shortlist.begin(range(40), 30).active == 0


def test_a_dropped_frame_hands_over_to_the_next_and_the_last_one_stays() -> None:
    shortlist = Shortlist.begin((1, 2, 3), 2).drop(2)
    assert (shortlist.left, shortlist.active, shortlist.dropped) == ((1, 3), 3, (2,))
    shortlist = shortlist.drop(3)
    assert (shortlist.left, shortlist.active) == ((1,), 1)
    assert shortlist.drop(1) == shortlist


def test_who_dropped_out_last_comes_back_first() -> None:
    shortlist = Shortlist.begin((1, 2, 3), 1).drop(2).drop(3).restore()
    assert (shortlist.left, shortlist.active) == ((1, 3), 3)
    assert shortlist.restore().left == (1, 2, 3) and shortlist.restore().restore().dropped == ()


def test_dropping_another_than_the_active_one_keeps_that_active() -> None:
    assert Shortlist.begin((1, 2, 3), 1).drop(3).active == 1


def test_vanished_frames_leave_the_shortlist() -> None:
    shortlist = Shortlist.begin((1, 2, 3, 4), 2).drop(3)
    assert shortlist.without({2}) == Shortlist((1, 3, 4), 4, (3,))
    assert shortlist.without({1, 2, 4}) == Shortlist((3,), 3)  # what dropped out is all that there is
    assert shortlist.without({1, 2, 3, 4}) is None


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20, unique=True), st.data())
def test_an_active_frame_is_always_left(frames: list[int], data: st.DataObject) -> None:
    shortlist: Shortlist | None = Shortlist.begin(frames, data.draw(st.sampled_from(frames)))
    for act in data.draw(
        st.lists(st.sampled_from(["drop", "restore", "next", "back", "vanish"]), max_size=12)
    ):
        assert shortlist is not None
        if act == "drop":
            shortlist = shortlist.drop(data.draw(st.sampled_from(frames)))
        elif act == "vanish":
            shortlist = shortlist.without(data.draw(st.sets(st.sampled_from(frames))))
        elif act == "restore":
            shortlist = shortlist.restore()
        else:
            shortlist = shortlist.step(1 if act == "next" else -1)
        if shortlist is None:
            return
        assert shortlist.active in shortlist.left
        assert {*shortlist.left, *shortlist.dropped} == set(shortlist.frames)
