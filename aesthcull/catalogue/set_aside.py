"""Frames at whose place another picture stands: cards are used again, and two cards mount at one place.

Such a frame keeps all that is known of it under a place of its own, outside every shoot, and comes back when
its files do. That place is named by the old one, so that it can be found from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from aesthcull.catalogue import clocks, frame_moves
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.store import Catalogue

_PLACE = ".aesthcull set aside"


@dataclass(frozen=True)
class Kept:
    """What is known of a frame that somebody marked, sold or edited. `captured_at` is the camera's own
    clock; `signature`: see series.signature; None where the frame was not judged."""

    captured_at: datetime | None
    camera: str | None
    signature: bytes | None


def place_of(folder: Path) -> Path:
    """Below which the frames are that were set aside from a folder, in a folder of their own each."""
    return Path(folder.anchor) / _PLACE / folder.relative_to(folder.anchor)


def kept(catalogue: Catalogue, frame_ids: Sequence[int]) -> dict[int, Kept]:
    """Those of these frames of which something would be lost if they became another picture's."""
    c, found = t.frame.c, dict[int, Kept]()
    query = sa.select(c.id, c.captured_at, c.clock_shift, c.camera, t.embedding.c.signature)
    query = query.outerjoin(t.embedding, t.embedding.c.frame_id == c.id)
    owned = sa.or_(*(sa.exists().where(table.c.frame_id == c.id) for table in frame_moves.OWNED))
    with catalogue.read() as connection:
        for ids in chunks(frame_ids):
            for row in connection.execute(query.where(c.id.in_(ids), owned)):
                told, _ = clocks.put_right(row.captured_at, -row.clock_shift)
                found[row.id] = Kept(told, row.camera, row.signature)
    return found


def frames_from(catalogue: Catalogue, folder: Path) -> dict[StoredFile, int]:
    """The frames that were set aside from `folder` and below it, by each of their files as it was there."""
    c = t.frame_file.c
    query = sa.select(c.frame_id, c.path, c.size, c.mtime_ns).join(t.frame)
    with catalogue.read() as connection:
        rows = connection.execute(query.where(below(t.frame.c.folder, place_of(folder)))).all()
    return {StoredFile(_before(row.path), row.size, row.mtime_ns): row.frame_id for row in rows}


def set_aside(catalogue: Catalogue, frame_ids: Sequence[int]) -> None:
    """Take frames from their places, which are free for others then, and out of their series."""
    with catalogue.write() as connection:
        _move(connection, dict.fromkeys(frame_ids))
    frame_moves.leave_shoots(catalogue, frame_ids)


def bring_back(catalogue: Catalogue, places: Mapping[int, Path]) -> list[int]:
    """Give frames that were set aside their old places again, by the path of the file that is shown. Returns
    those that stood there, which are set aside."""
    with catalogue.write() as connection:
        there: list[int] = []
        for paths in chunks(list(places.values())):
            there += connection.execute(sa.select(t.frame.c.id).where(t.frame.c.path.in_(paths))).scalars()
        _move(connection, dict.fromkeys(there))
        _move(connection, places)
    frame_moves.leave_shoots(catalogue, there)
    return there


def _move(connection: sa.Connection, to: Mapping[int, Path] | Mapping[int, None]) -> None:
    """Frames with their files to the folder of a path, or aside."""
    c = t.frame_file.c
    query = sa.select(c.id, c.frame_id, c.path, c.position)
    shown, files = [], []
    for ids in chunks(list(to)):
        for row in connection.execute(query.where(c.frame_id.in_(ids))):
            back = to[row.frame_id]
            folder = back.parent if back else place_of(row.path.parent) / str(row.frame_id)
            files.append({"this": row.id, "path": folder / row.path.name})
            if row.position == 0:
                frame = {"this": row.frame_id, "path": folder / row.path.name, "folder": folder}
                shown.append({**frame, "missing": True})
    for table, rows in ((t.frame_file, files), (t.frame, shown)):
        if rows:
            connection.execute(sa.update(table).where(table.c.id == sa.bindparam("this")), rows)


def _before(path: Path) -> Path:
    """Where a file was that was set aside."""
    inside = path.parent.parent.relative_to(Path(path.anchor) / _PLACE)
    return Path(path.anchor) / inside / path.name
