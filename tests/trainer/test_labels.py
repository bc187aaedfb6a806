from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.trainer.labels import (
    BETWEEN,
    BOTTOM,
    TOP,
    balanced_weights,
    class_numbers,
    one_hot,
    popularity,
    popularity_classes,
    undersample,
)

scores = st.lists(st.floats(-20, 20, width=16), min_size=1, max_size=60)
shares = st.sampled_from([0.1, 0.2, 0.25, 0.29, 1 / 3, 0.5])


# Popularity (P4)


def test_the_score_is_the_papers() -> None:
    assert popularity([0, 1, 1023], [0, 0, 1]).tolist() == [0, 1, 9]


@given(st.integers(0, 10**9), st.integers(0, 10**5))
def test_more_views_or_fewer_days_are_more_popular(views: int, days: int) -> None:
    score, more, longer = popularity([views, views + 1, views], [days, days, days + 1])
    assert longer < score < more
    assert 2.0**score * (days + 1) == pytest.approx(views + 1)


@pytest.mark.parametrize(
    ("views", "days", "said"),
    [
        ([1, -2], [1, 1], "views of -2: a number from 0 upwards is meant"),
        ([1.0], [math.nan], "days online of nan"),
        ([math.inf], [1], "views of inf"),
        ([1, 2], [1], "2 numbers of views, but 1 of days online"),
    ],
)
def test_impossible_counts_are_named(views: list[float], days: list[float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        popularity(views, days)


def test_top_and_bottom_fifth() -> None:
    labels = popularity_classes([5, 1, 9, 3, 7, 2, 8, 4, 6, 10])
    assert labels.tolist() == [-1, 0, 1, -1, -1, 0, -1, -1, -1, 1]


@pytest.mark.parametrize("share", [0.29, 0.1, 0.5])
def test_the_share_is_exact_in_spite_of_rounding(share: float) -> None:
    labels = popularity_classes(np.arange(100.0), share)
    assert (labels == TOP).sum() == (labels == BOTTOM).sum() == round(100 * share)


def test_equal_frames_at_a_cut_are_left_out() -> None:
    # The two best of ten are one 9 and one of two 8s.
    labels = popularity_classes([1, 2, 3, 4, 5, 6, 7, 8, 8, 9])
    assert labels.tolist() == [0, 0, -1, -1, -1, -1, -1, -1, -1, 1]


@given(scores, shares)
def test_classes_never_tell_equal_scores_apart(values: list[float], share: float) -> None:
    most = math.floor(share * len(values) + 1e-9)
    try:
        labels = popularity_classes(values, share)
    except ValueError as error:
        assert (most < 1 and "too few" in str(error)) or "equal scores" in str(error)
        return
    by_score: dict[float, set[int]] = {}
    for value, label in zip(values, labels.tolist(), strict=True):
        by_score.setdefault(value, set()).add(label)
    assert all(len(labels) == 1 for labels in by_score.values())
    worst_top = min(v for v, each in by_score.items() if TOP in each)
    best_bottom = max(v for v, each in by_score.items() if BOTTOM in each)
    assert all(best_bottom < v < worst_top for v, each in by_score.items() if BETWEEN in each)
    assert best_bottom < worst_top
    assert 1 <= (labels == TOP).sum() <= most and 1 <= (labels == BOTTOM).sum() <= most


@given(st.sets(st.integers(-1000, 1000), min_size=5, max_size=60), st.randoms(use_true_random=False))
def test_without_equal_scores_both_classes_have_the_share(values: set[int], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    labels = popularity_classes(shuffled)
    assert (labels == TOP).sum() == (labels == BOTTOM).sum() == len(values) // 5


def test_too_few_or_too_equal_frames_are_refused() -> None:
    with pytest.raises(ValueError, match=r"4 frames are too few: a share of 0\.2 needs at least 5"):
        popularity_classes([1, 2, 3, 4])
    with pytest.raises(ValueError, match="0 frames are too few"):
        popularity_classes([])
    with pytest.raises(ValueError, match="too many of the 10 frames have equal scores"):
        popularity_classes([1.0] * 10)
    with pytest.raises(ValueError, match=r"a share of 0\.6"):
        popularity_classes([1, 2, 3], 0.6)
    with pytest.raises(ValueError, match="not a number"):
        popularity_classes([1, math.nan, 3, 4, 5])


# Classes


@given(st.lists(st.sampled_from(["striped", "plain", "floral"]), min_size=1, max_size=20))
def test_class_numbers_name_their_classes(names: list[str]) -> None:
    numbers, classes = class_numbers(names)
    assert [classes[n] for n in numbers] == names
    assert classes == sorted(set(names))
    rows = one_hot(numbers, len(classes))
    assert rows.dtype == np.float32
    assert (rows.argmax(axis=1) == numbers).all() and (rows.sum(axis=1) == 1).all()


def test_numbers_beyond_the_classes_are_refused() -> None:
    with pytest.raises(ValueError, match="class numbers from 0 to 2, but 2 classes"):
        one_hot([0, 2], 2)
    with pytest.raises(ValueError, match="class numbers from -1 to 0"):
        one_hot([0, -1], 2)


def test_weights_make_classes_count_alike() -> None:
    weights = balanced_weights([0, 0, 0, 1], 2)
    assert weights == [pytest.approx(2 / 3), 2]
    assert weights[0] * 3 == pytest.approx(weights[1] * 1)
    with pytest.raises(ValueError, match=r"the frames of each are \[2, 0\]"):
        balanced_weights([0, 0], 2)


# Undersampling (P3)


@given(st.lists(st.floats(1, 10), max_size=80), st.integers(1, 5), st.none() | st.integers(0, 9))
def test_each_bin_gives_at_most_so_many(ratings: list[float], first: int, seed: int | None) -> None:
    kept = undersample(ratings, first, seed=seed)
    assert (np.diff(kept) > 0).all()  # ascending, none twice
    bin_of = np.clip(((np.array(ratings) - 1) / 9 * 10).astype(int), 0, 9)
    for b in range(10):
        assert (bin_of[kept] == b).sum() == min((bin_of == b).sum(), first)
    assert np.array_equal(kept, undersample(ratings, first, seed=seed))


def test_first_is_the_given_order_or_the_seeds() -> None:
    ratings = np.full(50, 5.0)
    assert undersample(ratings, 3).tolist() == [0, 1, 2]
    assert undersample(ratings, 3, seed=0).tolist() != undersample(ratings, 3, seed=1).tolist()
    assert undersample([0.0, 1.0, 10.0, 11.0], 1).tolist() == [0, 2]  # beyond: the outermost bins
    with pytest.raises(ValueError, match="chooses nothing"):
        undersample(ratings, 0)
    with pytest.raises(ValueError, match="not a number"):
        undersample([math.nan], 1)
