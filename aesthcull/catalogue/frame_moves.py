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

# Columns that name one of a frame's files, beside the frame's own path.
_NAMING = (t.frame_file.c.path, t.sidecar.c.path, t.asset.c.picture)
_OWNED = (t.decision, t.asset, t.asset_candidate, t.series_edit, t.delivery_file)  # what nobody finds again


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
        for move in moves:
            _rename(connection, move)
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


def _rename(connection: sa.Connection, move: Move) -> None:
    before, after = move.before.path, move.after.path
    for column in _NAMING:
        named = sa.update(column.table).where(column.table.c.frame_id == move.frame_id, column == before)
        connection.execute(named.values({column.name: after}))
    if move.before.mtime_ns != move.after.mtime_ns:
        for table in (t.frame_file, t.sidecar):  # else a scan would take it for another picture
            c = table.c
            same = sa.update(table).where(c.path == after, c.frame_id == move.frame_id)
            same = same.where(c.mtime_ns == move.before.mtime_ns)
            connection.execute(same.values(mtime_ns=move.after.mtime_ns))
    if _is_free(connection, before, after):
        values = {"path": after, "folder": after.parent, "missing": False}
        connection.execute(sa.update(t.frame).where(t.frame.c.path == before).values(values))


def _is_free(connection: sa.Connection, before: Path, after: Path) -> bool:
    """Whether no frame has the path `after`. One that a scan has found there meanwhile, and that nobody has
    marked, is the moved one itself and gives way; a marked one stays, and the moved one is missing."""
    ids = {
        row.path: row.id
        for row in connection.execute(
            sa.select(t.frame.c.id, t.frame.c.path).where(t.frame.c.path.in_([before, after]))
        )
    }
    if after not in ids or before not in ids:
        return True
    if any(connection.execute(_rows_of(table, ids[after])).first() for table in _OWNED):
        connection.execute(sa.update(t.frame).where(t.frame.c.path == before).values(missing=True))
        return False
    _discard(connection, ids[after])
    return True


def _rows_of(table: sa.Table, frame_id: int) -> sa.Select[Any]:
    return sa.select(sa.literal(1)).select_from(table).where(table.c.frame_id == frame_id).limit(1)


def _discard(connection: sa.Connection, frame_id: int) -> None:
    """Remove a frame with all that is known of it."""
    for table in reversed(t.metadata.sorted_tables):
        if table is not t.frame and "frame_id" in table.c:
            connection.execute(sa.delete(table).where(table.c.frame_id == frame_id))
        if "suggested_id" in table.c:
            suggests = sa.update(table).where(table.c.suggested_id == frame_id)
            connection.execute(suggests.values(suggested_id=None))
    connection.execute(sa.delete(t.frame).where(t.frame.c.id == frame_id))
