"""The regions that a picture is measured in."""

from __future__ import annotations


def tiles(shape: tuple[int, ...], most: int) -> list[tuple[slice, slice]]:
    """Cuts [H, W] into at most `most` × `most` regions, without gap or overlap, row by row."""
    rows, columns = (_cuts(length, most) for length in shape[:2])
    return [(row, column) for row in rows for column in columns]


def _cuts(length: int, most: int) -> list[slice]:
    count = min(most, length)
    return [slice(n * length // count, (n + 1) * length // count) for n in range(count)]
