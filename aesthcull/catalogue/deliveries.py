"""The journal of deliveries: which file is to stand where, written before anything is touched, and how far
each has come. After any crash, a power cut too, it says, together with the disk, what is left to do or to
take back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.store import Catalogue

State = Literal["open", "done", "undoing", "undone"]
# `copied`: verified, beside its target; `present`: there already; `back`: copied back, beside its source.
FileState = Literal["planned", "copied", "done", "present", "failed", "back", "undone"]
FILE_STATES: tuple[FileState, ...] = get_args(FileState)
_F = t.delivery_file.c
_NOTED = ("state", "sha256", "problem", "target", "size", "mtime_ns")
_NAMED: dict[str, Any] = {name: sa.bindparam(name) for name in _NOTED}
_NOTING = sa.update(t.delivery_file).where(_F.id == sa.bindparam("this")).values(_NAMED)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file and where it will stand. Files with the same `together` belong to one frame and keep one stem;
    `frame_id` is None for a file that is not catalogued (a card's). `size` in bytes."""

    source: Path
    target: Path
    size: int
    mtime_ns: int
    frame_id: int | None
    together: int


@dataclass(frozen=True, slots=True)
class JournalFile:
    """A planned file and how far it has come. `sha256` of its content, once it was read."""

    id: int
    together: int
    frame_id: int | None
    source: Path
    target: Path
    size: int
    mtime_ns: int
    sha256: str | None
    state: FileState
    problem: str | None


@dataclass(frozen=True)
class Delivery:
    """A delivery with its numbers of frames and files, and of files in each state; `bytes` in all."""

    id: int
    at: datetime
    kind: str
    destination: Path
    settings: dict[str, Any]
    state: State
    frames: int
    files: int
    bytes: int
    states: dict[FileState, int]

    @property
    def done(self) -> int:
        """Files that stand at their targets."""
        return self.states.get("done", 0)

    @property
    def failed(self) -> int:
        """Files that could not be delivered; going on with the delivery tries them again."""
        return self.states.get("failed", 0)


def begin(
    catalogue: Catalogue,
    kind: str,
    destination: Path,
    settings: Mapping[str, Any],
    files: Sequence[PlannedFile],
) -> int:
    """Write down what is intended, all of it or nothing. Returns the delivery's id. Raises CatalogueError."""
    values = {"at": datetime.now(), "kind": kind, "destination": destination, "state": "open"}
    with catalogue.write(durable=True) as connection:
        insert = sa.insert(t.delivery).values(**values, settings=json.dumps(settings))
        key = connection.execute(insert).inserted_primary_key
        assert key is not None
        _insert(connection, key[0], files, "planned")
    return int(key[0])


def add(catalogue: Catalogue, delivery_id: int, files: Sequence[PlannedFile], state: FileState) -> None:
    """Write down files that a delivery has, too. Raises CatalogueError."""
    if files:
        with catalogue.write(durable=True) as connection:
            _insert(connection, delivery_id, files, state)


def _insert(
    connection: sa.Connection, delivery_id: int, files: Sequence[PlannedFile], state: FileState
) -> None:
    rows = [
        {name: getattr(file, name) for name in PlannedFile.__slots__}
        | {"delivery_id": delivery_id, "state": state}
        for file in files
    ]
    if rows:
        connection.execute(sa.insert(t.delivery_file), rows)


def deliveries(catalogue: Catalogue) -> list[Delivery]:
    """All deliveries, the newest first."""
    with catalogue.read() as connection:
        counts = _counts(connection, None)
        rows = connection.execute(sa.select(t.delivery).order_by(t.delivery.c.id.desc())).all()
    return [_delivery(row, counts.get(row.id, [])) for row in rows]


def delivery(catalogue: Catalogue, delivery_id: int) -> Delivery | None:
    """One delivery; None where there is none of this id."""
    with catalogue.read() as connection:
        row = connection.execute(sa.select(t.delivery).where(t.delivery.c.id == delivery_id)).one_or_none()
        counts = _counts(connection, delivery_id)
    return None if row is None else _delivery(row, counts.get(delivery_id, []))


def files_of(catalogue: Catalogue, delivery_id: int) -> list[JournalFile]:
    """The delivery's files in the order in which they are carried; those of one frame in a row."""
    columns = [_F[name] for name in JournalFile.__slots__]
    query = sa.select(*columns).where(_F.delivery_id == delivery_id).order_by(_F.together, _F.id)
    with catalogue.read() as connection:
        return [JournalFile(*row) for row in connection.execute(query)]


def read_again(catalogue: Catalogue, files: Sequence[JournalFile]) -> list[JournalFile]:
    """These files as the journal has them now."""
    query = sa.select(*(_F[name] for name in JournalFile.__slots__)).order_by(_F.id)
    with catalogue.read() as connection:
        rows = connection.execute(query.where(_F.id.in_([file.id for file in files])))
        return [JournalFile(*row) for row in rows]


def set_state(catalogue: Catalogue, delivery_id: int, state: State) -> None:
    """Say how far the delivery as a whole has come."""
    with catalogue.write(durable=True) as connection:
        update = sa.update(t.delivery).where(t.delivery.c.id == delivery_id)
        connection.execute(update.values(state=state))


def note(catalogue: Catalogue, files: Sequence[JournalFile], *, durable: bool = False) -> None:
    """Write down how far these files have come. `durable`: before what cannot be told from the disk alone;
    else a power cut only makes it be found out again."""
    with catalogue.write(durable=durable) as connection:
        put(connection, files)


def put(connection: sa.Connection, files: Sequence[JournalFile]) -> None:
    """`note` as a part of a larger transaction."""
    if files:
        rows = [{"this": file.id, **{name: getattr(file, name) for name in _NOTED}} for file in files]
        connection.execute(_NOTING, rows)


def carried_contents(catalogue: Catalogue, sizes: Sequence[int]) -> list[JournalFile]:
    """Files of these sizes that ingests have brought, wherever they stand now; of several that were brought
    to one place, the last."""
    columns = [_F[name] for name in JournalFile.__slots__]
    query = sa.select(*columns).join(t.delivery, t.delivery.c.id == _F.delivery_id)
    query = query.where(t.delivery.c.kind == "ingest", _F.state == "done")
    wanted = set(sizes)
    with catalogue.read() as connection:
        last = {row.target: row for row in connection.execute(query.order_by(_F.id))}
    return [JournalFile(*row) for row in last.values() if row.size in wanted]


def ingest_folders(catalogue: Catalogue) -> tuple[set[Path], set[Path]]:
    """The destinations of all ingests that stand, and their backups."""
    columns = t.delivery.c.destination, t.delivery.c.settings
    query = sa.select(*columns).where(t.delivery.c.kind == "ingest", t.delivery.c.state != "undone")
    with catalogue.read() as connection:
        found = [(row.destination, json.loads(row.settings)) for row in connection.execute(query)]
    return {to for to, _ in found}, {Path(kept["backup"]) for _, kept in found if kept.get("backup")}


def moves(catalogue: Catalogue) -> dict[Path, set[Path]]:
    """Where files went that were moved and not moved back: their places now, or for a while, by those
    before."""
    query = sa.select(_F.source, _F.target).join(t.delivery, t.delivery.c.id == _F.delivery_id)
    query = query.where(t.delivery.c.kind == "move", _F.state == "done")
    found: dict[Path, set[Path]] = {}
    with catalogue.read() as connection:
        for row in connection.execute(query):
            found.setdefault(row.source, set()).add(row.target)
    return found


def copies_below(catalogue: Catalogue, folder: Path) -> list[JournalFile]:
    """Files that were copied or hard-linked into a folder and below it, and not taken back, in that order."""
    columns = [_F[name] for name in JournalFile.__slots__]
    query = sa.select(*columns).join(t.delivery, t.delivery.c.id == _F.delivery_id)
    query = query.where(t.delivery.c.kind.in_(("copy", "hardlink")), _F.state == "done")
    with catalogue.read() as connection:
        found = connection.execute(query.where(below(_F.target, folder)).order_by(_F.id))
        return [JournalFile(*row) for row in found]


def catalogued_copies(catalogue: Catalogue, sizes: Sequence[int]) -> list[tuple[Path, int, int]]:
    """Path, size and time in ns of the catalogued files of these sizes."""
    c = t.frame_file.c
    wanted = set(sizes)
    query = sa.select(c.path, c.size, c.mtime_ns).join(t.frame).where(sa.not_(t.frame.c.missing))
    with catalogue.read() as connection:
        # All sizes are read: an index on them would cost every scan more than this costs an ingest.
        return [(row[0], row[1], row[2]) for row in connection.execute(query) if row.size in wanted]


def frames_below(catalogue: Catalogue, folder: Path) -> list[Path]:
    """The paths of the catalogued frames in a folder and below it, there or missing."""
    with catalogue.read() as connection:
        query = sa.select(t.frame.c.path).where(below(t.frame.c.folder, folder))
        return list(connection.execute(query).scalars())


def _counts(connection: sa.Connection, delivery_id: int | None) -> dict[int, list[Any]]:
    numbers = sa.func.count().label("files"), sa.func.sum(_F.size).label("bytes")
    query = sa.select(_F.delivery_id, _F.state, *numbers).group_by(_F.delivery_id, _F.state)
    frames = sa.select(_F.delivery_id, sa.func.count(_F.together.distinct())).group_by(_F.delivery_id)
    if delivery_id is not None:
        query, frames = (q.where(_F.delivery_id == delivery_id) for q in (query, frames))
    number_of = {row[0]: row[1] for row in connection.execute(frames)}
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.delivery_id, [number_of[row.delivery_id]]).append(row)
    return found


def _delivery(row: Any, counts: list[Any]) -> Delivery:
    frames, states = (counts[0], counts[1:]) if counts else (0, [])
    return Delivery(
        id=row.id,
        at=row.at,
        kind=row.kind,
        destination=row.destination,
        settings=json.loads(row.settings),
        state=row.state,
        frames=frames,
        files=sum(of.files for of in states),
        bytes=sum(int(of.bytes) for of in states),
        states={of.state: of.files for of in states},
    )
