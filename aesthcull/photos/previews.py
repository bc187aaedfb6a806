"""Small pictures that are at hand before a photograph is decoded: the cached thumbnail, and the preview that
cameras put behind it (CIPA DC-007, Multi-Picture Format; up to Full HD, decoded in some 10 ms).

The thumbnail inside EXIF is the last resort: 160 px, since it must fit into 64 KiB.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image, MpoImagePlugin

from aesthcull.photos.colour import rgb_profile
from aesthcull.photos.metadata import read_metadata
from aesthcull.photos.orientation import SWAPS_SIDES, upright
from aesthcull.photos.problems import PhotoError, os_reason
from aesthcull.photos.thumbnails import ThumbnailCache, cut_bars, embedded_thumbnail
from aesthcull.photos.walk import FrameFile

LEAST_SIDE = 1000  # px; a smaller preview shows no more than the cached thumbnail
_ENTRIES = 0xB002  # the list of pictures
_MOST_BYTES = 16_000_000
_LARGE_THUMBNAILS = ("Large Thumbnail (Full HD Equivalent)", "Large Thumbnail (VGA Equivalent)")


@dataclass(frozen=True)
class Preview:
    """Upright uint8 RGB [h, w, 3] with the ICC profile of its colours. `width`, `height` are the photograph's
    own, upright; 0 where they are not known."""

    pixels: NDArray[np.uint8]
    width: int = 0
    height: int = 0
    profile: bytes | None = None


def cached_thumbnail(cache: ThumbnailCache, file: FrameFile) -> Preview | None:
    """The thumbnail of at most 512 px, else the one inside EXIF, else None."""
    try:
        data = cache.path(file).read_bytes()
        pixels = np.asarray(simplejpeg.decode_jpeg(data, "RGB"), dtype=np.uint8)
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            return Preview(pixels, profile=rgb_profile(image))
    except (OSError, ValueError, SyntaxError):  # none yet, or half a file after a crash
        small = embedded_thumbnail(file.path)
        return None if small is None else Preview(small)


def embedded_preview(path: Path) -> Preview | None:
    """The large preview inside a JPEG; None without one, or when it is damaged or not of this picture."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=("JPEG",)) as image:
            orientation, size, profile = read_metadata(image).orientation, image.size, rgb_profile(image)
            data = _preview_bytes(path, image)
            if data is None:
                return None
        pixels = np.asarray(simplejpeg.decode_jpeg(data, "RGB", strict=False), dtype=np.uint8)
    except Exception:  # whatever is damaged, the photograph itself will tell
        return None
    pixels = cut_bars(pixels, size)
    if max(pixels.shape[:2]) < LEAST_SIDE or not _same_shape(pixels, size):
        return None
    width, height = size[::-1] if orientation in SWAPS_SIDES else size
    return Preview(upright(pixels, orientation), width, height, profile)


def photo_size(path: Path) -> tuple[int, int]:
    """Width and height of a photograph, upright, from its header. Raises PhotoError."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:
            width, height = image.size
            if image.format == "PNG" and "exif" not in image.info:
                return width, height  # Pillow would unpack all of it to look for EXIF at its end
            return (height, width) if read_metadata(image).orientation in SWAPS_SIDES else (width, height)
    except OSError as error:
        raise PhotoError(
            path, "not a picture of a known kind" if error.errno is None else os_reason(error)
        ) from error
    except (ValueError, SyntaxError) as error:
        raise PhotoError(path, "its header is damaged") from error


def _preview_bytes(path: Path, image: Image.Image) -> bytes | None:
    if not isinstance(image, MpoImagePlugin.MpoImageFile) or image.mpinfo is None:
        return None
    pictures = list(enumerate(image.mpinfo[_ENTRIES]))
    previews = [(p["Size"], n) for n, p in pictures if p["Attribute"]["MPType"] in _LARGE_THUMBNAILS]
    size, number = max(previews, default=(0, 0))
    if not 0 < size <= _MOST_BYTES:
        return None
    image.seek(number)  # for its offset
    with path.open("rb") as file:
        file.seek(image.offset)
        return file.read(size)


def _same_shape(pixels: NDArray[np.uint8], size: tuple[int, int]) -> bool:
    """A program that crops a photograph may leave the preview of before."""
    height, width = pixels.shape[:2]
    return bool(abs(width / height - size[0] / size[1]) < 0.02 * size[0] / size[1])
