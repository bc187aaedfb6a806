"""Adobe Stock's activity export: a row a sale, and no header, so that it is known by the shape of its rows.

Columns: date-time, asset id, title, licence, royalty (`$0.99`), media type, file name, contributor, size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aesthcull.exchange.sales.agencies import ADOBE
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.tables import Row

_SHAPES = {
    0: re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?"),
    1: re.compile(r"\d{3,}"),
    4: re.compile(r"[-(]?\s*(\D{0,4}\s?\d[\d.,]*|\d[\d.,]*\s?\D{1,4})\)?"),
    6: re.compile(r".*\.\w{2,5}"),
}
_FEWEST, _MOST = 7, 12  # columns
_SHARE = 0.8  # of the first rows; a broken one is no reason to mistake the file


class AdobeActivity:
    """Adobe Stock, one row a sale."""

    name = "adobe-activity"
    title = "Adobe Stock activity"
    agency = ADOBE

    def mapping(self, top: Sequence[Row]) -> ColumnMapping | None:
        """See `Format`."""
        if not top or sum(map(_fits, top)) < _SHARE * len(top):
            return None
        columns = {"sold_at": 0, "number": 1, "title": 2, "licence": 3, "amount": 4, "file_name": 6}
        return ColumnMapping(columns, "sale", skip=0, currency="USD")  # type: ignore[arg-type]


def _fits(row: Row) -> bool:
    return _FEWEST <= len(row.cells) <= _MOST and all(
        shape.fullmatch(row.cells[place].strip()) for place, shape in _SHAPES.items()
    )
