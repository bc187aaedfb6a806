"""Shutterstock's lifetime totals: a row an asset, with its upload date but without its file name.

The wording of its columns differs from export to export; what stays is the media id.
"""

from __future__ import annotations

from collections.abc import Sequence

from aesthcull.exchange.sales.agencies import SHUTTERSTOCK
from aesthcull.exchange.sales.formats.headers import find_header
from aesthcull.exchange.sales.guess import guess_columns
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.tables import Row

_NEEDED = {"number", "uploaded_on", "count", "amount"}


class ShutterstockTotals:
    """Shutterstock, one row an asset."""

    name = "shutterstock-totals"
    title = "Shutterstock lifetime totals"
    agency = SHUTTERSTOCK

    def mapping(self, top: Sequence[Row]) -> ColumnMapping | None:
        """See `Format`."""
        found = find_header(top, ("media id",))
        if found is None:
            return None
        skip, places = found
        columns = guess_columns(top[skip - 1].cells) | {"number": places["media id"]}
        if not set(columns) >= _NEEDED or "sold_at" in columns:
            return None
        return ColumnMapping(columns, "total", skip, currency="USD")
