"""What was sold: the assets with their sales, the frames that they show, and the sum of it all.

An agency's lifetime totals and its single sales tell the same downloads twice. A total tells of so many until
its day, to which the single sales after that day are added; of all totals, and of the single sales alone,
whichever tells the most counts. No agency's list of totals tells its own day, so that its file's date stands
for it. A copied file may seem newer than it is: its total then counts for too little, never for too much, and
an older but larger total still stands. The price: a total that fell by refunds is believed only where the
single sales tell of them, too.
Refunds are taken off where they were made: one agency's refund never lessens what another sold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.candidates import candidates_of
from aesthcull.catalogue.records import Asset, AssetState, Candidate, SalesSummary, SoldFrame
from aesthcull.catalogue.store import Catalogue

UNKNOWN_CURRENCY = "XXX"  # ISO 4217's code for none


class _Total(NamedTuple):
    """Sales and earnings of an asset from its upload to the end of a day."""

    told_on: date
    sales: int
    earnings: float | None
    currency: str | None


class _Single(NamedTuple):
    """A sale, or a refund."""

    sold_at: datetime | None
    currency: str | None
    sales: int
    royalty: float | None


@dataclass
class _Sold:
    """What reports tell of one asset: its single sales added up, and its lifetime totals.

    `continued`: sales and earnings of the total that tells the most together with the sales after it.
    """

    sales: int = 0
    earnings: dict[str, float] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    totals: list[_Total] = field(default_factory=list)
    continued: tuple[int, dict[str, float]] | None = None

    def net(self) -> tuple[int, dict[str, float]]:
        """Sales and earnings: of a total and the sales after it, or of the single sales if these are more."""
        if self.continued is None or self.continued[0] < self.sales:
            return self.sales, self.earnings
        return self.continued

    def continue_totals(self, singles: Iterable[_Single]) -> None:
        """Find what counts of the totals; `singles` are this asset's."""
        later = sorted((one for one in singles if one.sold_at), key=lambda one: one.sold_at or datetime.min)
        sales, earnings = 0, dict[str, float]()
        for total in sorted(self.totals, key=lambda total: total.told_on, reverse=True):
            while later and later[-1].sold_at and later[-1].sold_at.date() > total.told_on:
                one = later.pop()
                sales += one.sales
                if one.royalty is not None:
                    _add(earnings, one.currency, one.royalty)
            if self.continued is None or self.continued[0] < total.sales + sales:
                both = dict(self.earnings if total.earnings is None else earnings)
                if total.earnings is not None:
                    _add(both, total.currency, total.earnings)
                self.continued = (total.sales + sales, both)


def _add(earnings: dict[str, float], currency: str | None, amount: float) -> None:
    known = currency or UNKNOWN_CURRENCY
    earnings[known] = earnings.get(known, 0.0) + amount


def assets(catalogue: Catalogue, state: AssetState | None = None) -> list[Asset]:
    """The assets, those of one state or all, by agency, file name and number."""
    return _assets(catalogue, None if state is None else t.asset.c.state == state)


def assets_by_id(catalogue: Catalogue, ids: Sequence[int]) -> list[Asset]:
    """Some assets, a few hundred at the most, in the order of the ids; those that are gone are left out."""
    found = {asset.id: asset for asset in _assets(catalogue, t.asset.c.id.in_(ids))}
    return [found[i] for i in ids if i in found]


def _assets(catalogue: Catalogue, some: sa.ColumnElement[bool] | None) -> list[Asset]:
    c = t.asset.c
    order = sa.select(t.asset).order_by(c.agency, c.file_name, c.number, c.id)
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
    _tell_totals(connection, of, told)
    return told


def _tell_totals(
    connection: sa.Connection, of: sa.ColumnElement[bool] | None, told: dict[int, _Sold]
) -> None:
    c = t.asset_listing.c
    totals = sa.select(c.asset_id, t.sales_report.c.told_on, c.sales, c.earnings, c.currency)
    totals = totals.join(t.sales_report).order_by(t.sales_report.c.id)
    if of is not None:
        totals = totals.join(t.asset).where(of)
    for asset_id, *total in connection.execute(totals):
        one = told.setdefault(asset_id, _Sold())
        if total[1] is not None:
            one.totals.append(_Total(*total))
    sale = t.sale.c
    both = sa.select(c.asset_id).where(c.sales.is_not(None))
    singles = sa.select(sale.asset_id, sale.sold_at, sale.currency, sale.count, sale.royalty)
    if of is not None:
        singles = singles.join(t.asset).where(of)
    singles = singles.where(sale.asset_id.in_(both)).order_by(sale.asset_id)
    for asset_id, rows in groupby(connection.execute(singles), key=itemgetter(0)):
        told[asset_id].continue_totals(_Single(*row[1:]) for row in rows)
    for one in told.values():
        if one.totals and one.continued is None:
            one.continue_totals(())


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
