"""Which asset a report's row speaks of.

An agency knows an asset by its number, a photographer by its file name, and reports tell the one, the other
or both. A row with both joins what was known by one of them; two assets that turn out to be one are merged.
Cameras count files from 1 again and again, so that one file name may stand for several numbers: a row with
the name alone is then refused, never given to one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

from aesthcull.catalogue import report_staging as staging
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import ReportedRow

_KEPT = 200_000  # numbers and names in memory, some 60 MB
Refusal = tuple[int, str]  # a row's line, and why it cannot be used


@dataclass(slots=True, eq=False)
class KnownAsset:
    """An asset as far as rows have told of it. `id` is 0 until it is staged, and negative
    until it is published."""

    id: int
    number: str | None
    file_name: str | None
    title: str | None
    uploaded_on: date | None
    merged_into: KnownAsset | None = None

    @property
    def survivor(self) -> KnownAsset:
        """This asset, or the one that it was merged into."""
        asset = self
        while asset.merged_into is not None:
            asset = asset.merged_into
        return asset

    def learn(self, of: ReportedRow | KnownAsset) -> bool:
        """Take from a row, or from an asset that turned out to be this one, what was not known; whether
        anything was new."""
        new = False
        if self.number is None and of.number is not None:
            self.number, new = of.number, True
        if self.file_name is None and of.file_name is not None:
            self.file_name, new = of.file_name, True
        if self.title is None and of.title is not None:
            self.title, new = of.title, True
        if self.uploaded_on is None and of.uploaded_on is not None:
            self.uploaded_on, new = of.uploaded_on, True
        return new


class AssetBook:
    """The assets of one agency, while one report is staged.

    It keeps those that it met, up to a limit: reports speak of the same assets over and over.
    """

    def __init__(self, connection: sa.Connection, agency: str) -> None:
        self._connection = connection
        self._agency = agency
        self._by_number: dict[str, KnownAsset] = {}
        self._by_name: dict[str, list[KnownAsset]] = {}
        self._new: list[KnownAsset] = []
        self._changed: dict[int, KnownAsset] = {}
        self._gone: list[KnownAsset] = []
        self._survivors: dict[int, int] = {}
        self.count_new = 0  # their ids are −1, −2, …

    def find(self, rows: Sequence[ReportedRow]) -> tuple[list[tuple[ReportedRow, KnownAsset]], list[Refusal]]:
        """The asset of each row (after `stage`: with its id), and the rows that do not tell one."""
        self._load(rows)
        found, refused = [], []
        for row in rows:
            asset = self._of(row)
            if asset is None:
                several = len(self._by_name[row.file_name or ""])
                reason = f"{several} assets are called {row.file_name}, and no number tells which"
                refused.append((row.line, reason))
            else:
                found.append((row, asset))
        return found, refused

    def stage(self) -> set[int]:
        """Stage what the rows told of their assets; returns the ids of the new ones."""
        new = [asset for asset in self._new if asset.merged_into is None]
        for asset in new:
            self.count_new += 1
            asset.id = -self.count_new
        changed = [asset for asset in self._changed.values() if asset.merged_into is None]
        gone = [asset for asset in self._gone if asset.id]
        for asset in gone:
            self._survivors[asset.id] = asset.survivor.id
        for some in chunks([asset.id for asset in (*changed, *gone)]):
            self._connection.execute(sa.delete(staging.assets).where(staging.assets.c.id.in_(some)))
        if new or changed:
            values = [_values(asset) for asset in (*new, *changed)]
            self._connection.execute(sa.insert(staging.assets), values)
        self._new, self._changed, self._gone = [], {}, []
        return {asset.id for asset in new}

    def survivors(self) -> dict[int, int]:
        """Those that turned out to be another asset, and which, by their ids."""
        found = {}
        for gone, keep in self._survivors.items():
            while keep in self._survivors:
                keep = self._survivors[keep]
            found[gone] = keep
        return found

    def _of(self, row: ReportedRow) -> KnownAsset | None:
        named = self._by_name.get(row.file_name, []) if row.file_name is not None else []
        if row.number is None:
            if len(named) > 1:
                return None
            asset = named[0] if named else None
        else:
            asset = self._by_number.get(row.number)
            if asset is None or asset.file_name is None:
                unnumbered = next((a for a in named if a.number is None), None)
                if asset is None or unnumbered is None:
                    asset = asset or unnumbered
                else:
                    asset = self._join(asset, unnumbered)
        if asset is None:
            asset = KnownAsset(0, None, None, None, None)
            self._new.append(asset)
        if asset.learn(row):
            self._index(asset)
            if asset.id:
                self._changed[asset.id] = asset
        return asset

    def _join(self, numbered: KnownAsset, named: KnownAsset) -> KnownAsset:
        """Two that are one: the one that the catalogue has stays, of two the numbered one."""
        keep, gone = (numbered, named) if numbered.id > 0 or named.id <= 0 else (named, numbered)
        gone.merged_into = keep
        self._gone.append(gone)
        self._by_name[named.file_name or ""] = []  # an unnumbered one has its name to itself
        keep.learn(gone)
        self._index(keep)
        if keep.id:
            self._changed[keep.id] = keep
        return keep

    def _index(self, asset: KnownAsset) -> None:
        if asset.number is not None:
            self._by_number[asset.number] = asset
        if asset.file_name is not None:
            same = self._by_name.setdefault(asset.file_name, [])
            if asset not in same:
                same.append(asset)

    def _load(self, rows: Sequence[ReportedRow]) -> None:
        """The catalogue's assets that these rows may speak of, as far as they are not known.

        A name is looked up only where the number has not led to an asset with a name: one without a number
        is joined as soon as a number comes with its name, so that there is none beside it.
        """
        if len(self._by_number) + len(self._by_name) > _KEPT:
            self._by_number, self._by_name = {}, {}
        numbers = {row.number for row in rows if row.number is not None}
        self._fetch("number", numbers - self._by_number.keys())
        names = set()
        for row in rows:
            asset = self._by_number.get(row.number) if row.number is not None else None
            if row.file_name is not None and (asset is None or asset.file_name is None):
                names.add(row.file_name)
        self._fetch("file_name", names)

    def _fetch(self, name: Literal["number", "file_name"], values: set[str]) -> None:
        """Those of the catalogue and those staged; of one that is in both, what is staged tells more."""
        for some in chunks(sorted(values)):
            stored = _columns(t.asset).where(t.asset.c.agency == self._agency, t.asset.c[name].in_(some))
            found = {row.id: row for row in self._connection.execute(stored) if row.id not in self._survivors}
            waiting = _columns(staging.assets).where(staging.assets.c[name].in_(some))
            found |= {row.id: row for row in self._connection.execute(waiting)}
            for row in found.values():
                asset = KnownAsset(*row)
                if not self._holds(asset):
                    self._index(asset)

    def _holds(self, asset: KnownAsset) -> bool:
        if asset.number is not None:
            return asset.number in self._by_number
        return any(a.id == asset.id for a in self._by_name.get(asset.file_name or "", ()))


def state_of(connection: sa.Connection, agency: str) -> tuple[int, ...]:
    """What differs once anybody has added, removed, merged or filled in assets of this agency."""
    c = t.asset.c
    known = (c.number, c.file_name, c.title, c.uploaded_on)
    query = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.max(c.id), 0),
        sa.func.coalesce(sa.func.sum(c.id), 0),
        *map(sa.func.count, known),
    )
    return tuple(connection.execute(query.where(c.agency == agency)).one())


def _columns(table: sa.Table) -> sa.Select[Any]:
    c = table.c
    return sa.select(c.id, c.number, c.file_name, c.title, c.uploaded_on)


def _values(asset: KnownAsset) -> dict[str, Any]:
    return {
        "id": asset.id,
        "number": asset.number,
        "file_name": asset.file_name,
        "title": asset.title,
        "uploaded_on": asset.uploaded_on,
    }
