"""What Pillow reads, by itself or (HEIF) through pi-heif."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image

from aesthcull.photos import formats
from aesthcull.photos.colour import needs_profile, rgb_profile, through_profile
from aesthcull.photos.decoders.reading import read_through
from aesthcull.photos.formats import Format
from aesthcull.photos.metadata import read_metadata
from aesthcull.photos.photo import ALONE_PIXELS, Turns, Wanted
from aesthcull.photos.pixels import Pixels, to_rgb

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
_REDUCIBLE = ("L", "RGB", "RGBA", "CMYK")


class PillowPicture:
    """An image that Pillow has opened."""

    def __init__(self, path: Path, image: Image.Image) -> None:
        self._path = path
        self._image = image
        self.size = image.size
        self.metadata = read_metadata(image)
        self.profile = rgb_profile(image)

    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """Never: only JPEGs do."""
        del wanted
        return False

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """RGB; for viewing through the profile of grey and CMYK."""
        read_through(self._path)
        turns.fetched()
        image = self._image
        if wanted.long_side and image.format == "JPEG2000":
            # Half the size, a quarter, … cost as much less time.
            image.reduce = max(0, int(np.log2(max(1.0, max(self.size) / wanted.long_side))))  # type: ignore[method-assign, assignment]
        image.load()
        image = _reduced(image, wanted)
        if wanted.for_viewing and needs_profile(image):
            return np.array(through_profile(image), dtype=np.uint8), self.metadata.orientation
        return to_rgb(image), self.metadata.orientation


@contextmanager
def open_pillow(path: Path, row: Format) -> Iterator[PillowPicture]:
    """Open a file of a known format. Raises what Pillow raises."""
    name, module = _PLUGINS[row]
    plugin = importlib.import_module(module)
    if row == formats.HEIF:
        plugin.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    with Image.open(path, formats=(name,)) as image:
        yield PillowPicture(path, image)


def _reduced(image: Image.Image, wanted: Wanted) -> Image.Image:
    """Large pictures come down to some twice what is wanted, before they are copied for conversion."""
    if not wanted.long_side or image.width * image.height < ALONE_PIXELS or image.mode not in _REDUCIBLE:
        return image
    factor = max(image.size) // (2 * wanted.long_side)
    return image if factor < 2 else Image.Image.reduce(image, factor)
