"""The photographer's edits of series: merge, split, take out, choose, call a set; pick the suggested ones.

Each is one step in the history of marks, undone and redone with them. Every frame of a series that an edit
touches gets a place by hand, so that the next grouping leaves them where they were seen (series.edited has
the rule). Frames are given by their ids, `shoot` says in whose series they stand; nothing is done, and None
returned, where nothing would change. All raise CatalogueError when it could not be written.

10,000 frames in one series take 0.3–0.8 s, a series of a few frames 0.01–0.02 s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import decisions, series_standing
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import Shoot, Step
from aesthcull.catalogue.store import Catalogue
from aesthcull.series.edited import ALONE

SERIES = "series"
SET = "set"  # frames that the photographer keeps together, as found brackets and panoramas are


@dataclass(frozen=True)
class Part:
    """Frames that get a place of a kind together. `rest`: they only keep what they have."""

    kind: str
    frames: list[int]
    rest: bool = False


@dataclass(frozen=True)
class Standing:
    """A series as it stands; frames in order."""

    kind: str
    frames: tuple[int, ...]
    suggested: int | None


Plan = Callable[[list[Standing], set[int]], list[Part]]


def series_of(catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int]) -> list[Standing]:
    """The series in which these frames stand."""
    with catalogue.read() as connection:
        return _standing(connection, shoot, frame_ids)


def merge(catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int], name: str) -> Step | None:
    """Make one series of these frames. It is a set where all of them come from sets of one kind."""

    def plan(touched: list[Standing], chosen: set[int]) -> list[Part]:
        if len(chosen) < 2 or any(set(s.frames) == chosen for s in touched):
            return []
        inside = {i for s in touched for i in s.frames}
        kinds = {s.kind for s in touched} if chosen <= inside else {SERIES}
        kind = kinds.pop() if len(kinds) == 1 else SERIES
        return [Part(kind, sorted(chosen)), *(part for s in touched for part in _rest(s, chosen))]

    return _edit(catalogue, shoot, frame_ids, plan, name)


def split(catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int], name: str) -> Step | None:
    """Part these frames from the others of their series: a series of their own, one from each."""

    def plan(touched: list[Standing], chosen: set[int]) -> list[Part]:
        parted = [s for s in touched if not chosen.issuperset(s.frames)]
        return [part for s in parted for part in (Part(s.kind, _inside(s, chosen)), *_rest(s, chosen))]

    return _edit(catalogue, shoot, frame_ids, plan, name)


def split_at(catalogue: Catalogue, shoot: Shoot, frame_id: int, name: str) -> Step | None:
    """Part a series in two; this frame begins the second one."""
    later = [s.frames[s.frames.index(frame_id) :] for s in series_of(catalogue, shoot, [frame_id])]
    return split(catalogue, shoot, later[0], name) if later else None


def take_out(catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int], name: str) -> Step | None:
    """These frames leave their series, and are in none."""

    def plan(touched: list[Standing], chosen: set[int]) -> list[Part]:
        alone = [Part(ALONE, [i]) for s in touched for i in _inside(s, chosen)]
        return [*alone, *(part for s in touched for part in _rest(s, chosen))]

    return _edit(catalogue, shoot, frame_ids, plan, name)


def set_kind(
    catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int], kind: str, name: str
) -> Step | None:
    """Call the series of these frames a SET, which is left alone, or an ordinary SERIES."""

    def plan(touched: list[Standing], chosen: set[int]) -> list[Part]:
        del chosen
        return [Part(kind, list(s.frames)) for s in touched if s.kind != kind]

    return _edit(catalogue, shoot, frame_ids, plan, name)


def set_suggested(catalogue: Catalogue, shoot: Shoot, frame_id: int, name: str) -> Step | None:
    """Make this frame the suggested one of its series. None also in a set, which has none."""
    with catalogue.write() as connection:
        touched = [s for s in _standing(connection, shoot, [frame_id]) if s.kind == SERIES]
        words = series_standing.words_of(connection, [i for s in touched for i in s.frames])
        rows = []
        for one in (i for s in touched for i in s.frames):
            place, _ = series_standing.parsed(words.get(one))
            rows.append(_row(one, words.get(one), series_standing.as_text(place, one == frame_id)))
        return decisions.record(connection, [r for r in rows if r["before"] != r["after"]], name)


def forget(catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int], name: str) -> Step | None:
    """Drop all edits of these frames and of all that hangs together with them: what grouping found stands."""
    with catalogue.write() as connection:
        together, _, _ = series_standing.connected(connection, shoot.id, frame_ids)
        words = series_standing.words_of(connection, sorted(together))
        rows = [_row(i, word, None) for i, word in words.items()]
        return decisions.record(connection, rows, name)


@dataclass(frozen=True)
class SuggestedPicks:
    """What picking the suggested of `series` series comes to. `kept`: frames left as they are because they
    are flagged otherwise by hand; `sets`: brackets, panoramas and other sets that are left alone."""

    picks: tuple[int, ...]
    rejects: tuple[int, ...]
    series: int
    kept: int
    sets: int


def plan_suggested(
    catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int] | None = None
) -> SuggestedPicks:
    """Pick the suggested, reject the others: in the series of these frames, or in all of the shoot.

    A series whose suggested frame was rejected by hand stays as it is: else none of it would be left.
    """
    with catalogue.read() as connection:
        touched = _standing(connection, shoot, frame_ids)
        flags: dict[int, str | None] = {}
        for chunk in chunks([i for s in touched for i in s.frames]):
            query = sa.select(t.frame.c.id, t.frame.c.flag).where(t.frame.c.id.in_(chunk))
            flags.update((row.id, row.flag) for row in connection.execute(query))
    ordinary = [s for s in touched if s.kind == SERIES and s.suggested is not None]
    lost = [s for s in ordinary if flags.get(s.suggested or 0) == "reject"]
    picks, rejects, kept = [], [], len(lost)
    for series in ordinary:
        if series not in lost:
            picks.append(series.suggested or 0)
            others = [i for i in series.frames if i != series.suggested]
            rejects += [i for i in others if flags.get(i) is None]
            kept += sum(flags.get(i) == "pick" for i in others)
    done = len(ordinary) - len(lost)
    return SuggestedPicks(tuple(picks), tuple(rejects), done, kept, len(touched) - len(ordinary))


def pick_suggested(catalogue: Catalogue, plan: SuggestedPicks, name: str) -> Step | None:
    """Do what the plan says, as one step."""
    marks: list[tuple[Sequence[int], decisions.Changes]] = [
        (plan.picks, {"flag": "pick"}),
        (plan.rejects, {"flag": "reject"}),
    ]
    return decisions.mark_each(catalogue, marks, name)


def _edit(catalogue: Catalogue, shoot: Shoot, frame_ids: Sequence[int], plan: Plan, name: str) -> Step | None:
    with catalogue.write() as connection:
        parts = plan(_standing(connection, shoot, frame_ids), set(frame_ids))
        words = series_standing.words_of(connection, [i for part in parts for i in part.frames])
        rows: list[dict[str, Any]] = []
        for part in parts:
            said = {i: series_standing.parsed(words.get(i)) for i in part.frames}
            places = {place for place, _ in said.values() if place is not None}
            # What is left of a place keeps it: else each frame taken out of 10,000 would write them all.
            place = places.pop() if part.rest and len(places) == 1 else _new_place(connection, part.kind)
            for i, (_, chosen) in said.items():
                rows.append(_row(i, words.get(i), series_standing.as_text(place, chosen)))
        return decisions.record(connection, [r for r in rows if r["before"] != r["after"]], name)


def _inside(series: Standing, chosen: set[int]) -> list[int]:
    return [i for i in series.frames if i in chosen]


def _rest(series: Standing, chosen: set[int]) -> list[Part]:
    left = [i for i in series.frames if i not in chosen]
    return [Part(series.kind, left, rest=True)] if left else []


def _new_place(connection: sa.Connection, kind: str) -> int:
    key = connection.execute(sa.insert(t.hand_series).values(kind=kind)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _row(frame_id: int, before: str | None, after: str | None) -> dict[str, Any]:
    return {"frame_id": frame_id, "field": series_standing.FIELD, "before": before, "after": after}


def _standing(connection: sa.Connection, shoot: Shoot, frame_ids: Sequence[int] | None) -> list[Standing]:
    """The series of these frames (None: all of the shoot) in the order in which they were stored."""
    member, series = t.series_member.c, t.series.c
    wanted: set[int] = set()
    if frame_ids is None:
        of_shoot = sa.select(series.id).where(series.shoot_id == shoot.id)
        wanted.update(connection.execute(of_shoot).scalars())
    for chunk in chunks(frame_ids or ()):
        query = sa.select(member.series_id).where(member.shoot_id == shoot.id, member.frame_id.in_(chunk))
        wanted.update(connection.execute(query).scalars())
    found: list[Standing] = []
    for chunk in chunks(sorted(wanted)):
        frames: dict[int, list[int]] = defaultdict(list)
        query = sa.select(member.series_id, member.frame_id).where(member.series_id.in_(chunk))
        for series_id, frame_id in connection.execute(query.order_by(member.position)):
            frames[series_id].append(frame_id)
        rows = connection.execute(sa.select(t.series).where(series.id.in_(chunk)).order_by(series.id))
        found += [Standing(row.kind, tuple(frames[row.id]), row.suggested_id) for row in rows]
    return found
