"""Parts of a file, read with a limit, and a packet with room to grow."""

from __future__ import annotations

from typing import BinaryIO

from aesthcull.exchange.xmp.packet import MAX_BYTES, XmpError

_FARTHEST = 2**40  # disks refuse to look farther than they can hold
_ROOM = 2048  # bytes behind a packet, so that the next one has its place
_TRAILER = b"<?xpacket end="
_LINE = b" " * 99 + b"\n"
_BLANK = b" \t\r\n"


def piece(file: BinaryIO, at: int, size: int) -> bytes:
    """`size` bytes from `at` on. Raises XmpError where there are fewer, or no packet is so large."""
    if size > MAX_BYTES:
        raise XmpError(f"malformed: {size:,} bytes of XMP")
    file.seek(min(at, _FARTHEST))
    data = file.read(size)
    if len(data) < size:
        raise XmpError("malformed: the file ends within its notes")
    return data


def padded(packet: bytes, size: int) -> bytes:
    """The packet with blanks before its trailer, as XMP has it, so that it takes `size` bytes."""
    missing = size - len(packet)
    blanks = (_LINE * (missing // len(_LINE) + 1))[:missing]
    body, trailer, end = packet.rpartition(_TRAILER)
    return body + blanks + trailer + end if trailer else packet + blanks


def roomy(packet: bytes) -> bytes:
    """The packet with room to grow, unless its encoding has blanks of more than a byte."""
    return packet if b"\0" in packet else padded(packet, len(packet) + _ROOM)


def fits(packet: bytes, there: bytes) -> bool:
    """Whether a packet can take the place of `there`: of a text, blanks included, and nothing else."""
    is_text = there.rstrip(_BLANK).endswith(b">") and b"\0" not in there
    return is_text and b"\0" not in packet and len(packet) <= len(there)
