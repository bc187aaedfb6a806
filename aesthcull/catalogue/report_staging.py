"""Where the rows of a report wait until they are published: temporary tables beside the catalogue.

Only this connection sees them, and filling them keeps nobody from writing into the catalogue. Assets that
are new have negative ids here, counted downwards.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable, DropTable

_CACHE_KIB = 16 * 1024  # of the temporary file
_BATCH = 5000

_metadata = sa.MetaData()


def _table(name: str, *columns: Any) -> sa.Table:
    return sa.Table(name, _metadata, *columns, prefixes=["TEMPORARY"])


assets = _table(  # new ones, and known ones of which the report tells more
    "staged_asset",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.String),
    sa.Column("file_name", sa.String),
    sa.Column("title", sa.Text),
    sa.Column("uploaded_on", sa.Date),
)
_by_number = sa.Index("ix_staged_asset_number", assets.c.number)
_by_file_name = sa.Index("ix_staged_asset_file_name", assets.c.file_name)

merged = _table(
    "staged_merge",
    sa.Column("gone", sa.Integer, primary_key=True),
    sa.Column("keep", sa.Integer, nullable=False),
)

listings = _table(
    "staged_listing",
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("asset_id", sa.Integer, nullable=False),
    sa.Column("sales", sa.Integer),
    sa.Column("earnings", sa.Float),
    sa.Column("currency", sa.String(3)),
)
_by_asset = sa.Index("ix_staged_listing_asset", listings.c.asset_id)


def _sale_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("asset_id", sa.Integer, nullable=False),
        sa.Column("identity", sa.LargeBinary, nullable=False),
        sa.Column("sold_at", sa.DateTime),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("royalty", sa.Float),
        sa.Column("currency", sa.String(3)),
        sa.Column("licence", sa.String(100)),
    ]


sales = _table("staged_sale", *_sale_columns())
ordered_sales = _table("staged_ordered_sale", *_sale_columns())  # as the catalogue's index has them
_TABLES = (assets, merged, listings, sales, ordered_sales)


@contextlib.contextmanager
def staged(connection: sa.Connection) -> Iterator[None]:
    """The tables, empty; gone when the block ends."""
    try:
        _drop(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA temp.cache_size=-{_CACHE_KIB}")
        for table in _TABLES:
            connection.execute(CreateTable(table))
        for index in (_by_number, _by_file_name, _by_asset):
            connection.execute(CreateIndex(index))
        yield
    finally:
        with contextlib.suppress(SQLAlchemyError):  # a full disk, and then they are dropped next time
            connection.rollback()
            _drop(connection)
            connection.commit()


def said(sold_at: Any, licence: str | None, amount: float | None, currency: str | None, count: int) -> str:
    """What makes a sale known again, but for its place among equals."""
    royalty = "" if amount is None else f"{amount:.6f}"
    return f"{sold_at}|{(licence or '').casefold()}|{royalty}|{currency}|{count}"


def identity(told: str, place: int) -> bytes:
    """Of a sale of which `told` is `said`; `place` counts the equal ones before it in the same file."""
    return blake2b(f"{told}|{place}".encode(), digest_size=8).digest()


def settle_merged(connection: sa.Connection, survivors: dict[int, int]) -> None:
    """Give what was staged for assets that are gone to the assets that they turned out to be."""
    if not survivors:
        return
    values = [{"gone": gone, "keep": keep} for gone, keep in survivors.items()]
    connection.execute(sa.insert(merged), values)
    for table in (sales, listings):
        keep = sa.select(merged.c.keep).where(merged.c.gone == table.c.asset_id).scalar_subquery()
        gone = table.c.asset_id.in_(sa.select(merged.c.gone))
        connection.execute(sa.update(table).where(gone).values(asset_id=keep))
    first = sa.select(sa.func.min(listings.c.place)).group_by(listings.c.asset_id)
    connection.execute(sa.delete(listings).where(listings.c.place.not_in(first)))
    _count_equals_anew(connection)


def _count_equals_anew(connection: sa.Connection) -> None:
    """The halves of an asset have each counted their equal sales for themselves."""
    c = sales.c
    both = sa.select(c.place, c.asset_id, c.sold_at, c.licence, c.royalty, c.currency, c.count).where(
        c.asset_id.in_(sa.select(merged.c.keep))
    )
    equals: dict[int, int] = {}
    again = sa.update(sales).where(c.place == sa.bindparam("this"))
    for some in connection.execute(both.order_by(c.place)).partitions(_BATCH):
        values = []
        for place, asset_id, *what in some:
            told = said(*what)
            key = hash((asset_id, told))
            equals[key] = equals.get(key, -1) + 1
            values.append({"this": place, "told_as": identity(told, equals[key])})
        connection.execute(again.values(identity=sa.bindparam("told_as")), values)


def put_in_order(connection: sa.Connection) -> None:
    """Copy the sales into the order of the catalogue's index, in which it takes them the fastest."""
    c = sales.c
    columns = [column for column in c if column is not c.place]
    in_order = sa.select(*columns).order_by(c.asset_id < 0, sa.func.abs(c.asset_id), c.identity)
    connection.execute(sa.insert(ordered_sales).from_select([column.name for column in columns], in_order))


def _drop(connection: sa.Connection) -> None:
    for table in _TABLES:
        connection.execute(DropTable(table, if_exists=True))
