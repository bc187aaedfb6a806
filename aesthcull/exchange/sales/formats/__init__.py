"""The agencies' own formats: one small class each, and the table of them.

A format looks at a table's first rows and, when they are its own, says what the columns mean. A new one is a
class and a row here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aesthcull.exchange.sales.formats.adobe_activity import AdobeActivity
from aesthcull.exchange.sales.formats.adobe_totals import AdobeTotals
from aesthcull.exchange.sales.formats.getty_statement import GettyStatement
from aesthcull.exchange.sales.formats.shutterstock_totals import ShutterstockTotals
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.tables import Row


class Format(Protocol):
    """`name` is stored with the reports that it read; `title` is for people."""

    name: str
    title: str
    agency: str

    def mapping(self, top: Sequence[Row]) -> ColumnMapping | None:
        """What the columns mean; None when these rows are not of this format."""


FORMATS: tuple[Format, ...] = (AdobeActivity(), AdobeTotals(), GettyStatement(), ShutterstockTotals())
