"""Whether a block of EXIF is sound: piexif reads sound ones, and takes whatever a damaged one claims at its
word, a count of four billion values among it."""

from __future__ import annotations

import struct

_HEADER = b"Exif\x00\x00"
_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}  # of a value, by type
_POINTERS = (0x8769, 0x8825, 0xA005)  # to the directories EXIF, GPS and interoperability
_MOST_DIRECTORIES = 8
_ENTRY = 12


def tiff_of(block: bytes) -> bytes:
    """A block without the header that JPEG puts before it."""
    return block.removeprefix(_HEADER)


def is_sound(tiff: bytes) -> bool:
    """Whether each directory and value of a block, as TIFF, lies inside it, and no directory comes twice."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return False
    main = int(struct.unpack_from(f"{order}I", tiff, 4)[0])
    waiting, seen = [main], set[int]()
    while waiting:
        start = waiting.pop()
        found = None if start in seen else _pointed_to(tiff, order, start, is_main=start == main)
        if found is None or len(seen) == _MOST_DIRECTORIES:
            return False
        seen.add(start)
        waiting += found
    return True


def _pointed_to(tiff: bytes, order: str, start: int, *, is_main: bool) -> list[int] | None:
    """Where the directories begin that this one points to; None when it is damaged. Of the main one, that of
    the thumbnail follows; the others' last four bytes are not always written."""
    if start + 2 > len(tiff):
        return None
    end = start + 2 + struct.unpack_from(f"{order}H", tiff, start)[0] * _ENTRY
    if end + 4 * is_main > len(tiff):
        return None
    found = [int(struct.unpack_from(f"{order}I", tiff, end)[0])] if is_main else []
    for place in range(start + 2, end, _ENTRY):
        tag, kind, count, value = struct.unpack_from(f"{order}HHII", tiff, place)
        size = _BYTES.get(kind, 0) * count
        if not size or (size > 4 and value + size > len(tiff)):
            return None
        if tag in _POINTERS:
            found.append(value)
    return [place for place in found if place]
