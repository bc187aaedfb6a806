"""Which delivery may take a file away. Two of them at one file would each keep a copy, or undo the other's
work: a delivery claims its files in the transaction in which it looks for the claims of others.

What a delivery that was cut short has not done yet stays claimed until it is gone on with or taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.deliveries import Delivery
from aesthcull.catalogue.store import Catalogue

_TAKING = ("move", "trash")  # the files go from where they are
_F = t.delivery_file.c


def claim(catalogue: Catalogue, found: Delivery, way: Literal["open", "undoing"]) -> set[int]:
    """Say that this delivery goes on, or is taken back, from now on. Returns the ids of files that it must
    leave alone, all of a frame's, for which the journal has the reason then."""
    with catalogue.write(durable=True) as connection:
        connection.execute(sa.update(t.delivery).where(t.delivery.c.id == found.id).values(state=way))
        if found.kind not in _TAKING:
            return set()
        rows = _going(connection, found.id, way)
        others = _claimed(connection, found.id)
        taken = {row.together: others[row.path] for row in rows if row.path in others}
        refused = [row for row in rows if row.together in taken]
        for row in refused:
            why = (
                f"another delivery, {taken[row.together]}, is at work on it: go on with that, or take it back"
            )
            state = "failed" if row.state == "planned" else row.state
            _note(connection, [row.id], state=state, problem=why)
        if way == "open":
            again = [row.id for row in rows if row.state == "failed" and row.together not in taken]
            _note(connection, again, state="planned")
    return {row.id for row in refused}


def _going(connection: sa.Connection, delivery_id: int, way: str) -> Sequence[Any]:
    """The delivery's files that are still to be carried, each with the path from which it will go."""
    path, states = (
        (_F.source, ("planned", "copied", "failed")) if way == "open" else (_F.target, ("done", "back"))
    )
    query = sa.select(_F.id, _F.together, _F.state, path.label("path"))
    return connection.execute(query.where(_F.delivery_id == delivery_id, _F.state.in_(states))).all()


def _claimed(connection: sa.Connection, delivery_id: int) -> dict[Path, int]:
    """The paths from which other deliveries take files, and which."""
    d = t.delivery.c
    forth = sa.and_(d.state.in_(("open", "undoing")), _F.state.in_(("planned", "copied")))
    back = sa.and_(d.state == "undoing", _F.state.in_(("done", "back")))
    joined = sa.join(t.delivery_file, t.delivery)
    found: dict[Path, int] = {}
    for path, which in ((_F.source, forth), (_F.target, back)):
        query = sa.select(path, d.id).select_from(joined)
        found |= dict(
            map(tuple, connection.execute(query.where(d.id != delivery_id, d.kind.in_(_TAKING), which)))
        )
    return found


def _note(connection: sa.Connection, ids: Sequence[int], **values: Any) -> None:
    for chunk in chunks(ids):
        connection.execute(sa.update(t.delivery_file).where(_F.id.in_(chunk)).values(values))
