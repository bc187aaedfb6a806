"""JPEG. The plain ones are decoded in the program's own process: libjpeg-turbo has seen every hostile file by
now, and goes through such a file once.

Entropy decoding costs about 60 ms for 24 megapixels whatever the size asked for, but scaling inside the
decoder saves the rest (120 ms); so the caller says how large a picture it needs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import simplejpeg
from PIL import Image, JpegImagePlugin, UnidentifiedImageError

from aesthcull.photos.colour import needs_profile, through_profile
from aesthcull.photos.jpeg_markers import bits_of, size_of_plain
from aesthcull.photos.metadata import read_metadata
from aesthcull.photos.named_colours import profile_of
from aesthcull.photos.photo import ALONE_PIXELS, Turns, Wanted
from aesthcull.photos.pixels import Pixels, to_rgb
from aesthcull.photos.problems import PhotoError

# Naming the plug-in keeps Pillow from importing its sixty others. "JPEG" opens MPO too.
_PLUGINS = (JpegImagePlugin,)


class JpegPicture:
    """A JPEG; it unpacks when all its bytes are at hand."""

    def __init__(self, path: Path, data: bytes, image: Image.Image) -> None:
        self._data = data
        self._image = image
        self.size = image.size
        self.metadata = read_metadata(image)
        self.profile = profile_of(image, self.metadata, path)
        # Grey and CMYK for which only the profile says how they are to look.
        self._needs_profile = needs_profile(image)
        self._plain = size_of_plain(data) is not None

    def is_small(self, wanted: Wanted) -> bool:
        """Whether it takes little memory and no other library, if it is plain (`photos.jpeg_markers`)."""
        small = self.size[0] * self.size[1] <= ALONE_PIXELS
        return small and not (wanted.for_viewing and self._needs_profile)

    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """At an eighth, if it is plain."""
        return bool(wanted.for_viewing and wanted.long_side and self._plain)

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """RGB, or for viewing what screens take: of 24 megapixels that saves 100 ms and 72 MB."""
        del turns
        return self._pixels(wanted), self.metadata.orientation

    def _pixels(self, wanted: Wanted) -> Pixels:
        width, height = self.size
        share = min(1.0, wanted.long_side / max(width, height)) if wanted.long_side else 1.0
        least = int(width * share), int(height * share)
        if not (wanted.for_viewing and self._needs_profile):
            try:
                # strict: a warning of libjpeg (truncated, corrupt) is an error, so that Pillow has the
                # last word.
                decoded = simplejpeg.decode_jpeg(
                    self._data,
                    "BGRA" if wanted.for_viewing else "RGB",
                    min_width=least[0],
                    min_height=least[1],
                    strict=True,
                )
                return np.asarray(decoded, dtype=np.uint8)
            except ValueError:  # CMYK too
                pass
        if wanted.long_side:
            self._image.draft(None, least)
        self._image.load()
        if wanted.for_viewing and self._needs_profile:
            return np.array(through_profile(self._image), dtype=np.uint8)
        return to_rgb(self._image)


@contextmanager
def open_jpeg(path: Path, data: bytes = b"") -> Iterator[JpegPicture]:
    """Open a JPEG; without its bytes only its header. Raises PhotoError for one of more than 8 bits, and what
    Pillow raises."""
    with ExitStack() as stack:
        try:
            image = stack.enter_context(Image.open(io.BytesIO(data) if data else path, formats=("JPEG",)))
        except UnidentifiedImageError:
            bits = bits_of(data)
            if bits in (None, 8):
                raise
            raise PhotoError(path, f"JPEGs of {bits} bits a colour are not supported") from None
        yield JpegPicture(path, data, image)
