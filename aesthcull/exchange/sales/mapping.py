"""Which column of a table says what: the one description that every format, agency and hand-made file comes
down to, and that is remembered for the next file with the same header.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from aesthcull.exchange.sales.amounts import DECIMALS, Decimal
from aesthcull.exchange.sales.dates import DATE_ORDERS, DateOrder

Field = Literal[
    "number", "file_name", "title", "sold_at", "uploaded_on", "count", "amount", "currency", "licence"
]
RowKind = Literal["sale", "total", "asset"]
FIELDS: tuple[Field, ...] = get_args(Field)
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)


@dataclass(frozen=True)
class ColumnMapping:
    """Positions of columns (from 0) by what they say, and what a row means.

    `rows`: `sale` (one or more downloads at a time), `total` (downloads and earnings since the upload) or
    `asset` (it is on sale). `skip` rows stand above the first row of data; the last of them is the header.
    `dates` and `decimal` are found out from the columns where None. `currency` is that of amounts that tell
    none, or only `$` or `kr`.
    """

    columns: dict[Field, int] = field(default_factory=dict)
    rows: RowKind = "sale"
    skip: int = 1
    dates: DateOrder | None = None
    decimal: Decimal | None = None
    currency: str | None = None
    agency: str | None = None

    def missing(self) -> str | None:
        """What this mapping lacks to be used, in words; None when it can be."""
        if not {"number", "file_name"} & set(self.columns):
            return "no column tells the asset: its file name or the agency's number"
        if self.rows == "sale" and "sold_at" not in self.columns:
            return "rows that are sales need a column with their dates; without one, rows are totals"
        if self.rows == "total" and "count" not in self.columns:
            return "rows that are totals need a column with the number of sales"
        return None

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)


def mapping_from_json(text: str) -> ColumnMapping | None:
    """A remembered mapping; None where it is not one of ours (of a newer version, or damaged)."""
    try:
        values: dict[str, Any] = json.loads(text)
        mapping = ColumnMapping(**values)
        sound = (
            set(mapping.columns) <= set(FIELDS)
            and all(isinstance(place, int) and place >= 0 for place in mapping.columns.values())
            and mapping.rows in ROW_KINDS
            and mapping.dates in (None, *DATE_ORDERS)
            and mapping.decimal in (None, *DECIMALS)
            and isinstance(mapping.skip, int)
        )
    except (ValueError, TypeError, AttributeError):
        return None
    return mapping if sound else None


def columns_called(text: str, header: Sequence[str]) -> dict[Field, int]:
    """`file_name=Filename,count=Downloads` to positions; a number is a column's place, from 1.

    A name with a comma stands in quotation marks: `"count=Sales, all"`. Raises ValueError, naming what is
    wrong.
    """
    places = {normal(name): place for place, name in reversed(list(enumerate(header)))}
    found: dict[Field, int] = {}
    for part in next(csv.reader([text], skipinitialspace=True), []):
        what, equals, name = part.partition("=")
        what = what.strip()
        if not equals or what not in FIELDS:
            raise ValueError(
                f"“{part.strip()}”: say one of {', '.join(FIELDS)}, then = and the column's name"
            )
        place = places.get(normal(name))
        if place is None and name.strip().isdecimal() and 1 <= int(name) <= len(header):
            place = int(name) - 1
        if place is None:
            raise ValueError(f"there is no column “{name.strip()}”; there are: {', '.join(header)}")
        found[what] = place
    return found


def normal(name: str) -> str:
    """A column's name as names are compared: lower case, letters and digits only."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def header_key(header: Sequence[str]) -> str:
    """What a mapping is remembered by."""
    return hashlib.sha256("\x1f".join(map(normal, header)).encode("utf-8", "replace")).hexdigest()
