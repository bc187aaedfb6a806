"""Keywords: what the models suggest, what the photographer decided about it, and which of both is shown.

A word of a frame has up to one row a source: each model's suggestion with its confidence, and the
photographer's word on it, PERSON (given or accepted) or DISMISSED (removed). The photographer's word counts:
an accepted suggestion is shown once, as the photographer's; a dismissed one is not shown, whichever model
suggests it, and stays so when the frame is tagged anew, which replaces the models' rows only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import PERSON
from aesthcull.catalogue.store import Catalogue

DISMISSED = "dismissed"  # the source of a keyword that the photographer removed
DECIDED = (PERSON, DISMISSED)  # the sources that no model writes
# What a decision about a keyword changes: the field of the decision, and the source of the row it writes.
SOURCES: Mapping[str, str] = {"keyword": PERSON, "dismissed": DISMISSED}
Rows = list[dict[str, Any]]


def shown() -> sa.ColumnElement[bool]:
    """The condition that a row of the keyword table is shown."""
    mine, c = t.keyword.alias("mine"), t.keyword.c
    decided = sa.exists().where(
        mine.c.frame_id == c.frame_id, mine.c.name == c.name, mine.c.source.in_(DECIDED)
    )
    return sa.or_(c.source == PERSON, sa.and_(c.source != DISMISSED, sa.not_(decided)))


def words_in_use(catalogue: Catalogue) -> list[str]:
    """The words that frames of any shoot show, those that the photographer gave first, then the most used.

    Half a million keywords take half a second: call it from a worker.
    """
    c = t.keyword.c
    own = sa.func.max(sa.case((c.source == PERSON, 1), else_=0))
    query = (
        sa.select(c.name)
        .where(c.source != DISMISSED)
        .group_by(c.name)
        .order_by(own.desc(), sa.func.count().desc(), c.name)
    )
    with catalogue.read() as connection:
        return list(connection.execute(query).scalars())


def given(catalogue: Catalogue, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """The photographer's keywords of these frames with when each was given last, as ascending numbers. Those
    that came with a file are not told."""
    c, found = t.decision.c, dict[int, dict[str, int]]()
    done = sa.exists().where(t.step.c.id == c.step_id, t.step.c.state == "done")
    with catalogue.read() as connection:
        for chunk in chunks(ids):
            query = sa.select(c.frame_id, c.after, sa.func.max(c.id).label("at")).where(
                c.frame_id.in_(chunk), c.field == "keyword", c.after.is_not(None), done
            )
            for row in connection.execute(query.group_by(c.frame_id, c.after)):
                found.setdefault(row.frame_id, {})[row.after] = row.at
    return found


def rows_to_add(connection: sa.Connection, ids: list[int], word: str) -> Rows:
    """The decisions that giving, or accepting, a word comes to: it may have been dismissed before."""
    found = _sources(connection, ids, word)
    rows = [_row(i, "keyword", None, word) for i in ids if PERSON not in found.get(i, ())]
    return rows + [_row(i, "dismissed", word, None) for i in ids if DISMISSED in found.get(i, ())]


def rows_to_remove(connection: sa.Connection, ids: list[int], word: str) -> Rows:
    """The decisions that removing a word comes to, for the frames that show it."""
    found = _sources(connection, ids, word)
    removed = [i for i in ids if PERSON in found.get(i, ())]
    dismissed = [i for i in ids if i in found and DISMISSED not in found[i]]
    rows = [_row(i, "keyword", word, None) for i in removed]
    return rows + [_row(i, "dismissed", None, word) for i in dismissed]


def apply(
    connection: sa.Connection, ids: list[int], field: str, word: str | None, replaced: str | None
) -> None:
    """Write one side of decisions about one word: `word` is there now, or `replaced` no more."""
    c, source = t.keyword.c, SOURCES[field]
    gone = sa.and_(c.frame_id.in_(ids), c.name == (word or replaced), c.source == source)
    connection.execute(sa.delete(t.keyword).where(gone))
    if word is not None:
        values = [{"frame_id": i, "name": word, "source": source, "confidence": None} for i in ids]
        connection.execute(sa.insert(t.keyword), values)


def _sources(connection: sa.Connection, ids: Sequence[int], word: str) -> dict[int, set[str]]:
    """Which sources know the word, of the frames that have it."""
    c = t.keyword.c
    found: dict[int, set[str]] = {}
    for row in connection.execute(sa.select(c.frame_id, c.source).where(c.frame_id.in_(ids), c.name == word)):
        found.setdefault(row.frame_id, set()).add(row.source)
    return found


def _row(frame_id: int, field: str, before: str | None, after: str | None) -> dict[str, Any]:
    return {"frame_id": frame_id, "field": field, "before": before, "after": after}
