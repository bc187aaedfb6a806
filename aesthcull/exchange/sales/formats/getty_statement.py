"""The royalty statement of Getty Images and iStock: a row a licence, tab-separated, with some forty columns.

The contributor's file name stands in `Alternate Asset Number`; the statement's totals are repeated in every
row and are of no use here. Refunds have a negative royalty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aesthcull.exchange.sales.agencies import GETTY
from aesthcull.exchange.sales.formats.headers import find_header
from aesthcull.exchange.sales.mapping import ColumnMapping, Field
from aesthcull.exchange.sales.tables import Row

_ROYALTY = re.compile(r"gross royalty in ([a-z]{3})")
_OPTIONAL: dict[str, Field] = {
    "alternate asset number": "file_name",
    "asset description": "title",
    "product type": "licence",
}


class GettyStatement:
    """Getty Images and iStock, one row a licence."""

    name = "getty-statement"
    title = "Getty Images / iStock statement"
    agency = GETTY

    def mapping(self, top: Sequence[Row]) -> ColumnMapping | None:
        """See `Format`."""
        found = find_header(top, ("sales date", "asset number"))
        if found is None:
            return None
        skip, places = found
        royalty = next((m for name in places if (m := _ROYALTY.fullmatch(name))), None)
        if royalty is None:
            return None
        columns: dict[Field, int] = {
            "sold_at": places["sales date"],
            "number": places["asset number"],
            "amount": places[royalty[0]],
        }
        columns |= {what: places[name] for name, what in _OPTIONAL.items() if name in places}
        return ColumnMapping(columns, "sale", skip, currency=royalty[1].upper())
