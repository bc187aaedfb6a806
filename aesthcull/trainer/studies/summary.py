"""The repeats of a row in one line: mean, interval, and how far from the row that changes nothing.

Repeats share most of their training photographs, so that a plain standard error would be far too small:
intervals are Student's t with Nadeau and Bengio's correction (2003), which adds the share of test to training
photographs to 1 / repeats. Repeats that all come out alike do not make anything certain: they are taken to
scatter by one test photograph at least.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aesthcull.trainer.studies.results import SPLITS, Finished, Split, Work
from aesthcull.trainer.studies.variations import Row, Study

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Mean:
    """A mean with its 95 % interval; without one after a single repeat."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def beyond_zero(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


@dataclass(frozen=True)
class Line:
    """A row by one split. `difference` is that of its accuracy to the reference row, repeat by repeat: both
    had the same photographs on each side. `majority` is the chance level."""

    row: Row
    split: Split
    repeats: int
    accuracy: Mean
    learnt: float
    majority: float
    difference: Mean | None


def lines(study: Study, results: Mapping[Work, Finished], repeats: int) -> tuple[Line, ...]:
    """Every row by each split that has a finished repeat, of the first `repeats`."""
    found = []
    for split in SPLITS:
        taken = {row.name: _taken(row, split, results, repeats) for row in study.rows}
        reference = taken.get(study.reference or "", {})
        for row in study.rows:
            mine = taken[row.name]
            if mine:
                found.append(_line(row, split, mine, {} if row.name == study.reference else reference))
    return tuple(found)


def _taken(row: Row, split: Split, results: Mapping[Work, Finished], repeats: int) -> dict[int, Finished]:
    works = (Work(row.treatment.key, split, repeat) for repeat in range(repeats))
    return {work.repeat: results[work] for work in works if work in results}


def _line(row: Row, split: Split, mine: dict[int, Finished], reference: dict[int, Finished]) -> Line:
    done = list(mine.values())
    both = [(one, reference[repeat]) for repeat, one in mine.items() if repeat in reference]
    difference = None
    if both:
        apart = mean([one.accuracy - other.accuracy for one, other in both], [one for one, _ in both])
        difference = apart
    reached = mean([one.accuracy for one in done], done)
    return Line(
        row,
        split,
        len(done),
        _within(reached),
        float(np.mean([one.learnt for one in done])),
        float(np.mean([one.majority for one in done])),
        difference,
    )


def mean(values: Sequence[float], repeats: Sequence[Finished]) -> Mean:
    """The mean over repeats, with the interval that their numbers of photographs allow."""
    from scipy.special import stdtrit  # scikit-learn brings it

    middle = float(np.mean(values))
    if len(values) < 2:
        return Mean(middle)
    tested = float(np.mean([sum(one.tested_on) / sum(one.trained_on) for one in repeats]))
    one_photograph = float(np.mean([1 / sum(one.tested_on) for one in repeats]))
    t = float(stdtrit(len(values) - 1, (1 + CONFIDENCE) / 2))
    scatter = max(float(np.std(values, ddof=1)), one_photograph)
    half = t * scatter * math.sqrt(1 / len(values) + tested)
    return Mean(middle, middle - half, middle + half)


def _within(reached: Mean) -> Mean:
    if reached.low is None or reached.high is None:
        return reached
    return Mean(reached.value, max(0.0, reached.low), min(1.0, reached.high))


def sentences(study: Study, found: Sequence[Line], *, alone: bool = False) -> tuple[str, ...]:
    """What the table says, in plain words. `alone`: every photograph is a series of its own."""
    said = [_against_chance(split, [one for one in found if one.split == split]) for split in SPLITS]
    if not alone:
        said.append(_leak(study, found))
    if study.reference:
        said += [_changes(study.reference, split, found) for split in SPLITS]
    return tuple(text for text in said if text)


SPLIT_WORDS: dict[Split, str] = {"random": "Split at random", "series": "Split by series"}


def _against_chance(split: Split, mine: Sequence[Line]) -> str:
    if not mine:
        return ""
    ends = [f"{f(one.accuracy.value for one in mine):.1%}" for f in (min, max)]
    chance = float(np.mean([one.majority for one in mine]))
    spread = " to ".join(dict.fromkeys(ends))
    return f"{SPLIT_WORDS[split]}: {spread} right; always saying the more frequent kind: {chance:.1%}."


def _leak(study: Study, found: Sequence[Line]) -> str:
    by_row = {(one.row.name, one.split): one.accuracy.value for one in found}
    apart = [
        by_row[row.name, "random"] - by_row[row.name, "series"]
        for row in study.rows
        if all((row.name, split) in by_row for split in SPLITS)
    ]
    if not apart:
        return ""
    points = 100 * float(np.mean(apart))
    return (
        f"The random split, where frames of one series fall on both sides, gives {points:+.1f} points on "
        "average against the split by series."
    )


def _changes(reference: str, split: Split, found: Sequence[Line]) -> str:
    compared = [one for one in found if one.split == split and one.difference is not None]
    known = [one for one in compared if one.difference and one.difference.low is not None]
    if not known:
        return ""
    apart = [one.row.name for one in known if one.difference and one.difference.beyond_zero]
    what = f"differ from {reference} by more than chance would: {', '.join(apart)}" if apart else ""
    none = f"none of the {len(known)} other rows differs from {reference} by more than chance would"
    return f"{SPLIT_WORDS[split]}, {what or none}."
