"""XMP in files that consist of boxes: HEIF and AVIF, JPEG XL, JPEG 2000, Canon's CR3."""

from __future__ import annotations

from typing import BinaryIO

from aesthcull.exchange.xmp.embedded.boxes import boxes_in
from aesthcull.exchange.xmp.embedded.heif_items import item_bytes, read_meta
from aesthcull.exchange.xmp.embedded.pieces import piece

_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def read_boxes(file: BinaryIO) -> bytes | None:
    """The XMP packet in an open file of boxes; None where it has none. Raises XmpError for a damaged one."""
    for part in boxes_in(file, 0, file.seek(0, 2)):
        if part.name == b"meta":
            meta = read_meta(file, part)
            return None if meta.packet is None else item_bytes(file, meta, meta.packet)
        if part.name == b"uuid" and piece(file, part.body, 16) == _UUID:
            return piece(file, part.body + 16, part.end - part.body - 16)
        if part.name == b"xml " and piece(file, 4, 4) == b"JXL ":  # JPEG 2000 has other texts there
            return piece(file, part.body, part.end - part.body)
    return None
