"""XMP in TIFFs and the RAWs that are TIFFs: tag 700 of the first directory.

Nothing in a TIFF is ever moved, since other parts, such as camera makers' notes, count bytes from the file's
beginning: a packet that does not fit into the place of the old one goes to the end, with a new copy of the
directory, and the header points to that. All else stays where it was, to the byte.
"""

from __future__ import annotations

import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from aesthcull.exchange.xmp.embedded.pieces import fits, padded, piece, roomy
from aesthcull.exchange.xmp.packet import XmpError

_XMP = 700
_BYTE = 1
_BYTES = frozenset((_BYTE, 2, 6, 7))  # the types of one byte: also text, signed and undefined ones
_KINDS = range(1, 14)  # all types of a TIFF
_ORDERS = {b"II": "<", b"MM": ">"}
_BIG = 43  # the version of BigTIFF; that of all others is 42, or their maker's own
_MOST_ENTRIES = 4096
_MOST_PAGES = 10_000
_PLAIN = (b"II*\0", b"MM\0*")
_COMPARED = 1 << 20


@dataclass(frozen=True)
class _Entry:
    """An entry of a directory: `raw` as it stands there, `at` where the value is."""

    tag: int
    kind: int
    count: int
    at: int
    raw: bytes


@dataclass(frozen=True)
class _Directory:
    """The first directory of a TIFF: its byte order, its entries, and where the second is, as it stands."""

    order: str
    entries: tuple[_Entry, ...]
    following: bytes

    @property
    def xmp(self) -> _Entry | None:
        found = (e for e in self.entries if e.tag == _XMP and e.kind in _BYTES and e.count > 8)
        return next(found, None)


def read_tiff(file: BinaryIO) -> bytes | None:
    """The XMP packet in an open TIFF or BigTIFF; None where it has none. Raises XmpError."""
    entry = _first_directory(file).xmp
    return None if entry is None else piece(file, entry.at, entry.count)


def put_in_tiff(source: Path, target: Path, packet: bytes) -> None:
    """Make `target` a copy of a TIFF or DNG with this packet. Raises XmpError where that cannot be done, and
    OSError."""
    with source.open("rb") as file:
        if file.read(4) not in _PLAIN:
            raise XmpError("a TIFF of a larger or its maker's own kind, into which nothing is written")
        if file.read(6)[4:] == b"CR":
            raise XmpError("a RAW of its maker's, into which nothing is written")
        directory = _first_directory(file)
        if any(entry.kind not in _KINDS for entry in directory.entries):
            raise XmpError("malformed: a TIFF with tags of no known type")
        _check_following(file, directory)
        old = directory.xmp
        there = b"" if old is None else piece(file, old.at, old.count)
        size = file.seek(0, 2)
    if old is not None and fits(packet, there):
        packet = padded(packet, old.count)
        parts = [(old.at, packet)]
    else:
        packet = roomy(packet)
        begin, added = _added(size, directory, packet)
        parts = [(4, struct.pack(directory.order + "I", begin)), (size, added)]
    shutil.copyfile(source, target)
    with target.open("r+b") as copy:
        for at, part in parts:
            copy.seek(at)
            copy.write(part)
    changed = parts[0][0], parts[0][0] + len(parts[0][1])
    _verify(source, target, changed, directory, packet)


def _check_following(file: BinaryIO, directory: _Directory) -> None:
    """Raise XmpError where the directories of the pages behind the first lead back, or nowhere: with another
    first one, other programs would find other pages than before."""
    seen = {0, struct.unpack(directory.order + "I", piece(file, 4, 4))[0]}
    (at,) = struct.unpack(directory.order + "I", directory.following)
    while at:
        if at in seen or len(seen) > _MOST_PAGES:
            raise XmpError("malformed: a TIFF whose pages lead back")
        seen.add(at)
        page = _directory(file, at, directory.order, "H", "HHII")
        (at,) = struct.unpack(directory.order + "I", page.following)


def _added(size: int, directory: _Directory, packet: bytes) -> tuple[int, bytes]:
    """What comes behind the end of a file of `size` bytes, the packet and the directory, and where the latter
    begins."""
    order = directory.order
    at = size + size % 2  # a directory begins at an even place
    begin = at + len(packet) + len(packet) % 2
    if begin + (len(directory.entries) + 1) * 12 + 6 >= 2**32:
        raise XmpError("a TIFF has 4 GB at most: its XMP has no room left")
    entry = struct.pack(order + "HHII", _XMP, _BYTE, len(packet), at)
    kept = [(e.tag, e.raw) for e in directory.entries if e.tag != _XMP]
    entries = sorted([*kept, (_XMP, entry)], key=lambda pair: pair[0])
    listed = struct.pack(order + "H", len(entries)) + b"".join(raw for _, raw in entries)
    padding = bytes(at - size), bytes(begin - at - len(packet))
    return begin, padding[0] + packet + padding[1] + listed + directory.following


def _verify(
    source: Path, target: Path, changed: tuple[int, int], directory: _Directory, packet: bytes
) -> None:
    """Raise XmpError unless the copy is the original to the byte but for the part that was changed, and what
    was added; its directory lists the same; and its packet is read back."""
    with source.open("rb") as before, target.open("rb") as after:
        at = 0
        while block := before.read(_COMPARED):
            there = after.read(len(block))
            if block != there:
                begin, end = (min(max(place - at, 0), len(block)) for place in changed)
                if block[:begin] != there[:begin] or block[end:] != there[end:]:
                    raise XmpError("the copy with its XMP is not like the original")
            at += len(block)
        now = _first_directory(after)
        lists = [[e.raw for e in d.entries if e.tag != _XMP] for d in (directory, now)]
        if sorted(lists[0]) != sorted(lists[1]) or read_tiff(after) != packet:
            raise XmpError("the copy with its XMP does not read back")


def _entry(form: str, raw: bytes) -> _Entry:
    tag, kind, count, at = struct.unpack(form, raw)
    return _Entry(tag, kind, count, at, raw)


def _first_directory(file: BinaryIO) -> _Directory:
    head = piece(file, 0, 8)
    order = _ORDERS.get(head[:2])
    if order is None:
        raise XmpError("it is no TIFF")
    if struct.unpack(order + "H", head[2:4])[0] == _BIG:
        (at,) = struct.unpack(order + "Q", piece(file, 8, 8))
        return _directory(file, at, order, "Q", "HHQQ")
    (at,) = struct.unpack(order + "I", head[4:])
    return _directory(file, at, order, "H", "HHII")


def _directory(file: BinaryIO, at: int, order: str, counted: str, entry: str) -> _Directory:
    """A directory whose number of entries has the form `counted`, and each of them the form `entry`."""
    head = struct.calcsize("=" + counted)
    (count,) = struct.unpack(order + counted, piece(file, at, head))
    if count > _MOST_ENTRIES:
        raise XmpError("malformed: a TIFF with too many tags")
    size = struct.calcsize("=" + entry)
    listed = piece(file, at + head, count * size)
    raws = [listed[n : n + size] for n in range(0, len(listed), size)]
    entries = tuple(_entry(order + entry, raw) for raw in raws)
    file.seek(at + head + len(listed))
    return _Directory(order, entries, file.read(4).ljust(4, b"\0"))
