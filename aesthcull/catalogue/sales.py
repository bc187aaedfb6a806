"""What was sold: the assets with their sales, the frames that they show, and the sum of it all.

An agency's lifetime totals and its single sales tell the same downloads twice; the larger number counts.
Refunds are taken off where they were made: one agency's refund never lessens what another sold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.candidates import candidates_of
from aesthcull.catalogue.records import Asset, AssetState, Candidate, SalesSummary, SoldFrame
from aesthcull.catalogue.store import Catalogue

UNKNOWN_CURRENCY = "XXX"  # ISO 4217's code for none


@dataclass
class _Sold:
    """What reports tell of one asset. `total` is the newest lifetime total."""

    sales: int = 0
    earnings: dict[str, float] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    total: int | None = None
    total_earnings: float | None = None
    total_currency: str | None = None

    def net(self) -> tuple[int, dict[str, float]]:
        """Sales and earnings, of the total or the single sales, whichever tells more sales."""
        if self.total is None or self.total < self.sales:
            return self.sales, self.earnings
        if self.total_earnings is None:
            return self.total, self.earnings
        return self.total, {self.total_currency or UNKNOWN_CURRENCY: self.total_earnings}


def assets(catalogue: Catalogue, state: AssetState | None = None) -> list[Asset]:
    """The assets, those of one state or all, by agency, file name and number."""
    c = t.asset.c
    order = sa.select(t.asset).order_by(c.agency, c.file_name, c.number, c.id)
    some = None if state is None else c.state == state
    with catalogue.read() as connection:
        told = _told(connection, some, days=False)
        candidates = candidates_of(connection, some)
        rows = connection.execute(order if some is None else order.where(some)).all()
    return [_asset(row, told.get(row.id, _Sold()), candidates.get(row.id, ())) for row in rows]


def sold_frames(catalogue: Catalogue) -> list[SoldFrame]:
    """The frames that matched assets show, each with the sum over its assets, by frame id.

    An asset that no report speaks of any more is not on sale. Neither sales nor earnings are below 0.
    """
    c = t.asset.c
    matched = sa.and_(c.state == "matched", c.frame_id.is_not(None))
    with catalogue.read() as connection:
        told = _told(connection, matched)
        query = sa.select(c.id, c.frame_id, c.agency, c.uploaded_on).where(matched).order_by(c.frame_id)
        rows = connection.execute(query).all()
    shown: dict[int, list[tuple[Any, _Sold]]] = {}
    for row in rows:
        if row.id in told:
            shown.setdefault(row.frame_id, []).append((row, told[row.id]))
    return [_sold_frame(frame_id, parts) for frame_id, parts in shown.items()]


def summary(catalogue: Catalogue) -> SalesSummary:
    """All assets, sales and earnings in numbers."""
    c = t.asset.c
    with catalogue.read() as connection:
        reports = connection.execute(sa.select(sa.func.count()).select_from(t.sales_report)).scalar_one()
        told = _told(connection, None)
        rows = connection.execute(
            sa.select(c.agency, c.state, sa.func.count()).group_by(c.agency, c.state)
        ).all()
    by_agency: Counter[str] = Counter()
    by_state: Counter[AssetState] = Counter()
    for agency, state, count in rows:
        by_agency[agency] += count
        by_state[state] += count
    nets = [sold.net() for sold in told.values()]
    return SalesSummary(
        reports=reports,
        assets=by_state.total(),
        sales=sum(sales for sales, _ in nets),
        earnings=_added(earnings for _, earnings in nets),
        agencies=dict(sorted(by_agency.items())),
        states=dict(by_state),
        period=_period(told.values()),
    )


def _told(
    connection: sa.Connection, of: sa.ColumnElement[bool] | None, *, days: bool = True
) -> dict[int, _Sold]:
    """What reports tell of the assets for which `of` holds (None: all); without those of which none tells.
    Whoever does not need the `days` of the first and last sale saves a third of the time."""
    told: dict[int, _Sold] = {}
    for row in _sums(connection, of, days):
        asset_id, currency, sales, royalty, first, last = row
        one = told.setdefault(asset_id, _Sold())
        one.sales += int(sales)
        if royalty is not None:
            one.earnings[currency or UNKNOWN_CURRENCY] = float(royalty)
        one.first = min(filter(None, (one.first, first)), default=None)
        one.last = max(filter(None, (one.last, last)), default=None)
    c, report = t.asset_listing.c, t.sales_report.c
    totals = sa.select(c.asset_id, c.sales, c.earnings, c.currency).join(t.sales_report)
    if of is not None:
        totals = totals.join(t.asset).where(of)
    for asset_id, *total in connection.execute(totals.order_by(report.told_on, report.id)).all():
        one = told.setdefault(asset_id, _Sold())
        if total[0] is not None:  # the newest comes last
            one.total, one.total_earnings, one.total_currency = total
    return told


def _sums(connection: sa.Connection, of: sa.ColumnElement[bool] | None, days: bool) -> Sequence[Any]:
    """Asset, currency, sales, royalties, first and last day; sums over single sales."""
    c = t.sale.c
    sold_at = sa.case((c.count > 0, c.sold_at))
    span = (sa.func.min(sold_at), sa.func.max(sold_at)) if days else (sa.null(), sa.null())
    sums = sa.select(c.asset_id, c.currency, sa.func.sum(c.count), sa.func.sum(c.royalty), *span)
    # Of all sales, SQLite would walk the index and look every row up, which takes twice as long.
    plain = sums.with_hint(t.sale, "NOT INDEXED", "sqlite")
    sums = plain if of is None else sums.join(t.asset).where(of)
    return connection.execute(sums.group_by(c.asset_id, c.currency)).all()


def _asset(row: Any, sold: _Sold, candidates: tuple[Candidate, ...]) -> Asset:
    sales, earnings = sold.net()
    return Asset(
        id=row.id,
        agency=row.agency,
        number=row.number,
        file_name=row.file_name,
        title=row.title,
        uploaded_on=row.uploaded_on,
        sales=sales,
        earnings=earnings,
        state=row.state,
        frame_id=row.frame_id,
        how=row.how,
        candidates=candidates,
        picture=row.picture,
    )


def _sold_frame(frame_id: int, parts: list[tuple[Any, _Sold]]) -> SoldFrame:
    sold = [one for _, one in parts]
    period = _period(sold)
    earnings = _added(one.net()[1] for one in sold)
    return SoldFrame(
        frame_id=frame_id,
        agencies=tuple(sorted({row.agency for row, _ in parts})),
        sales=sum(max(0, one.net()[0]) for one in sold),
        earnings={currency: max(0.0, amount) for currency, amount in earnings.items()},
        online_since=min((row.uploaded_on for row, _ in parts if row.uploaded_on), default=None),
        first_sold=period[0] if period else None,
        last_sold=period[1] if period else None,
    )


def _added(earnings: Iterable[dict[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for one in earnings:
        for currency, amount in one.items():
            sums[currency] = sums.get(currency, 0.0) + amount
    return {currency: round(amount, 6) for currency, amount in sorted(sums.items())}


def _period(sold: Iterable[_Sold]) -> tuple[date, date] | None:
    firsts, lasts = [], []
    for one in sold:
        if one.first is not None and one.last is not None:
            firsts.append(one.first)
            lasts.append(one.last)
    return (min(firsts).date(), max(lasts).date()) if firsts else None
