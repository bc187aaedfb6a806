"""What Pillow reads, by itself or (HEIF) through pi-heif."""

from __future__ import annotations

import importlib
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, TiffImagePlugin

from aesthcull.photos import formats
from aesthcull.photos.colour import needs_profile, through_profile
from aesthcull.photos.decoders.tiff_bands import bands, pieces_of
from aesthcull.photos.formats import Format
from aesthcull.photos.metadata import metadata_from, read_metadata
from aesthcull.photos.named_colours import profile_of
from aesthcull.photos.orientation import SWAPS_SIDES, UPRIGHT
from aesthcull.photos.photo import ALONE_PIXELS, MEMORY_BYTES, Turns, Wanted
from aesthcull.photos.pixels import Pixels, bands_of, is_numbers, to_rgb
from aesthcull.photos.problems import too_large

# Importing the one plug-in keeps Pillow from trying its sixty others on hostile bytes.
_PLUGINS = {
    formats.PNG: ("PNG", "PIL.PngImagePlugin"),
    formats.TIFF: ("TIFF", "PIL.TiffImagePlugin"),
    formats.WEBP: ("WEBP", "PIL.WebPImagePlugin"),
    formats.HEIF: ("HEIF", "pi_heif"),
    formats.AVIF: ("AVIF", "PIL.AvifImagePlugin"),
    formats.JPEG2000: ("JPEG2000", "PIL.Jpeg2KImagePlugin"),
    formats.PSD: ("PSD", "PIL.PsdImagePlugin"),
    formats.GIF: ("GIF", "PIL.GifImagePlugin"),
    formats.BMP: ("BMP", "PIL.BmpImagePlugin"),
}
_OTHER_BYTES = 110_000_000  # libraries, and a band of rows on its way
_LEAST_BYTES = 20_000_000
_BAND = 4  # rows
_WHOLE_JPEG2000 = 60_000_000  # pixels
_PHOTOMETRIC, _WHITE_IS_ZERO = 262, 0
_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}  # a pixel; four in all other modes
_REDUCIBLE = ("L", "RGB", "RGBA", "CMYK")


class PillowPicture:
    """An image that Pillow has opened."""

    def __init__(self, path: Path, image: Image.Image) -> None:
        self._path = path
        self._image = image
        self.size = image.size
        self.metadata = read_metadata(image)
        if image.format == "TIFF":  # Pillow turns these by itself
            self.metadata = replace(self.metadata, orientation=UPRIGHT)
        self.profile = profile_of(image, self.metadata, path)

    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """Never: only JPEGs do."""
        del wanted
        return False

    def preview(self) -> bytes | None:
        """The thumbnail of a HEIF as a JPEG; None for others."""
        if self._image.format != "HEIF":
            return None
        from aesthcull.photos.decoders.heif_thumbnail import thumbnail_jpeg

        return thumbnail_jpeg(self._path)

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """RGB; for viewing through the profile of grey and CMYK."""
        del turns
        image = self._image
        if image.format == "JPEG2000":
            image.reduce = self._halvings(wanted.long_side)  # type: ignore[method-assign, assignment]
        if self.size[0] * self.size[1] > ALONE_PIXELS and wanted.long_side:
            image, orientation = self._reduced(wanted.long_side)
        else:
            self._load()
            orientation = self.metadata.orientation
        managed = wanted.for_viewing and needs_profile(image)
        pixels = to_rgb(through_profile(image) if managed else image)
        if is_numbers(image) and _tags(self._image).get(_PHOTOMETRIC) == _WHITE_IS_ZERO:
            np.subtract(255, pixels, out=pixels)  # of eight bits, Pillow does that
        self._image.close()  # its memory is needed
        return pixels, orientation

    def _reduced(self, long_side: int) -> tuple[Image.Image, int]:
        """A large picture at some twice the size that is wanted, or what memory leaves room for beside it;
        and its orientation."""
        image, factor = self._image, max(self.size) // (2 * long_side)
        pieces = pieces_of(image) if factor > 1 and _is_reducible(image) else None
        power = 1 << max(0, factor.bit_length() - 1)  # as are tiles, so that bands of both are small
        banded = bands(self._path, pieces, power) if pieces else None
        if banded is not None:
            stored = metadata_from(dict(_tags(image)), {}).orientation
            size = self.size[::-1] if stored in SWAPS_SIDES else self.size
            return _joined(image, size, power, banded), stored
        self._load()
        factor = max(factor, _crowded(image))
        if factor > 1 and _is_reducible(image):
            image = _joined(image, image.size, factor, bands_of(image, _BAND * factor))
        return image, self.metadata.orientation

    def _load(self) -> None:
        """Unpack all of it, if there is memory: it is refused before that is filled."""
        most = (MEMORY_BYTES - _OTHER_BYTES) // _BYTES.get(self._image.mode, 4)
        if self.size[0] * self.size[1] > most and self._image.format != "JPEG2000":
            raise too_large(self._path, self.size, most)
        self._image.load()

    def _halvings(self, long_side: int | None) -> int:
        """How often a JPEG 2000 is halved, each of which costs a quarter of the time and memory: of that it
        takes some 24 bytes a pixel."""
        pixels = self.size[0] * self.size[1]
        needed = math.log2(max(1.0, max(self.size) / long_side)) if long_side else 0
        return max(int(needed), math.ceil(math.log2(max(1.0, pixels / _WHOLE_JPEG2000)) / 2))


@contextmanager
def open_pillow(path: Path, row: Format) -> Iterator[PillowPicture]:
    """Open a file of a known format. Raises what Pillow raises."""
    name, module = _PLUGINS[row]
    plugin = importlib.import_module(module)
    if row == formats.HEIF:
        plugin.options.THUMBNAILS = plugin.options.DEPTH_IMAGES = plugin.options.AUX_IMAGES = False
    # Image.open() knows fewer brands of HEIF than libheif, and keeps its reasons for itself.
    opened = plugin.HeifImageFile(path) if row == formats.HEIF else Image.open(path, formats=(name,))
    with opened as image:
        if row == formats.PNG and not {"exif", "Raw profile type exif"} & image.info.keys():
            image.info["exif"] = _late_exif(path)  # Pillow would unpack all of it to look for that
        yield PillowPicture(path, image)


def _late_exif(path: Path) -> bytes:
    """The EXIF of a PNG that stands behind its pixels; empty without."""
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8:
            if head[4:] == b"eXIf":
                return file.read(int.from_bytes(head[:4], "big"))
            file.seek(int.from_bytes(head[:4], "big") + 4, os.SEEK_CUR)
    return b""


def _tags(image: Image.Image) -> Mapping[int, Any]:
    return image.tag_v2 if isinstance(image, TiffImagePlugin.TiffImageFile) else {}


def _is_reducible(image: Image.Image) -> bool:
    return image.mode in _REDUCIBLE or is_numbers(image)


def _crowded(image: Image.Image) -> int:
    """By how much an image must be reduced to leave memory room for the rest."""
    whole = image.width * image.height
    # Pillow takes four bytes a pixel; a copy in its hands and the RGB made of that take seven.
    room = max(_LEAST_BYTES, MEMORY_BYTES - _OTHER_BYTES - 4 * whole)
    return math.ceil(math.sqrt(7 * whole / room)) if 3 * whole > room else 1


def _joined(
    image: Image.Image, size: tuple[int, int], factor: int, banded: Iterable[Image.Image]
) -> Image.Image:
    """The bands of an image of such a size, each of a multiple of `factor` rows, reduced by that."""
    mode = "F" if is_numbers(image) else image.mode
    made = Image.new(mode, (math.ceil(size[0] / factor), math.ceil(size[1] / factor)))
    top = 0
    for band in banded:  # transparency makes a copy of each
        small = band.convert(mode).reduce(factor)
        made.paste(small, (0, top))
        top += small.height
    if "icc_profile" in image.info:
        made.info["icc_profile"] = image.info["icc_profile"]
    return made
