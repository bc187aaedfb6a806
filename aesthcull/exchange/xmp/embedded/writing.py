"""Writing a packet into a picture, for the formats whose readers expect it there. RAWs of camera makers are
none of them: their programs expect them as the camera wrote them.
"""

from __future__ import annotations

from pathlib import Path

from aesthcull.exchange.xmp.embedded.heif_writing import put_in_heif
from aesthcull.exchange.xmp.embedded.jpeg import put_in_jpeg
from aesthcull.exchange.xmp.embedded.tiff import put_in_tiff
from aesthcull.exchange.xmp.packet import XmpError
from aesthcull.photos.formats import AVIF, HEIF, JPEG, TIFF

_SUFFIXES = JPEG.suffixes | TIFF.suffixes | HEIF.suffixes | AVIF.suffixes | {".dng"}


def is_writable(path: Path) -> bool:
    """Whether XMP may be written into a picture, by its name."""
    return path.suffix.lower() in _SUFFIXES


def copy_with_packet(source: Path, target: Path, packet: bytes) -> None:
    """Make `target` a copy of a picture that holds this packet, all else as it is: that is compared. Raises
    XmpError where it cannot be done, and OSError; then `target` may be anything."""
    with source.open("rb") as file:
        head = file.read(16)
    if head.startswith(b"\xff\xd8"):
        put_in_jpeg(source, target, packet)
    elif head.startswith((b"II", b"MM")):
        put_in_tiff(source, target, packet)
    elif head.startswith(b"ftyp", 4):
        put_in_heif(source, target, packet)
    else:
        raise XmpError("a file of another kind than its name says: no XMP is written into it")
