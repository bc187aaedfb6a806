"""Long lists of values in pieces: a database takes only so many in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_CHUNK = 1000


def chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    """The values in pieces that fit into one statement."""
    for start in range(0, len(values), _CHUNK):
        yield list(values[start : start + _CHUNK])
