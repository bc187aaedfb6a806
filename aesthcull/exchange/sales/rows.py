"""One row of a report understood: cells to a `ReportedRow`, or the reason why it cannot be used.

Cells are data and stay data: what looks like a spreadsheet's formula is never evaluated, and where a file
name or number should stand it refuses the row.
"""

from __future__ import annotations

import re
from datetime import datetime

from aesthcull.catalogue.records import ReportedRow
from aesthcull.exchange.sales.amounts import parse_amount, parse_count
from aesthcull.exchange.sales.currencies import currency_of, settle_currency
from aesthcull.exchange.sales.dates import parse_date, settled
from aesthcull.exchange.sales.mapping import ColumnMapping, Field, RowKind
from aesthcull.exchange.sales.survey import Conventions
from aesthcull.exchange.sales.tables import Row

LONGEST_NUMBER, LONGEST_FILE_NAME, LONGEST_TITLE, LONGEST_LICENCE = 100, 300, 1000, 100
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_QUOTED = re.compile(r'="([^"]*)"')  # how a spreadsheet is told to leave a long number alone
_DEFUSED = re.compile(r"^'(?=[=+\-@])")  # as our own lists of refused rows are written
_ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)


class RowReader:
    """Understands the rows of one table. `width`: how many columns it has."""

    def __init__(self, mapping: ColumnMapping, conventions: Conventions, width: int, now: datetime) -> None:
        self._mapping = mapping
        self._columns = mapping.columns
        self._conventions = conventions
        self._width = width
        self._now = now

    def read(self, row: Row) -> ReportedRow:
        """What the row says. Raises ValueError with the reason why it cannot be used."""
        if row.fault is not None:
            raise ValueError(row.fault)
        cells = row.cells
        if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
            raise ValueError(f"{len(cells)} cells, but the table has {self._width} columns")
        number, file_name = self._number(cells), self._file_name(cells)
        if number is None and file_name is None:
            raise ValueError("neither a file name nor a number tells the asset")
        kind, count, amount, currency = self._quantity(cells)
        sold_at = self._moment(cells, "sold_at") if kind == "sale" else None
        if kind == "sale" and sold_at is None:
            raise ValueError("the date of the sale is missing")
        uploaded = self._moment(cells, "uploaded_on")
        return ReportedRow(
            line=row.line,
            kind=kind,
            number=number,
            file_name=file_name,
            title=self._text(cells, "title", LONGEST_TITLE),
            uploaded_on=uploaded.date() if uploaded else None,
            sold_at=sold_at,
            count=count,
            amount=amount,
            currency=currency,
            licence=self._text(cells, "licence", LONGEST_LICENCE),
        )

    def _quantity(self, cells: list[str]) -> tuple[RowKind, int, float | None, str | None]:
        """What the row means, its count, amount and currency; a refund's count and amount are negative."""
        kind = self._mapping.rows
        if kind == "asset":
            return kind, 0, None, None
        count: int | None = 1
        if "count" in self._columns:
            count = parse_count(self._cell(cells, "count"))
        if count is None:
            raise ValueError("the number of sales is missing")
        amount, currency = self._amount(cells)
        if kind == "total":
            if count < 0:
                raise ValueError(f"{count} sales since the upload: a total cannot be negative")
            return kind, count, amount, currency
        if count == 0 and not amount:
            return "asset", 0, None, None
        if amount is not None and (amount < 0 or count < 0):
            count, amount = -abs(count), -abs(amount)
        return kind, count, amount, currency

    def _amount(self, cells: list[str]) -> tuple[float | None, str | None]:
        found = parse_amount(self._cell(cells, "amount"), self._conventions.decimal)
        if found is None:
            return None, None
        value, sign = found
        stated = self._cell(cells, "currency")
        return value, settle_currency(sign, currency_of(stated) if stated else None, self._mapping.currency)

    def _moment(self, cells: list[str], what: Field) -> datetime | None:
        text = self._cell(cells, what)
        return settled(parse_date(text, self._conventions.dates), self._now) if text else None

    def _number(self, cells: list[str]) -> str | None:
        number = self._text(cells, "number")
        if number is None:
            return None
        if _ROUNDED.fullmatch(number):
            raise ValueError(f"{number}: a spreadsheet has rounded this number; export the report again")
        number = number.removesuffix(".0")
        if number.startswith("="):
            raise ValueError("a formula stands where the asset's number should")
        if len(number) > LONGEST_NUMBER:
            raise ValueError(f"an asset's number of more than {LONGEST_NUMBER} characters")
        return number

    def _file_name(self, cells: list[str]) -> str | None:
        name = self._text(cells, "file_name")
        if name is None:
            return None
        if name.startswith("="):
            raise ValueError("a formula stands where the file name should")
        name = name.replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
        if len(name) > LONGEST_FILE_NAME:
            raise ValueError(f"a file name of more than {LONGEST_FILE_NAME} characters")
        return name or None

    def _text(self, cells: list[str], what: Field, longest: int | None = None) -> str | None:
        text = self._cell(cells, what)
        if not text.isprintable():
            text = " ".join(_CONTROLS.sub(" ", text).split())
        return text[:longest] or None

    def _cell(self, cells: list[str], what: Field) -> str:
        place = self._columns.get(what)
        if place is None or place >= len(cells):
            return ""
        text = cells[place].strip()
        if text[:1] in ("=", "'"):
            quoted = _QUOTED.fullmatch(text)
            text = quoted[1].strip() if quoted else _DEFUSED.sub("", text, count=1)
        return text
