"""What a JPEG's markers say before anything is unpacked.

libjpeg keeps a picture of several scans whole in memory and goes through all of it for each scan, of which a
few bytes may be thousands; Pillow goes through each segment of the header in Python. Cameras write neither.
Such files are left to a worker process, and as previews to nobody.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEAD_BYTES = 1 << 18  # of a camera's header: EXIF and MPF of 64 KiB each, profile, XMP
_MOST_SEGMENTS = 1_000
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # the markers that tell the size
_AT_ONCE = frozenset({0xC0, 0xC1})  # those of JPEGs of one scan: baseline and extended
_ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})  # without a length
_SCAN = 0xDA
_LEAST_BYTES = 10  # of a segment that is looked into


def size_of_plain(head: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG by its beginning, if one pass unpacks it: 8 bits, all components in one
    scan, and a header of at most HEAD_BYTES. None for all others, and where the header is damaged."""
    size, components = None, 0
    for marker, at in _segments(head):
        if marker == _SCAN:
            return size if components and head[at : at + 1] == bytes([components]) else None
        if marker in _SIZES:
            if marker not in _AT_ONCE or head[at] != 8:
                return None
            height, width, components = struct.unpack_from(">HHB", head, at + 1)
            size = width, height
    return None


def bits_of(head: bytes) -> int | None:
    """How many bits a value of a JPEG has; None where its header does not tell."""
    return next((head[at] for marker, at in _segments(head) if marker in _SIZES), None)


def _segments(head: bytes) -> Iterator[tuple[int, int]]:
    """Each marker of the header that has a length, and where its content begins; damage ends them, and so
    does the first scan."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        at = head.find(b"\xff", at, at + 64)  # broken writers leave some bytes between
        if at < 0 or at + _LEAST_BYTES > min(len(head), HEAD_BYTES):
            return
        marker = head[at + 1]
        if marker == 0xFF:  # may fill any gap
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        yield marker, at + 4
        if marker == _SCAN:
            return
        at += 2 + int.from_bytes(head[at + 2 : at + 4], "big")
