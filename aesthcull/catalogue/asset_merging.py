"""Two assets that turned out to be one: everything that is known of either becomes the one's."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks as chunks


def merge(connection: sa.Connection, *, keep: int, gone: int) -> None:
    """Give all that is known of asset `gone` to asset `keep`. What both tell of the same sale is one sale."""
    sale, again = t.sale.c, t.sale_again.c
    same = sa.select(sale.identity).where(sale.asset_id == keep)
    twin = t.sale.alias()
    pairs = connection.execute(
        sa.select(sale.id, sale.report_id, twin.c.id)
        .join(twin, sa.and_(twin.c.asset_id == keep, twin.c.identity == sale.identity))
        .where(sale.asset_id == gone)
    ).all()
    for lost, report_id, kept in pairs:
        tellers = {report_id, *connection.execute(_tellers(lost)).scalars()}
        known = {*connection.execute(_tellers(kept)).scalars()}
        known |= {*connection.execute(sa.select(sale.report_id).where(sale.id == kept)).scalars()}
        connection.execute(sa.delete(t.sale_again).where(again.sale_id == lost))
        connection.execute(sa.delete(t.sale).where(sale.id == lost))
        if tellers - known:
            values = [{"sale_id": kept, "report_id": teller} for teller in sorted(tellers - known)]
            connection.execute(sa.insert(t.sale_again), values)
    moved = sa.update(t.sale).where(sale.asset_id == gone, sale.identity.not_in(same))
    connection.execute(moved.values(asset_id=keep))
    for table, other in ((t.asset_listing, "report_id"), (t.asset_candidate, "frame_id")):
        column = table.c[other]
        there = sa.select(column).where(table.c.asset_id == keep)
        move = sa.update(table).where(table.c.asset_id == gone, column.not_in(there))
        connection.execute(move.values(asset_id=keep))
        connection.execute(sa.delete(table).where(table.c.asset_id == gone))
    _take_over_match(connection, keep, gone)
    connection.execute(sa.delete(t.asset).where(t.asset.c.id == gone))


def _tellers(sale_id: int) -> sa.Select[tuple[int]]:
    c = t.sale_again.c
    return sa.select(c.report_id).where(c.sale_id == sale_id)


def _take_over_match(connection: sa.Connection, keep: int, gone: int) -> None:
    """A person's decision goes before the machine's match, and that before none."""
    c = t.asset.c
    rows = {
        row.id: row
        for row in connection.execute(
            sa.select(c.id, c.state, c.frame_id, c.how).where(c.id.in_((keep, gone)))
        )
    }

    def weight(row: Any) -> int:
        if row.state == "dismissed" or row.how == "person":
            return 2
        return int(row.state != "open")

    if weight(rows[gone]) > weight(rows[keep]):
        taken = {"state": rows[gone].state, "frame_id": rows[gone].frame_id, "how": rows[gone].how}
        connection.execute(sa.update(t.asset).where(c.id == keep).values(taken))
