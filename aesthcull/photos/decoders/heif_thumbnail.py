"""The thumbnail inside a HEIF. libheif decodes it ten to fifty times faster than the picture, but pi-heif
does not ask for it: so it is given the file with the thumbnail named as its picture, and no longer as a
thumbnail, which takes a few bytes.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import pi_heif
import simplejpeg

from aesthcull.photos.pixels import to_rgb

_MOST_META = 1 << 20  # bytes; that of a phone's picture is some kilobytes
_QUALITY = 95


def thumbnail_jpeg(path: Path) -> bytes | None:
    """The thumbnail of a HEIF as a JPEG, upright; None without one. Raises what Pillow raises."""
    data = of_thumbnail(path.read_bytes())
    if data is None:
        return None
    with pi_heif.HeifImageFile(io.BytesIO(data)) as image:
        return bytes(simplejpeg.encode_jpeg(to_rgb(image), _QUALITY, "RGB", "444"))


def of_thumbnail(data: bytes) -> bytes | None:
    """A HEIF's bytes with its thumbnail in the place of its picture; None without one."""
    meta = next((part for name, part in _boxes(data, 0, len(data)) if name == b"meta"), None)
    if meta is None or meta[1] - meta[0] > _MOST_META:
        return None
    inside = {name: part for name, part in _boxes(data, meta[0] + 4, meta[1])}
    if b"pitm" not in inside or b"iref" not in inside:
        return None
    at = inside[b"pitm"][0] + 4
    form = ">H" if data[at - 4] == 0 else ">I"
    (primary,) = struct.unpack_from(form, data, at)
    found = _thumbnail_of(primary, data, *inside[b"iref"])
    if found is None:
        return None
    thumbnail, link = found
    changed = bytearray(data)
    struct.pack_into(form, changed, at, thumbnail)
    changed[link : link + 4] = b"free"
    return bytes(changed)


def _thumbnail_of(primary: int, data: bytes, start: int, end: int) -> tuple[int, int] | None:
    """The item that is said to be a thumbnail of another one, and where that is said."""
    form = "H" if data[start] == 0 else "I"
    for name, (at, until) in _boxes(data, start + 4, end):
        if name != b"thmb":
            continue
        item, count = struct.unpack_from(f">{form}H", data, at)
        at += struct.calcsize(f">{form}H")
        if at + count * struct.calcsize(form) <= until and primary in struct.unpack_from(
            f">{count}{form}", data, at
        ):
            return int(item), at - struct.calcsize(f">{form}H") - 4
    return None


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Name and place of the content of the boxes that follow one another; damage ends them."""
    while start + 8 <= end:
        length, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if length == 1 and start + 16 <= end:
            (length,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            return
        yield name, (start + head, start + length)
        start += length
