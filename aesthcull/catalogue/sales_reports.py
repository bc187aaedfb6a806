"""The sales reports in the catalogue: listed and taken back; and the mappings of columns it remembers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.records import UPLOADS, SalesReport
from aesthcull.catalogue.store import Catalogue


def reports(catalogue: Catalogue) -> list[SalesReport]:
    """All reports, in the order of their import."""
    sale, listing, c = t.sale.c, t.asset_listing.c, t.sales_report.c
    sums = sa.select(
        sale.report_id,
        sa.func.sum(sale.count).label("sales"),
        sa.func.min(sale.sold_at).label("first"),
        sa.func.max(sale.sold_at).label("last"),
    ).group_by(sale.report_id)
    of_sales = sa.select(sale.report_id, sale.asset_id)
    of_listings = sa.select(listing.report_id, listing.asset_id)
    spoken = sa.union(of_sales, of_listings).subquery()
    assets = sa.select(spoken.c.report_id, sa.func.count()).group_by(spoken.c.report_id)
    with catalogue.read() as connection:
        told = {row.report_id: row for row in connection.execute(sums)}
        counts = {report_id: count for report_id, count in connection.execute(assets)}
        return [
            SalesReport(
                id=row.id,
                imported_at=row.imported_at,
                path=row.path,
                agency=row.agency,
                form=row.form,
                rows=row.rows,
                refused=row.refused,
                assets=counts.get(row.id, 0),
                sales=int(told[row.id].sales) if row.id in told else 0,
                period=_period(told.get(row.id)),
            )
            for row in connection.execute(sa.select(t.sales_report).order_by(c.id))
        ]


def told_sales(catalogue: Catalogue) -> dict[int, int]:
    """How many sales each report tells of by its id, also those that another told first: single ones with
    refunds taken off, and lifetime totals. Reports that tell of none are left out."""
    sale, again, listing = t.sale.c, t.sale_again.c, t.asset_listing.c
    parts = (
        sa.select(sale.report_id, sale.count.label("sales")),
        sa.select(again.report_id, sale.count).join_from(t.sale_again, t.sale, sale.id == again.sale_id),
        sa.select(listing.report_id, listing.sales).where(listing.sales.is_not(None)),
    )
    told = sa.union_all(*parts).subquery().c
    query = sa.select(told.report_id, sa.func.sum(told.sales)).group_by(told.report_id)
    with catalogue.read() as connection:
        return {report_id: int(sales) for report_id, sales in connection.execute(query)}


def remove_report(catalogue: Catalogue, report_id: int) -> bool:
    """Take a report back: its totals, and the sales that no other report tells of. False: there is no such.

    Assets that no report speaks of any more go, too, unless a person decided what they show.
    """
    with catalogue.write() as connection:
        c = t.sales_report.c
        if connection.execute(sa.select(c.id).where(c.id == report_id)).first() is None:
            return False
        touched = _assets_of(connection, report_id)
        _hand_over(connection, report_id)
        for table in (t.sale_again, t.sale, t.asset_listing):
            connection.execute(sa.delete(table).where(table.c.report_id == report_id))
        connection.execute(sa.delete(t.sales_report).where(c.id == report_id))
        drop_unspoken(connection, touched)
    return True


def agencies(catalogue: Catalogue) -> list[str]:
    """The agencies of all reports, in alphabetical order."""
    with catalogue.read() as connection:
        query = sa.select(t.sales_report.c.agency).distinct().order_by(t.sales_report.c.agency)
        return list(connection.execute(query).scalars())


def remembered_mapping(catalogue: Catalogue, header: str) -> str | None:
    """How the columns of tables with this header's key were understood the last time, as JSON."""
    c = t.column_mapping.c
    with catalogue.read() as connection:
        return connection.execute(sa.select(c.mapping).where(c.header == header)).scalar()


def _period(told: Any) -> tuple[date, date] | None:
    if told is None or told.first is None:
        return None
    return told.first.date(), told.last.date()


def _assets_of(connection: sa.Connection, report_id: int) -> list[int]:
    queries = [
        sa.select(table.c.asset_id).where(table.c.report_id == report_id)
        for table in (t.sale, t.asset_listing)
    ]
    return list(connection.execute(sa.union(*queries)).scalars())


def _hand_over(connection: sa.Connection, report_id: int) -> None:
    """Sales that other reports tell of, too, are from now on the first of those's."""
    sale, again = t.sale.c, t.sale_again.c
    heir = sa.select(sa.func.min(again.report_id)).where(again.sale_id == sale.id).scalar_subquery()
    told_again = sa.and_(sale.report_id == report_id, sale.id.in_(sa.select(again.sale_id)))
    connection.execute(sa.update(t.sale).where(told_again).values(report_id=heir))
    mine = sa.select(sale.id).where(sale.id == again.sale_id, sale.report_id == again.report_id).exists()
    connection.execute(sa.delete(t.sale_again).where(mine))


def drop_unspoken(connection: sa.Connection, asset_ids: Sequence[int]) -> int:
    """Forget those of the assets of which no report tells and about which no person decided; how many."""
    c, dropped = t.asset.c, 0
    sold = sa.select(t.sale.c.id).where(t.sale.c.asset_id == c.id).exists()
    listed = sa.select(t.asset_listing.c.asset_id).where(t.asset_listing.c.asset_id == c.id).exists()
    decided = sa.or_(c.state == "dismissed", sa.func.coalesce(c.how, "") == "person")
    for some in chunks(asset_ids):
        gone = list(
            connection.execute(sa.select(c.id).where(c.id.in_(some), ~sold, ~listed, ~decided)).scalars()
        )
        candidates = t.asset_candidate.c.asset_id.in_(gone)
        connection.execute(sa.delete(t.asset_candidate).where(candidates))
        connection.execute(sa.delete(t.asset).where(c.id.in_(gone)))
        dropped += len(gone)
    return dropped


def newest_told(catalogue: Catalogue) -> date | None:
    """The day to which the newest report of sales tells; None without one."""
    c = t.sales_report.c
    with catalogue.read() as connection:
        found: date | None = connection.execute(
            sa.select(sa.func.max(c.told_on)).where(c.form != UPLOADS)
        ).scalar()
    return found
