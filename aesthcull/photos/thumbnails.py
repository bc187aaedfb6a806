"""The thumbnail cache, outside every shoot, and the embedded EXIF thumbnail for the very first paint.

A cache entry is named by the frame's path, size and time, so that an edited frame gets a new one and
nothing ever has to be invalidated.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
from pathlib import Path

import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from aesthcull.photos.metadata import read_metadata
from aesthcull.photos.orientation import SWAPS_SIDES, upright
from aesthcull.photos.pixels import shrink
from aesthcull.photos.walk import FrameFile
from aesthcull.writing import replacing

THUMBNAIL_SIDE = 512
_QUALITY = 85
_MOST_PROFILE = 65_000  # bytes
_HEADER_BYTES = 192 * 1024  # APP1 is at most 64 KiB and stands at the beginning


class ThumbnailCache:
    """A folder of JPEGs of at most 512 px."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, file: FrameFile) -> Path:
        """Where the thumbnail of this state of the file stands, or would stand."""
        identity = os.fsencode(file.path) + f"|{file.size}|{file.mtime_ns}".encode()
        name = hashlib.blake2b(identity, digest_size=16).hexdigest()
        return self.folder / name[:2] / f"{name}.jpg"

    def store(self, file: FrameFile, pixels: NDArray[np.uint8], profile: bytes | None = None) -> Path:
        """Write the thumbnail of upright RGB [H, W, 3] with the ICC profile of its colours.

        Raises OSError (disk full, read-only cache).
        """
        path = self.path(file)
        small = np.ascontiguousarray(shrink(pixels, THUMBNAIL_SIDE))
        data = _with_profile(simplejpeg.encode_jpeg(small, _QUALITY, "RGB", "420"), profile)
        with replacing(path) as beside:  # a reader never sees half a file
            beside.write_bytes(data)
        return path


def _with_profile(data: bytes, profile: bytes | None) -> bytes:
    """A JPEG with an ICC profile; a profile that is too large for one segment (of a printer) is left out."""
    if not profile or len(profile) > _MOST_PROFILE:
        return data
    segment = b"ICC_PROFILE\0\x01\x01" + profile
    return data[:2] + b"\xff\xe2" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def embedded_thumbnail(path: Path) -> NDArray[np.uint8] | None:
    """The EXIF thumbnail of a JPEG, upright RGB [h, w, 3], cut to the picture's shape; None without one.

    Reads the file's beginning only: under a millisecond, for the first paint before anything is decoded.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
        data = _thumbnail_bytes(head)
        if data is None:
            return None
        pixels = np.asarray(simplejpeg.decode_jpeg(data, "RGB", strict=False), dtype=np.uint8)
        with Image.open(io.BytesIO(head)) as image:
            orientation = read_metadata(image).orientation
            size = image.size
    except Exception:  # a broken header has no thumbnail; the scan reports the file
        return None
    shown = upright(pixels, orientation)
    return cut_bars(shown, size[::-1] if orientation in SWAPS_SIDES else size)


def _thumbnail_bytes(head: bytes) -> bytes | None:
    """The thumbnail's JPEG inside the APP1 Exif segment, found by its markers."""
    if head[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF:
        marker, length = head[at + 1], struct.unpack_from(">H", head, at + 2)[0]
        if marker == 0xDA:
            return None
        segment = head[at + 4 : at + 2 + length]
        if marker == 0xE1 and segment.startswith(b"Exif"):
            start, end = segment.find(b"\xff\xd8\xff"), segment.rfind(b"\xff\xd9")
            return segment[start : end + 2] if 0 <= start < end else None
        at += 2 + length
    return None


def cut_bars(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Cameras letterbox 3:2 pictures into 4:3 thumbnails: cut to the picture's (width, height) proportion."""
    height, width = pixels.shape[:2]
    fit_height = round(width * size[1] / size[0])
    fit_width = round(height * size[0] / size[1])
    if fit_height < height - 2:
        top = (height - fit_height) // 2
        return pixels[top : top + fit_height]
    if fit_width < width - 2:
        left = (width - fit_width) // 2
        return pixels[:, left : left + fit_width]
    return pixels
