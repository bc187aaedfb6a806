"""Assets that turned out to be one: everything that is known of either becomes the one's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import report_staging as staging
from aesthcull.catalogue import tables as t


def merge_all(connection: sa.Connection) -> None:
    """Merge the catalogue's assets that are staged as merged, `gone` into `keep`.

    What both tell of the same sale is one sale, but where one report tells of both they are two.
    """
    pair = staging.merged.c
    gone = sa.select(pair.gone).where(pair.gone > 0)
    if connection.execute(gone.limit(1)).first() is None:
        return
    for lost, kept in _twins(connection):
        _settle(connection, lost, kept)
    _move(connection, t.sale)
    _move(connection, t.asset_listing, "report_id")
    _move(connection, t.asset_candidate, "frame_id")
    _take_over_matches(connection)
    connection.execute(sa.delete(t.asset).where(t.asset.c.id.in_(gone)))


def _move(connection: sa.Connection, table: sa.Table, other: str | None = None) -> None:
    """Give rows to the asset that stays, unless it has one with the same `other`."""
    pair, c = staging.merged.c, table.c
    mine = c.asset_id.in_(sa.select(pair.gone).where(pair.gone > 0))
    if other is not None:
        twin = table.alias()
        same = sa.and_(twin.c.asset_id == pair.keep, twin.c[other] == c[other])
        there = sa.select(twin.c.asset_id).select_from(twin.join(staging.merged, same))
        there = there.where(pair.gone == c.asset_id)
        connection.execute(sa.delete(table).where(mine, there.correlate(table).exists()))
    keep = sa.select(pair.keep).where(pair.gone == c.asset_id).scalar_subquery()
    connection.execute(sa.update(table).where(mine).values(asset_id=keep))


def _twins(connection: sa.Connection) -> Sequence[Any]:
    """The ids of sales of assets that are gone, each with that of its like of the asset that stays."""
    lost, kept, pair = t.sale.c, t.sale.alias(), staging.merged.c
    query = (
        sa.select(lost.id, kept.c.id)
        .select_from(t.sale)
        .join(staging.merged, pair.gone == lost.asset_id)
        .join(kept, sa.and_(kept.c.asset_id == pair.keep, kept.c.identity == lost.identity))
        .where(pair.gone > 0)
    )
    return connection.execute(query).all()


def _settle(connection: sa.Connection, lost: int, kept: int) -> None:
    c, again = t.sale.c, t.sale_again.c
    tellers, known = _tellers(connection, lost), _tellers(connection, kept)
    if tellers & known:
        other = _free_identity(connection, kept, lost)
        connection.execute(sa.update(t.sale).where(c.id == lost).values(identity=other))
        return
    connection.execute(sa.delete(t.sale_again).where(again.sale_id == lost))
    connection.execute(sa.delete(t.sale).where(c.id == lost))
    values = [{"sale_id": kept, "report_id": teller} for teller in sorted(tellers)]
    connection.execute(sa.insert(t.sale_again), values)


def _free_identity(connection: sa.Connection, kept: int, lost: int) -> bytes:
    """The first one of its kind that the assets of neither sale have."""
    c = t.sale.c
    what = sa.select(c.sold_at, c.licence, c.royalty, c.currency, c.count).where(c.id == kept)
    told = staging.said(*connection.execute(what).one())
    of_both = c.asset_id.in_(sa.select(c.asset_id).where(c.id.in_((kept, lost))))
    taken = set(connection.execute(sa.select(c.identity).where(of_both)).scalars())
    return next(one for place in count() if (one := staging.identity(told, place)) not in taken)


def _tellers(connection: sa.Connection, sale_id: int) -> set[int]:
    """The reports that tell of a sale."""
    first, again = t.sale.c, t.sale_again.c
    query = sa.union(
        sa.select(first.report_id).where(first.id == sale_id),
        sa.select(again.report_id).where(again.sale_id == sale_id),
    )
    return set(connection.execute(query).scalars())


def _take_over_matches(connection: sa.Connection) -> None:
    """A person's decision goes before the machine's match, and that before none."""
    keep, gone, pair = t.asset.c, t.asset.alias(), staging.merged.c
    query = (
        sa.select(keep.id, keep.state, keep.how, gone.c.state, gone.c.how, gone.c.frame_id)
        .select_from(t.asset)
        .join(staging.merged, pair.keep == keep.id)
        .join(gone, gone.c.id == pair.gone)
    )
    taken = [
        {"this": this, "state": state, "how": how, "frame_id": frame_id}
        for this, own_state, own_how, state, how, frame_id in connection.execute(query)
        if _weight(state, how) > _weight(own_state, own_how)
    ]
    if taken:
        connection.execute(sa.update(t.asset).where(keep.id == sa.bindparam("this")), taken)


def _weight(state: str, how: str | None) -> int:
    if state == "dismissed" or how == "person":
        return 2
    return int(state != "open")
