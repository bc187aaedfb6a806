"""XMP inside a JPEG: one APP1 segment before the picture. All other bytes, the picture's and the camera's
notes, are copied as they are.

The index of a multi-picture file (MPF) counts bytes from itself to the other pictures: a segment behind it
may not grow. Ours stands before it; where another program put it behind, it is filled up or left alone. So it
is where a preview that has no such index stands behind the picture.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from aesthcull.exchange.xmp.packet import XmpError

_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF, _MPF = b"Exif\0", b"MPF\0"
_SOI, _APP0, _APP1, _APP2, _SOS, _EOI = 0xD8, 0xE0, 0xE1, 0xE2, 0xDA, 0xD9
_BEGINNING, _END = bytes((0xFF, _SOI, 0xFF)), bytes((0xFF, _EOI))
_COUNTED = "its camera's notes count bytes to a preview behind the picture; its XMP cannot grow"
_MOST = 0xFFFF - 2 - len(_HEADER)
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length


@dataclass(frozen=True)
class _Segment:
    """A marker and what follows it: `start` is where its 0xFF stands, `body` what follows its length."""

    marker: int
    start: int
    body: bytes

    @property
    def end(self) -> int:
        return self.start + 4 + len(self.body)

    @property
    def is_xmp(self) -> bool:
        return self.marker == _APP1 and self.body.startswith(_HEADER)


def read_packet(file: BinaryIO) -> bytes | None:
    """The XMP packet in an open JPEG; None where it has none. Reads no further than the picture. Raises
    XmpError for a file that is no JPEG."""
    for segment in _segments(file):
        if segment.is_xmp:
            return segment.body[len(_HEADER) :]
    return None


def with_packet(data: bytes, packet: bytes, segments: list[_Segment]) -> bytes:
    """The bytes of a JPEG with this packet in place of its own, or in front of its other notes. `segments`
    as `segments_of` gave them. Raises XmpError where it does not fit."""
    if len(packet) > _MOST:
        raise XmpError(f"its XMP has {len(packet):,} bytes; a JPEG holds {_MOST:,} at most")
    old = next((segment for segment in segments if segment.is_xmp), None)
    index = next((s.start for s in segments if s.marker == _APP2 and s.body.startswith(_MPF)), len(data))
    counted = index == len(data) and _has_picture_behind(data, segments)
    if old is None:
        if counted:
            raise XmpError(_COUNTED)
        at = max((s.end for s in segments if s.marker == _APP0 or s.body.startswith(_EXIF)), default=2)
        at = min(at, index)
        return data[:at] + _segment(packet) + data[at:]
    room = len(old.body) - len(_HEADER)
    if index < old.start:
        if len(packet) > room:
            raise XmpError("its XMP stands behind the index of its other pictures and cannot grow there")
        packet = packet.ljust(room)
    elif counted and len(packet) <= room:
        packet = packet.ljust(room)
    elif counted:
        raise XmpError(_COUNTED)
    return data[: old.start] + _segment(packet) + data[old.end :]


def _has_picture_behind(data: bytes, segments: list[_Segment]) -> bool:
    """Whether a preview stands behind the picture's end, as Olympus', Minolta's and early Canon cameras write
    it: the camera's notes count bytes from the EXIF to it."""
    end = data.find(_END, max((segment.end for segment in segments), default=2))
    return end >= 0 and data.find(_BEGINNING, end) >= 0


def segments_of(file: BinaryIO) -> list[_Segment]:
    """The segments of an open JPEG before its picture. Raises XmpError."""
    return list(_segments(file))


def _segment(packet: bytes) -> bytes:
    body = _HEADER + packet
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


def _segments(file: BinaryIO) -> Iterator[_Segment]:
    file.seek(0)
    if file.read(2) != bytes((0xFF, _SOI)):
        raise XmpError("it is no JPEG")
    while True:
        start = file.tell()
        head = file.read(2)
        if len(head) < 2 or head[0] != 0xFF:
            raise XmpError("malformed: a JPEG that ends before its picture")
        marker = head[1]
        if marker == 0xFF:  # fill
            file.seek(start + 1)
        elif marker in (_SOS, _EOI):
            return
        elif marker not in _BARE:
            length = file.read(2)
            size = struct.unpack(">H", length)[0] - 2 if len(length) == 2 else -1
            body = file.read(max(size, 0))
            if size < 0 or len(body) < size:
                raise XmpError("malformed: a JPEG that ends before its picture")
            yield _Segment(marker, start, body)
