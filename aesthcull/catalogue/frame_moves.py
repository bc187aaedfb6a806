"""Frames whose files moved: they keep their marks, keywords, scores and embeddings under the new path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import deliveries, series_standing
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.deliveries import JournalFile
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.store import Catalogue

# Made once: making a statement takes longer than SQLite takes for it.
_PARAM = sa.bindparam
_BEFORE, _AFTER = _PARAM("before", type_=t.PathText), _PARAM("after", type_=t.PathText)


def _naming(table: sa.Table, column: str, *, timed: bool) -> sa.Update:
    """Follows a file whose name stands in this column. Its time, where it is the one that was known, too:
    else a scan would take it for another picture."""
    c = table.c
    values: dict[str, Any] = {column: _AFTER}
    if timed:
        known = c.mtime_ns == _PARAM("mtime_before")
        values["mtime_ns"] = sa.case((known, _PARAM("mtime_after")), else_=c.mtime_ns)
    return sa.update(table).where(c.frame_id == _PARAM("frame"), c[column] == _BEFORE).values(values)


_FOLLOWING = (
    _naming(t.frame_file, "path", timed=True),
    _naming(t.sidecar, "path", timed=True),
    _naming(t.asset, "picture", timed=False),
)
_SHOWN = (
    sa.update(t.frame)
    .where(t.frame.c.path == _BEFORE)
    .values(path=_AFTER, folder=_PARAM("into", type_=t.PathText), missing=False)
)
_AT = sa.select(t.frame.c.id, t.frame.c.path).where(t.frame.c.path.in_(_PARAM("paths", expanding=True)))
OWNED = (t.decision, t.asset, t.asset_candidate, t.series_edit, t.delivery_file)  # what nobody finds again


@dataclass(frozen=True)
class Move:
    """A frame's file, as it was and as it is. File systems round times: the time, too, may be another."""

    frame_id: int
    before: StoredFile
    after: StoredFile


def note_moves(catalogue: Catalogue, files: Sequence[JournalFile], moves: Sequence[Move]) -> None:
    """Write down that files stand elsewhere: in the journal and in what the catalogue says of them, in one
    transaction."""
    with catalogue.write() as connection:
        if moves:
            rows = [_values(move) for move in moves]
            for statement in _FOLLOWING:
                connection.execute(statement, rows)
            kept = _kept(connection, moves)
            free = [row for row in rows if row["after"] not in kept]
            if free:
                connection.execute(_SHOWN, free)
        deliveries.put(connection, files)


def note_missing(
    catalogue: Catalogue, files: Sequence[JournalFile], frame_ids: Sequence[int], missing: bool
) -> None:
    """Write down that frames' files went from the disk, or came back, in the journal and of the frames."""
    with catalogue.write() as connection:
        for chunk in chunks(frame_ids):
            connection.execute(sa.update(t.frame).where(t.frame.c.id.in_(chunk)).values(missing=missing))
        deliveries.put(connection, files)


def leave_shoots(catalogue: Catalogue, frame_ids: Collection[int]) -> None:
    """Take frames out of the series of shoots in whose folders they are no more; where they are now, the next
    scan groups anew."""
    with catalogue.write() as connection:
        shoots = {row.id: row.path for row in connection.execute(sa.select(t.shoot.c.id, t.shoot.c.path))}
        gone: dict[int, set[int]] = defaultdict(set)
        touched: set[int] = set()
        for chunk in chunks(sorted(frame_ids)):
            for member in (t.found_member, t.series_member):
                query = sa.select(member.c.shoot_id, t.frame.c.id, t.frame.c.folder).join(t.frame)
                for shoot_id, frame_id, folder in connection.execute(query.where(t.frame.c.id.in_(chunk))):
                    if not folder.is_relative_to(shoots[shoot_id]):
                        gone[shoot_id].add(frame_id)
            folders = sa.select(t.frame.c.folder).where(t.frame.c.id.in_(chunk)).distinct()
            for folder in connection.execute(folders).scalars():
                touched.update(i for i, path in shoots.items() if folder.is_relative_to(path))
        for shoot_id, ids in gone.items():
            series_standing.take_out(connection, shoot_id, ids)
        for chunk in chunks(sorted(touched)):
            connection.execute(sa.update(t.shoot).where(t.shoot.c.id.in_(chunk)).values(scanned_at=None))


def _values(move: Move) -> dict[str, Any]:
    return {
        "frame": move.frame_id,
        "before": move.before.path,
        "after": move.after.path,
        "into": move.after.path.parent,
        "mtime_before": move.before.mtime_ns,
        "mtime_after": move.after.mtime_ns,
    }


def _kept(connection: sa.Connection, moves: Sequence[Move]) -> set[Path]:
    """New paths that another frame keeps. One that a scan has found there meanwhile, and that nobody has
    marked, is the moved one itself and gives way; a marked one stays, and the moved one is missing."""
    there = connection.execute(_AT, {"paths": [move.after.path for move in moves]}).all()
    came = {move.after.path: move.before.path for move in moves}
    kept: set[Path] = set()
    for row in there:
        shown = sa.select(t.frame.c.id).where(t.frame.c.path == came[row.path])
        if connection.execute(shown).scalar() is None:
            continue  # not the file that is shown of its frame
        if is_owned(connection, row.id):
            gone = sa.update(t.frame).where(t.frame.c.path == came[row.path])
            connection.execute(gone.values(missing=True))
            kept.add(row.path)
        else:
            discard(connection, row.id)
    return kept


def is_owned(connection: sa.Connection, frame_id: int) -> bool:
    """Whether something would be lost with the frame that no scan finds again."""
    return any(connection.execute(_rows_of(table, frame_id)).first() for table in OWNED)


def _rows_of(table: sa.Table, frame_id: int) -> sa.Select[Any]:
    return sa.select(sa.literal(1)).select_from(table).where(table.c.frame_id == frame_id).limit(1)


def discard(connection: sa.Connection, frame_id: int) -> None:
    """Remove a frame with all that is known of it."""
    for table in reversed(t.metadata.sorted_tables):
        if table is not t.frame and "frame_id" in table.c:
            connection.execute(sa.delete(table).where(table.c.frame_id == frame_id))
        if "suggested_id" in table.c:
            suggests = sa.update(table).where(table.c.suggested_id == frame_id)
            connection.execute(suggests.values(suggested_id=None))
    connection.execute(sa.delete(t.frame).where(t.frame.c.id == frame_id))
