"""The metadata of RAWs. Most are TIFFs, some under a name of their own; others hold one, or a JPEG with one.

LibRaw tells the rest: of formats before EXIF (Canon's CRW, Sigma's X3F) it is the only one to know.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import rawpy

from aesthcull.photos.decoders.boxes import boxes
from aesthcull.photos.metadata import Metadata, Tags, metadata_from, tiff_tags

_TIFF = (b"II*\0", b"MM\0*")
_LIKE_TIFF = {  # Olympus, Panasonic
    b"IIRO": b"II*\0",
    b"IIRS": b"II*\0",
    b"MMOR": b"MM\0*",
    b"IIU\0": b"II*\0",
}
_HEAD_BYTES = 1 << 20  # all EXIF that does not lie at a file's end
_CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
# LibRaw's turn of a picture as EXIF's orientation.
_ORIENTATIONS = {0: 1, 1: 2, 2: 4, 3: 3, 4: 5, 5: 8, 6: 6, 7: 7}


def raw_metadata(path: Path, raw: rawpy.RawPy) -> Metadata:
    """What the file's EXIF says, else LibRaw; the orientation is LibRaw's."""
    found = exif_of(path)
    found = replace(found, orientation=_ORIENTATIONS.get(raw.sizes.flip, found.orientation))
    # `other` and `lens` unpack the whole RAW (60 ms for 24 megapixels): only for formats that have no EXIF.
    if found.captured_at:
        return found
    try:
        return _completed(found, raw)
    except rawpy.LibRawFileUnsupportedError:  # of its pixels: a preview may be there
        raw.open_file(str(path))
        return found


def exif_of(path: Path) -> Metadata:
    """What the file's EXIF says, whether LibRaw knows the file or not."""
    with path.open("rb") as file:
        return metadata_from(*_tags(file))


def _completed(found: Metadata, raw: rawpy.RawPy) -> Metadata:
    other, lens = raw.other, raw.lens
    return replace(
        found,
        lens=found.lens or (lens.model.strip() or None if lens else None),
        captured_at=_moment(other.timestamp),
        exposure_time=found.exposure_time or other.shutter_speed or None,
        f_number=found.f_number or other.aperture or None,
        iso=found.iso or int(other.iso_speed) or None,
        focal_length=found.focal_length or other.focal_length or None,
    )


def _moment(stamp: datetime | None) -> datetime | None:
    return stamp.replace(tzinfo=None) if stamp is not None and stamp.year > 1970 else None


def _tags(file: BinaryIO) -> tuple[Tags, Tags]:
    begin = file.read(4)
    if begin in _TIFF:  # most: read where they point, not a megabyte from a slow card
        file.seek(0)
        return tiff_tags(file)
    head = begin + file.read(_HEAD_BYTES)
    if head[:4] in _LIKE_TIFF:
        return tiff_tags(io.BytesIO(_LIKE_TIFF[head[:4]] + head[4:]))
    if head[4:12] == b"ftypcrx ":
        return _canon_tags(head)
    if head.startswith(b"FUJIFILM"):
        at = int.from_bytes(head[84:88], "big")
        return _jpeg_tags(head[at : at + 65536])
    if head.startswith(b"\0MRM"):
        at = head.find(b"\0TTW")
        return tiff_tags(io.BytesIO(head[at + 8 :])) if at > 0 else ({}, {})
    file.seek(0)
    return tiff_tags(file)


def _jpeg_tags(head: bytes) -> tuple[Tags, Tags]:
    at = head.find(b"Exif\0\0")
    return tiff_tags(io.BytesIO(head[at + 6 :])) if at > 0 else ({}, {})


def _canon_tags(head: bytes) -> tuple[Tags, Tags]:
    """CR3: boxes CMT1 and CMT2 within moov and Canon's own hold the main and the EXIF directory."""
    moov = next((body for name, body in boxes(head) if name == b"moov"), b"")
    canon = next((body for name, body in boxes(moov) if name == b"uuid" and body[:16] == _CANON), b"")
    parts = {name: tiff_tags(io.BytesIO(body))[0] for name, body in boxes(canon[16:])}
    return parts.get(b"CMT1", {}), parts.get(b"CMT2", {})
