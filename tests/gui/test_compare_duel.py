"""Champion and challengers, the frames that take part, canvases that move together: logic without widgets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aesthcull.gui.comparing.duel import Duel
from aesthcull.gui.comparing.gathering import gathered
from aesthcull.gui.comparing.linking import Link
from aesthcull.gui.viewing.geometry import FIT, Place

FRAMES = (11, 12, 13, 14)


def test_the_champion_meets_the_frame_after_it_first() -> None:
    duel = Duel.begin(FRAMES, 12)
    assert (duel.champion, duel.challenger, duel.position, duel.challengers) == (12, 13, 2, 3)


def test_a_champion_at_the_end_meets_the_one_before() -> None:
    assert Duel.begin(FRAMES, 14).challenger == 13


def test_challengers_are_gone_through_in_order_and_end() -> None:
    duel = Duel.begin(FRAMES, 12)
    met = [duel.challenger]
    for _ in range(4):
        duel = duel.step(1)
        met.append(duel.challenger)
    assert met == [13, 14, 14, 14, 14]
    assert [duel.step(-1).challenger, duel.step(-1).step(-1).challenger] == [13, 11]


def test_the_first_and_the_last_challenger_are_one_key_away() -> None:
    duel = Duel.begin(FRAMES, 11)
    assert (duel.to_end(1).challenger, duel.to_end(1).to_end(-1).challenger) == (14, 12)
    assert duel.to_end(1, {14}.__contains__).challenger == 13
    assert Duel.begin((11,), 11).to_end(1).challenger is None


def test_rejected_frames_are_passed_over() -> None:
    duel = Duel.begin(FRAMES, 11, {12}.__contains__)
    assert duel.challenger == 13
    assert duel.step(-1, {12}.__contains__) == duel
    assert duel.following(1, {14}.__contains__) == []


def test_where_all_others_are_rejected_they_are_compared_all_the_same() -> None:
    assert Duel.begin(FRAMES, 11, {12, 13, 14}.__contains__).challenger == 12


def test_the_winner_takes_the_place_and_meets_the_next_one() -> None:
    duel = Duel.begin(FRAMES, 11).promote()
    assert (duel.champion, duel.challenger) == (12, 13)


def test_the_last_winner_stands_against_the_former_champion() -> None:
    duel = Duel.begin(FRAMES, 11).step(1).step(1).promote()
    assert (duel.champion, duel.challenger) == (14, 11)


def test_a_rejected_champion_is_met_no_more() -> None:
    rejected = {11}.__contains__
    duel = Duel.begin((11, 12), 11).promote(rejected)
    assert (duel.champion, duel.challenger) == (12, None)
    assert duel.position == 0 and duel.step(1) == duel and duel.swap() == duel


def test_without_another_frame_the_champion_stays() -> None:
    duel = Duel.begin((11,), 11)
    assert duel.challenger is None and duel.promote() == duel


def test_swapped_twice_is_as_before() -> None:
    duel = Duel.begin(FRAMES, 12)
    assert (duel.swap().champion, duel.swap().challenger) == (13, 12)
    assert duel.swap().swap() == duel


def test_vanished_frames_hand_over() -> None:
    duel = Duel.begin(FRAMES, 12)
    assert duel.without({12}) == Duel((11, 13, 14), 13, 14)
    assert duel.without({13}) == Duel((11, 12, 14), 12, 14)
    assert duel.without({12, 13, 14}) == Duel((11,), 11, None)
    assert duel.without(FRAMES) is None


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9, unique=True), st.data())
def test_whatever_is_done_two_different_frames_that_take_part_are_shown(
    frames: list[int], data: st.DataObject
) -> None:
    out = data.draw(st.sets(st.sampled_from(frames)))
    duel: Duel | None = Duel.begin(frames, data.draw(st.sampled_from(frames)), out.__contains__)
    for act in data.draw(
        st.lists(st.sampled_from(["next", "back", "promote", "swap", "vanish"]), max_size=9)
    ):
        assert duel is not None
        if act == "vanish":
            duel = duel.without(data.draw(st.sets(st.sampled_from(duel.frames))), out.__contains__)
        elif act == "promote":
            duel = duel.promote(out.__contains__)
        elif act == "swap":
            duel = duel.swap()
        else:
            duel = duel.step(1 if act == "next" else -1, out.__contains__)
        if duel is None:
            return
        assert duel.champion in duel.frames and duel.champion != duel.challenger
        assert duel.challenger is None or duel.challenger in duel.frames
        assert 0 <= duel.position <= duel.challengers


def test_a_selection_is_compared_before_a_series_and_that_before_what_follows() -> None:
    assert gathered([1, 2], [2, 3, 4], [1, 2, 3, 4, 5], 2) == [1, 2]
    assert gathered([2], [2, 3, 4], [1, 2, 3, 4, 5], 2) == [2, 3, 4]
    assert gathered([2], [], [1, 2, 3, 4, 5], 2) == [1, 2, 3, 4, 5]


def test_the_current_frame_always_takes_part() -> None:
    assert gathered([1, 3], [], [1, 2, 3], 2) == [2, 1, 3]


def test_linked_frames_go_to_the_same_place() -> None:
    link = Link()
    link.moved(1, Place(1.0, 0.3, 0.4), alone=False)
    assert link.place_of(2) == Place(1.0, 0.3, 0.4)


def test_a_frame_moved_alone_keeps_its_shift_when_both_are_moved() -> None:
    link = Link(Place(1.0, 0.5, 0.5))
    link.moved(2, Place(1.0, 0.625, 0.5), alone=True)
    assert link.place_of(1) == Place(1.0, 0.5, 0.5) and link.shift_between(1, 2) == (0.125, 0.0)
    link.moved(1, Place(1.0, 0.25, 0.25), alone=False)
    assert link.place_of(2) == Place(1.0, 0.375, 0.25)
    link.moved(2, Place(2.0, 0.5, 0.5), alone=True)  # another zoom is for both
    assert link.place_of(1) == Place(2.0, 0.375, 0.5)
    link.forget(1, 2)
    assert link.place_of(2) == link.place_of(1)


def test_at_fit_nothing_is_shifted() -> None:
    link = Link(Place(1.0), {1: (0.2, 0.2)})
    link.moved(2, FIT, alone=False)
    assert link.place_of(1) == FIT
