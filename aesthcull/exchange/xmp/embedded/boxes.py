"""The boxes of ISO base media files (HEIF, AVIF, CR3), JPEG 2000 and JPEG XL, in an open file of any size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MOST = 10_000  # at one level


@dataclass(frozen=True)
class Box:
    """A box: from `start` to `end` in the file, its content from `body` on."""

    name: bytes
    start: int
    body: int
    end: int


def boxes_in(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes that follow one another between two places; damage ends them."""
    for _ in range(_MOST):
        file.seek(start)
        head = file.read(16)
        if len(head) < 8 or start + 8 > end:
            return
        length, body = int.from_bytes(head[:4], "big"), start + 8
        if length == 1:  # a longer number follows
            length, body = int.from_bytes(head[8:16], "big"), start + 16
        elif length == 0:  # to the end
            length = end - start
        if start + length < body or start + length > end:
            return
        yield Box(head[4:8], start, body, start + length)
        start += length


def box(name: bytes, content: bytes) -> bytes:
    """A box of some content."""
    return (8 + len(content)).to_bytes(4, "big") + name + content
