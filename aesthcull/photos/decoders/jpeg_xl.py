"""JPEG XL through imagecodecs, which is not installed unless asked for (the [jxl] extra: 80 MB).

It gives the pixels, upright, and nothing else: not the size before they are unpacked, nor the profile.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from aesthcull.photos.decoders.boxes import boxes
from aesthcull.photos.metadata import Metadata, metadata_from, tiff_tags
from aesthcull.photos.orientation import UPRIGHT
from aesthcull.photos.photo import Turns, Wanted
from aesthcull.photos.pixels import Pixels, from_numbers, to_rgb
from aesthcull.photos.problems import PhotoError


class JpegXlPicture:
    """A JPEG XL, unpacked."""

    profile: bytes | None = None

    def __init__(self, pixels: Pixels, metadata: Metadata) -> None:
        self._pixels = pixels
        self.size = pixels.shape[1], pixels.shape[0]
        self.metadata = metadata

    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """It is unpacked already."""
        del wanted
        return False

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """RGB."""
        del wanted, turns
        return self._pixels, UPRIGHT


@contextmanager
def open_jpeg_xl(path: Path) -> Iterator[JpegXlPicture]:
    """Open and unpack a file. Raises PhotoError without the library, and what the library raises."""
    try:
        import imagecodecs
    except ImportError as error:
        raise PhotoError(path, "JPEG XL files need the package imagecodecs (the [jxl] extra)") from error
    data = path.read_bytes()
    values = np.asarray(imagecodecs.jpegxl_decode(data, numthreads=1))
    found: dict[bytes, bytes] = {}
    for name, body in boxes(data):
        if name == b"brob" and body.startswith(b"Exif"):
            found[b"Exif"] = bytes(imagecodecs.brotli_decode(body[4:]))
        else:
            found.setdefault(name, body)
    # Four bytes say where the TIFF begins; the pixels come upright, whatever EXIF says.
    metadata = metadata_from(*tiff_tags(io.BytesIO(found.get(b"Exif", b"")[4:])))
    yield JpegXlPicture(_rgb(values), replace(metadata, orientation=UPRIGHT))


def _rgb(values: np.ndarray) -> Pixels:
    if values.ndim == 4:  # an animation
        values = values[0]
    if values.dtype == np.uint8:
        return to_rgb(Image.fromarray(values.squeeze()))
    return from_numbers(values[:, :, :3] if values.ndim == 3 and values.shape[2] >= 3 else values.squeeze())
