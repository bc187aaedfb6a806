"""XMP in PNG, WebP and PSD, which consist of parts with a name and a length."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from aesthcull.exchange.xmp.embedded.pieces import piece
from aesthcull.exchange.xmp.packet import MAX_BYTES, XmpError

_PNG_KEYWORD = b"XML:com.adobe.xmp\0"
_XMP_RESOURCE = 1060
_MOST = 100_000  # parts; a PNG of a gigabyte has as many


def read_png(file: BinaryIO) -> bytes | None:
    """The XMP packet in an open PNG; None where it has none. Raises XmpError for a damaged one."""
    at = 8
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return None
        size = int.from_bytes(head[:4], "big")
        if head[4:] == b"iTXt" and file.read(len(_PNG_KEYWORD)) == _PNG_KEYWORD:
            return _international(piece(file, at + 8 + len(_PNG_KEYWORD), size - len(_PNG_KEYWORD)))
        at += 12 + size
    return None


def _international(text: bytes) -> bytes:
    """What follows an iTXt's keyword: compressed or not, by which method, language, keyword in it, text."""
    parts = text[2:].split(b"\0", 2)
    if len(parts) < 3:
        raise XmpError("malformed: a text of the PNG ends early")
    if text[:1] == b"\0":
        return parts[2]
    unpack = zlib.decompressobj()
    try:
        packet = unpack.decompress(parts[2], MAX_BYTES)
    except zlib.error as error:
        raise XmpError(f"malformed: {error}") from error
    if unpack.unconsumed_tail:
        raise XmpError(f"malformed: more than {MAX_BYTES:,} bytes of XMP")
    return packet


def read_webp(file: BinaryIO) -> bytes | None:
    """The XMP packet in an open WebP; None where it has none. Raises XmpError for a damaged one."""
    at = 12
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return None
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"XMP ":
            return piece(file, at + 8, size)
        at += 8 + size + size % 2
    return None


def read_psd(file: BinaryIO) -> bytes | None:
    """The XMP packet in an open PSD; None where it has none. Raises XmpError for a damaged one."""
    at = 26
    at += 4 + int.from_bytes(piece(file, at, 4), "big")  # the colour table
    end = at + 4 + int.from_bytes(piece(file, at, 4), "big")
    at += 4
    for _ in range(_MOST):
        if at + 12 > end:
            return None
        head = piece(file, at, 7)
        if head[:4] not in (b"8BIM", b"MeSa", b"PHUT", b"AgHg", b"DCSR"):
            raise XmpError("malformed: its list of resources")
        name = (head[6] + 2) // 2 * 2  # its length, itself included, even
        size = int.from_bytes(piece(file, at + 6 + name, 4), "big")
        at += 10 + name
        if int.from_bytes(head[4:6], "big") == _XMP_RESOURCE:
            return piece(file, at, size)
        at += size + size % 2
    return None
