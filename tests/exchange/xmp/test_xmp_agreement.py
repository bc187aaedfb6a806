"""Who changed what since both sides agreed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.agreement import FIELDS, Agreed, settle
from aesthcull.exchange.xmp.profiles import Differing
from aesthcull.exchange.xmp.reading import Told

BASE = Marks(rating=3, label="red", title="Old", keywords=frozenset({"kept", "gone"}))
AGREED = Agreed(BASE, BASE)


def _newer(_field: str) -> bool:
    return True


def _older(_field: str) -> bool:
    return False


def test_a_side_that_alone_changed_wins() -> None:
    file = replace(BASE, rating=5, keywords=frozenset({"kept", "theirs"}))
    frame = replace(BASE, title="New", keywords=frozenset({"kept", "gone", "mine"}))
    outcome = settle(Told(file), frame, AGREED, "ask", _older)
    assert outcome.frame == Marks(
        rating=5, label="red", title="New", keywords=frozenset({"kept", "theirs", "mine"})
    )
    assert outcome.asks == ()
    # What the frame alone changed is still to be written.
    assert outcome.agreed.frame == replace(outcome.frame, title="Old", keywords=frozenset({"kept", "theirs"}))


def test_where_both_changed_the_newer_side_wins() -> None:
    file, frame = replace(BASE, label="green"), replace(BASE, label="blue")
    assert settle(Told(file), frame, AGREED, "newer", _newer).frame.label == "green"
    lost = settle(Told(file), frame, AGREED, "newer", _older)
    assert lost.frame.label == "blue"
    assert lost.agreed.frame.label == "red"  # so that it is written
    assert settle(Told(file), lost.frame, lost.agreed, "newer", _newer).frame.label == "blue"  # decided once


def test_where_both_changed_the_user_is_asked_about_that_field_only() -> None:
    file, frame = replace(BASE, label="green", rating=1), replace(BASE, label="blue")
    outcome = settle(Told(file), frame, AGREED, "ask", _newer)
    assert (outcome.asks, outcome.frame.label, outcome.frame.rating) == (("label",), "blue", 1)
    again = settle(Told(file), outcome.frame, outcome.agreed, "ask", _newer)
    assert again == outcome  # it is asked until it is decided
    assert settle(Told(file), outcome.frame, outcome.agreed, "sidecar", _older).frame.label == "green"
    mine = settle(Told(file), outcome.frame, outcome.agreed, "catalogue", _newer)
    assert (mine.frame.label, mine.asks, mine.agreed.frame.label) == ("blue", (), "red")


def test_the_same_change_on_both_sides_is_none() -> None:
    both = replace(BASE, rating=5)
    assert settle(Told(both), both, AGREED, "ask", _newer).asks == ()


def test_what_a_file_cannot_say_is_no_change() -> None:
    rejected = Agreed(Marks(flag="reject"), Marks(flag="reject", rating=4))  # −1 took the place of the stars
    frame = rejected.frame
    assert settle(Told(Marks(flag="reject")), frame, rejected, "newer", _newer).frame == frame
    assert settle(Told(Marks()), frame, rejected, "newer", _newer).frame == Marks(rating=4)


def test_a_first_meeting_takes_what_either_side_has() -> None:
    outcome = settle(Told(Marks(rating=2)), Marks(label="red"), Agreed(), "ask", _newer)
    assert (outcome.frame, outcome.asks) == (Marks(rating=2, label="red"), ())


_MARKS = st.builds(
    Marks,
    flag=st.sampled_from([None, "pick", "reject"]),
    rating=st.integers(0, 3),
    label=st.sampled_from([None, "red", "blue"]),
    title=st.sampled_from([None, "a", "b"]),
    description=st.sampled_from([None, "a"]),
    keywords=st.frozensets(st.sampled_from("xyz")),
)


@given(
    _MARKS, _MARKS, _MARKS, _MARKS, st.sampled_from(["newer", "ask", "catalogue", "sidecar"]), st.booleans()
)
def test_nothing_is_lost_and_nothing_comes_from_nowhere(
    file: Marks, frame: Marks, then_file: Marks, then_frame: Marks, differing: Differing, newer: bool
) -> None:
    agreed = Agreed(then_file, then_frame)
    outcome = settle(Told(file), frame, agreed, differing, lambda _: newer)
    for field in FIELDS:
        mine, theirs, now = (getattr(side, field) for side in (frame, file, outcome.frame))
        assert now in (mine, theirs)
        if field == "rating" and file.flag == "reject":
            continue  # it may be unable to tell the stars
        if theirs == getattr(then_file, field):
            assert now == mine
        elif mine == getattr(then_frame, field):
            assert now == theirs
    added, removed = file.keywords - then_file.keywords, then_file.keywords - file.keywords
    assert outcome.frame.keywords == (frame.keywords | added) - removed
    # Settling once more changes nothing, and what is kept of it survives the catalogue.
    again = settle(Told(file), outcome.frame, outcome.agreed, differing, lambda _: newer)
    assert again.frame == outcome.frame
    assert Agreed.from_json(outcome.agreed.to_json()) == outcome.agreed


@given(_MARKS, _MARKS)
def test_a_change_of_the_frame_waits_to_be_written(then: Marks, frame: Marks) -> None:
    outcome = settle(Told(then), frame, Agreed(then, then), "newer", _newer)
    assert (outcome.agreed.frame == outcome.frame) == (frame == then)
