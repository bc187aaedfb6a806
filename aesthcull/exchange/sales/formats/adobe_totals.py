"""Adobe Stock's list of an account's assets: `Title,Asset ID,Sales,Revenue`, totals since the upload."""

from __future__ import annotations

from collections.abc import Sequence

from aesthcull.exchange.sales.agencies import ADOBE
from aesthcull.exchange.sales.formats.headers import find_header
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.tables import Row


class AdobeTotals:
    """Adobe Stock, one row an asset."""

    name = "adobe-totals"
    title = "Adobe Stock totals"
    agency = ADOBE

    def mapping(self, top: Sequence[Row]) -> ColumnMapping | None:
        """See `Format`."""
        found = find_header(top, ("title", "asset id", "sales", "revenue"))
        if found is None:
            return None
        skip, places = found
        columns = {
            "title": places["title"],
            "number": places["asset id"],
            "count": places["sales"],
            "amount": places["revenue"],
        }
        return ColumnMapping(columns, "total", skip, currency="USD")  # type: ignore[arg-type]
