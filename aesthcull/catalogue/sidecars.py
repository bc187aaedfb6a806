"""What the catalogue knows of sidecars: how they were when they and their frames last agreed, and what the
photographer's side says now. What either side says is read by exchange/xmp.

Marks that come from sidecars are decisions, one step however many frames it is about. They are worked out
before the transaction, which then takes only frames whose marks are still those that were worked with; so it
holds other writers up by some hundred milliseconds for 10,000 frames, not by seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import decisions
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.keywords import DISMISSED
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import PERSON, Marks, Step
from aesthcull.catalogue.store import Catalogue

_PLAIN = ("flag", "rating", "label", "title", "description")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar as it was when it was last read or written. `agreed` is JSON; `asks`: both sides were
    changed, and the user is to say which one is right."""

    frame_id: int
    path: Path
    size: int
    mtime_ns: int
    agreed: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """The marks that a frame had when its sidecars were read, those it shall have, and what is then known of
    the sidecars."""

    frame_id: int
    before: Marks
    after: Marks
    sidecars: tuple[Sidecar, ...]


@dataclass(frozen=True)
class Taken:
    """What a `take` did: its step, if anything changed, and the frames that had been marked meanwhile, of
    which nothing was taken."""

    step: Step | None
    overtaken: tuple[int, ...]


def sidecars_below(catalogue: Catalogue, folder: Path) -> dict[tuple[int, Path], Sidecar]:
    """The known sidecars of the frames below `folder`, by frame and path."""
    frames = sa.select(t.frame.c.id).where(below(t.frame.c.folder, folder))
    with catalogue.read() as connection:
        return _by_key(connection.execute(sa.select(t.sidecar).where(t.sidecar.c.frame_id.in_(frames))))


def sidecars_of(catalogue: Catalogue, frame_ids: Sequence[int]) -> dict[tuple[int, Path], Sidecar]:
    """The known sidecars of these frames, by frame and path."""
    found: dict[tuple[int, Path], Sidecar] = {}
    with catalogue.read() as connection:
        for ids in chunks(frame_ids):
            found |= _by_key(connection.execute(sa.select(t.sidecar).where(t.sidecar.c.frame_id.in_(ids))))
    return found


def as_read(catalogue: Catalogue, folder: Path) -> set[tuple[str, str, int, int]]:
    """Of each known sidecar and picture of the frames below `folder` that are not missing, but for those that
    the user is asked about: the frame's path and its own, size and time when it was last read. All as plain
    values: a tenth of a second for 30,000, a multiple of which goes into making paths."""
    frame, sidecar = t.frame.c, t.sidecar.c
    shown, own = sa.type_coerce(frame.path, sa.Text), sa.type_coerce(sidecar.path, sa.Text)
    query = sa.select(shown, own, sidecar.size, sidecar.mtime_ns).join_from(t.sidecar, t.frame)
    query = query.where(below(frame.folder, folder), sa.not_(frame.missing), sa.not_(sidecar.asks))
    with catalogue.read() as connection:
        rows = connection.execute(query).all()
    return {(t.decode_path(row[0]), t.decode_path(row[1]), row[2], row[3]) for row in rows}


def asking(catalogue: Catalogue, folder: Path) -> list[Sidecar]:
    """The sidecars below `folder` that wait for the user's decision, by path."""
    return sorted((s for s in sidecars_below(catalogue, folder).values() if s.asks), key=lambda s: s.path)


def marks_of(catalogue: Catalogue, frame_ids: Sequence[int]) -> dict[int, Marks]:
    """What the photographer says of these frames; unknown ids are left out."""
    with catalogue.read() as connection:
        return _marks_of(connection, frame_ids)


def files_of(catalogue: Catalogue, frame_ids: Sequence[int]) -> dict[int, tuple[Path, ...]]:
    """The pictures and RAWs of the frames that are not missing, the shown one first."""
    found: dict[int, list[Path]] = {}
    c = t.frame_file.c
    with catalogue.read() as connection:
        for ids in chunks(frame_ids):
            query = sa.select(c.frame_id, c.path).join(t.frame).where(c.frame_id.in_(ids))
            query = query.where(sa.not_(t.frame.c.missing)).order_by(c.frame_id, c.position)
            for row in connection.execute(query):
                found.setdefault(row.frame_id, []).append(row.path)
    return {frame_id: tuple(paths) for frame_id, paths in found.items()}


def frames_below(catalogue: Catalogue, folder: Path) -> dict[Path, int]:
    """The ids of the frames below `folder` that are not missing, by the path of the file that is shown."""
    query = sa.select(t.frame.c.path, t.frame.c.id)
    query = query.where(below(t.frame.c.folder, folder), sa.not_(t.frame.c.missing))
    with catalogue.read() as connection:
        return {row.path: row.id for row in connection.execute(query)}


def decided_at(catalogue: Catalogue, frame_ids: Sequence[int]) -> dict[int, dict[str, datetime]]:
    """When each field of these frames was last decided on, as far as that stands."""
    c, found = t.decision.c, dict[int, dict[str, datetime]]()
    newest = sa.func.max(t.step.c.at, type_=sa.DateTime)
    with catalogue.read() as connection:
        for ids in chunks(frame_ids):
            query = sa.select(c.frame_id, c.field, newest).join(t.step)
            query = query.where(c.frame_id.in_(ids), t.step.c.state == "done")
            for frame_id, field, at in connection.execute(query.group_by(c.frame_id, c.field)):
                found.setdefault(frame_id, {})[field] = at
    return found


def take(catalogue: Catalogue, takings: Sequence[Taking], name: str) -> Taken:
    """Give frames the marks that their sidecars brought, as one step called `name`, and keep how the sidecars
    were. Raises CatalogueError; then nothing is changed."""
    with catalogue.write() as connection:
        now = _marks_of(connection, [taking.frame_id for taking in takings])
        valid = [taking for taking in takings if now.get(taking.frame_id) == taking.before]
        step = decisions.record(connection, _rows(connection, valid), name)
        _keep(connection, [sidecar for taking in valid for sidecar in taking.sidecars])
    kept = {taking.frame_id for taking in valid}
    return Taken(step, tuple(g.frame_id for g in takings if g.frame_id not in kept and g.frame_id in now))


def keep(catalogue: Catalogue, sidecars: Sequence[Sidecar], written: Collection[Path] = ()) -> None:
    """Keep how these sidecars and pictures are now. What we have `written` into a picture leaves its pixels
    as they are: it need not be decoded again for that."""
    if sidecars:
        with catalogue.write() as connection:
            pictures = [
                {"f": s.frame_id, "p": s.path, "bytes": s.size, "time": s.mtime_ns}
                for s in sidecars
                if s.path in written
            ]
            if pictures:
                connection.execute(_as_written(), pictures)
            _keep(connection, sidecars)


def _as_written() -> sa.Update:
    """Of a picture that was as it was scanned when it was last read, and so when it was written."""
    file, last = t.frame_file.c, t.sidecar.c
    as_read = sa.exists().where(
        last.frame_id == file.frame_id,
        last.path == file.path,
        last.size == file.size,
        last.mtime_ns == file.mtime_ns,
    )
    return (
        sa.update(t.frame_file)
        .where(file.frame_id == sa.bindparam("f"), file.path == sa.bindparam("p"), as_read)
        .values(size=sa.bindparam("bytes"), mtime_ns=sa.bindparam("time"))
    )


def forget(catalogue: Catalogue, sidecars: Iterable[Sidecar]) -> None:
    """Forget sidecars that are there no more: what they said stays with their frames."""
    keys = [{"f": sidecar.frame_id, "p": sidecar.path} for sidecar in sidecars]
    if keys:
        with catalogue.write() as connection:
            connection.execute(_delete_one(), keys)


def _keep(connection: sa.Connection, sidecars: Sequence[Sidecar]) -> None:
    if not sidecars:
        return
    now = datetime.now()
    connection.execute(_delete_one(), [{"f": s.frame_id, "p": s.path} for s in sidecars])
    connection.execute(sa.insert(t.sidecar), [{**_columns(s), "agreed_at": now} for s in sidecars])


def _columns(sidecar: Sidecar) -> dict[str, Any]:
    return {name: getattr(sidecar, name) for name in Sidecar.__slots__}


def _delete_one() -> sa.Delete:
    c = t.sidecar.c
    return sa.delete(t.sidecar).where(c.frame_id == sa.bindparam("f"), c.path == sa.bindparam("p"))


def _marks_of(connection: sa.Connection, frame_ids: Sequence[int]) -> dict[int, Marks]:
    columns = [t.frame.c.id, *(t.frame.c[name] for name in _PLAIN)]
    marks: dict[int, Marks] = {}
    for ids in chunks(frame_ids):
        words: dict[int, list[str]] = {}
        c = t.keyword.c
        mine = sa.select(c.frame_id, c.name).where(c.frame_id.in_(ids), c.source == PERSON)
        for frame_id, word in connection.execute(mine):
            words.setdefault(frame_id, []).append(word)
        for row in connection.execute(sa.select(*columns).where(t.frame.c.id.in_(ids))):
            mine_now = frozenset(words.get(row.id, ()))
            marks[row.id] = Marks(row.flag, row.rating, row.label, row.title, row.description, mine_now)
    return marks


def _rows(connection: sa.Connection, takings: Sequence[Taking]) -> list[dict[str, Any]]:
    """The decisions that the takings come to."""
    rows: list[dict[str, Any]] = []
    for taking in takings:
        for field in _PLAIN:
            before, after = getattr(taking.before, field), getattr(taking.after, field)
            if before != after:
                rows.append(_row(taking.frame_id, field, before, after))
    return rows + _keyword_rows(connection, takings)


def _keyword_rows(connection: sa.Connection, takings: Sequence[Taking]) -> list[dict[str, Any]]:
    """As `keywords.rows_to_add` and `rows_to_remove`, for other words of each frame: a word that is given may
    have been dismissed before, one that is removed and that a model suggests is dismissed."""
    given = {g.frame_id: g.after.keywords - g.before.keywords for g in takings}
    removed = {g.frame_id: g.before.keywords - g.after.keywords for g in takings}
    concerned = [frame_id for frame_id in given if given[frame_id] or removed[frame_id]]
    sources: dict[tuple[int, str], set[str]] = {}
    c = t.keyword.c
    for ids in chunks(concerned):
        for frame_id, word, source in connection.execute(
            sa.select(c.frame_id, c.name, c.source).where(c.frame_id.in_(ids))
        ):
            sources.setdefault((frame_id, word), set()).add(source)
    rows: list[dict[str, Any]] = []
    for frame_id in concerned:
        for word in sorted(given[frame_id]):
            rows.append(_row(frame_id, "keyword", None, word))
            if DISMISSED in sources.get((frame_id, word), ()):
                rows.append(_row(frame_id, "dismissed", word, None))
        for word in sorted(removed[frame_id]):
            rows.append(_row(frame_id, "keyword", word, None))
            if sources.get((frame_id, word), set()) - {PERSON}:
                rows.append(_row(frame_id, "dismissed", None, word))
    return rows


def _row(frame_id: int, field: str, before: object, after: object) -> dict[str, Any]:
    texts = [None if value is None else str(value) for value in (before, after)]
    return {"frame_id": frame_id, "field": field, "before": texts[0], "after": texts[1]}


def _by_key(rows: Iterable[Any]) -> dict[tuple[int, Path], Sidecar]:
    return {
        (r.frame_id, r.path): Sidecar(r.frame_id, r.path, r.size, r.mtime_ns, r.agreed, r.asks) for r in rows
    }
