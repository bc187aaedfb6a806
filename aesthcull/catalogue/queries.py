"""Reading the catalogue: shoots and their frames."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from aesthcull.catalogue import keywords
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.records import Capture, Frame, Keyword, Score, SeriesPlace, Shoot, StoredFile
from aesthcull.catalogue.store import Catalogue

EMBEDDING_DTYPE = np.dtype("<f2")
_IN_LIMIT = 500  # ids in one IN (…), well below every database's limit
_CAPTURE = (
    "captured_at",
    "utc_offset",
    "camera",
    "lens",
    "exposure_time",
    "f_number",
    "iso",
    "exposure_bias",
)
_FRAME_COLUMNS = (
    *("id", "path", "missing", "problem", "pair", "width", "height"),
    *("flag", "rating", "label", "title", "description", "categories", "keyword_order"),
)
_CAPTURE_COLUMNS = [t.frame.c[name] for name in (*_CAPTURE, "focal_length", "clock_shift")]


def below(column: sa.Column[Path], folder: Path) -> sa.ColumnElement[bool]:
    """The condition that a path column lies in `folder` or below it: a range, which the index serves."""
    prefix = str(folder).rstrip(os.sep) + os.sep
    end = prefix[:-1] + chr(ord(os.sep) + 1)
    low, high = (sa.literal(t.encode_path(text), sa.Text) for text in (prefix, end))
    return sa.or_(column == folder, sa.and_(column >= low, column < high))


def open_shoot(catalogue: Catalogue, folder: Path) -> Shoot:
    """Remember `folder` (absolute) as opened now. Returns the shoot."""
    now = datetime.now()
    with catalogue.write() as connection:
        found = connection.execute(sa.select(t.shoot).where(t.shoot.c.path == folder)).one_or_none()
        if found is not None:
            connection.execute(sa.update(t.shoot).where(t.shoot.c.id == found.id).values(opened_at=now))
            return Shoot(found.id, folder, now, found.scanned_at)
        result = connection.execute(sa.insert(t.shoot).values(path=folder, opened_at=now))
        return Shoot(_inserted_id(result), folder, now, None)


def find_shoot(catalogue: Catalogue, folder: Path) -> Shoot | None:
    """The shoot of this folder; None when it was never opened."""
    with catalogue.read() as connection:
        row = connection.execute(sa.select(t.shoot).where(t.shoot.c.path == folder)).one_or_none()
    return None if row is None else Shoot(row.id, row.path, row.opened_at, row.scanned_at)


def recent_shoots(catalogue: Catalogue, limit: int = 10) -> list[Shoot]:
    """The shoots opened last, newest first."""
    query = sa.select(t.shoot).order_by(t.shoot.c.opened_at.desc()).limit(limit)
    with catalogue.read() as connection:
        return [Shoot(r.id, r.path, r.opened_at, r.scanned_at) for r in connection.execute(query)]


def frames_of(catalogue: Catalogue, shoot: Shoot, ids: Sequence[int] | None = None) -> list[Frame]:
    """The shoot's frames (or those with the given ids), ordered by path, with scores, keywords and series.

    100,000 frames take some seconds: call it from a worker.
    """
    with catalogue.read() as connection:
        if ids is None:
            return _frames(connection, shoot.id, lambda column: _in_shoot(column, shoot))
        frames: list[Frame] = []
        for start in range(0, len(ids), _IN_LIMIT):
            chunk = list(ids[start : start + _IN_LIMIT])
            frames += _frames(connection, shoot.id, partial(_one_of, chunk))
        return frames


def counts(catalogue: Catalogue) -> tuple[int, int]:
    """How many shoots and frames the catalogue holds."""
    with catalogue.read() as connection:
        shoots, frames = (
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (t.shoot, t.frame)
        )
    return int(shoots), int(frames)


def count_series(catalogue: Catalogue, shoot: Shoot) -> int:
    """How many series the shoot has."""
    query = sa.select(sa.func.count()).select_from(t.series).where(t.series.c.shoot_id == shoot.id)
    with catalogue.read() as connection:
        return int(connection.execute(query).scalar_one())


def frame_ids(catalogue: Catalogue, paths: Sequence[Path]) -> dict[Path, int]:
    """The ids of the frames to which these files (shown or RAW) belong; unknown files are left out."""
    found: dict[Path, int] = {}
    with catalogue.read() as connection:
        for start in range(0, len(paths), _IN_LIMIT):
            chunk = list(paths[start : start + _IN_LIMIT])
            query = sa.select(t.frame_file.c.path, t.frame_file.c.frame_id).where(
                t.frame_file.c.path.in_(chunk)
            )
            found.update({row.path: row.frame_id for row in connection.execute(query)})
    return found


def embeddings_of(catalogue: Catalogue, shoot: Shoot, model: str) -> tuple[list[int], NDArray[np.float16]]:
    """Ids and embeddings [N, D] of the shoot's present frames, as the model `name@version` made them."""
    query = (
        sa.select(t.embedding.c.frame_id, t.embedding.c.vector)
        .join(t.frame)
        .join(t.model, t.model.c.id == t.embedding.c.model_id)
        .where(below(t.frame.c.folder, shoot.path), sa.not_(t.frame.c.missing))
        .where(t.model.c.name + "@" + t.model.c.version == model)
        .order_by(t.frame.c.path)
    )
    with catalogue.read() as connection:
        rows = connection.execute(query).all()
    if not rows:
        return [], np.zeros((0, 0), dtype=np.float16)
    matrix = np.frombuffer(b"".join(row.vector for row in rows), dtype=EMBEDDING_DTYPE)
    return [row.frame_id for row in rows], matrix.reshape(len(rows), -1)


def embedded_frames(catalogue: Catalogue, model: str, beginning: int) -> list[tuple[int, bytes]]:
    """Of every present frame with an embedding by the model `name@version`: its id and the first `beginning`
    bytes of the embedding, which tell whether it is still the one that was seen before. By path."""
    start = sa.func.substr(t.embedding.c.vector, 1, beginning, type_=sa.LargeBinary)
    query = (
        sa.select(t.frame.c.id, start.label("start"))
        .join(t.embedding, t.embedding.c.frame_id == t.frame.c.id)
        .join(t.model, t.model.c.id == t.embedding.c.model_id)
        .where(sa.not_(t.frame.c.missing), t.model.c.name + "@" + t.model.c.version == model)
        .order_by(t.frame.c.path)
    )
    with catalogue.read() as connection:
        return [(row.id, row.start) for row in connection.execute(query)]


def embeddings_by_id(catalogue: Catalogue, ids: Sequence[int], model: str) -> dict[int, NDArray[np.float16]]:
    """The embeddings [D] that the model `name@version` made of these frames, for those that have one."""
    found: dict[int, NDArray[np.float16]] = {}
    with catalogue.read() as connection:
        for start in range(0, len(ids), _IN_LIMIT):
            query = (
                sa.select(t.embedding.c.frame_id, t.embedding.c.vector)
                .join(t.model, t.model.c.id == t.embedding.c.model_id)
                .where(
                    t.embedding.c.frame_id.in_(ids[start : start + _IN_LIMIT]),
                    t.model.c.name + "@" + t.model.c.version == model,
                )
            )
            for row in connection.execute(query):
                found[row.frame_id] = np.frombuffer(row.vector, dtype=EMBEDDING_DTYPE)
    return found


def frames_by_id(catalogue: Catalogue, ids: Sequence[int]) -> list[Frame]:
    """Frames of any shoot in the order of the ids, without their series, which belong to a shoot."""
    found: dict[int, Frame] = {}
    with catalogue.read() as connection:
        for start in range(0, len(ids), _IN_LIMIT):
            chunk = list(ids[start : start + _IN_LIMIT])
            found.update({f.id: f for f in _frames(connection, -1, partial(_one_of, chunk))})
    return [found[i] for i in ids if i in found]


def series_of(catalogue: Catalogue, ids: Sequence[int]) -> dict[int, list[int]]:
    """The series, of any shoot, to which these frames belong; frames of none are left out.

    Series as they stand by their ids, those that grouping found by their ids below zero: frames that the
    photographer parted are near-duplicates all the same.
    """
    found: dict[int, list[int]] = {}
    standing, grouped = t.series_member.c, t.found_member.c
    with catalogue.read() as connection:
        for start in range(0, len(ids), _IN_LIMIT):
            chunk = list(ids[start : start + _IN_LIMIT])
            for frame, series in (
                (standing.frame_id, standing.series_id),
                (grouped.frame_id, -grouped.found_id),
            ):
                for row in connection.execute(
                    sa.select(frame, series).where(frame.in_(chunk)).order_by(series)
                ):
                    found.setdefault(row[0], []).append(row[1])
    return found


def signatures_of(catalogue: Catalogue, ids: Sequence[int]) -> dict[int, bytes]:
    """The stored luminance patches of these frames, for those that have one."""
    found: dict[int, bytes] = {}
    with catalogue.read() as connection:
        for start in range(0, len(ids), _IN_LIMIT):
            chunk = list(ids[start : start + _IN_LIMIT])
            query = sa.select(t.embedding.c.frame_id, t.embedding.c.signature).where(
                t.embedding.c.frame_id.in_(chunk), t.embedding.c.signature.is_not(None)
            )
            found.update({row.frame_id: row.signature for row in connection.execute(query)})
    return found


Condition = Callable[[sa.Column[int]], sa.ColumnElement[bool]]


def _one_of(ids: Sequence[int], column: sa.Column[int]) -> sa.ColumnElement[bool]:
    return column.in_(ids)


def _in_shoot(column: sa.Column[int], shoot: Shoot) -> sa.ColumnElement[bool]:
    return column.in_(sa.select(t.frame.c.id).where(below(t.frame.c.folder, shoot.path)))


def _frames(connection: sa.Connection, shoot_id: int, condition: Condition) -> list[Frame]:
    files = _files(connection, condition)
    places = _series(connection, shoot_id, condition)
    columns = [t.frame.c[name] for name in _FRAME_COLUMNS]
    query = sa.select(*columns, *_CAPTURE_COLUMNS).where(condition(t.frame.c.id)).order_by(t.frame.c.path)
    frames: dict[int, Frame] = {}
    for row in connection.execute(query):
        of_frame = files.get(row.id)
        if not of_frame:
            continue
        frames[row.id] = Frame(
            id=row.id,
            path=row.path,
            file=of_frame[0],
            missing=row.missing,
            problem=row.problem,
            pair=row.pair,
            width=row.width,
            height=row.height,
            capture=Capture(*row[len(columns) :]),
            flag=row.flag,
            rating=row.rating,
            label=row.label,
            other_files=tuple(of_frame[1:]),
            series=places.get(row.id),
            title=row.title,
            description=row.description,
            categories=row.categories,
            keyword_order=row.keyword_order,
        )
    _add_scores(connection, condition, frames)
    _add_keywords(connection, condition, frames)
    return list(frames.values())


def _files(connection: sa.Connection, condition: Condition) -> dict[int, list[StoredFile]]:
    c = t.frame_file.c
    files: dict[int, list[StoredFile]] = {}
    query = (
        sa.select(c.frame_id, c.path, c.size, c.mtime_ns).where(condition(c.frame_id)).order_by(c.position)
    )
    for row in connection.execute(query):
        files.setdefault(row.frame_id, []).append(StoredFile(row.path, row.size, row.mtime_ns))
    return files


def _series(connection: sa.Connection, shoot_id: int, condition: Condition) -> dict[int, SeriesPlace]:
    size = (
        sa.select(t.series_member.c.series_id, sa.func.count().label("size"))
        .where(t.series_member.c.shoot_id == shoot_id)
        .group_by(t.series_member.c.series_id)
        .subquery()
    )
    query = (
        sa.select(t.series_member.c.frame_id, t.series_member.c.position, t.series, size.c.size)
        .join(t.series, t.series.c.id == t.series_member.c.series_id)
        .join(size, size.c.series_id == t.series.c.id)
        .where(t.series_member.c.shoot_id == shoot_id, condition(t.series_member.c.frame_id))
    )
    return {
        row.frame_id: SeriesPlace(
            id=row.id,
            kind=row.kind,
            size=row.size,
            position=row.position,
            suggested=row.suggested_id == row.frame_id,
            reasons=tuple(json.loads(row.reasons)),
        )
        for row in connection.execute(query)
    }


def _add_scores(connection: sa.Connection, condition: Condition, frames: dict[int, Frame]) -> None:
    models = {m.id: f"{m.name}@{m.version}" for m in connection.execute(sa.select(t.model))}
    for row in connection.execute(sa.select(t.score).where(condition(t.score.c.frame_id))):
        if row.frame_id in frames:
            frames[row.frame_id].scores[row.name] = Score(row.value, models[row.model_id], row.spread)


def _add_keywords(connection: sa.Connection, condition: Condition, frames: dict[int, Frame]) -> None:
    query = sa.select(t.keyword).where(condition(t.keyword.c.frame_id), keywords.shown())
    query = query.order_by(t.keyword.c.name)
    for row in connection.execute(query):
        if row.frame_id in frames:
            frames[row.frame_id].keywords.append(Keyword(row.name, row.source, row.confidence))


def _inserted_id(result: sa.CursorResult[tuple[()]]) -> int:
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
