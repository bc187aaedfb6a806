"""How a table is to be read: as an agency's format, as a table like it was read before, or by a guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from aesthcull.exchange.sales.formats import FORMATS
from aesthcull.exchange.sales.guess import guess_mapping
from aesthcull.exchange.sales.mapping import ColumnMapping, header_key, mapping_from_json
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.exchange.sales.tables import Row, Table

COLUMNS = "columns"  # the form of a report whose columns a person explained
TOP = 50  # rows that a format is known by
Remembered = Callable[[str], str | None]  # a header's key to the JSON of a mapping


@dataclass(frozen=True)
class Recognised:
    """`form` and `title` name the format; `header` are the names of the columns, `sample` the first rows."""

    form: str
    title: str
    agency: str | None
    mapping: ColumnMapping
    header: tuple[str, ...]
    by: Literal["format", "memory", "guess"]
    sample: tuple[Row, ...]


def recognise(table: Table, remembered: Remembered | None = None) -> Recognised:
    """Raises ReportError for a table without rows of data."""
    top = table.top(TOP)
    for form in FORMATS:
        mapping = form.mapping(top)
        if mapping is not None:
            header = header_of(top, mapping)
            found = Recognised(form.name, form.title, form.agency, mapping, header, "format", tuple(top))
            return _with_data(table, found)
    mapping = guess_mapping(top)
    header = header_of(top, mapping)
    known = mapping_from_json(remembered(header_key(header)) or "") if remembered and mapping.skip else None
    if known is not None and max(known.columns.values(), default=0) < len(header):
        found = Recognised(COLUMNS, "as before", known.agency, known, header, "memory", tuple(top))
    else:
        found = Recognised(COLUMNS, "unknown", None, mapping, header, "guess", tuple(top))
    return _with_data(table, found)


def header_of(top: Sequence[Row], mapping: ColumnMapping) -> tuple[str, ...]:
    """The names of the columns, their numbers where the table has no header."""
    width = max((len(row.cells) for row in top[mapping.skip :]), default=0)
    names = top[mapping.skip - 1].cells if 0 < mapping.skip <= len(top) else []
    width = len(names) if names else width
    return tuple(
        names[i].strip() if i < len(names) and names[i].strip() else str(i + 1) for i in range(width)
    )


def _with_data(table: Table, found: Recognised) -> Recognised:
    if len(found.sample) <= found.mapping.skip:
        raise ReportError(f"{table.path}: has a header, but no rows below it")
    return found
