"""Finding a header row by its names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aesthcull.exchange.sales.mapping import normal
from aesthcull.exchange.sales.tables import Row

_PREAMBLE = 10  # rows above a header, at the most


def find_header(top: Sequence[Row], names: Iterable[str]) -> tuple[int, dict[str, int]] | None:
    """The rows down to and with the header that has all these `normal` names, and the position of each of
    its names; None where none has."""
    wanted = set(names)
    for number, row in enumerate(top[:_PREAMBLE], 1):
        places = {normal(cell): place for place, cell in reversed(list(enumerate(row.cells)))}
        if wanted <= set(places):
            return number, places
    return None
