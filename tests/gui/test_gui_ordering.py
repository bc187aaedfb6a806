"""Filter, sort and collapse, without a screen."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aesthcull.catalogue.records import Capture, Frame, Score, SeriesPlace, StoredFile
from aesthcull.gui.ordering import NAME, TIME, UNFLAGGED, View, arrange, score_names

START = datetime(2024, 5, 1, 10)


def frame(
    number: int,
    *,
    minutes: int | None = None,
    score: float | None = None,
    flag: str | None = None,
    rating: int = 0,
    label: str | None = None,
    series: SeriesPlace | None = None,
    name: str | None = None,
) -> Frame:
    path = Path("/shoot") / (name or f"{number:05d}.jpg")
    return Frame(
        id=number,
        path=path,
        file=StoredFile(path, 1, 1),
        missing=False,
        problem=None,
        width=3,
        height=2,
        capture=Capture(captured_at=None if minutes is None else START + timedelta(minutes=minutes)),
        flag=flag,
        rating=rating,
        label=label,
        scores={} if score is None else {"aesthetic": Score(score, "aesthetic@1")},
        series=series,
    )


def place(series: int, *, suggested: bool = False, kind: str = "series") -> SeriesPlace:
    return SeriesPlace(series, kind, 3, 0, suggested, ())


def test_frames_stand_in_the_order_of_their_times_and_those_without_one_come_last() -> None:
    frames = [frame(0), frame(1, minutes=5), frame(2, minutes=1), frame(3)]
    assert arrange(frames, View(sort=TIME)) == [2, 1, 0, 3]
    assert arrange(frames, View(sort=TIME, descending=True)) == [1, 2, 0, 3]


def test_frames_without_the_score_come_last_in_either_direction() -> None:
    frames = [frame(0, score=3), frame(1), frame(2, score=9)]
    assert arrange(frames, View(sort="aesthetic")) == [0, 2, 1]
    assert arrange(frames, View(sort="aesthetic", descending=True)) == [2, 0, 1]


@pytest.mark.parametrize("descending", [False, True])
def test_ties_keep_the_order_of_the_paths(descending: bool) -> None:
    frames = [frame(n, score=5, minutes=0) for n in range(5)]
    for sort in (TIME, "aesthetic"):
        assert arrange(frames, View(sort=sort, descending=descending)) == [0, 1, 2, 3, 4]


def test_names_are_sorted_whatever_their_case() -> None:
    frames = [frame(0, name="B.jpg"), frame(1, name="a.jpg"), frame(2, name="c.jpg")]
    assert arrange(frames, View(sort=NAME)) == [1, 0, 2]
    assert arrange(frames, View(sort=NAME, descending=True)) == [2, 0, 1]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(flag="pick"), [0]),
        (View(flag="reject"), [1]),
        (View(flag=UNFLAGGED), [2, 3]),
        (View(stars=3), [0, 2]),
        (View(label="red"), [2]),
        (View(flag=UNFLAGGED, stars=1, label="red"), [2]),
    ],
)
def test_a_filter_shows_only_what_passes(view: View, expected: list[int]) -> None:
    frames = [
        frame(0, flag="pick", rating=3),
        frame(1, flag="reject"),
        frame(2, rating=5, label="red"),
        frame(3, label="blue"),
    ]
    assert arrange(frames, view) == expected
    assert view.filters


def test_a_collapsed_series_shows_its_suggested_frame() -> None:
    frames = [
        frame(0, series=place(1)),
        frame(1, series=place(1, suggested=True)),
        frame(2, series=place(1)),
        frame(3),
    ]
    assert arrange(frames, View(collapsed=True)) == [1, 3]


def test_a_series_whose_suggested_frame_is_filtered_out_shows_its_first_that_passes() -> None:
    frames = [
        frame(0, series=place(1), flag="reject"),
        frame(1, series=place(1, suggested=True), flag="reject"),
        frame(2, series=place(1)),
    ]
    assert arrange(frames, View(collapsed=True, flag=UNFLAGGED)) == [2]


def test_a_bracket_is_never_collapsed() -> None:
    frames = [frame(n, series=place(1, kind="bracket")) for n in range(3)]
    assert arrange(frames, View(collapsed=True)) == [0, 1, 2]


def test_the_scores_on_offer_are_those_that_frames_have_aesthetic_first() -> None:
    frames = [frame(0), frame(1, score=2)]
    frames[0].scores["sharpness"] = frames[0].scores["clarity"] = Score(1, "m@1")
    assert score_names(frames) == ["aesthetic", "clarity", "sharpness"]


@pytest.mark.parametrize("sort", [TIME, NAME, "aesthetic"])
def test_fifty_thousand_frames_are_arranged_in_a_moment(sort: str) -> None:
    frames = [
        frame(n, minutes=n * 7919 % 50_000, score=n * 7907 % 1000, series=place(n // 3, suggested=n % 3 == 1))
        for n in range(50_000)
    ]
    view = View(sort=sort, descending=True, flag=UNFLAGGED, collapsed=True)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        assert len(arrange(frames, view)) == 16_667
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.15
