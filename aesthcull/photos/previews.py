"""Small pictures that are at hand before a photograph is decoded: the cached thumbnail, and what cameras put
into their files, which costs 1 to 15 ms instead of 100 to 1,500.

They are for the eye only: a score comes from the photograph's own pixels, for programs that edit a JPEG may
leave the previews of before in it. (Of a RAW, whose pixels nobody edits, `load_photo` takes the preview.)
What has another shape than the photograph is left out here. What shows something else cannot be known before
the photograph was decoded once; then its cached thumbnail tells (`is_stale`).
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import simplejpeg
from PIL import Image

from aesthcull.photos import formats
from aesthcull.photos.colour import rgb_profile
from aesthcull.photos.decode import ask, load_photo, read_header
from aesthcull.photos.fitting import fitted, same_picture
from aesthcull.photos.formats import HEAD_BYTES, Format, format_of
from aesthcull.photos.isolation.messages import Kind, Task
from aesthcull.photos.jpeg_markers import HEAD_BYTES as JPEG_HEAD
from aesthcull.photos.jpeg_markers import size_of_plain
from aesthcull.photos.jpeg_previews import HEADER_BYTES, exif_thumbnail, preview_behind
from aesthcull.photos.metadata import read_metadata
from aesthcull.photos.named_colours import profile_of
from aesthcull.photos.orientation import SWAPS_SIDES
from aesthcull.photos.pixels import Pixels
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile

LEAST_SIDE = 1000  # px; a smaller preview shows no more than the cached thumbnail
_MOST_PIXELS = 130_000_000  # some cameras put all of them into their RAWs
_SMALL_SIDE = 320  # px; of a RAW's preview, when it stands in for the thumbnail


@dataclass(frozen=True)
class Preview:
    """Upright uint8 RGB [h, w, 3] with the ICC profile of its colours. `width`, `height` are the photograph's
    own, upright; 0 where they are not known."""

    pixels: Pixels
    width: int = 0
    height: int = 0
    profile: bytes | None = None


def cached_thumbnail(cache: ThumbnailCache, file: FrameFile) -> Preview | None:
    """The thumbnail of at most 512 px, else the one inside the file, else None."""
    found = thumbnail_in(cache, file)
    if found is not None:
        return found
    small = embedded_thumbnail(file.path)
    return None if small is None else Preview(small)


def thumbnail_in(cache: ThumbnailCache, file: FrameFile) -> Preview | None:
    """The cached thumbnail, which was made from the photograph itself; None while there is none."""
    try:
        data = cache.path(file).read_bytes()
        pixels = np.asarray(simplejpeg.decode_jpeg(data, "RGB"), dtype=np.uint8)
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            return Preview(pixels, profile=rgb_profile(image))
    except (OSError, ValueError, SyntaxError):  # none yet, or half a file after a crash
        return None


def embedded_thumbnail(path: Path) -> Pixels | None:
    """A small picture from inside a photograph, upright RGB [h, w, 3], for the very first paint: the EXIF
    thumbnail of a JPEG (under a millisecond), the thumbnail of a HEIF, the preview of a RAW, reduced.

    None without one, or when it is not of the photograph's shape.
    """
    try:
        row = _format(path)
        if row == formats.JPEG:
            return _exif_thumbnail(path)
        if row == formats.RAW:
            return load_photo(path, _SMALL_SIDE).pixels
        found = _inside(path, formats.HEIF) if row == formats.HEIF else None
    except Exception:  # whatever is damaged, the scan reports
        return None
    return None if found is None else found.pixels


def embedded_preview(path: Path) -> Preview | None:
    """The large preview inside a JPEG, RAW or HEIF; None without one, or when it is damaged or of another
    shape than the picture."""
    try:
        row = _format(path)
        if row == formats.JPEG:
            found = _behind_jpeg(path)
        else:
            found = _inside(path, row) if row in (formats.RAW, formats.HEIF) else None
    except Exception:  # whatever is damaged, the photograph itself will tell
        return None
    return found if found is not None and max(found.pixels.shape[:2]) >= LEAST_SIDE else None


def is_stale(preview: Preview, cache: ThumbnailCache, file: FrameFile) -> bool:
    """Whether a preview is known to show something else than the photograph."""
    known = thumbnail_in(cache, file)
    return known is not None and not same_picture(preview.pixels, known.pixels)


def photo_size(path: Path) -> tuple[int, int]:
    """Width and height of a photograph, upright, from its header. Raises PhotoError."""
    header = read_header(path)
    return header.width, header.height


def _format(path: Path) -> Format | None:
    with path.open("rb") as file:
        return format_of(path.suffix.lower(), file.read(HEAD_BYTES))


def _exif_thumbnail(path: Path) -> Pixels | None:
    """Reads the file's beginning only."""
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
    data = exif_thumbnail(head)
    if data is None:
        return None
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(head), formats=("JPEG",)) as image:
        orientation, (width, height) = read_metadata(image).orientation, image.size
    upright_size = (height, width) if orientation in SWAPS_SIDES else (width, height)
    return fitted(_decoded(data), upright_size, orientation)


def _behind_jpeg(path: Path) -> Preview | None:
    with path.open("rb") as file:
        if not size_of_plain(file.read(JPEG_HEAD)):
            return None
    with warnings.catch_warnings(action="ignore"), Image.open(path, formats=("JPEG",)) as image:
        metadata, (width, height) = read_metadata(image), image.size
        orientation, profile = metadata.orientation, profile_of(image, metadata, path)
        data = preview_behind(path, image)
    if data is None:
        return None
    size = (height, width) if orientation in SWAPS_SIDES else (width, height)
    pixels = fitted(_decoded(data), size, orientation)
    return None if pixels is None else Preview(pixels, *size, profile)


def _inside(path: Path, row: Format) -> Preview | None:
    """What LibRaw or libheif finds. Raises PhotoError."""
    data = ask(Task(Kind.PREVIEW, path, row))[1].tobytes()
    if not data:
        return None
    header = read_header(path)
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        profile = profile_of(image, header.metadata, path)
    size = header.width, header.height
    pixels = fitted(_decoded(data), size, header.metadata.orientation)
    return None if pixels is None else Preview(pixels, *size, profile)


def _decoded(data: bytes) -> Pixels:
    """Raises ValueError for what no camera writes, too."""
    width, height = size_of_plain(data) or (0, 0)
    if not 0 < width * height <= _MOST_PIXELS:
        raise ValueError("no preview of a camera")
    return np.asarray(simplejpeg.decode_jpeg(data, "RGB", strict=False), dtype=np.uint8)
