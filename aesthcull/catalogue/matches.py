"""Which frame each asset shows: what matching reads, and what it and the user decide.

A match that a person made, or refused, is never touched by the machine. The machine may take back its own:
when a frame that it chose has vanished from the disk, or when the uploaded picture shows another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.candidates import candidates_of
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import AssetState, Candidate, MatchedBy, StoredFile
from aesthcull.catalogue.store import Catalogue

_LONGEST_NAME = 300  # what tables.asset holds


class NamedFile(NamedTuple):
    """One file of a frame, by its whole path."""

    frame_id: int
    path: str
    missing: bool


@dataclass(frozen=True, slots=True)
class NamedAsset:
    """What matching knows of an asset. `missing`: the frame that it is matched to has vanished; `pictured`:
    its uploaded picture was compared."""

    id: int
    agency: str
    number: str | None
    file_name: str | None
    title: str | None
    state: AssetState
    frame_id: int | None
    how: MatchedBy | None
    missing: bool
    pictured: bool = False
    candidates: tuple[Candidate, ...] = ()

    @property
    def by_name(self) -> tuple[int, ...]:
        """The frames that its name speaks of, as far as that was found out."""
        if self.frame_id is not None and self.how not in ("picture", "person"):
            return (self.frame_id,)
        return tuple(c.frame_id for c in self.candidates if c.how != "picture")

    @property
    def decided(self) -> bool:
        """Whether a person said what it shows, or that it shows none."""
        return self.how == "person" or self.state == "dismissed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an asset shows, and by what that was found."""

    asset_id: int
    state: AssetState
    frame_id: int | None
    how: MatchedBy | None


@dataclass(frozen=True, slots=True)
class NewMatch:
    """What the machine found for an asset: a frame, or candidates to choose from, or nothing. `picture`: the
    uploaded file by which it was found; without one the asset keeps what it has."""

    asset_id: int
    frame_id: int | None = None
    how: MatchedBy | None = None
    candidates: tuple[Candidate, ...] = ()
    picture: Path | None = None

    @property
    def state(self) -> AssetState:
        if self.frame_id is not None:
            return "matched"
        return "ambiguous" if self.candidates else "open"


def named_files(catalogue: Catalogue) -> list[NamedFile]:
    """Every file of every frame, RAW files and vanished ones too, by path."""
    path = sa.type_coerce(t.frame_file.c.path, sa.Text)  # a Path for each would take longer than all the rest
    query = (
        sa.select(t.frame_file.c.frame_id, path, t.frame.c.missing)
        .join(t.frame)
        .order_by(t.frame_file.c.path, t.frame_file.c.frame_id)
    )
    with catalogue.read() as connection:
        return [NamedFile(i, t.decode_path(p), m) for i, p, m in connection.execute(query)]


def known_assets(catalogue: Catalogue) -> list[NamedAsset]:
    """All assets with their candidates, without their sales."""
    c = t.asset.c
    columns = (c.id, c.agency, c.number, c.file_name, c.title, c.state, c.frame_id, c.how)
    missing = sa.func.coalesce(t.frame.c.missing, sa.false())
    query = sa.select(*columns, missing, c.picture.is_not(None)).outerjoin(t.frame).order_by(c.id)
    with catalogue.read() as connection:
        candidates = candidates_of(connection)
        rows = [(*row, candidates.get(row[0], ())) for row in connection.execute(query)]
    return [NamedAsset(*row) for row in rows]


def vanished(catalogue: Catalogue) -> set[int]:
    """The ids of the frames whose files are gone."""
    with catalogue.read() as connection:
        return set(connection.execute(sa.select(t.frame.c.id).where(t.frame.c.missing)).scalars())


def shown_files(catalogue: Catalogue, frame_ids: Collection[int]) -> dict[int, StoredFile]:
    """The file of each of these frames that is shown."""
    c = t.frame_file.c
    found: dict[int, StoredFile] = {}
    with catalogue.read() as connection:
        for some in chunks(sorted(frame_ids)):
            query = sa.select(c.frame_id, c.path, c.size, c.mtime_ns).where(
                c.frame_id.in_(some), c.position == 0
            )
            found.update({row[0]: StoredFile(*row[1:]) for row in connection.execute(query)})
    return found


def has_assets(catalogue: Catalogue) -> bool:
    """Whether there is anything to match."""
    with catalogue.read() as connection:
        return connection.execute(sa.select(t.asset.c.id).limit(1)).first() is not None


def store_matches(
    catalogue: Catalogue, found: Sequence[NewMatch], file_names: Mapping[int, str] | None = None
) -> int:
    """Store what the machine found, in one transaction; returns how many assets changed.

    Candidates are replaced by those given. Assets that a person decided, or that are gone, are passed over.
    `file_names`, by asset: what the user tells of assets whose file name no report told.
    """
    changed = 0
    with catalogue.write() as connection:
        _name_files(connection, file_names or {})
        for some in chunks(found):
            before = _undecided(connection, [match.asset_id for match in some])
            some = [match for match in some if match.asset_id in before]
            now = {match.asset_id: (match.state, match.frame_id) for match in some}
            changed += sum(before[asset_id] != new for asset_id, new in now.items())
            _write(connection, some)
    return changed


def decide(catalogue: Catalogue, asset_ids: Collection[int], frame_id: int | None) -> int:
    """Note that a person says that these assets show this frame, or (None) none of the catalogue's.

    Their candidates stay, for `reopen`. Returns how many of the assets there are.
    """
    chosen: dict[str, Any] = {"state": "dismissed", "frame_id": None, "how": "person"}
    if frame_id is not None:
        chosen = {"state": "matched", "frame_id": frame_id, "how": "person"}
    return _set(catalogue, asset_ids, chosen)


def reopen(catalogue: Catalogue, asset_ids: Collection[int]) -> int:
    """Take a person's decisions back: ask again where there are candidates, else match anew.

    Returns how many of the assets were decided.
    """
    decided = t.asset.c.how == "person"
    asked = sa.select(t.asset_candidate.c.asset_id).where(t.asset_candidate.c.asset_id == t.asset.c.id)
    state = sa.case((asked.exists(), "ambiguous"), else_="open")
    return _set(catalogue, asset_ids, {"state": state, "frame_id": None, "how": None}, decided)


def standings(catalogue: Catalogue, asset_ids: Collection[int]) -> list[Standing]:
    """How these assets stand, for `put_back`."""
    c = t.asset.c
    with catalogue.read() as connection:
        found = []
        for some in chunks(sorted(asset_ids)):
            query = sa.select(c.id, c.state, c.frame_id, c.how).where(c.id.in_(some))
            found += [Standing(*row) for row in connection.execute(query)]
        return found


def put_back(catalogue: Catalogue, earlier: Collection[Standing]) -> None:
    """Undo decisions: assets that a person decided stand again as they did."""
    this = sa.and_(t.asset.c.id == sa.bindparam("this"), t.asset.c.how == "person")
    values = [{"this": s.asset_id, "state": s.state, "frame_id": s.frame_id, "how": s.how} for s in earlier]
    if values:
        with catalogue.write() as connection:
            connection.execute(sa.update(t.asset).where(this), values)


def tally(catalogue: Catalogue) -> dict[tuple[AssetState, MatchedBy | None], int]:
    """How many assets there are in each state, and by what they were matched."""
    c = t.asset.c
    query = sa.select(c.state, c.how, sa.func.count()).group_by(c.state, c.how)
    with catalogue.read() as connection:
        return {(state, how): count for state, how, count in connection.execute(query)}


def examples(catalogue: Catalogue, state: AssetState, most: int) -> list[tuple[str, str]]:
    """Agency and name (file name, else number, else title) of the first assets in a state."""
    c = t.asset.c
    name = sa.func.coalesce(c.file_name, c.number, c.title, "")
    query = sa.select(c.agency, name).where(c.state == state).order_by(c.agency, name, c.id).limit(most)
    with catalogue.read() as connection:
        return [(agency, text) for agency, text in connection.execute(query)]


def _name_files(connection: sa.Connection, file_names: Mapping[int, str]) -> None:
    values = [
        {"this": asset_id, "file_name": name}
        for asset_id, name in file_names.items()
        if len(name) <= _LONGEST_NAME
    ]
    if values:
        this = sa.and_(t.asset.c.id == sa.bindparam("this"), t.asset.c.file_name.is_(None))
        connection.execute(sa.update(t.asset).where(this), values)


def _undecided(
    connection: sa.Connection, asset_ids: Sequence[int]
) -> dict[int, tuple[AssetState, int | None]]:
    c = t.asset.c
    query = sa.select(c.id, c.state, c.frame_id).where(
        c.id.in_(asset_ids), c.state != "dismissed", sa.func.coalesce(c.how, "") != "person"
    )
    return {asset_id: (state, frame_id) for asset_id, state, frame_id in connection.execute(query)}


def _write(connection: sa.Connection, found: Sequence[NewMatch]) -> None:
    if not found:
        return
    this = sa.update(t.asset).where(t.asset.c.id == sa.bindparam("this"))
    values = [{"this": m.asset_id, "state": m.state, "frame_id": m.frame_id, "how": m.how} for m in found]
    connection.execute(this, values)
    pictures = [{"this": m.asset_id, "picture": m.picture} for m in found if m.picture is not None]
    if pictures:
        connection.execute(this, pictures)
    of_these = t.asset_candidate.c.asset_id.in_([match.asset_id for match in found])
    connection.execute(sa.delete(t.asset_candidate).where(of_these))
    candidates = [
        {"asset_id": m.asset_id, "frame_id": c.frame_id, "how": c.how, "similarity": c.similarity}
        for m in found
        for c in m.candidates
    ]
    if candidates:
        connection.execute(sa.insert(t.asset_candidate), candidates)


def _set(
    catalogue: Catalogue,
    asset_ids: Collection[int],
    values: dict[str, Any],
    where: sa.ColumnElement[bool] | None = None,
) -> int:
    done = 0
    with catalogue.write() as connection:
        for some in chunks(sorted(asset_ids)):
            condition = t.asset.c.id.in_(some) if where is None else sa.and_(t.asset.c.id.in_(some), where)
            done += connection.execute(sa.update(t.asset).where(condition).values(values)).rowcount
    return done
