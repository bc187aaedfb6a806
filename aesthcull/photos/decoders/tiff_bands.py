"""Large TIFFs in bands of rows: libraries unpack them whole, which for 400 megapixels takes 2 GB and 6 s.

A band's strips or tiles are a small TIFF of their own, once a directory is put before them: so that whatever
their compression is, the same library unpacks them as would the whole file.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, TiffImagePlugin

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC, _SAMPLES, _ROWS, _PLANES = (
    *(256, 257, 258, 259),
    *(262, 277, 278, 284),
)
_STRIPS, _TILES = (273, 279), (324, 325)
_TILE_WIDTH, _TILE_HEIGHT = 322, 323
_JPEG_TABLES = 347
# What tells how pixels are stored; besides the size, and where they are.
_KEPT = (_BITS, _COMPRESSION, _PHOTOMETRIC, 266, _SAMPLES, _PLANES, 317, 338, 339, _JPEG_TABLES, 530)
_PLAIN, _JPEG = 1, 7
_COMPRESSIONS = (_PLAIN, 5, _JPEG, 8, 32773, 32946, 50000)
_PHOTOMETRICS = (0, 1, 2, 5)  # grey, RGB, CMYK; YCbCr of JPEGs
_YCBCR = 6
_SHORT, _LONG, _BYTES = 3, 4, 7
_LEAST_ROWS, _MOST_SHARE = 64, 0.25


@dataclass(frozen=True)
class Pieces:
    """A TIFF's strips, or rows of tiles, of `rows` rows each: for each, offset and length of its parts."""

    tags: TiffImagePlugin.ImageFileDirectory_v2
    rows: int
    parts: list[list[tuple[int, int]]]


def pieces_of(image: Image.Image) -> Pieces | None:
    """The pieces of an opened TIFF; None of a kind that is to be unpacked whole."""
    tags = image.tag_v2 if isinstance(image, TiffImagePlugin.TiffImageFile) else None
    if tags is None or tags.get(_PLANES, 1) != 1 or tags.get(_COMPRESSION) not in _COMPRESSIONS:
        return None
    photometric, compression = tags.get(_PHOTOMETRIC), tags[_COMPRESSION]
    if photometric not in _PHOTOMETRICS and (photometric, compression) != (_YCBCR, _JPEG):
        return None
    tiled = _TILE_HEIGHT in tags
    places, lengths = (tags.get(tag, ()) for tag in (_TILES if tiled else _STRIPS))
    found = list(zip(places, lengths, strict=False))
    width, height = tags[_WIDTH], tags[_HEIGHT]
    rows = tags[_TILE_HEIGHT] if tiled else min(tags.get(_ROWS, height), height)
    across = math.ceil(width / tags[_TILE_WIDTH]) if tiled else 1
    if len(found) == 1 and not tiled and compression == _PLAIN:
        rows, found = _LEAST_ROWS, _split(tags, *found[0])
    if not rows or len(found) != across * math.ceil(height / rows):
        return None
    return Pieces(tags, rows, [found[at : at + across] for at in range(0, len(found), across)])


def bands(path: Path, pieces: Pieces, multiple: int) -> Iterator[Image.Image] | None:
    """A TIFF's bands as stored, not turned, of a multiple of so many rows each; None where one would be a
    large part of it. Raises what Pillow raises."""
    height = pieces.tags[_HEIGHT]
    together = math.lcm(pieces.rows, multiple)
    together *= math.ceil(_LEAST_ROWS / together)
    return None if together > height * _MOST_SHARE else _bands(path, pieces, together)


def _bands(path: Path, pieces: Pieces, together: int) -> Iterator[Image.Image]:
    step = together // pieces.rows
    with path.open("rb") as file:
        for number in range(0, len(pieces.parts), step):
            some = [part for row in pieces.parts[number : number + step] for part in row]
            stored = []
            for offset, length in some:
                file.seek(offset)
                stored.append(file.read(length))
                # Of plain rows, writers count some too many in the last strip.
                if len(stored[-1]) < length and pieces.tags[_COMPRESSION] != _PLAIN:
                    raise EOFError
            rows = min(together, pieces.tags[_HEIGHT] - number * pieces.rows)
            with Image.open(io.BytesIO(_small_tiff(pieces, rows, stored)), formats=("TIFF",)) as band:
                band.load()
                yield band


def _split(tags: TiffImagePlugin.ImageFileDirectory_v2, offset: int, length: int) -> list[tuple[int, int]]:
    """One strip of plain rows as several."""
    bits = tags.get(_BITS, (1,))
    row = math.ceil(tags[_WIDTH] * bits[0] * tags.get(_SAMPLES, 1) / 8)
    end = offset + min(length, row * tags[_HEIGHT])
    return [(at, min(row * _LEAST_ROWS, end - at)) for at in range(offset, end, row * _LEAST_ROWS)]


def _small_tiff(pieces: Pieces, rows: int, stored: list[bytes]) -> bytes:
    """The parts of a band as a file: first they, then the directory."""
    tags, tiled = pieces.tags, _TILE_HEIGHT in pieces.tags
    order = "<" if tags.prefix == b"II" else ">"
    offsets, at = [], 8
    for part in stored:
        offsets.append(at)
        at += len(part)
    places, lengths = _TILES if tiled else _STRIPS
    entries: dict[int, Any] = {tag: tags[tag] for tag in _KEPT if tag in tags}
    entries |= {_WIDTH: tags[_WIDTH], _HEIGHT: rows, places: offsets, lengths: [len(p) for p in stored]}
    entries |= {tag: tags[tag] for tag in (_TILE_WIDTH, _TILE_HEIGHT) if tiled}
    entries |= {} if tiled else {_ROWS: pieces.rows}
    pad = bytes(at % 2)
    head = tags.prefix + struct.pack(f"{order}HI", 42, at + len(pad))
    return b"".join([head, *stored, pad, _directory(order, entries, at + len(pad))])


def _directory(order: str, entries: dict[int, Any], at: int) -> bytes:
    table, values = struct.pack(f"{order}H", len(entries)), b""
    place = at + 2 + 12 * len(entries) + 4
    for tag, value in sorted(entries.items()):
        numbers = value if isinstance(value, (tuple, list, bytes)) else (value,)
        if isinstance(numbers, bytes):
            kind, packed = _BYTES, numbers
        else:
            kind = _LONG if max(numbers) > 0xFFFF or tag in (*_STRIPS, *_TILES) else _SHORT
            packed = struct.pack(f"{order}{len(numbers)}{'I' if kind == _LONG else 'H'}", *numbers)
        entry = packed if len(packed) <= 4 else struct.pack(f"{order}I", place + len(values))
        table += struct.pack(f"{order}HHI", tag, kind, len(numbers)) + entry.ljust(4, b"\0")
        values += packed + bytes(len(packed) % 2) if len(packed) > 4 else b""
    return table + bytes(4) + values
