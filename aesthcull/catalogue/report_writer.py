"""A report on its way into the catalogue: its rows wait beside it in batches, and are published at once.

Reading a large report takes a minute, and the user goes on marking frames: the catalogue is locked only
while everything is copied into it, in one transaction. What was found out about the assets before must still
hold then, else nothing is stored (ChangedMeanwhile).

A sale is known again by what is said of it and its place among equals in the same file: a report that
overlaps an earlier one adds only what is new, while two equal sales of one day stay two. It remembers every
report that tells of it, and goes with the last of them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from aesthcull.catalogue import report_staging as staging
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.report_publishing import publish
from aesthcull.catalogue.report_staging import put_in_order, settle_merged, staged
from aesthcull.catalogue.reported_assets import AssetBook, KnownAsset, Refusal, state_of
from aesthcull.catalogue.store import Catalogue, CatalogueError


class ReadOtherwise(Exception):
    """The same file was imported before and understood in another way; reading it both ways would count its
    sales twice. One line without the file's name."""


class ChangedMeanwhile(CatalogueError):
    """Another program added or changed assets of the same agency while the report was read; nothing is
    stored, and storing it once more is all that is needed."""


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

    Raises ReadOtherwise, ChangedMeanwhile, and CatalogueError (the disk is full …).
    """
    with catalogue.read() as connection, staged(connection):
        yield ReportWriter(connection, catalogue.name, report)
        connection.commit()


class ReportWriter:
    """Stages the rows of one report and publishes them; made by `writing`."""

    def __init__(self, connection: sa.Connection, name: str, report: NewReport) -> None:
        self._connection, self._name, self._report = connection, name, report
        self.report_id = _known_report(connection, report) or 0  # 0: none until it is published
        self.tally = Tally()
        self._assets = AssetBook(connection, report.agency)
        self._seen = state_of(connection, report.agency)
        self._met: set[int] = set()  # sales of this file, by hash
        self._equals: dict[int, int] = {}  # how many equal ones came before
        self._sales = 0

    def store(self, rows: Sequence[ReportedRow]) -> list[Refusal]:
        """Stage some rows; returns those that contradict what is known."""
        found, refused = self._assets.find(rows)
        new = self._assets.stage()
        placed = [(row, asset.survivor) for row, asset in found]
        self._stage_sales([(row, asset) for row, asset in placed if row.kind == "sale"])
        listed = [(row, asset) for row, asset in placed if row.kind != "sale"]
        return refused + self._stage_listings(listed, new)

    def finish(self, rows: int, refused: int) -> Tally:
        """Publish what was stored, as a report of so many rows of which so many were refused.

        From here to the end of the block nobody else can write into the catalogue.
        """
        survivors = self._assets.survivors()
        settle_merged(self._connection, survivors)
        put_in_order(self._connection)
        self._connection.commit()
        self._connection.execution_options(aesthcull_write=True)
        if state_of(self._connection, self._report.agency) != self._seen:
            raise ChangedMeanwhile(
                f"catalogue {self._name}: assets of {self._report.agency} were changed while the report was "
                "read; import it again"
            )
        again = _known_report(self._connection, self._report) is not None
        self.report_id = _begin(self._connection, self._report, rows, refused)
        new_sales = publish(self._connection, self.report_id, self._report.agency, again=again)
        self.tally.added += new_sales
        self.tally.known += self._sales - new_sales
        self.tally.new_assets = self._assets.count_new - sum(gone < 0 for gone in survivors)
        return self.tally

    def remember_mapping(self, header: str, mapping: str) -> None:
        """After `finish`: remember how the columns of tables with this header's key are understood."""
        self._connection.execute(sa.delete(t.column_mapping).where(t.column_mapping.c.header == header))
        values = {"header": header, "mapping": mapping, "used_at": datetime.now()}
        self._connection.execute(sa.insert(t.column_mapping).values(values))

    def _stage_sales(self, found: Sequence[tuple[ReportedRow, KnownAsset]]) -> None:
        if not found:
            return
        self._connection.execute(sa.insert(staging.sales), [self._sale(row, asset) for row, asset in found])
        self._sales += len(found)
        self._note_period([row for row, _ in found])

    def _sale(self, row: ReportedRow, asset: KnownAsset) -> dict[str, Any]:
        told = staging.said(row.sold_at, row.licence, row.amount, row.currency, row.count)
        key, place = hash((asset.id, told)), 0
        if key in self._met:
            place = self._equals[key] = self._equals.get(key, 0) + 1
        self._met.add(key)
        return {
            "asset_id": asset.id,
            "identity": staging.identity(told, place),
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

    def _stage_listings(
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
                values.append({"asset_id": asset.id, **total._asdict()})
        if values:
            self._connection.execute(sa.insert(staging.listings), values)
        return refused

    def _listings(self, asset_ids: set[int]) -> tuple[dict[int, _Total], dict[int, list[_Total]]]:
        """What this report, and what others, say of these assets."""
        here: dict[int, _Total] = {}
        elsewhere: dict[int, list[_Total]] = {}
        for some in chunks(sorted(asset_ids)):
            query = sa.select(t.asset_listing).where(t.asset_listing.c.asset_id.in_(some))
            for row in self._connection.execute(query):
                total = _Total(row.sales, row.earnings, row.currency)
                if row.report_id == self.report_id:
                    here[row.asset_id] = total
                else:
                    elsewhere.setdefault(row.asset_id, []).append(total)
            waiting = sa.select(staging.listings).where(staging.listings.c.asset_id.in_(some))
            for row in self._connection.execute(waiting):
                here[row.asset_id] = _Total(row.sales, row.earnings, row.currency)
        return here, elsewhere


def _known_report(connection: sa.Connection, report: NewReport) -> int | None:
    """The id that this very file had when it was imported before. Raises ReadOtherwise."""
    c = t.sales_report.c
    for known in connection.execute(sa.select(t.sales_report).where(c.sha256 == report.sha256)).all():
        same = (known.agency, known.form, known.mapping) == (report.agency, report.form, report.mapping)
        if not same:
            raise ReadOtherwise(
                f"was imported on {known.imported_at:%Y-%m-%d} for {known.agency}, and its columns were "
                f"understood otherwise; to read it anew, first remove report {known.id}"
            )
        return int(known.id)
    return None


def _begin(connection: sa.Connection, report: NewReport, rows: int, refused: int) -> int:
    """The report's id: a new one, or the one that it had before."""
    known = _known_report(connection, report)
    if known is not None:
        connection.execute(sa.delete(t.sale_again).where(t.sale_again.c.report_id == known))  # found again
        this = sa.update(t.sales_report).where(t.sales_report.c.id == known)
        connection.execute(this.values(rows=rows, refused=refused))
        return known
    values = {**vars(report), "imported_at": datetime.now(), "rows": rows, "refused": refused}
    key = connection.execute(sa.insert(t.sales_report).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])
