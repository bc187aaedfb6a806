"""The XMP packet in a picture of any kind, by what the file begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from aesthcull.exchange.xmp.embedded.box_files import read_boxes
from aesthcull.exchange.xmp.embedded.chunks import read_png, read_psd, read_webp
from aesthcull.exchange.xmp.embedded.jpeg import read_jpeg
from aesthcull.exchange.xmp.embedded.pieces import piece
from aesthcull.exchange.xmp.embedded.tiff import read_tiff


def _read_fuji(file: BinaryIO) -> bytes | None:
    """Fujifilm's RAWs hold a whole JPEG."""
    return read_jpeg(file, int.from_bytes(piece(file, 84, 4), "big"))


_READERS: tuple[
    tuple[int, bytes, Callable[[BinaryIO], bytes | None]], ...
] = (  # from where, what stands there
    (0, b"\xff\xd8", read_jpeg),
    (0, b"II*\0", read_tiff),
    (0, b"MM\0*", read_tiff),
    (0, b"II+\0", read_tiff),  # BigTIFF
    (0, b"MM\0+", read_tiff),
    (0, b"IIRO", read_tiff),  # Olympus
    (0, b"IIRS", read_tiff),
    (0, b"MMOR", read_tiff),
    (0, b"IIU\0", read_tiff),  # Panasonic
    (4, b"ftyp", read_boxes),
    (4, b"JXL ", read_boxes),
    (4, b"jP  ", read_boxes),
    (0, b"\x89PNG\r\n\x1a\n", read_png),
    (8, b"WEBP", read_webp),
    (0, b"8BPS", read_psd),
    (0, b"FUJIFILM", _read_fuji),
)


def read_packet(file: BinaryIO) -> bytes | None:
    """The XMP packet in an open picture; None where it has none, or is of a kind that holds none. Reads
    headers only. Raises XmpError for a damaged file, and OSError."""
    head = file.read(16)
    for at, begin, read in _READERS:
        if head.startswith(begin, at):
            return read(file)
    return None
