"""The thumbnail cache, outside every shoot.

A cache entry is named by the frame's path, size and time, so that an edited frame gets a new one and
nothing ever has to be invalidated.
"""

from __future__ import annotations

import hashlib
import os
import struct
from pathlib import Path

import numpy as np
import simplejpeg
from numpy.typing import NDArray

from aesthcull.photos.pixels import shrink
from aesthcull.photos.walk import FrameFile
from aesthcull.writing import replacing

THUMBNAIL_SIDE = 512
_QUALITY = 85
_MOST_PROFILE = 65_000  # bytes


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
