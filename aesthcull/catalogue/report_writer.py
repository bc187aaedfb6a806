"""A report on its way into the catalogue: its rows stored in batches, in one transaction.

A sale is known again by what is said of it and its place among equals in the same file: a report that
overlaps an earlier one adds only what is new, while two equal sales of one day stay two. It remembers every
report that tells of it, and goes with the last of them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.schema import CreateTable

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.reported_assets import AssetBook, KnownAsset, Refusal
from aesthcull.catalogue.store import Catalogue


class ReadOtherwise(Exception):
    """The same file was imported before and understood in another way; reading it both ways would count its
    sales twice. One line without the file's name."""


# SQLite looks pairs up by the index where they come from a table, not where they stand in the statement.
_WANTED = sa.Table(
    "wanted_sale",
    sa.MetaData(),
    sa.Column("asset_id", sa.Integer, nullable=False),
    sa.Column("identity", sa.LargeBinary, nullable=False),
    prefixes=["TEMPORARY"],
)


@dataclass(frozen=True)
class NewReport:
    """A file about to be imported. `mapping`: JSON, how its columns were understood."""

    path: Path
    sha256: str
    told_on: date
    agency: str
    form: str
    mapping: str


@dataclass
class Tally:
    """What a report brought: rows that told something new, rows known before; refunds among both."""

    added: int = 0
    known: int = 0
    new_assets: int = 0
    refunds: int = 0
    first: datetime | None = None
    last: datetime | None = None


class _Total(NamedTuple):
    """What a listing says; nothing but that the asset is on sale where `sales` is None."""

    sales: int | None = None
    earnings: float | None = None
    currency: str | None = None


@contextlib.contextmanager
def writing(catalogue: Catalogue, report: NewReport) -> Iterator[ReportWriter]:
    """Store a report: `store` its rows in batches, then `finish`. When the block raises, nothing remains.

    Raises ReadOtherwise, and CatalogueError (the disk is full …).
    """
    with catalogue.write() as connection:
        yield ReportWriter(connection, report)


class ReportWriter:
    """Stores the rows of one report; made by `writing`."""

    def __init__(self, connection: sa.Connection, report: NewReport) -> None:
        self._connection = connection
        self.report_id = _begin(connection, report)
        self.tally = Tally()
        self._assets = AssetBook(connection, report.agency)
        self._met: set[int] = set()  # sales of this file, by hash
        self._equals: dict[int, int] = {}  # how many equal ones came before
        self._first_of_agency = not _has_sales(connection, report.agency)

    def store(self, rows: Sequence[ReportedRow]) -> list[Refusal]:
        """Store some rows; returns those that contradict what is known."""
        found, refused = self._assets.find(rows)
        new = self._assets.write()
        self.tally.new_assets += len(new)
        if self._assets.merged:
            self._first_of_agency = False  # the merged asset's sales are no longer this file's alone
        placed = [(row, asset.survivor) for row, asset in found]
        self._store_sales([(row, asset) for row, asset in placed if row.kind == "sale"])
        refused += self._store_listings([(row, asset) for row, asset in placed if row.kind != "sale"], new)
        return refused

    def finish(self, rows: int, refused: int) -> Tally:
        """Note how many rows the file had and how many of them were refused."""
        this = t.sales_report.c.id == self.report_id
        self._connection.execute(sa.update(t.sales_report).where(this).values(rows=rows, refused=refused))
        return self.tally

    def remember_mapping(self, header: str, mapping: str) -> None:
        """Remember how the columns of tables with this header's key are understood."""
        self._connection.execute(sa.delete(t.column_mapping).where(t.column_mapping.c.header == header))
        values = {"header": header, "mapping": mapping, "used_at": datetime.now()}
        self._connection.execute(sa.insert(t.column_mapping).values(values))

    def _store_sales(self, sales: Sequence[tuple[ReportedRow, KnownAsset]]) -> None:
        if not sales:
            return
        new = {(asset.id, identity): row for row, asset, identity in self._identified(sales)}
        known = {} if self._first_of_agency else _known_sales(self._connection, list(new))
        again = [
            {"sale_id": sale_id, "report_id": self.report_id}
            for sale_id, report_id in known.values()
            if report_id != self.report_id
        ]
        values = [self._sale(key, row) for key, row in new.items() if key not in known]
        if values:
            self._connection.execute(sa.insert(t.sale), values)
        if again:
            self._connection.execute(sa.insert(t.sale_again), again)
        self.tally.added += len(values)
        self.tally.known += len(sales) - len(values)
        self._note_period([row for row, _ in sales])

    def _identified(
        self, sales: Sequence[tuple[ReportedRow, KnownAsset]]
    ) -> Iterator[tuple[ReportedRow, KnownAsset, bytes]]:
        for row, asset in sales:
            amount = "" if row.amount is None else f"{row.amount:.6f}"
            said = f"{row.sold_at}|{(row.licence or '').casefold()}|{amount}|{row.currency}|{row.count}"
            key, place = hash((asset.id, said)), 0
            if key in self._met:
                place = self._equals[key] = self._equals.get(key, 0) + 1
            self._met.add(key)
            yield row, asset, blake2b(f"{said}|{place}".encode(), digest_size=8).digest()

    def _sale(self, key: tuple[int, bytes], row: ReportedRow) -> dict[str, Any]:
        return {
            "asset_id": key[0],
            "report_id": self.report_id,
            "identity": key[1],
            "sold_at": row.sold_at,
            "count": row.count,
            "royalty": row.amount,
            "currency": row.currency,
            "licence": row.licence,
        }

    def _note_period(self, rows: Sequence[ReportedRow]) -> None:
        self.tally.refunds += sum(row.count < 0 for row in rows)
        moments = [row.sold_at for row in rows if row.sold_at is not None]
        if moments:
            self.tally.first = min(moments + ([self.tally.first] if self.tally.first else []))
            self.tally.last = max(moments + ([self.tally.last] if self.tally.last else []))

    def _store_listings(
        self, listed: Sequence[tuple[ReportedRow, KnownAsset]], new: set[int]
    ) -> list[Refusal]:
        """Totals, and assets that are just on sale: one listing an asset and report."""
        here, elsewhere = self._listings({asset.id for _, asset in listed})
        values, refused = [], []
        for row, asset in listed:
            total = _Total(row.count, row.amount, row.currency) if row.kind == "total" else _Total()
            known = here.get(asset.id)
            if known is not None and total.sales is not None and known != total:
                refused.append((row.line, "the same asset stands in this file with other totals"))
                continue
            fresh = asset.id in new if total.sales is None else total not in elsewhere.get(asset.id, ())
            self.tally.added += known is None and fresh
            self.tally.known += known is not None or not fresh
            if known is None:
                here[asset.id] = total
                values.append({"asset_id": asset.id, "report_id": self.report_id, **total._asdict()})
        if values:
            self._connection.execute(sa.insert(t.asset_listing), values)
        return refused

    def _listings(self, asset_ids: set[int]) -> tuple[dict[int, _Total], dict[int, list[_Total]]]:
        """What this report, and what others, say of these assets."""
        here: dict[int, _Total] = {}
        elsewhere: dict[int, list[_Total]] = {}
        for some in chunks(sorted(asset_ids)):
            query = sa.select(t.asset_listing).where(t.asset_listing.c.asset_id.in_(some))
            for row in self._connection.execute(query).all():
                total = _Total(row.sales, row.earnings, row.currency)
                if row.report_id == self.report_id:
                    here[row.asset_id] = total
                else:
                    elsewhere.setdefault(row.asset_id, []).append(total)
        return here, elsewhere


def _begin(connection: sa.Connection, report: NewReport) -> int:
    """The report's id: a new one, or the one that this very file had when it was imported before."""
    c = t.sales_report.c
    for known in connection.execute(sa.select(t.sales_report).where(c.sha256 == report.sha256)).all():
        same = (known.agency, known.form, known.mapping) == (report.agency, report.form, report.mapping)
        if not same:
            raise ReadOtherwise(
                f"was imported on {known.imported_at:%Y-%m-%d} for {known.agency}, and its columns were "
                f"understood otherwise; to read it anew, first remove report {known.id}"
            )
        again = t.sale_again.c.report_id == known.id
        connection.execute(sa.delete(t.sale_again).where(again))  # found again as the rows come
        return int(known.id)
    values = {**vars(report), "imported_at": datetime.now(), "rows": 0, "refused": 0}
    key = connection.execute(sa.insert(t.sales_report).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _has_sales(connection: sa.Connection, agency: str) -> bool:
    query = sa.select(t.sale.c.id).join(t.asset).where(t.asset.c.agency == agency).limit(1)
    return connection.execute(query).first() is not None


def _known_sales(
    connection: sa.Connection, keys: Sequence[tuple[int, bytes]]
) -> dict[tuple[int, bytes], tuple[int, int]]:
    """Sale and report ids of those of these (asset, identity) that are in the catalogue."""
    c, wanted = t.sale.c, _WANTED.c
    connection.execute(CreateTable(_WANTED, if_not_exists=True))
    connection.execute(sa.delete(_WANTED))
    connection.execute(
        sa.insert(_WANTED), [{"asset_id": asset_id, "identity": identity} for asset_id, identity in keys]
    )
    same = sa.and_(c.asset_id == wanted.asset_id, c.identity == wanted.identity)
    query = sa.select(c.asset_id, c.identity, c.id, c.report_id).select_from(_WANTED.join(t.sale, same))
    return {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(query).all()}
