"""Writing XMP into HEIF and AVIF.

All that stands behind the list of items moves by as much as the list and the packet take, and the list is
told. The packet comes right behind the list, and not to the end: what phones add there is counted from there.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

from aesthcull.exchange.xmp.embedded.boxes import box, boxes_in
from aesthcull.exchange.xmp.embedded.heif_items import (
    IN_FILE,
    XMP_TYPE,
    Extent,
    Meta,
    Place,
    item_bytes,
    read_meta,
)
from aesthcull.exchange.xmp.embedded.pieces import fits, padded, roomy
from aesthcull.exchange.xmp.packet import XmpError

_SEQUENCES = frozenset((b"moov", b"moof"))
_LISTS = (b"iinf", b"iloc", b"iref")
_MOST_BYTES = 1 << 30  # of a file that is written
_LARGE = 2**32


def put_in_heif(source: Path, target: Path, packet: bytes) -> None:
    """Make `target` a copy of a HEIF or AVIF with this packet. Raises XmpError where that cannot be done, and
    OSError."""
    if source.stat().st_size > _MOST_BYTES:
        raise XmpError(f"larger than {_MOST_BYTES // 2**20} MB: no XMP is written into it")
    target.write_bytes(with_item(source.read_bytes(), packet))


def with_item(data: bytes, packet: bytes) -> bytes:
    """The bytes of a HEIF or AVIF with this packet in place of its own, or beside its other items. Raises
    XmpError where that cannot be done."""
    meta = _meta(data)
    if meta.primary is None or meta.child(b"iinf") is None or meta.child(b"iloc") is None:
        raise XmpError("malformed: its list of items says not which picture is shown")
    try:
        changed = _in_place(data, meta, packet) or _grown(data, meta, roomy(packet))
    except struct.error as error:
        raise XmpError("its list of items has no room for another one") from error
    _verify(data, meta, changed, packet)
    return changed


def _meta(data: bytes) -> Meta:
    file = io.BytesIO(data)
    found = {part.name: part for part in reversed(list(boxes_in(file, 0, len(data))))}
    if b"meta" not in found:
        raise XmpError("it has no list of items, or not one that is known: no XMP is written into it")
    if _SEQUENCES & found.keys():
        raise XmpError("it holds a sequence of pictures, into which no XMP is written")
    return read_meta(file, found[b"meta"])


def _in_place(data: bytes, meta: Meta, packet: bytes) -> bytes | None:
    """The packet where the old one is; None where it does not fit, or other items have bytes there."""
    place = meta.places.get(meta.packet or 0)
    if place is None or place.method != IN_FILE or place.reference or len(place.extents) != 1:
        return None
    begin, length = place.extents[0].offset, place.extents[0].length
    end = begin + length
    others = [e for p in meta.places.values() if p is not place and p.method == IN_FILE for e in p.extents]
    is_shared = any(not e.length or (e.offset < end and begin < e.offset + e.length) for e in others)
    if is_shared or begin < meta.box.end or not fits(packet, data[begin:end]):
        return None
    return data[:begin] + padded(packet, length) + data[end:]


def _grown(data: bytes, meta: Meta, packet: bytes) -> bytes:
    """The file with a longer list of items, and the packet behind that."""
    item = meta.packet
    children = list(meta.children)
    if item is None:
        item = meta.highest_id + 1
        children = _with_entry(children, item)
        children = _with_link(children, item, meta)
    start, end = meta.box.start, meta.box.end
    others = [place for place in meta.places.values() if place.item != item]
    version = (meta.child(b"iloc") or b"")[8]
    length = 8 + 4 + sum(len(raw) for name, raw in children if name != b"iloc")
    blank = Place(item, IN_FILE, 0, (Extent(0, len(packet)),))
    length += len(_locations([*others, blank], version))
    growth = length + 8 + len(packet) - (end - start)
    if len(data) + growth >= _LARGE:
        raise XmpError("it would be larger than 4 GB")
    moved = [_moved(place, start, end, growth) for place in others]
    mine = Place(item, IN_FILE, 0, (Extent(start + length + 8, len(packet)),))
    located = _locations([*moved, mine], version)
    listed = b"".join(located if name == b"iloc" else raw for name, raw in children)
    head = data[meta.box.body : meta.box.body + 4]  # version and flags
    return data[:start] + box(b"meta", head + listed) + box(b"mdat", packet) + data[end:]


def _with_entry(children: list[tuple[bytes, bytes]], item: int) -> list[tuple[bytes, bytes]]:
    """The children of `meta` with an entry for the packet."""
    if item > 0xFFFF:
        raise XmpError("it has too many items for another one")
    info = struct.pack(">IHH4s", 2 << 24, item, 0, b"mime") + b"\0" + XMP_TYPE + b"\0"
    changed = []
    for name, raw in children:
        if name == b"iinf":
            form = ">H" if raw[8] == 0 else ">I"
            (count,) = struct.unpack_from(form, raw, 12)
            counted = struct.pack(form, count + 1)  # a seventy-thousandth is refused above
            raw = box(name, raw[8:12] + counted + raw[12 + len(counted) :] + box(b"infe", info))
        changed.append((name, raw))
    return changed


def _with_link(children: list[tuple[bytes, bytes]], item: int, meta: Meta) -> list[tuple[bytes, bytes]]:
    """The children of `meta` with a link from the packet to the picture."""
    raw = meta.child(b"iref") or box(b"iref", bytes(4))
    form = ">HHH" if raw[8] == 0 else ">IHI"
    assert meta.primary is not None
    linked = box(b"iref", raw[8:] + box(b"cdsc", struct.pack(form, item, 1, meta.primary)))
    if meta.child(b"iref") is None:
        at = [name for name, _ in children].index(b"iinf") + 1
        return [*children[:at], (b"iref", linked), *children[at:]]
    return [(name, linked if name == b"iref" else there) for name, there in children]


def _moved(place: Place, start: int, end: int, growth: int) -> Place:
    """Where an item's bytes are once the list of items, from `start` to `end`, has grown."""
    if place.method != IN_FILE or place.reference:
        return place
    if any(e.offset < end and e.offset + e.length > start for e in place.extents):
        raise XmpError("an item's bytes lie in the list of items itself")
    moved = (Extent(e.offset + growth * (e.offset >= end), e.length, e.index) for e in place.extents)
    return Place(place.item, place.method, place.reference, tuple(moved))


def _locations(places: list[Place], version: int) -> bytes:
    """The box `iloc`, in numbers of four bytes."""
    wide = "I" if version >= 2 else "H"
    indexed = version > 0 and any(e.index for p in places for e in p.extents)
    parts = [struct.pack(">B3xBB" + wide, version, 0x44, 4 if indexed else 0, len(places))]
    for place in places:
        method = struct.pack(">H", place.method) if version else b""
        parts.append(struct.pack(">" + wide, place.item) + method)
        parts.append(struct.pack(">HH", place.reference, len(place.extents)))
        for extent in place.extents:
            numbers = (extent.index,) * indexed + (extent.offset, extent.length)
            parts.append(struct.pack(f">{len(numbers)}I", *numbers))
    return box(b"iloc", b"".join(parts))


def _verify(data: bytes, meta: Meta, changed: bytes, packet: bytes) -> None:
    """Raise XmpError unless the packet is read back, every other item has the bytes that it had, and what
    is said of them is the same."""
    now = _meta(changed)
    told = [[child for child in m.children if child[0] not in _LISTS] for m in (meta, now)]
    bytes_of = [
        {p.item: _bytes_of(d, p) for p in m.places.values() if p.item != now.packet and not _is_elsewhere(p)}
        for d, m in ((data, meta), (changed, now))
    ]
    is_like = now.primary == meta.primary and told[0] == told[1] and bytes_of[0] == bytes_of[1]
    entries = [(m.child(b"iinf") or b"")[16:] for m in (meta, now)]
    if not is_like or not entries[1].startswith(entries[0]) or now.packet is None:
        raise XmpError("the copy with its XMP is not like the original")
    if item_bytes(io.BytesIO(changed), now, now.packet).split() != packet.split():
        raise XmpError("the copy with its XMP does not read back")


def _is_elsewhere(place: Place) -> bool:
    """In the list itself, which is compared, or in another file."""
    return place.method != IN_FILE or place.reference != 0


def _bytes_of(data: bytes, place: Place) -> list[bytes]:
    return [data[e.offset : e.offset + e.length if e.length else None] for e in place.extents]
