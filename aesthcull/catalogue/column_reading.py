"""Reading a shoot's frames as columns, in two stages: their own fields, which a grid needs, and the details.

Rows are taken from the driver's cursor as they are: two million scores as SQLAlchemy's rows, each value
processed, take four times as long. Both stages run in a worker.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from aesthcull.catalogue import keywords
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.column_types import (
    NO_NUMBER,
    Coded,
    FileRows,
    KeywordRows,
    RowIndex,
    ScoreColumn,
    SeriesColumns,
    Texts,
    fold,
)
from aesthcull.catalogue.columns import FLAG_CODES, LABEL_CODES, FrameColumns
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import Catalogue
from aesthcull.catalogue.tables import decode_path
from aesthcull.job import Job

_BLOCK = 10_000  # rows at a time: some milliseconds in which the GUI's thread waits for Python's lock
_CODED = ("camera", "lens")
_WHOLE = ("width", "height", "utc_offset", "iso")
_REAL = ("exposure_time", "f_number", "exposure_bias", "focal_length")
_MARKS = ("flag", "rating", "label")
_FIELDS = ("id", "path", "missing", "problem", *_MARKS, "captured_at", *_CODED, *_WHOLE, *_REAL)
_FILE = ("size", "mtime_ns")
_FLAGS = {text: code for code, text in enumerate(FLAG_CODES)}
_LABELS = {text: code for code, text in enumerate(LABEL_CODES)}
Ids = NDArray[np.int64]
Block = tuple[tuple[Any, ...], ...]


@dataclass(slots=True)
class Details:
    """What the second stage reads of the frames `ids` [N], in their order."""

    ids: Ids
    series: SeriesColumns
    scores: dict[str, ScoreColumn]
    keywords: KeywordRows


def read_frames(
    catalogue: Catalogue, shoot: Shoot, job: Job, ids: Sequence[int] | None = None
) -> FrameColumns:
    """The first stage: the frames of the shoot (or those with these ids) without scores, keywords, series.

    Raises Cancelled, CatalogueError.
    """
    reading = _Reading(catalogue, shoot, job, ids)
    read = _by_name((*_FIELDS, *_FILE), reading.blocks(_frames_query(), t.frame.c.id, t.frame.c.path))
    if ids is not None:  # they were read in several pieces
        order = sorted(range(len(read["path"])), key=read["path"].__getitem__)
        read = {name: [values[i] for i in order] for name, values in read.items()}
    places = [decode_path(path).rpartition(os.sep) for path in read["path"]]
    names = [name for _, _, name in places]
    frame_ids = np.array(read["id"], dtype=np.int64)
    files, types = _other_files(reading, frame_ids, names)
    return FrameColumns(
        ids=frame_ids,
        folder=Coded.of(folder for folder, _, _ in places),
        names=_texts(names),
        folded=_texts([fold(name) for name in names]),
        file_type=types,
        size=np.array(read["size"], dtype=np.int64),
        mtime_ns=np.array(read["mtime_ns"], dtype=np.int64),
        missing=np.array(read["missing"], dtype=np.bool_),
        problems={i: p for i, p in zip(read["id"], read["problem"], strict=True) if p is not None},
        captured_at=np.array(read["captured_at"], dtype="datetime64[us]"),
        flag=np.array([_FLAGS.get(flag, 0) for flag in read["flag"]], dtype=np.int8),
        rating=np.array(read["rating"], dtype=np.int8),
        label=np.array([_LABELS.get(label, 0) for label in read["label"]], dtype=np.int8),
        other_files=files,
        series=SeriesColumns.empty(len(frame_ids)),
        **_fields_alike(read),
    )


def read_details(catalogue: Catalogue, shoot: Shoot, ids: Ids, job: Job, *, some: bool = False) -> Details:
    """The second stage: scores, keywords and series of the frames `ids` of the shoot, which are all of it
    unless `some`. Raises Cancelled, CatalogueError."""
    reading = _Reading(catalogue, shoot, job, ids.tolist() if some else None)
    rows = RowIndex(ids)
    return Details(ids, _series(reading, rows), _scores(reading, rows), _keywords(reading, rows))


def read_changed(catalogue: Catalogue, shoot: Shoot, ids: Sequence[int], job: Job) -> FrameColumns:
    """Both stages of some frames. Raises Cancelled, CatalogueError."""
    columns = read_frames(catalogue, shoot, job, ids)
    details = read_details(catalogue, shoot, columns.ids, job, some=True)
    columns.series, columns.scores, columns.keywords = details.series, details.scores, details.keywords
    return columns


def read_score(catalogue: Catalogue, shoot: Shoot, ids: Ids, name: str, job: Job) -> ScoreColumn:
    """One score of the frames `ids` of the shoot, in their order. Raises Cancelled, CatalogueError."""
    reading = _Reading(catalogue, shoot, job, None)
    return _scores(reading, RowIndex(ids), name).get(name) or ScoreColumn.empty(len(ids))


class _Reading:
    """What is read: a shoot's frames, or some of them, for a job."""

    def __init__(self, catalogue: Catalogue, shoot: Shoot, job: Job, ids: Sequence[int] | None) -> None:
        self.catalogue, self.shoot, self.job = catalogue, shoot, job
        self._ids = ids

    def blocks(self, query: Any, of: sa.Column[int], *order: sa.Column[Any]) -> Iterator[Block]:
        """The columns of the query's rows, some thousand rows at a time. `of` is the column of frame ids."""
        with self.catalogue.read() as connection:
            for condition in self._conditions(of):
                result = connection.execute(query.where(condition).order_by(*order))
                while rows := result.cursor.fetchmany(_BLOCK):
                    self.job.check()
                    yield tuple(zip(*rows, strict=True))
                result.close()

    def _conditions(self, of: sa.Column[int]) -> Iterator[sa.ColumnElement[bool]]:
        if self._ids is not None:
            for chunk in chunks(self._ids):
                yield of.in_(chunk)
            return
        inside = below(t.frame.c.folder, self.shoot.path)
        yield inside if of is t.frame.c.id else of.in_(sa.select(t.frame.c.id).where(inside))


def _by_name(names: Sequence[str], blocks: Iterator[Block]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for block in blocks:
        for column, values in zip(columns.values(), block, strict=True):
            column.extend(values)
    return columns


def _fields_alike(read: dict[str, list[Any]]) -> dict[str, Any]:
    return {
        **{name: Coded.of(read[name]) for name in _CODED},
        **{name: _whole(read[name]) for name in _WHOLE},
        **{name: np.array(read[name], dtype=np.float64) for name in _REAL},
    }


def _raw(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """The column as the driver gives it."""
    return sa.type_coerce(column, sa.types.NullType())


def _frames_query() -> sa.Select[Any]:
    shown = sa.and_(t.frame_file.c.frame_id == t.frame.c.id, t.frame_file.c.position == 0)
    columns = [*(t.frame.c[name] for name in _FIELDS), *(t.frame_file.c[name] for name in _FILE)]
    return sa.select(*map(_raw, columns)).join_from(t.frame, t.frame_file, shown)


def _other_files(reading: _Reading, ids: Ids, names: list[str]) -> tuple[FileRows, Coded]:
    """The frames' files beside the shown one, and the frames' file types."""
    c = t.frame_file.c
    query = sa.select(*map(_raw, (c.frame_id, c.path, c.size, c.mtime_ns))).where(c.position > 0)
    columns = ("frame_id", "path", "size", "mtime_ns")
    read = _by_name(columns, reading.blocks(query, c.frame_id, c.frame_id, c.position))
    frames = RowIndex(ids).rows(read["frame_id"])
    order = np.argsort(frames, kind="stable")
    order = order[frames[order] >= 0]
    places = [decode_path(read["path"][i]).rpartition(os.sep) for i in order]
    rows = FileRows(
        frame=frames[order].astype(np.int32),
        folder=Coded.of(folder for folder, _, _ in places),
        name=_texts([name for _, _, name in places]),
        size=np.array(read["size"], dtype=np.int64)[order],
        mtime_ns=np.array(read["mtime_ns"], dtype=np.int64)[order],
    )
    types = [_suffix(name) for name in names]
    for frame, name in zip(rows.frame.tolist(), rows.name, strict=True):
        types[frame] += f"+{_suffix(name)}"
    return rows, Coded.of(types)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _scores(reading: _Reading, rows: RowIndex, only: str | None = None) -> dict[str, ScoreColumn]:
    c = t.score.c
    query = sa.select(*map(_raw, (c.frame_id, c.name, c.model_id, c.value, c.spread)))
    if only is not None:
        query = query.where(c.name == only)
    models = _models(reading.catalogue)
    found: dict[str, ScoreColumn] = {}
    for frame_ids, names, model_ids, values, spreads in reading.blocks(query, c.frame_id):
        coded = Coded.of(names)
        frames = rows.rows(frame_ids)
        numbers = np.array(values, dtype=np.float32), np.array(spreads, dtype=np.float32)
        made_by = np.array(model_ids)
        for code, name in enumerate(coded.values):
            score = found.setdefault(name, ScoreColumn.empty(len(rows.ids)))
            these = np.flatnonzero((coded.codes == code) & (frames >= 0))
            score.values[frames[these]], score.spreads[frames[these]] = (n[these] for n in numbers)
            for model_id in np.unique(made_by[these]).tolist():
                score.model.codes[frames[these[made_by[these] == model_id]]] = score.model.code(
                    models[model_id]
                )
    return found


def _models(catalogue: Catalogue) -> dict[int, str]:
    c = t.model.c
    with catalogue.read() as connection:
        return {m.id: f"{m.name}@{m.version}" for m in connection.execute(sa.select(c.id, c.name, c.version))}


def _keywords(reading: _Reading, rows: RowIndex) -> KeywordRows:
    c = t.keyword.c
    query = sa.select(*map(_raw, (c.frame_id, c.name, c.source, c.confidence))).where(keywords.shown())
    words, sources = _Coder(), _Coder()
    found = [
        (rows.rows(frame_ids), words.codes(names), sources.codes(made_by), np.array(sure, dtype=np.float32))
        for frame_ids, names, made_by, sure in reading.blocks(query, c.frame_id)
    ]
    if not found:
        return KeywordRows.empty()
    frames, word, source, confidence = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((word, frames))
    order = order[frames[order] >= 0]
    return KeywordRows(
        frames[order].astype(np.int32),
        Coded(words.values, word[order]),
        Coded(sources.values, source[order]),
        confidence[order],
    )


class _Coder:
    """Codes texts that come in blocks."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    @property
    def values(self) -> list[str]:
        return list(self._known)

    def codes(self, texts: Sequence[str]) -> NDArray[np.int32]:
        known = self._known
        return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int32)


def _series(reading: _Reading, rows: RowIndex) -> SeriesColumns:
    m, s = t.series_member.c, t.series.c
    of_shoot = m.shoot_id == reading.shoot.id
    sizes = (
        sa.select(m.series_id, sa.func.count().label("size")).where(of_shoot).group_by(m.series_id).subquery()
    )
    query = (
        sa.select(*map(_raw, (m.frame_id, m.series_id, m.position, s.suggested_id, s.kind)), sizes.c.size)
        .join_from(t.series_member, t.series, s.id == m.series_id)
        .join(sizes, sizes.c.series_id == s.id)
        .where(of_shoot)
    )
    series = SeriesColumns.empty(len(rows.ids))
    kinds = _Coder()
    for frame_ids, series_ids, positions, suggested, kind, size in reading.blocks(query, m.frame_id):
        frames = rows.rows(frame_ids)
        here = frames >= 0
        frames = frames[here]
        series.id[frames] = np.array(series_ids, dtype=np.int64)[here]
        series.position[frames] = np.array(positions, dtype=np.int32)[here]
        series.size[frames] = np.array(size, dtype=np.int32)[here]
        series.suggested[frames] = np.equal(frame_ids, [-1 if i is None else i for i in suggested])[here]
        series.kind.codes[frames] = kinds.codes(kind)[here]
    series.kind.values = kinds.values
    series.reasons = _reasons(reading, np.unique(series.id[series.id >= 0]).tolist())
    return series


def _reasons(reading: _Reading, ids: list[int]) -> dict[int, tuple[str, ...]]:
    c = t.series.c
    found: dict[int, tuple[str, ...]] = {}
    with reading.catalogue.read() as connection:
        for chunk in chunks(ids):
            reading.job.check()
            query = sa.select(c.id, c.reasons).where(c.id.in_(chunk))
            found.update((row[0], tuple(json.loads(row[1]))) for row in connection.execute(query))
    return found


def _texts(texts: list[str]) -> Texts:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array


def _whole(values: list[int | None]) -> NDArray[np.int32]:
    """Whole numbers; a camera's nonsense beyond the type is cut to its limit."""
    known = np.array([NO_NUMBER if value is None else value for value in values], dtype=np.int64)
    return np.clip(known, NO_NUMBER, -(NO_NUMBER + 1)).astype(np.int32)
