"""The boxes that files of the ISO base media family consist of (CR3, JPEG XL)."""

from __future__ import annotations

from collections.abc import Iterator


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of the boxes that follow one another; damage ends them."""
    at = 0
    while at + 8 <= len(data):
        length, start = int.from_bytes(data[at : at + 4], "big"), at + 8
        if length == 1:  # a longer number follows
            length, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        elif length == 0:  # to the end
            length = len(data) - at
        if at + length < start:
            return
        yield data[at + 4 : at + 8], data[start : at + length]
        at += length
