"""Reading the second stage of columns: scores, keywords and series, all of a shoot or of some frames."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from aesthcull.catalogue import keywords
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.column_query import Coder, Ids, Reading, raw
from aesthcull.catalogue.column_types import Coded, KeywordRows, RowIndex, ScoreColumn, SeriesColumns
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job


@dataclass(slots=True)
class Details:
    """What the second stage reads of the frames `ids` [N], in their order."""

    ids: Ids
    series: SeriesColumns
    scores: dict[str, ScoreColumn]
    keywords: KeywordRows


def read_details(catalogue: Catalogue, shoot: Shoot, ids: Ids, job: Job, *, some: bool = False) -> Details:
    """The second stage: scores, keywords and series of the frames `ids` of the shoot, which are all of it
    unless `some`. Raises Cancelled, CatalogueError."""
    reading = Reading(catalogue, shoot, job, ids.tolist() if some else None)
    rows = RowIndex(ids)
    return Details(ids, _series(reading, rows), _scores(reading, rows), _keywords(reading, rows))


def read_score(catalogue: Catalogue, shoot: Shoot, name: str, job: Job) -> tuple[Ids, ScoreColumn]:
    """The ids of the shoot's frames, and one score of them. Raises Cancelled, CatalogueError."""
    reading = Reading(catalogue, shoot, job, None)
    found = [ids for (ids,) in reading.blocks(sa.select(t.frame.c.id), t.frame.c.id)]
    ids = np.array([i for block in found for i in block], dtype=np.int64)
    return ids, _scores(reading, RowIndex(ids), name).get(name) or ScoreColumn.empty(len(ids))


def _scores(reading: Reading, rows: RowIndex, only: str | None = None) -> dict[str, ScoreColumn]:
    """The database turns the rows, one for each score of each frame, into one for each frame: two million
    rows in Python would hold its lock, for which the GUI's thread waits, for seconds."""
    c = t.score.c
    kinds = _kinds(reading, only)
    wanted = [(kind, field) for kind in kinds for field in ("value", *(["spread"] if kind.spreads else []))]
    if not wanted:
        return {}
    names = [kind.name for kind in kinds]
    query = sa.select(
        c.frame_id,
        *(
            sa.func.max(c[field]).filter(
                c.name == kind.name, *([c.model_id == kind.model_id] if names.count(kind.name) > 1 else [])
            )
            for kind, field in wanted
        ),
    ).group_by(c.frame_id)
    if only is not None:
        query = query.where(c.name == only)
    found = {kind.name: ScoreColumn.empty(len(rows.ids)) for kind in kinds}
    codes = [found[kind.name].model.code(kind.model) for kind in kinds]
    for frame_ids, *numbers in reading.blocks(query, c.frame_id):
        frames = rows.rows(frame_ids)
        for (kind, field), values in zip(wanted, numbers, strict=True):
            these = np.array(values, dtype=np.float32)
            known = (frames >= 0) & ~np.isnan(these)
            score = found[kind.name]
            (score.values if field == "value" else score.spreads)[frames[known]] = these[known]
            if field == "value":
                score.model.codes[frames[known]] = codes[kinds.index(kind)]
    return found


@dataclass(frozen=True)
class _Kind:
    """A score by one model version. `spreads`: whether any frame has a spread of it."""

    name: str
    model_id: int
    model: str
    spreads: bool


def _kinds(reading: Reading, only: str | None) -> list[_Kind]:
    c = t.score.c
    # Counting them by groups takes four times as long: it sorts.
    query = sa.select(c.name, c.model_id, c.spread.is_not(None)).distinct()
    if only is not None:
        query = query.where(c.name == only)
    found: dict[tuple[str, int], bool] = {}
    for block in reading.blocks(query, c.frame_id):
        for name, model_id, spread in zip(*block, strict=True):
            found[name, model_id] = found.get((name, model_id), False) or bool(spread)
    models = _models(reading)
    return [_Kind(name, number, models[number], spreads) for (name, number), spreads in found.items()]


def _models(reading: Reading) -> dict[int, str]:
    c = t.model.c
    with reading.catalogue.read() as connection:
        return {m.id: f"{m.name}@{m.version}" for m in connection.execute(sa.select(c.id, c.name, c.version))}


def _keywords(reading: Reading, rows: RowIndex) -> KeywordRows:
    c = t.keyword.c
    query = sa.select(*map(raw, (c.frame_id, c.name, c.source, c.confidence))).where(keywords.shown())
    words, sources = Coder(), Coder()
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


def _series(reading: Reading, rows: RowIndex) -> SeriesColumns:
    m, s = t.series_member.c, t.series.c
    of_shoot = m.shoot_id == reading.shoot.id
    sizes = (
        sa.select(m.series_id, sa.func.count().label("size")).where(of_shoot).group_by(m.series_id).subquery()
    )
    query = (
        sa.select(*map(raw, (m.frame_id, m.series_id, m.position, s.suggested_id, s.kind)), sizes.c.size)
        .join_from(t.series_member, t.series, s.id == m.series_id)
        .join(sizes, sizes.c.series_id == s.id)
        .where(of_shoot)
    )
    series = SeriesColumns.empty(len(rows.ids))
    kinds = Coder()
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


def _reasons(reading: Reading, ids: list[int]) -> dict[int, tuple[str, ...]]:
    c = t.series.c
    found: dict[int, tuple[str, ...]] = {}
    with reading.catalogue.read() as connection:
        for chunk in chunks(ids):
            reading.job.check()
            query = sa.select(c.id, c.reasons).where(c.id.in_(chunk))
            found.update((row[0], tuple(json.loads(row[1]))) for row in connection.execute(query))
    return found
