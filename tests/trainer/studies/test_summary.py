"""Means, intervals and what is said of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from aesthcull.trainer.studies.results import Finished, Work
from aesthcull.trainer.studies.summary import lines, mean, sentences
from aesthcull.trainer.studies.variations import STUDIES
from tests.trainer.studies.test_results import finished

HUE = STUDIES["hue"]


def results(**accuracies: list[float]) -> dict[Work, Finished]:
    """By split, of the rows 0° (as given) and 72° (0.1 lower)."""
    found = {}
    for split, values in accuracies.items():
        for row, shift in ((HUE.rows[0], -0.1), (HUE.rows[-1], 0.0)):
            for repeat, value in enumerate(values):
                one = finished(repeat, split, row.treatment.key, accuracy=value + shift)
                found[one.work] = one
    return found


def test_intervals_are_nadeau_and_bengios() -> None:
    values = [0.6, 0.65, 0.7, 0.62, 0.68]
    found = mean(values, [finished(n) for n in range(5)])
    half = stats.t.ppf(0.975, 4) * np.std(values, ddof=1) * math.sqrt(1 / 5 + 80 / 320)
    assert found.value == pytest.approx(np.mean(values))
    assert (found.low, found.high) == (pytest.approx(found.value - half), pytest.approx(found.value + half))
    assert (mean([0.6], [finished(0)]).low, mean([0.6], [finished(0)]).high) == (None, None)


def test_repeats_that_all_come_out_alike_are_not_taken_for_certain() -> None:
    found = mean([1.0] * 10, [finished(n) for n in range(10)])
    assert found.low is not None and 0.96 < found.low < 0.99  # of 80 test photographs one may be wrong
    assert not mean([0.01] * 3, [finished(n) for n in range(3)]).beyond_zero


def test_rows_are_compared_repeat_by_repeat() -> None:
    """The rows scatter by 10 points from repeat to repeat, but always lie 10 points apart."""
    found = lines(HUE, results(random=[0.9, 0.7, 0.8, 0.85]), 10)
    assert [(line.row.name, line.repeats) for line in found] == [("72°", 4), ("0°", 4)]
    turned, unchanged = found
    assert unchanged.difference is None and turned.difference is not None
    assert turned.difference.value == pytest.approx(-0.1) and turned.difference.beyond_zero
    assert turned.accuracy.low < 0.6 and turned.accuracy.high > 0.8  # type: ignore[operator]


def test_only_the_repeats_that_were_asked_for_count() -> None:
    found = lines(HUE, results(random=[0.9, 0.1, 0.1]), 1)
    assert [line.repeats for line in found] == [1, 1]
    assert found[1].accuracy.value == pytest.approx(0.9) and found[1].accuracy.low is None


def test_it_is_said_in_plain_words() -> None:
    said = sentences(HUE, lines(HUE, results(random=[0.8, 0.9, 0.85], series=[0.7, 0.7, 0.7]), 10))
    assert said[0] == "Split at random: 75.0% to 85.0% right; always saying the more frequent kind: 50.0%."
    assert "gives +15.0 points on average" in said[2]
    assert said[3] == "Split at random, differ from 0° by more than chance would: 72°."
    one = lines(HUE, results(series=[0.7]), 10)
    assert len(sentences(HUE, one)) == 1  # nothing to compare, and one repeat has no interval
    assert sentences(HUE, ()) == ()
    both = lines(HUE, results(random=[0.8], series=[0.7]), 10)
    assert len(sentences(HUE, both)) == 3 and len(sentences(HUE, both, alone=True)) == 2


def test_equal_rows_are_said_to_be_equal() -> None:
    rng = np.random.default_rng(0)
    found = {}
    for row in HUE.rows:
        for repeat in range(10):
            accuracy = 0.7 + rng.normal(0, 0.03)
            one = finished(repeat, "random", row.treatment.key, accuracy=accuracy)
            found[one.work] = one
    said = sentences(HUE, lines(HUE, found, 10))
    assert said[-1] == "Split at random, none of the 4 other rows differs from 0° by more than chance would."
