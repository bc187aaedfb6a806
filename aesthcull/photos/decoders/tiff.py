"""TIFF: through Pillow, and where it does not know the pixels (floating-point colour, 32 bits a channel)
through OpenCV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import UnidentifiedImageError

from aesthcull.photos import formats
from aesthcull.photos.decoders.pillow import PillowPicture, open_pillow
from aesthcull.photos.metadata import Tags, metadata_from, tiff_tags
from aesthcull.photos.photo import Turns, Wanted
from aesthcull.photos.pixels import Pixels, from_numbers

_WIDTH, _HEIGHT, _ICC = 256, 257, 34675


class WideTiff:
    """A TIFF of which the tags are read, and OpenCV has to unpack the pixels."""

    def __init__(self, path: Path, main: Tags, exif: Tags) -> None:
        self._path = path
        self.size = int(main[_WIDTH]), int(main[_HEIGHT])
        self.metadata = metadata_from(main, exif)
        self.profile = _bytes(main.get(_ICC))

    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """It unpacks whole."""
        del wanted
        return False

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """RGB, or what grey there is as RGB."""
        del wanted, turns
        values = cv2.imread(str(self._path), cv2.IMREAD_UNCHANGED)
        if values is None:
            raise UnidentifiedImageError
        if values.ndim == 3:
            values = values[:, :, 2::-1] if values.shape[2] >= 3 else values[:, :, 0]
        return from_numbers(np.ascontiguousarray(values)), self.metadata.orientation


@contextmanager
def open_tiff(path: Path) -> Iterator[PillowPicture | WideTiff]:
    """Open a TIFF. Raises what Pillow raises."""
    with ExitStack() as stack:
        try:
            picture: PillowPicture | WideTiff = stack.enter_context(open_pillow(path, formats.TIFF))
        except UnidentifiedImageError:
            with path.open("rb") as file:
                main, exif = tiff_tags(file)
            if _WIDTH not in main or _HEIGHT not in main:
                raise
            picture = WideTiff(path, main, exif)
        yield picture


def _bytes(value: Any) -> bytes | None:
    return value if isinstance(value, bytes) and value else None
