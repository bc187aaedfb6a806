"""Filter, sort and collapse, without a window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue.records import LABELS, Capture, Frame, Score, SeriesPlace, StoredFile
from aesthcull.gui.ordering import NAME, TIME, UNFLAGGED, View, arrange


def frame(number: int, **values: object) -> Frame:
    path = Path(f"/s/{number:04}.jpg")
    known: dict[str, object] = {
        "missing": False, "problem": None, "width": 1, "height": 1, "capture": Capture(), "flag": None,
        "rating": 0, "label": None,
    }  # fmt: skip
    return Frame(id=number, path=path, file=StoredFile(path, 1, 1), **(known | values))  # type: ignore[arg-type]


FRAMES = st.lists(
    st.builds(
        lambda flag, rating, label, second, score: {
            "flag": flag, "rating": rating, "label": label,
            "capture": Capture(captured_at=None if second is None else datetime(2026, 1, 1, 0, 0, second)),
            "scores": {} if score is None else {"aesthetic": Score(score, "a@1")},
        },
        st.sampled_from([None, "pick", "reject"]), st.integers(0, 5), st.sampled_from([None, *LABELS]),
        st.none() | st.integers(0, 59), st.none() | st.floats(1, 10),
    ),
    max_size=12,
).map(lambda rows: [frame(i, **row) for i, row in enumerate(rows)])  # fmt: skip
VIEWS = st.builds(
    View, st.sampled_from([TIME, NAME, "aesthetic"]), st.booleans(),
    st.sampled_from([None, "pick", "reject", UNFLAGGED]), st.integers(0, 5), st.sampled_from([None, "red"]),
)  # fmt: skip


@given(FRAMES, VIEWS)
def test_every_frame_shown_passes_and_every_other_does_not(frames: list[Frame], view: View) -> None:
    shown = arrange(frames, view)
    assert len(shown) == len(set(shown))
    for index, one in enumerate(frames):
        passes = (
            (view.flag is None or (one.flag or UNFLAGGED) == view.flag)
            and one.rating >= view.stars
            and (view.label is None or one.label == view.label)
        )
        assert (index in shown) == passes


@given(FRAMES, st.booleans())
def test_frames_without_the_score_come_last(frames: list[Frame], descending: bool) -> None:
    shown = [frames[i].scores.get("aesthetic") for i in arrange(frames, View("aesthetic", descending))]
    known = [score.value for score in shown if score]
    assert all(score is None for score in shown[len(known) :])
    assert known == sorted(known, reverse=descending)


def test_a_rejected_suggestion_hands_over_to_the_rest_of_its_series() -> None:
    places = [SeriesPlace(1, "series", 3, i, i == 1, ()) for i in range(3)]
    frames = [frame(i, series=places[i], flag="reject" if i == 1 else None) for i in range(3)]
    assert arrange(frames, View(collapsed=True)) == [1]
    assert arrange(frames, View(collapsed=True, flag=UNFLAGGED)) == [0]
