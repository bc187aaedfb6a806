"""Marks made on a card pass to the frames that were ingested from it: flag, rating, label, words, the clock
put right, and what its sidecars last said.

They come when the copies are first scanned, as one step, to frames of which nobody has decided anything. The
card's frame is known by its file's size and time, as the ingest read it: a card that was used again since
has other pictures of the same names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import clocks, decisions
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.keywords import SOURCES
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.set_aside import frames_from
from aesthcull.catalogue.store import Catalogue

STEP = "Marks from the card"  # what the step is called where nobody gives it another name
_PLAIN = ("flag", "rating", "label", "title", "description", "categories", "keyword_order")
Origins = dict[Path, StoredFile]  # where a file came from, by where it is


def take_over(catalogue: Catalogue, folder: Path, frame_ids: Collection[int], name: str = STEP) -> list[int]:
    """Give these frames below `folder` the marks of the card's frames whose copies they are, as a step called
    `name`. Returns those that have got some. Raises CatalogueError; then nothing is changed."""
    origins = _origins(catalogue, folder) if frame_ids else {}
    if not origins:
        return []
    known = _by_file(catalogue, {origin.path.parent for origin in origins.values()})
    pairs = _pairs(catalogue, frame_ids, origins, known)
    if not pairs:
        return []
    with catalogue.write() as connection:
        pairs = _undecided(connection, pairs)
        rows = _plain_rows(connection, pairs) + _keyword_rows(connection, pairs)
        _keep_sidecars(connection, pairs, origins)
        step = decisions.record(connection, rows, name)
        if step is not None:  # as old as what it says: a sidecar that was written since is right
            at = _decided_at(connection, {pairs[row["frame_id"]] for row in rows})
            connection.execute(sa.update(t.step).where(t.step.c.id == step.id).values(at=at or step.at))
    return list(step.frame_ids) if step else []


def _origins(catalogue: Catalogue, folder: Path) -> Origins:
    """Of the files below `folder` that ingests have brought, what they were on the card."""
    c = t.delivery_file.c
    query = sa.select(c.source, c.target, c.size, c.mtime_ns).join(t.delivery)
    query = query.where(t.delivery.c.kind == "ingest", c.state == "done", below(c.target, folder))
    with catalogue.read() as connection:
        rows = connection.execute(query.order_by(c.id))
        return {row.target: StoredFile(row.source, row.size, row.mtime_ns) for row in rows}


def _by_file(catalogue: Catalogue, folders: Collection[Path]) -> dict[StoredFile, int]:
    """The card's frames by each of their files, also those whose place on it other pictures have now."""
    c, found = t.frame_file.c, dict[StoredFile, int]()
    query = sa.select(c.frame_id, c.path, c.size, c.mtime_ns).join(t.frame)
    for folder in folders:
        found |= frames_from(catalogue, folder)
    with catalogue.read() as connection:
        for some in chunks(list(folders)):
            for row in connection.execute(query.where(t.frame.c.folder.in_(some))):
                found[StoredFile(row.path, row.size, row.mtime_ns)] = row.frame_id
    return found


def _pairs(
    catalogue: Catalogue, frame_ids: Collection[int], origins: Origins, known: Mapping[StoredFile, int]
) -> dict[int, int]:
    """The card's frame of each of these frames that has one."""
    c, found = t.frame_file.c, dict[int, int]()
    query = sa.select(c.frame_id, c.path).order_by(c.frame_id, c.position.desc())  # the shown one counts
    with catalogue.read() as connection:
        for ids in chunks(sorted(frame_ids)):
            for row in connection.execute(query.where(c.frame_id.in_(ids))):
                origin = origins.get(row.path)
                if origin is not None and origin in known:
                    found[row.frame_id] = known[origin]
    return found


def _undecided(connection: sa.Connection, pairs: Mapping[int, int]) -> dict[int, int]:
    decided: set[int] = set()
    for ids in chunks(list(pairs)):
        decided.update(connection.execute(_frames_decided_on(ids)).scalars())
    return {new: old for new, old in pairs.items() if new not in decided}


def _frames_decided_on(ids: Sequence[int]) -> sa.Select[Any]:
    c = t.decision.c
    return sa.select(c.frame_id).where(c.frame_id.in_(ids), c.field != clocks.FIELD).distinct()


def _plain_rows(connection: sa.Connection, pairs: Mapping[int, int]) -> list[dict[str, Any]]:
    c = t.frame.c
    ids = [*pairs, *pairs.values()]
    said = {}
    for some in chunks(ids):
        for row in connection.execute(
            sa.select(c.id, c.clock_shift, *(c[name] for name in _PLAIN)).where(c.id.in_(some))
        ):
            said[row.id] = row._mapping
    fields = {**{name: name for name in _PLAIN}, "clock_shift": clocks.FIELD}
    return [
        _row(new, field, said[new][name], said[old][name])
        for new, old in pairs.items()
        for name, field in fields.items()
        if said[new][name] != said[old][name]
    ]


def _keyword_rows(connection: sa.Connection, pairs: Mapping[int, int]) -> list[dict[str, Any]]:
    """The photographer's words, and those that were dismissed; of models' words each copy has its own."""
    c = t.keyword.c
    words: dict[int, list[tuple[str, str]]] = {}
    for ids in chunks(sorted(set(pairs.values()))):
        for field, source in SOURCES.items():
            query = sa.select(c.frame_id, c.name).where(c.frame_id.in_(ids), c.source == source)
            for frame_id, name in connection.execute(query.order_by(c.name)):
                words.setdefault(frame_id, []).append((field, name))
    return [_row(new, field, None, word) for new, old in pairs.items() for field, word in words.get(old, ())]


def _keep_sidecars(connection: sa.Connection, pairs: Mapping[int, int], origins: Origins) -> None:
    """What was agreed with the card's sidecars holds for the copies: what neither side has changed since is
    not asked about again."""
    agreed = _sidecars(connection, {*pairs, *pairs.values()})
    folders: dict[int, Path] = {}
    for ids in chunks([new for new, old in pairs.items() if old in agreed and new not in agreed]):
        folders |= dict(map(tuple, connection.execute(_folders(ids))))
    copies: dict[Path, list[Path]] = {}
    for target, origin in origins.items():
        copies.setdefault(origin.path, []).append(target)
    rows = [
        {**row, "frame_id": new, "path": copy}
        for new, folder in folders.items()
        for row in agreed[pairs[new]]
        for copy in copies.get(row["path"], ())
        if copy.parent == folder
    ]
    if rows:
        connection.execute(sa.insert(t.sidecar), rows)


def _sidecars(connection: sa.Connection, frame_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for ids in chunks(sorted(frame_ids)):
        query = sa.select(t.sidecar).where(t.sidecar.c.frame_id.in_(ids))
        for row in connection.execute(query).mappings():
            found.setdefault(row["frame_id"], []).append(dict(row))
    return found


def _folders(ids: Sequence[int]) -> sa.Select[Any]:
    return sa.select(t.frame.c.id, t.frame.c.folder).where(t.frame.c.id.in_(ids))


def _decided_at(connection: sa.Connection, frame_ids: Collection[int]) -> datetime | None:
    """When the last of these frames' decisions was made."""
    c, times = t.decision.c, []
    newest = sa.func.max(t.step.c.at, type_=sa.DateTime)
    for ids in chunks(sorted(frame_ids)):
        query = sa.select(newest).join(t.decision, c.step_id == t.step.c.id)
        times.append(connection.execute(query.where(c.frame_id.in_(ids), t.step.c.state == "done")).scalar())
    return max((at for at in times if at), default=None)


def _row(frame_id: int, field: str, before: object, after: object) -> dict[str, Any]:
    texts = [None if value is None else str(value) for value in (before, after)]
    return {"frame_id": frame_id, "field": field, "before": texts[0], "after": texts[1]}
