"""XMP inside a JPEG: one APP1 segment before the picture. All other bytes, the picture's and the camera's
notes, are copied as they are.

The index of a multi-picture file (MPF) counts bytes from itself to the other pictures: a segment behind it
may not grow. Ours stands before it; where another program put it behind, it is filled up or left alone. So it
is where a preview that has no such index stands behind the picture.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from aesthcull.exchange.xmp.embedded.pieces import padded, piece
from aesthcull.exchange.xmp.packet import XmpError

_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF, _MPF = b"Exif\0", b"MPF\0"
_SOI, _APP0, _APP1, _APP2, _SOS, _EOI = 0xD8, 0xE0, 0xE1, 0xE2, 0xDA, 0xD9
_BEGINNING, _END = bytes((0xFF, _SOI, 0xFF)), bytes((0xFF, _EOI))
_COUNTED = "its camera's notes count bytes to a preview behind the picture; its XMP cannot grow"
_MOST = 0xFFFF - 2 - len(_HEADER)
_CUT = "malformed: a JPEG that ends before its picture"
_MOST_MARKERS = 4096  # a colour profile takes some hundred at most
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


def read_jpeg(file: BinaryIO, start: int = 0) -> bytes | None:
    """The XMP packet in an open JPEG that begins at `start`; None where it has none. Reads no further than
    the picture, and passes over what is no XMP. Raises XmpError for a file that is no JPEG."""
    for marker, at, size in _places(file, start):
        if marker == _APP1 and size >= len(_HEADER):
            file.seek(at)
            if file.read(len(_HEADER)) == _HEADER:
                return piece(file, at + len(_HEADER), size - len(_HEADER))
    return None


def with_packet(data: bytes, packet: bytes) -> bytes:
    """The bytes of a JPEG with this packet in place of its own, or in front of its other notes. Raises
    XmpError where it does not fit."""
    segments = segments_of(data)
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
        packet = padded(packet, room)
    elif counted and len(packet) <= room:
        packet = padded(packet, room)
    elif counted:
        raise XmpError(_COUNTED)
    return data[: old.start] + _segment(packet) + data[old.end :]


def _has_picture_behind(data: bytes, segments: list[_Segment]) -> bool:
    """Whether a preview stands behind the picture's end, as Olympus', Minolta's and early Canon cameras write
    it: the camera's notes count bytes from the EXIF to it."""
    end = data.find(_END, max((segment.end for segment in segments), default=2))
    return end >= 0 and data.find(_BEGINNING, end) >= 0


def put_in_jpeg(source: Path, target: Path, packet: bytes) -> None:
    """Make `target` a copy of a JPEG with this packet. Raises XmpError where that cannot be done, and
    OSError."""
    data = source.read_bytes()
    changed = with_packet(data, packet)
    kept = [[(s.marker, s.body) for s in segments_of(d) if not s.is_xmp] for d in (data, changed)]
    behind = [d[max((s.end for s in segments_of(d)), default=2) :] for d in (data, changed)]
    if kept[0] != kept[1] or behind[0] != behind[1]:
        raise XmpError("the copy with its XMP is not like the original")
    target.write_bytes(changed)


def segments_of(data: bytes) -> list[_Segment]:
    """The segments of a JPEG before its picture. Raises XmpError."""
    return list(_segments(io.BytesIO(data)))


def _segment(packet: bytes) -> bytes:
    body = _HEADER + packet
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


def _segments(file: BinaryIO) -> Iterator[_Segment]:
    for marker, at, size in _places(file, 0):
        file.seek(at)
        body = file.read(size)
        if len(body) < size:
            raise XmpError(_CUT)
        yield _Segment(marker, at - 4, body)


def _places(file: BinaryIO, start: int) -> Iterator[tuple[int, int, int]]:
    """Each segment's marker, and where its body is and how long."""
    file.seek(start)
    if file.read(2) != bytes((0xFF, _SOI)):
        raise XmpError("it is no JPEG")
    at = start + 2
    for _ in range(_MOST_MARKERS):
        file.seek(at)
        head = file.read(4)
        if len(head) < 2 or head[0] != 0xFF:
            raise XmpError(_CUT)
        marker = head[1]
        if marker in (_SOS, _EOI):
            return
        if marker == 0xFF:  # fill
            at += 1
        elif marker in _BARE:
            at += 2
        else:
            size = int.from_bytes(head[2:], "big") - 2
            if len(head) < 4 or size < 0:
                raise XmpError(_CUT)
            yield marker, at + 4, size
            at += 4 + size
    raise XmpError("malformed: a JPEG of nothing but notes")
