"""Which frames a filter lets through.

Each criterion is one function in CRITERIA, so that `facets` can leave one out. A criterion that asks for
nothing gives None; all that ask must be met. Missing frames never pass.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.column_types import Coded, fold
from aesthcull.catalogue.columns import FLAG_CODES, LABEL_CODES, FrameColumns
from aesthcull.catalogue.records import PERSON
from aesthcull.selection.filters import (
    ANY_SERIES,
    IN_SERIES,
    IN_SET,
    NO_LABEL,
    SINGLE,
    SUGGESTED,
    UNFLAGGED,
    UNKNOWN,
    Filter,
)

SERIES = "series"  # the kind of a series that is no set
Mask = NDArray[np.bool_]
Criterion = Callable[[FrameColumns, Filter], Mask | None]


def mask(columns: FrameColumns, wanted: Filter) -> Mask:
    """Which frames [N] pass."""
    return joined(columns, masks(columns, wanted))


def masks(columns: FrameColumns, wanted: Filter) -> dict[str, Mask]:
    """Which frames [N] pass each of the criteria that ask for something, by the names in CRITERIA."""
    found = ((name, criterion(columns, wanted)) for name, criterion in CRITERIA.items())
    return {name: passed for name, passed in found if passed is not None}


def joined(columns: FrameColumns, passed: dict[str, Mask], but: str | None = None) -> Mask:
    """Which frames [N] pass all of the `masks`, the criterion `but` left out."""
    result = ~columns.missing
    for name, one in passed.items():
        if name != but:
            result &= one
    return result


def _flags(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if not wanted.flags:
        return None
    return _among([flag or UNFLAGGED for flag in FLAG_CODES], wanted.flags)[columns.flag]


def _stars(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if wanted.how == "at least" and wanted.stars <= 0:
        return None
    compare = {"at least": np.greater_equal, "exactly": np.equal, "at most": np.less_equal}[wanted.how]
    passed: Mask = compare(columns.rating, wanted.stars)
    return passed


def _labels(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if not wanted.labels:
        return None
    return _among([label or NO_LABEL for label in LABEL_CODES], wanted.labels)[columns.label]


def _scores(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if not wanted.scores:
        return None
    result = np.ones(len(columns), dtype=np.bool_)
    for name, low, high in wanted.scores:
        if name not in columns.scores:
            return np.zeros(len(columns), dtype=np.bool_)
        values = columns.scores[name].values
        # NaN is neither below nor above: frames without the score do not pass.
        result &= values >= np.float32(-np.inf if low is None else low)
        result &= values <= np.float32(np.inf if high is None else high)
    return result


def _series(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if wanted.series == ANY_SERIES:
        return None
    series = columns.series
    if wanted.series == SINGLE:
        passed: Mask = series.id < 0
    elif wanted.series == IN_SERIES:
        passed = coded_as(series.kind, {SERIES})
    elif wanted.series == IN_SET:
        passed = (series.id >= 0) & ~coded_as(series.kind, {SERIES})
    elif wanted.series == SUGGESTED:
        passed = coded_as(series.kind, {SERIES}) & series.suggested
    else:
        passed = np.equal(series.id, wanted.series if isinstance(wanted.series, int) else -2)
    return passed


def _keywords(columns: FrameColumns, wanted: Filter) -> Mask | None:
    rows = columns.keywords
    if not wanted.keywords:
        return coded_frames(columns, coded_as(rows.source, {PERSON})) if wanted.accepted else None
    result = np.ones(len(columns), dtype=np.bool_)
    counts = coded_as(rows.source, {PERSON}) if wanted.accepted else np.True_
    for word in wanted.keywords:
        result &= coded_frames(columns, coded_as(rows.word, {word}) & counts)
    return result


def _cameras(columns: FrameColumns, wanted: Filter) -> Mask | None:
    return coded_as(columns.camera, wanted.cameras) if wanted.cameras else None


def _lenses(columns: FrameColumns, wanted: Filter) -> Mask | None:
    return coded_as(columns.lens, wanted.lenses) if wanted.lenses else None


def _types(columns: FrameColumns, wanted: Filter) -> Mask | None:
    return coded_as(columns.file_type, wanted.types) if wanted.types else None


def _days(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if wanted.first_day is None and wanted.last_day is None:
        return None
    days = columns.captured_at.astype("datetime64[D]")
    result: Mask = ~np.isnat(days)
    if wanted.first_day is not None:
        result &= days >= np.datetime64(wanted.first_day)
    if wanted.last_day is not None:
        result &= days <= np.datetime64(wanted.last_day)
    return result


def _text(columns: FrameColumns, wanted: Filter) -> Mask | None:
    words = fold(wanted.text).split()
    if not words:
        return None
    result = np.ones(len(columns), dtype=np.bool_)
    for word in words:
        found = np.fromiter((word in name for name in columns.folded), np.bool_, len(columns))
        for coded in (_inside(columns.folder), columns.camera, columns.lens):
            found |= _containing(coded, word)
        found |= coded_frames(columns, _containing(columns.keywords.word, word))
        result &= found
    return result


def _only(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if wanted.only is None:
        return None
    result = np.zeros(len(columns), dtype=np.bool_)
    rows = columns.index_of(wanted.only)
    result[rows[rows >= 0]] = True
    return result


def _problems(columns: FrameColumns, wanted: Filter) -> Mask | None:
    if not wanted.problems:
        return None
    result = np.zeros(len(columns), dtype=np.bool_)
    rows = columns.index_of(list(columns.problems))
    result[rows[rows >= 0]] = True
    return result


CRITERIA: dict[str, Criterion] = {
    "flags": _flags,
    "stars": _stars,
    "labels": _labels,
    "scores": _scores,
    "series": _series,
    "keywords": _keywords,
    "cameras": _cameras,
    "lenses": _lenses,
    "types": _types,
    "days": _days,
    "text": _text,
    "only": _only,
    "problems": _problems,
}


def coded_as(coded: Coded, texts: Iterable[str]) -> Mask:
    """Which rows have one of the texts; UNKNOWN stands for none."""
    # One entry more than there are codes: −1, none, is the last.
    return _among([*coded.values, UNKNOWN], frozenset(texts))[coded.codes]


def coded_frames(columns: FrameColumns, rows: Mask) -> Mask:
    """Which frames [N] have any of the keyword rows [K]."""
    result = np.zeros(len(columns), dtype=np.bool_)
    result[columns.keywords.frame[rows]] = True
    return result


def _inside(folders: Coded) -> Coded:
    """The folders from the one that holds all of them on: words of its path would find every frame."""
    shared = len(os.path.commonpath(folders.values)) if folders.values else 0
    return Coded([folder[shared:] for folder in folders.values], folders.codes)


def _containing(coded: Coded, word: str) -> Mask:
    found: Mask = np.array([*(word in fold(text) for text in coded.values), False])[coded.codes]
    return found


def _among(values: Iterable[str], wanted: frozenset[str]) -> Mask:
    return np.array([value in wanted for value in values], dtype=np.bool_)
