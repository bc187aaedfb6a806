"""A staged report into the catalogue's tables, with few statements: the catalogue is locked meanwhile."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import report_staging as staging
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.asset_merging import merge_all


def publish(connection: sa.Connection, report_id: int, agency: str, *, again: bool) -> int:
    """Copy what is staged into the catalogue; returns how many of the sales were new.

    `again`: the report was imported before. The caller has begun a write transaction.
    """
    base = connection.execute(sa.select(sa.func.coalesce(sa.func.max(t.asset.c.id), 0))).scalar_one()
    _publish_assets(connection, agency, base)
    merge_all(connection)
    _publish_listings(connection, report_id, base, again)
    return _publish_sales(connection, report_id, agency, base)


def _final(asset_id: sa.ColumnElement[int], base: int) -> sa.ColumnElement[int]:
    """The id in the catalogue of an asset that may be new."""
    return sa.case((asset_id < 0, base - asset_id), else_=asset_id)


def _publish_assets(connection: sa.Connection, agency: str, base: int) -> None:
    told = staging.assets.c
    known = (told.number, told.file_name, told.title, told.uploaded_on)
    names = [column.name for column in known]
    new = sa.select(base - told.id, sa.literal(agency), *known).where(told.id < 0).order_by(told.id.desc())
    connection.execute(sa.insert(t.asset).from_select(["id", "agency", *names], new))
    changed = sa.select(told.id, *known).where(told.id > 0).subquery()
    filled = {name: changed.c[name] for name in names}
    connection.execute(sa.update(t.asset).where(t.asset.c.id == changed.c.id).values(filled))


def _publish_listings(connection: sa.Connection, report_id: int, base: int, again: bool) -> None:
    told, there = staging.listings.c, t.asset_listing.c
    asset_id = _final(told.asset_id, base)
    new = sa.select(asset_id, sa.literal(report_id), told.sales, told.earnings, told.currency)
    if again:  # the report's own listing of an asset that was known by another name then
        known = sa.select(there.asset_id).where(there.asset_id == asset_id, there.report_id == report_id)
        new = new.where(~known.exists())
    names = ["asset_id", "report_id", "sales", "earnings", "currency"]
    connection.execute(sa.insert(t.asset_listing).from_select(names, new.order_by(told.place)))


def _publish_sales(connection: sa.Connection, report_id: int, agency: str, base: int) -> int:
    told, there = staging.ordered_sales.c, t.sale.c
    asset_id = _final(told.asset_id, base)
    columns = {column.name: column for column in told if column.name not in ("place", "asset_id")}
    new = sa.select(asset_id, sa.literal(report_id), *columns.values()).order_by(told.place)
    if _has_sales(connection, agency):
        same: Any = sa.and_(there.asset_id == asset_id, there.identity == told.identity)
        again = sa.select(there.id, sa.literal(report_id)).where(there.report_id != report_id)
        again = again.select_from(staging.ordered_sales.join(t.sale, same))
        connection.execute(sa.insert(t.sale_again).from_select(["sale_id", "report_id"], again))
        new = new.where(~sa.select(there.id).where(same).exists())
    names = ["asset_id", "report_id", *columns]
    return connection.execute(sa.insert(t.sale).from_select(names, new)).rowcount


def _has_sales(connection: sa.Connection, agency: str) -> bool:
    query = sa.select(t.sale.c.id).join(t.asset).where(t.asset.c.agency == agency).limit(1)
    return connection.execute(query).first() is not None
