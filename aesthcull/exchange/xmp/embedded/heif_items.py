"""The items of a HEIF or AVIF: pictures, EXIF and XMP, listed in its box `meta`, which tells what each is
(`iinf`), where its bytes are (`iloc`) and which speaks of which (`iref`).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from aesthcull.exchange.xmp.embedded.boxes import Box, boxes_in
from aesthcull.exchange.xmp.embedded.pieces import piece
from aesthcull.exchange.xmp.packet import MAX_BYTES, XmpError

XMP_TYPE = b"application/rdf+xml"
IN_FILE, IN_META = 0, 1  # where an item's bytes are counted from
_MOST_META = 4 << 20  # bytes; of a panorama of a thousand tiles some hundred thousand
_MOST_EXTENTS = 200_000


@dataclass(frozen=True)
class Extent:
    """Some bytes of an item; a `length` of 0 means all from `offset` on."""

    offset: int
    length: int
    index: int = 0


@dataclass(frozen=True)
class Place:
    """Where an item's bytes are: counted by `method` from the file's beginning or that of the box `idat`, in
    this file (`reference` 0) or another one."""

    item: int
    method: int
    reference: int
    extents: tuple[Extent, ...]


@dataclass(frozen=True)
class Meta:
    """The box `meta`: its children as they stand, `packets` the ids of the items that are XMP, where each
    item's bytes are, `described` what each item speaks of, and the picture that is shown."""

    box: Box
    children: tuple[tuple[bytes, bytes], ...]
    packets: tuple[int, ...]
    places: dict[int, Place]
    described: dict[int, tuple[int, ...]]
    primary: int | None
    highest_id: int

    def child(self, name: bytes) -> bytes | None:
        """The first child of a name, with its head."""
        return next((data for found, data in self.children if found == name), None)

    @property
    def packet(self) -> int | None:
        """The item with the shown picture's XMP: others, of a depth map say, have their own."""
        mine = [item for item in self.packets if self.primary in self.described.get(item, ())]
        of_none = [item for item in self.packets if item not in self.described]
        return next(iter([*mine, *of_none]), None)


def read_meta(file: BinaryIO, box: Box) -> Meta:
    """Read the box `meta`. Raises XmpError for a damaged one."""
    if box.end - box.body > _MOST_META:
        raise XmpError("malformed: its list of items is too large")
    data = io.BytesIO(piece(file, box.body, box.end - box.body))
    found = list(boxes_in(data, 4, box.end - box.body))
    children = tuple((c.name, data.getvalue()[c.start : c.end]) for c in found)
    body = {c.name: data.getvalue()[c.body : c.end] for c in reversed(found)}
    try:
        kinds = dict(_kinds(body.get(b"iinf", b"")))
        places = {place.item: place for place in _places(body.get(b"iloc", b""))}
        described = _described(body.get(b"iref", b""))
        primary = _number(body[b"pitm"], 4, _wide(body[b"pitm"], 1)) if b"pitm" in body else None
        highest = max((*kinds, *places, *_groups(body.get(b"grpl", b""))), default=0)
    except (struct.error, IndexError) as error:
        raise XmpError("malformed: its list of items ends early") from error
    packets = tuple(item for item, kind in kinds.items() if kind == XMP_TYPE)
    return Meta(box, children, packets, places, described, primary, highest)


def item_bytes(file: BinaryIO, meta: Meta, item: int) -> bytes:
    """The bytes of an item. Raises XmpError where they are not there, or not in this file."""
    place = meta.places.get(item)
    if place is None or place.method not in (IN_FILE, IN_META) or place.reference:
        raise XmpError("its XMP is not in this file, or in a way that is not read")
    source = file
    if place.method == IN_META:
        source = io.BytesIO((meta.child(b"idat") or b"")[8:])
    end = source.seek(0, 2)
    sizes = [e.length or max(end - e.offset, 0) for e in place.extents]
    if sum(sizes) > MAX_BYTES:
        raise XmpError(f"malformed: {sum(sizes):,} bytes of XMP")
    return b"".join(piece(source, e.offset, size) for e, size in zip(place.extents, sizes, strict=True))


def _number(data: bytes, at: int, size: int) -> int:
    if len(data) < at + size:
        raise IndexError
    return int.from_bytes(data[at : at + size], "big")


def _wide(body: bytes, version: int) -> int:
    """The bytes of a number that has more of them from a version of the box on."""
    return 4 if body[0] >= version else 2


def _kinds(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Each item's id, and what it is: its type, or its content's where that is told."""
    if not body:
        return
    start = 4 + _wide(body, 1)
    for entry in boxes_in(io.BytesIO(body), start, len(body)):
        info = body[entry.body : entry.end]
        if entry.name != b"infe" or info[0] < 2:
            continue
        at = 4 + _wide(info, 3)
        kind = info[at + 2 : at + 6]
        if kind == b"mime":
            texts = info[at + 6 :].split(b"\0")  # name, type, encoding
            encoded = len(texts) > 2 and texts[2] not in (b"", b"identity")
            kind = texts[1] if len(texts) > 1 and not encoded else b""
        yield _number(info, 4, at - 4), kind


def _places(body: bytes) -> Iterator[Place]:
    if not body:
        return
    version, at = body[0], 6
    sizes = body[4] >> 4, body[4] & 15, body[5] >> 4, body[5] & 15 if version else 0
    if any(size not in (0, 4, 8) for size in sizes):
        raise IndexError
    offset_size, length_size, base_size, index_size = sizes
    extent_size = index_size + offset_size + length_size
    wide = _wide(body, 2)
    count, at, total = _number(body, at, wide), at + wide, 0
    for _ in range(count):
        item, at = _number(body, at, wide), at + wide
        method = 0
        if version:
            method, at = _number(body, at, 2) & 15, at + 2
        reference, base = _number(body, at, 2), _number(body, at + 2, base_size)
        at += 2 + base_size
        number, at = _number(body, at, 2), at + 2
        total += number
        if total > _MOST_EXTENTS or at + number * extent_size > len(body) or number > 1 > extent_size:
            raise IndexError
        extents = []
        for start in (at + n * extent_size for n in range(number)):
            index = _number(body, start, index_size)
            offset = _number(body, start + index_size, offset_size)
            length = _number(body, start + index_size + offset_size, length_size)
            extents.append(Extent(base + offset, length, index))
        at += number * extent_size
        yield Place(item, method, reference, tuple(extents))


def _described(body: bytes) -> dict[int, tuple[int, ...]]:
    """What items speak of others, by their id."""
    found: dict[int, tuple[int, ...]] = {}
    if not body:
        return found
    wide = _wide(body, 1)
    for link in boxes_in(io.BytesIO(body), 4, len(body)):
        if link.name == b"cdsc":
            ids = body[link.body : link.end]
            count = _number(ids, wide, 2)
            start = wide + 2
            of = tuple(_number(ids, start + n * wide, wide) for n in range(count))
            found[_number(ids, 0, wide)] = found.get(_number(ids, 0, wide), ()) + of
    return found


def _groups(body: bytes) -> Iterator[int]:
    """The ids of groups, which are no item's."""
    for group in boxes_in(io.BytesIO(body), 0, len(body)):
        yield _number(body, group.body + 4, 4)
