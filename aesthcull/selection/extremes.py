"""The best and the worst frames by a score, and what distinguishes them (paper P4's analysis, in figures).

What distinguishes them are the technical measures whose means, and the keywords whose shares, differ most
between the two groups. That is what goes along with the score here, not why the model gave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.column_types import ScoreColumn
from aesthcull.catalogue.columns import FrameColumns

MOST = 100
_MOST_TOLD = 6  # measures, and keywords
_FEWEST = 3  # frames on each side, below which nothing is compared, and frames that have a keyword
_TWO_SIDED_95 = 1.96
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Extremes:
    """Rows of the columns: `best` with the best one first, `worst` with the worst one first; none is in both.
    `scored` frames of those asked about have the score, `unscored` have not; `models` gave it."""

    best: Rows
    worst: Rows
    scored: int
    unscored: int
    models: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A measure (`share` False, then `best` and `worst` are means) or a keyword (shares of the frames, 0–1).
    `best_count` and `worst_count` are the frames that have it; `low` to `high` is the 95 % interval of the
    difference best − worst; `effect` is by what the list is ordered."""

    name: str
    share: bool
    best: float
    worst: float
    best_count: int
    worst_count: int
    low: float
    high: float
    effect: float

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval excludes no difference. Of twenty intervals one does so by chance."""
        return self.low > 0 or self.high < 0


def extremes(columns: FrameColumns, rows: Rows, score: str, most: int = MOST) -> Extremes:
    """The best and the worst `most` of these rows; halves of them where there are fewer than twice as many.
    Ties go by path, which is the order of the columns."""
    column = columns.scores.get(score, ScoreColumn.empty(len(columns)))
    asked = np.zeros(len(columns), dtype=np.bool_)
    asked[rows] = True
    scored = np.flatnonzero(asked & ~np.isnan(column.values))
    values = column.values[scored]
    each = min(most, max(len(scored) // 2, min(len(scored), 1)))
    best = scored[_first(-values, each)]
    worst = scored[::-1][_first(values[::-1], min(each, len(scored) - each))]
    codes = np.unique(column.model.codes[np.concatenate([best, worst])])
    models = tuple(sorted(column.model.values[code] for code in codes.tolist() if code >= 0))
    return Extremes(best, worst, len(scored), len(rows) - len(scored), models)


def _first(keys: NDArray[np.float32], count: int) -> Rows:
    """The places of the `count` smallest keys, ties in order. Sorting all 100,000 would take too long for a
    thread that paints."""
    if not count:
        return np.zeros(0, dtype=np.intp)
    among = np.flatnonzero(keys <= np.partition(keys, count - 1)[count - 1])
    return among[np.argsort(keys[among], kind="stable")][:count]


def differences(columns: FrameColumns, found: Extremes, score: str) -> list[Difference]:
    """What differs most: measures first, by the difference of their means in standard deviations, then
    keywords, by the difference of their shares. Empty where the groups are too small to compare."""
    if min(len(found.best), len(found.worst)) < _FEWEST:
        return []
    measures = [
        made
        for name in columns.score_names()
        if name != score and _measured(column := columns.scores[name])
        if (made := _of_means(name, column.values[found.best], column.values[found.worst])) is not None
    ]
    return [*_largest(measures), *_largest(_of_keywords(columns, found))]


def _largest(made: Sequence[Difference]) -> list[Difference]:
    return sorted(made, key=lambda d: (-abs(d.effect), d.name))[:_MOST_TOLD]


def _measured(column: ScoreColumn) -> bool:
    """Whether it is measured in the picture; other models' judgements would only say that models agree."""
    return bool(column.model.values) and all(m.startswith("technical@") for m in column.model.values)


def _of_means(name: str, best: NDArray[np.float32], worst: NDArray[np.float32]) -> Difference | None:
    one, other = (side[~np.isnan(side)].astype(np.float64) for side in (best, worst))
    if min(len(one), len(other)) < _FEWEST:
        return None
    apart = float(one.mean() - other.mean())
    spread = float(np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2))
    margin = _TWO_SIDED_95 * float(np.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other)))
    effect = apart / spread if spread > 0 else 0.0
    means = float(one.mean()), float(other.mean())
    return Difference(name, False, *means, len(one), len(other), apart - margin, apart + margin, effect)


def _of_keywords(columns: FrameColumns, found: Extremes) -> list[Difference]:
    best, worst = (_counts(columns, side) for side in (found.best, found.worst))
    words = columns.keywords.word.values
    told = np.flatnonzero(best + worst >= _FEWEST).tolist()
    return [
        _of_shares(words[code], int(best[code]), len(found.best), int(worst[code]), len(found.worst))
        for code in told
    ]


def _counts(columns: FrameColumns, rows: Rows) -> NDArray[np.intp]:
    """How many of the rows have each word [words]; a word from two models counts once."""
    keywords, wanted = columns.keywords, np.sort(rows).astype(np.int32)
    first = np.searchsorted(keywords.frame, wanted)
    each = np.searchsorted(keywords.frame, wanted, "right") - first
    frames = np.repeat(wanted, each)
    places = np.repeat(first - np.cumsum(each) + each, each) + np.arange(each.sum())
    pairs = np.unique(np.stack([frames, keywords.word.codes[places]]), axis=1)
    return np.bincount(pairs[1], minlength=len(keywords.word.values))


def _of_shares(word: str, best: int, of_best: int, worst: int, of_worst: int) -> Difference:
    # Agresti and Caffo: a success and a failure more on each side, else shares of 0 and 1 have no width.
    one, other = (best + 1) / (of_best + 2), (worst + 1) / (of_worst + 2)
    spread = np.sqrt(one * (1 - one) / (of_best + 2) + other * (1 - other) / (of_worst + 2))
    margin = _TWO_SIDED_95 * float(spread)
    shares = best / of_best, worst / of_worst
    low, high = one - other - margin, one - other + margin
    return Difference(word, True, *shares, best, worst, low, high, shares[0] - shares[1])
