"""What the dates and amounts of a table have in common, found out before its rows are understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from aesthcull.exchange.sales.amounts import Decimal, DecimalSurvey
from aesthcull.exchange.sales.dates import DateStyle, DateSurvey
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.problems import Setting
from aesthcull.exchange.sales.tables import Row
from aesthcull.job import Job

_STEP = 1000  # rows between two looks at the cancel button: some milliseconds


@dataclass(frozen=True)
class Conventions:
    """How a table's dates and amounts are written. `doubt` says, in one line, what cannot be told from it;
    a setting of the mapping called `undecided` would tell."""

    dates: DateStyle
    decimal: Decimal
    doubt: str | None
    undecided: Setting | None = None


def survey(rows: Iterable[Row], mapping: ColumnMapping, job: Job) -> Conventions:
    """Look at the rows of data until everything is decided, at all of them if need be."""
    dates, decimals = DateSurvey(mapping.dates), DecimalSurvey(mapping.decimal)
    of_dates = [mapping.columns[f] for f in ("sold_at", "uploaded_on") if f in mapping.columns]
    of_amounts = [mapping.columns[f] for f in ("amount",) if f in mapping.columns]
    remaining = iter(rows)
    while some := list(islice(remaining, _STEP)):
        job.check()
        for row in some:
            if row.fault is None:
                _feed(row.cells, of_dates, dates)
                _feed(row.cells, of_amounts, decimals)
        if (dates.decided or not of_dates) and (decimals.decided or not of_amounts):
            break
    undecided: Setting | None = "decimal" if decimals.ambiguous is not None else None
    if dates.ambiguous is not None:
        undecided = "dates"
    return Conventions(dates.style, decimals.decimal or "point", _doubt(dates, decimals), undecided)


def _feed(cells: list[str], places: list[int], one: DateSurvey | DecimalSurvey) -> None:
    for place in places:
        if place < len(cells) and cells[place]:
            one.feed(cells[place].strip())


def _doubt(dates: DateSurvey, decimals: DecimalSurvey) -> str | None:
    if dates.ambiguous is not None:
        return (
            f"{dates.ambiguous} has the day or the month first, and no other date tells which; choose the "
            "order of dates (dmy or mdy)"
        )
    if decimals.ambiguous is not None:
        return (
            f"{decimals.ambiguous} may be above a thousand or a fraction, and no other amount tells which; "
            "choose the decimal mark (point or comma)"
        )
    return None
