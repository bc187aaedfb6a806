"""The small pictures that cameras put into a JPEG, as stored: the thumbnail inside EXIF (160 px, since it
must fit into 64 KiB), and the preview behind the picture (CIPA DC-007, Multi-Picture Format; up to Full HD).
"""

from __future__ import annotations

import struct
from pathlib import Path

from PIL import Image, MpoImagePlugin

HEADER_BYTES = 192 * 1024  # APP1 is at most 64 KiB and stands at the beginning
_ENTRIES = 0xB002  # the list of pictures
_MOST_BYTES = 16_000_000
_LARGE_THUMBNAILS = ("Large Thumbnail (Full HD Equivalent)", "Large Thumbnail (VGA Equivalent)")


def exif_thumbnail(head: bytes) -> bytes | None:
    """The thumbnail's JPEG inside the APP1 Exif segment of a JPEG's first bytes, found by its markers."""
    if head[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF:
        marker, length = head[at + 1], struct.unpack_from(">H", head, at + 2)[0]
        if marker == 0xDA:
            return None
        segment = head[at + 4 : at + 2 + length]
        if marker == 0xE1 and segment.startswith(b"Exif"):
            start, end = segment.find(b"\xff\xd8\xff"), segment.rfind(b"\xff\xd9")
            return segment[start : end + 2] if 0 <= start < end else None
        at += 2 + length
    return None


def preview_behind(path: Path, image: Image.Image) -> bytes | None:
    """The largest preview's JPEG behind the picture that was opened; None without one. Raises OSError."""
    if not isinstance(image, MpoImagePlugin.MpoImageFile) or image.mpinfo is None:
        return None
    pictures = list(enumerate(image.mpinfo[_ENTRIES]))
    previews = [(p["Size"], n) for n, p in pictures if p["Attribute"]["MPType"] in _LARGE_THUMBNAILS]
    size, number = max(previews, default=(0, 0))
    if not 0 < size <= _MOST_BYTES:
        return None
    image.seek(number)  # for its offset
    with path.open("rb") as file:
        file.seek(image.offset)
        return file.read(size)
