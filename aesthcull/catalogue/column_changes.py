"""Changing columns in place: what a scan adds or changes, marks, and the scores of a model newly in use.

Columns belong to one thread, the GUI's; what other threads read comes as columns of its own and is put in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.column_details import Details
from aesthcull.catalogue.column_types import Coded, FileRows, KeywordRows, ScoreColumn, SeriesColumns
from aesthcull.catalogue.columns import FLAG_CODES, LABEL_CODES, FrameColumns

Rows = NDArray[np.intp]


def put(columns: FrameColumns, changed: FrameColumns) -> None:
    """Take over frames that changed, and those that are new, at their places in the order of paths."""
    for name in changed.scores.keys() - columns.scores.keys():
        columns.scores[name] = ScoreColumn.empty(len(columns))
    way = _way(columns, changed)
    renamed = way.moved[way.rows[columns.names[way.rows] != changed.names[way.known]]]
    for holder, name, new in _arrays(columns, changed):
        array = getattr(holder, name)
        array[way.rows] = new[way.known]
        if len(way.fresh):
            setattr(holder, name, np.insert(array, way.at, new[way.fresh]))
    _put_rows(columns.keywords, changed.keywords, way)
    _put_rows(columns.other_files, changed.other_files, way)
    for frame_id in changed.ids.tolist():
        columns.problems.pop(frame_id, None)
        columns.pairs.pop(frame_id, None)
    columns.problems.update(changed.problems)
    columns.pairs.update(changed.pairs)
    columns.series.reasons.update(changed.series.reasons)
    if len(renamed):
        _move(columns, renamed)


def _move(columns: FrameColumns, rows: Rows) -> None:
    """Bring rows whose names are others now (a JPEG beside a RAW is shown in its place) to where these
    belong in the order of paths."""
    rest = np.delete(np.arange(len(columns)), rows)
    moving = sorted(rows.tolist(), key=columns.path_key)
    others = rest.tolist()
    at = [bisect_left(others, columns.path_key(row), key=columns.path_key) for row in moving]
    order = np.insert(rest, at, moving)
    if np.array_equal(order, np.arange(len(columns))):
        return
    for holder, name, array in _arrays(columns, columns):
        setattr(holder, name, array[order])
    place = np.argsort(order).astype(np.int32)
    for kind in (columns.keywords, columns.other_files):
        kind.frame = place[kind.frame]
        by_frame = np.argsort(kind.frame, kind="stable")
        for holder, name, array in _arrays(kind, kind):
            setattr(holder, name, array[by_frame])


def put_details(columns: FrameColumns, details: Details) -> None:
    """Take over what the second stage has read. Frames that were added since keep what they have."""
    if np.array_equal(columns.ids, details.ids):
        columns.scores, columns.series = details.scores, details.series
        columns.keywords = details.keywords
        return
    rows, old = columns.index_of(details.ids), np.arange(len(columns))
    none = np.zeros(0, dtype=np.intp)
    way = _Way(np.arange(len(rows)), rows, none, none, old, rows)
    for name, score in details.scores.items():
        set_score(columns, name, details.ids, score)
    for holder, name, new in _arrays(columns.series, details.series):
        getattr(holder, name)[rows] = new
    columns.series.reasons.update(details.series.reasons)
    _put_rows(columns.keywords, details.keywords, way)


def set_mark(columns: FrameColumns, rows: Rows, field: str, value: object) -> None:
    """Set the flag, rating or label of some rows, with the values of `decisions.mark`. Nothing else."""
    if field == "flag":
        columns.flag[rows] = FLAG_CODES.index(value)
    elif field == "label":
        columns.label[rows] = LABEL_CODES.index(value)
    elif field == "rating" and isinstance(value, int):
        columns.rating[rows] = value


def set_score(columns: FrameColumns, name: str, ids: NDArray[np.int64], score: ScoreColumn) -> None:
    """Put a score [len(ids)] of the frames `ids`, in any order, in place of the earlier one."""
    if name not in columns.scores:
        columns.scores[name] = ScoreColumn.empty(len(columns))
    rows = columns.index_of(ids)
    for holder, field, new in _arrays(columns.scores[name], score):
        getattr(holder, field)[rows[rows >= 0]] = new[rows >= 0]


@dataclass(frozen=True)
class _Way:
    """Where changed frames go. `rows` [K] are those of the `known` ones; the `fresh` ones are inserted before
    the old rows `at` [F]; `moved` [N] are the new rows of the old ones, `places` those of the changed."""

    known: Rows
    rows: Rows
    fresh: Rows
    at: Rows
    moved: Rows
    places: Rows


def _way(columns: FrameColumns, changed: FrameColumns) -> _Way:
    rows = columns.index_of(changed.ids)
    known, fresh = np.flatnonzero(rows >= 0), np.flatnonzero(rows < 0)
    everything = range(len(columns))
    at = np.array(
        [bisect_left(everything, changed.path_key(i), key=columns.path_key) for i in fresh.tolist()],
        dtype=np.intp,
    )
    old = np.arange(len(columns))
    moved = old + np.searchsorted(at, old, side="right")
    places = np.empty(len(changed), dtype=np.intp)
    places[known] = moved[rows[known]]
    places[fresh] = at + np.arange(len(fresh))
    return _Way(known, rows[known], fresh, at, moved, places)


def _put_rows(mine: KeywordRows | FileRows, new: KeywordRows | FileRows, way: _Way) -> None:
    """Put the new rows of the changed frames in place of the earlier ones."""
    gone = np.zeros(len(way.moved), dtype=np.bool_)
    gone[way.rows] = True
    kept = ~gone[mine.frame]
    frames = way.moved[mine.frame[kept]].astype(np.int32)
    places = way.places[new.frame].astype(np.int32)
    order = np.argsort(places, kind="stable")
    at = np.searchsorted(frames, places[order], side="right")
    for holder, name, added in _arrays(mine, new):
        if holder is mine and name == "frame":
            mine.frame = np.insert(frames, at, places[order])
        else:
            setattr(holder, name, np.insert(getattr(holder, name)[kept], at, added[order]))


def _arrays(mine: Any, new: Any) -> Iterator[tuple[Any, str, NDArray[Any]]]:
    """The arrays with a value per row: who holds each, under which name, and the array of the new rows."""
    for field in fields(mine):
        value, other = getattr(mine, field.name), getattr(new, field.name)
        if isinstance(value, np.ndarray):
            yield mine, field.name, other
        elif isinstance(value, Coded):
            yield value, "codes", _in_codes_of(value, other)
        elif isinstance(value, SeriesColumns):
            yield from _arrays(value, other)
        elif field.name == "scores":
            for name, score in value.items():
                yield from _arrays(score, other.get(name) or ScoreColumn.empty(len(new)))


def _in_codes_of(mine: Coded, new: Coded) -> NDArray[np.int32]:
    """The codes of the new texts among mine; texts that are new are added."""
    known = {text: code for code, text in enumerate(mine.values)}
    codes = [known.setdefault(text, len(known)) for text in new.values]
    mine.values = list(known)
    return np.array([*codes, -1], dtype=np.int32)[new.codes]
