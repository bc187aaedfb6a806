"""The series that stand: what grouping found in a shoot, with the photographer's edits laid over it.

Both are stored, and what stands is worked out of them by one function (series.edited) after every grouping,
edit, undo and redo: so an edit survives a grouping, and taking it back brings the found series back as it
is by then. Edits are stored by frame: they hold whether the frame's folder or one above it is opened.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.series_frames import moments_of, read_series_frames
from aesthcull.catalogue.store import Catalogue
from aesthcull.series.edited import Group, combined
from aesthcull.series.suggest import suggest

FIELD = "series"  # of a decision
CHOSEN = "chosen by you"
_CHOSEN_MARK = "*"


@dataclass(frozen=True)
class NewSeries:
    """A series to store: frame ids in order, the suggested one, and why, in phrases."""

    kind: str
    frame_ids: tuple[int, ...]
    suggested_id: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Tables:
    """Series in the catalogue: as they were found, or as they stand. `key` is the members' series."""

    series: sa.Table
    members: sa.Table
    key: sa.Column[int]

    def of_shoot(self, connection: sa.Connection, shoot_id: int) -> Sequence[int]:
        """The ids of a shoot's series."""
        query = sa.select(self.series.c.id).where(self.series.c.shoot_id == shoot_id)
        return connection.execute(query).scalars().all()


_FOUND = _Tables(t.found_series, t.found_member, t.found_member.c.found_id)
_STANDING = _Tables(t.series, t.series_member, t.series_member.c.series_id)


@dataclass
class _Basis:
    """What the standing of some frames of a shoot rests on."""

    found: list[NewSeries] = field(default_factory=list)
    place_of: dict[int, int] = field(default_factory=dict)
    kind_of: dict[int, str] = field(default_factory=dict)
    chosen: set[int] = field(default_factory=set)
    order: dict[int, tuple[bool, datetime, str]] = field(default_factory=dict)


def store_found(catalogue: Catalogue, shoot: Shoot, found: Sequence[NewSeries]) -> set[int]:
    """Put what grouping found in place of what it found earlier; the photographer's edits stay in force.

    Returns the ids of the frames that are, or were, in a series that changed.
    """
    with catalogue.write() as connection:
        before = _stored(connection, _FOUND, _FOUND.of_shoot(connection, shoot.id))
        _exchange(connection, shoot.id, _FOUND, before, found)
        edited = sa.select(t.series_edit.c.frame_id).join(t.frame)
        ids = connection.execute(edited.where(below(t.frame.c.folder, shoot.path))).scalars().all()
        stood = _stored(connection, _STANDING, _STANDING.of_shoot(connection, shoot.id))
        return _stand(connection, shoot.id, _basis(connection, found, ids), stood)


def apply(connection: sa.Connection, words: Mapping[int, str | None]) -> set[int]:
    """Write the photographer's word on frames (see `as_text`; None: no word), and what stands then.

    Returns the frames whose series may now be another one.
    """
    ids = list(words)
    for chunk in chunks(ids):
        connection.execute(sa.delete(t.series_edit).where(t.series_edit.c.frame_id.in_(chunk)))
    rows = [
        {"frame_id": i, "hand_id": place, "chosen": chosen}
        for i, word in words.items()
        if word is not None
        for place, chosen in [parsed(word)]
    ]
    if rows:
        connection.execute(sa.insert(t.series_edit), rows)
    moved: set[int] = set()
    for shoot_id, some in _shoots_of(connection, ids).items():
        moved |= _settle(connection, shoot_id, some)
    return moved


def take_out(connection: sa.Connection, shoot_id: int, gone: Collection[int]) -> None:
    """Take frames that are in the shoot's folder no more out of its series, which stay as they are else."""
    frames, found_ids, series_ids = connected(connection, shoot_id, list(gone))
    before = _stored(connection, _FOUND, found_ids)
    stood = _stored(connection, _STANDING, series_ids)
    after = [left for s in before.values() if len((left := _without(connection, s, gone)).frame_ids) > 1]
    _exchange(connection, shoot_id, _FOUND, before, after)
    _stand(connection, shoot_id, _basis(connection, after, sorted(frames.difference(gone))), stood)


def _without(connection: sa.Connection, series: NewSeries, gone: Collection[int]) -> NewSeries:
    left = tuple(i for i in series.frame_ids if i not in gone)
    if series.suggested_id not in gone or not left:
        return replace(series, frame_ids=left)
    best, reasons = suggest(read_series_frames(connection, left))
    return NewSeries(series.kind, left, left[best], reasons)


def words_of(connection: sa.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The photographer's word on these frames, for those that have one."""
    found: dict[int, str] = {}
    for chunk in chunks(ids):
        for row in connection.execute(sa.select(t.series_edit).where(t.series_edit.c.frame_id.in_(chunk))):
            word = as_text(row.hand_id, row.chosen)
            if word is not None:
                found[row.frame_id] = word
    return found


def as_text(place: int | None, chosen: bool) -> str | None:
    """A word as a decision keeps it: the place by hand, and a star for the chosen one."""
    return f"{'' if place is None else place}{_CHOSEN_MARK if chosen else ''}" or None


def parsed(word: str | None) -> tuple[int | None, bool]:
    """Place and choice of a word."""
    digits = (word or "").rstrip(_CHOSEN_MARK)
    return int(digits) if digits else None, (word or "").endswith(_CHOSEN_MARK)


def _shoots_of(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[int]]:
    """By shoot: which of these frames are in it."""
    shoots = {row.path: row.id for row in connection.execute(sa.select(t.shoot.c.id, t.shoot.c.path))}
    found: dict[int, list[int]] = defaultdict(list)
    within: dict[Path, list[int]] = {}
    for chunk in chunks(ids):
        query = sa.select(t.frame.c.id, t.frame.c.folder).where(t.frame.c.id.in_(chunk))
        for frame_id, folder in connection.execute(query):
            if folder not in within:
                within[folder] = [shoots[p] for p in (folder, *folder.parents) if p in shoots]
            for shoot_id in within[folder]:
                found[shoot_id].append(frame_id)
    return found


def _settle(connection: sa.Connection, shoot_id: int, ids: Sequence[int]) -> set[int]:
    """Work out anew what stands of these frames and of all that hangs together with them; returns those whose
    series changed."""
    frames, found_ids, series_ids = connected(connection, shoot_id, ids)
    found = list(_stored(connection, _FOUND, found_ids).values())
    stood = _stored(connection, _STANDING, series_ids)
    return _stand(connection, shoot_id, _basis(connection, found, sorted(frames)), stood)


def connected(
    connection: sa.Connection, shoot_id: int, ids: Sequence[int]
) -> tuple[set[int], set[int], set[int]]:
    """Frames of the shoot that are, over a found or standing series or a place, together with these; and
    their found and standing series."""
    folder = connection.execute(sa.select(t.shoot.c.path).where(t.shoot.c.id == shoot_id)).scalar_one()
    f, s, e = t.found_member.c, t.series_member.c, t.series_edit.c
    here = below(t.frame.c.folder, folder)
    ways = (
        (set[int](), sa.select(f.found_id, f.frame_id).where(f.shoot_id == shoot_id), f.found_id),
        (set[int](), sa.select(s.series_id, s.frame_id).where(s.shoot_id == shoot_id), s.series_id),
        (set[int](), sa.select(e.hand_id, e.frame_id).join(t.frame).where(here), e.hand_id),
    )
    frames, fresh = set(ids), set(ids)
    while fresh:
        reached: set[int] = set()
        for known, query, key in ways:
            keys: set[int] = set()
            for chunk in chunks(sorted(fresh)):
                member = query.selected_columns[1].in_(chunk)
                keys.update(k for k, _ in connection.execute(query.where(member)) if k is not None)
            for chunk in chunks(sorted(keys - known)):
                reached.update(i for _, i in connection.execute(query.where(key.in_(chunk))))
            known |= keys
        fresh = reached - frames
        frames |= fresh
    return frames, ways[0][0], ways[1][0]


def _basis(connection: sa.Connection, found: Sequence[NewSeries], ids: Sequence[int]) -> _Basis:
    """`ids`: the frames that may have an edit. Frames that vanished have no standing until they are back."""
    basis = _Basis(list(found))
    edit, frame = t.series_edit.c, t.frame.c
    for chunk in chunks(ids):
        edits = sa.select(edit.frame_id, edit.hand_id, edit.chosen, t.hand_series.c.kind)
        edits = edits.join(t.frame).outerjoin(t.hand_series)
        for row in connection.execute(edits.where(edit.frame_id.in_(chunk), sa.not_(frame.missing))):
            if row.hand_id is not None:
                basis.place_of[row.frame_id] = row.hand_id
                basis.kind_of[row.hand_id] = row.kind
            if row.chosen:
                basis.chosen.add(row.frame_id)
    concerned = set(basis.place_of)
    concerned.update(
        i for s in found if not basis.place_of.keys().isdisjoint(s.frame_ids) for i in s.frame_ids
    )
    rows: list[Any] = []
    for chunk in chunks(sorted(concerned)):
        frames = sa.select(frame.id, frame.captured_at, frame.utc_offset, frame.path)
        rows += connection.execute(frames.where(frame.id.in_(chunk)))
    for one, moment in zip(rows, moments_of(rows), strict=True):
        basis.order[one.id] = (moment is None, moment or datetime.min, str(one.path))
    return basis


def _stand(
    connection: sa.Connection, shoot_id: int, basis: _Basis, stood: Mapping[int, NewSeries]
) -> set[int]:
    found = [(s.kind, s.frame_ids) for s in basis.found]
    groups = combined(found, basis.place_of, basis.kind_of, basis.order.__getitem__)
    standing = [_as_series(connection, group, basis) for group in groups]
    return _exchange(connection, shoot_id, _STANDING, stood, standing)


def _as_series(connection: sa.Connection, group: Group, basis: _Basis) -> NewSeries:
    if group.kind != "series":
        if group.found is not None:
            return basis.found[group.found]
        return NewSeries(group.kind, group.frames, None, (f"{group.kind} of {len(group.frames)}, by hand",))
    chosen = next((i for i in group.frames if i in basis.chosen), None)
    if chosen is not None:
        return NewSeries(group.kind, group.frames, chosen, (CHOSEN,))
    if group.found is not None:
        return basis.found[group.found]
    best, reasons = suggest(read_series_frames(connection, group.frames))
    return NewSeries(group.kind, group.frames, group.frames[best], reasons)


def _stored(connection: sa.Connection, tables: _Tables, ids: Iterable[int]) -> dict[int, NewSeries]:
    """The series of these ids, in their order."""
    found: dict[int, NewSeries] = {}
    for chunk in chunks(sorted(ids)):
        members: dict[int, list[int]] = defaultdict(list)
        query = sa.select(tables.key, tables.members.c.frame_id).where(tables.key.in_(chunk))
        for series_id, frame_id in connection.execute(query.order_by(tables.members.c.position)):
            members[series_id].append(frame_id)
        rows = sa.select(tables.series).where(tables.series.c.id.in_(chunk)).order_by(tables.series.c.id)
        for row in connection.execute(rows):
            reasons = tuple(json.loads(row.reasons))
            found[row.id] = NewSeries(row.kind, tuple(members[row.id]), row.suggested_id, reasons)
    return found


def _exchange(
    connection: sa.Connection,
    shoot_id: int,
    tables: _Tables,
    before: Mapping[int, NewSeries],
    after: Sequence[NewSeries],
) -> set[int]:
    """Put series in place of others. Those that are the same keep their ids: it is quick, and what a window
    knows of them holds. Returns the frames of all others."""
    kept, present = set(before.values()), set(after)
    gone = [i for i, series in before.items() if series not in present]
    for chunk in chunks(gone):
        connection.execute(sa.delete(tables.members).where(tables.key.in_(chunk)))
        connection.execute(sa.delete(tables.series).where(tables.series.c.id.in_(chunk)))
    new = [series for series in after if series not in kept]
    if new:
        rows = [
            {
                "shoot_id": shoot_id,
                "kind": series.kind,
                "suggested_id": series.suggested_id,
                "reasons": json.dumps(series.reasons),
            }
            for series in new
        ]
        insert = sa.insert(tables.series).returning(tables.series.c.id, sort_by_parameter_order=True)
        ids = connection.execute(insert, rows).scalars().all()
        inside: list[dict[str, Any]] = [
            {"shoot_id": shoot_id, "frame_id": frame_id, tables.key.name: series_id, "position": position}
            for series_id, series in zip(ids, new, strict=True)
            for position, frame_id in enumerate(series.frame_ids)
        ]
        connection.execute(sa.insert(tables.members), inside)
    changed = {i for series in new for i in series.frame_ids}
    return changed.union(i for series_id in gone for i in before[series_id].frame_ids)
