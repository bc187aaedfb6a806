"""One model's judgement of the whole catalogue: embeddings read in pieces, scores written in one transaction.

100,000 embeddings are 412 MB: they are never all in memory. The write transaction holds nothing but the
writing, so that a mark made meanwhile waits for a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import EMBEDDING_DTYPE
from aesthcull.catalogue.scanning import NewTags, put_tags
from aesthcull.catalogue.store import Catalogue

# 100,000 rows of 1,400,000 in 0.3 s; SQLAlchemy's own upsert takes 0.6, a deletion before the insertion 0.8.
_UPSERT = (
    "INSERT INTO score (frame_id, name, model_id, value, spread) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (frame_id, name) DO UPDATE SET "
    "model_id = excluded.model_id, value = excluded.value, spread = excluded.spread"
)
_UPSERTING = "sqlite"
_ROWS = 50_000  # rows made ready at a time: 10 MB
_CHUNK = 500


@dataclass(frozen=True)
class CatalogueScores:
    """The score `name` of frames [N] by the model of the catalogue's id `model_id`; `spreads` where it has
    them."""

    name: str
    model_id: int
    frame_ids: NDArray[np.int64]
    values: NDArray[np.float32]
    spreads: NDArray[np.float32] | None = None


def embeddings_in_pieces(
    catalogue: Catalogue, model: str, piece: int
) -> Generator[tuple[NDArray[np.int64], NDArray[np.float16]], None, None]:
    """Frame ids [≤ piece] and embeddings [≤ piece, D] of all frames, missing ones too, that the model
    `name@version` made, by id. One state of the catalogue, whatever is written meanwhile."""
    query = (
        sa.select(t.embedding.c.frame_id, t.embedding.c.vector)
        .where(t.embedding.c.model_id.in_(_versions(model)))
        .order_by(t.embedding.c.frame_id)
    )
    with catalogue.read() as connection:
        for rows in connection.execution_options(yield_per=piece).execute(query).partitions(piece):
            ids = np.array([row[0] for row in rows], dtype=np.int64)
            vectors = np.frombuffer(b"".join([row[1] for row in rows]), dtype=EMBEDDING_DTYPE)
            yield ids, vectors.reshape(len(ids), -1)


def readable_frames(catalogue: Catalogue) -> int:
    """How many frames of all shoots could be read when they were scanned."""
    query = sa.select(sa.func.count()).select_from(t.frame).where(t.frame.c.width.is_not(None))
    with catalogue.read() as connection:
        return int(connection.execute(query).scalar_one())


def frames_with_embedding(catalogue: Catalogue, model: str) -> list[int]:
    """Ids of the frames, missing ones too, whose embedding the model `name@version` made."""
    query = sa.select(t.embedding.c.frame_id).where(t.embedding.c.model_id.in_(_versions(model)))
    with catalogue.read() as connection:
        return list(connection.execute(query.order_by(t.embedding.c.frame_id)).scalars())


def replace_scores(
    catalogue: Catalogue, new: CatalogueScores, before_commit: Callable[[], object], *, regroup: bool
) -> None:
    """Put a score of many frames in place of the earlier ones, in one transaction.

    What `before_commit` raises undoes everything. `regroup`: the shoots count as not grouped afterwards,
    because the suggested frames rest on this score.
    """
    with catalogue.write() as connection:
        if len(new.frame_ids):
            _put(connection, new)
        _end(connection, before_commit, regroup)


def replace_tags(
    catalogue: Catalogue,
    new: Sequence[tuple[int, NewTags]],
    before_commit: Callable[[], object],
) -> None:
    """Put a model's keywords of many frames in place of those of its earlier versions, in one transaction; a
    person's keywords stay. What `before_commit` raises undoes everything."""
    with catalogue.write() as connection:
        put_tags(connection, new)
        _end(connection, before_commit, regroup=False)


def _put(connection: sa.Connection, new: CatalogueScores) -> None:
    for start in range(0, len(new.frame_ids), _ROWS):
        part = slice(start, start + _ROWS)
        ids, values = new.frame_ids[part].tolist(), new.values[part].tolist()
        spreads = [None] * len(ids) if new.spreads is None else new.spreads[part].tolist()
        columns = zip(ids, repeat(new.name), repeat(new.model_id), values, spreads, strict=False)
        if connection.dialect.name == _UPSERTING:
            connection.exec_driver_sql(_UPSERT, list(columns)).close()
        else:
            _replace(connection, new.name, ids, list(columns))


def _replace(connection: sa.Connection, name: str, ids: list[int], rows: list[tuple[Any, ...]]) -> None:
    c = t.score.c
    for start in range(0, len(ids), _CHUNK):
        old = sa.and_(c.frame_id.in_(ids[start : start + _CHUNK]), c.name == name)
        connection.execute(sa.delete(t.score).where(old))
    names = [column.name for column in c]
    connection.execute(sa.insert(t.score), [dict(zip(names, row, strict=True)) for row in rows])


def _end(connection: sa.Connection, before_commit: Callable[[], object], regroup: bool) -> None:
    if regroup:
        connection.execute(sa.update(t.shoot).values(scanned_at=None))
    before_commit()


def _versions(model: str) -> sa.Select[tuple[int]]:
    """The ids of `name@version`: more than one where files of the same version differed."""
    return sa.select(t.model.c.id).where(t.model.c.name + "@" + t.model.c.version == model)
