"""The best and the worst frames by a score, and what distinguishes them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue.records import Frame, Keyword, Score
from aesthcull.selection.extremes import differences, extremes
from tests.selection.frames import columns_of, frame

VALUES = st.lists(st.none() | st.integers(0, 6), max_size=30)


def scored(number: int, value: float | None, sharpness: float | None = None, *words: str) -> Frame:
    scores = {} if value is None else {"aesthetic": Score(value, "aesthetic@2.0")}
    if sharpness is not None:
        scores["sharpness"] = Score(sharpness, "technical@1.0")
    return frame(number, scores=scores, keywords=[Keyword(word, "tags@1.0", 0.9) for word in words])


@given(VALUES, st.integers(1, 8))
def test_they_are_the_ends_of_the_ranking_and_never_the_same_frame(
    values: list[int | None], most: int
) -> None:
    columns = columns_of([scored(n, value) for n, value in enumerate(values)])
    found = extremes(columns, np.arange(len(values))[::-1], "aesthetic", most)
    ranking = sorted((n for n, v in enumerate(values) if v is not None), key=lambda n: (-(values[n] or 0), n))
    each = min(most, len(ranking) // 2) or min(1, len(ranking))
    assert found.best.tolist() == ranking[:each]
    assert found.worst.tolist() == (ranking[::-1][:each] if len(ranking) > 1 else [])
    assert not set(found.best.tolist()) & set(found.worst.tolist())
    assert (found.scored, found.unscored) == (len(ranking), values.count(None))
    assert found.models == (("aesthetic@2.0",) if ranking else ())


def test_only_the_rows_asked_about_count_and_an_unknown_score_finds_nothing() -> None:
    columns = columns_of([scored(n, n) for n in range(9)])
    found = extremes(columns, np.array([2, 3, 4, 5]), "aesthetic")
    assert (found.best.tolist(), found.worst.tolist()) == ([5, 4], [2, 3])
    nothing = extremes(columns, np.arange(9), "sells")
    assert (len(nothing.best), nothing.scored, nothing.unscored) == (0, 0, 9)
    assert differences(columns, nothing, "sells") == []


def test_measures_and_keywords_that_differ_come_first_with_their_counts() -> None:
    rng = np.random.default_rng(1)
    frames = [
        scored(n, n, 0.2 + (n >= 20) * 0.5 + rng.normal() * 0.05, "all", *(("sea",) if n >= 25 else ()))
        for n in range(40)
    ]
    columns = columns_of(frames)
    found = extremes(columns, np.arange(40), "aesthetic")
    sharpness, sea, everywhere = differences(columns, found, "aesthetic")
    assert (sharpness.name, sharpness.share, sharpness.best_count) == ("sharpness", False, 20)
    assert sharpness.low < sharpness.best - sharpness.worst < sharpness.high and sharpness.beyond_chance
    assert (sea.name, sea.best_count, sea.worst_count, sea.best) == ("sea", 15, 0, 0.75)
    assert sea.beyond_chance and not everywhere.beyond_chance
    assert (everywhere.best, everywhere.worst) == (1.0, 1.0)


def test_a_keyword_from_two_sources_counts_once() -> None:
    twice = [Keyword("sea", "tags@1.0", 0.9), Keyword("sea", "person", None)]
    frames = [frame(n, scores={"aesthetic": Score(n, "a@1")}, keywords=twice) for n in range(8)]
    columns = columns_of(frames)
    (sea,) = differences(columns, extremes(columns, np.arange(8), "aesthetic"), "aesthetic")
    assert (sea.best_count, sea.worst_count) == (4, 4)


def test_too_few_frames_are_not_compared() -> None:
    columns = columns_of([scored(n, n, n / 4) for n in range(4)])
    assert differences(columns, extremes(columns, np.arange(4), "aesthetic"), "aesthetic") == []


def test_the_direction_of_motion_is_an_angle_and_ranks_nothing() -> None:
    angle = {"motion_direction": Score(90.0, "technical@1.1"), "sharpness": Score(0.5, "technical@1.1")}
    columns = columns_of([frame(n, scores=angle, keywords=[]) for n in range(30)])
    assert columns.score_names() == ["sharpness"]
    found = extremes(columns, np.arange(30), "sharpness")
    assert differences(columns, found, "sharpness") == []
