"""How columns are read: blocks of rows of a shoot's frames, raw, as the driver's cursor gives them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job

_BLOCK = 4000  # rows at a time: some milliseconds in which the GUI's thread waits for Python's lock
_PAGES = -4096  # SQLite's page cache in KiB, negative
Ids = NDArray[np.int64]
Block = tuple[tuple[Any, ...], ...]


class Reading:
    """What is read: a shoot's frames, or some of them, for a job."""

    def __init__(self, catalogue: Catalogue, shoot: Shoot, job: Job, ids: Sequence[int] | None) -> None:
        self.catalogue, self.shoot, self.job = catalogue, shoot, job
        self._ids = ids

    def blocks(self, query: Any, of: sa.Column[int], *order: sa.Column[Any]) -> Iterator[Block]:
        """The columns of the query's rows, some thousand rows at a time. `of` is the column of frame ids."""
        with self.catalogue.read() as connection, _sparing(connection):
            for condition in self._conditions(of):
                result = connection.execute(query.where(condition).order_by(*order))
                while rows := result.cursor.fetchmany(_BLOCK):
                    self.job.check()
                    yield tuple(zip(*rows, strict=True))
                result.close()

    def _conditions(self, of: sa.Column[int]) -> Iterator[sa.ColumnElement[bool]]:
        inside = below(t.frame.c.folder, self.shoot.path)
        if self._ids is None:
            yield inside if of is t.frame.c.id else of.in_(sa.select(t.frame.c.id).where(inside))
            return
        for chunk in chunks(self._ids):  # perhaps of a shoot that was open before: only those of this one
            yield of.in_(sa.select(t.frame.c.id).where(t.frame.c.id.in_(chunk), inside))


@contextlib.contextmanager
def _sparing(connection: sa.Connection) -> Iterator[None]:
    """Keep few pages in memory: each is passed once, and the store's 64 MB would stay with the process."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size={_PAGES}").close()
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={usual}").close()


class Coder:
    """Codes texts that come in blocks."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    @property
    def values(self) -> list[str]:
        """The texts so far, by their codes."""
        return list(self._known)

    def codes(self, texts: Iterable[str | None]) -> NDArray[np.int32]:
        """The codes of more texts, −1 for none."""
        known = self._known
        codes = [-1 if text is None else known.setdefault(text, len(known)) for text in texts]
        return np.array(codes, dtype=np.int32)


def raw(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """The column as the driver gives it."""
    return sa.type_coerce(column, sa.types.NullType())
