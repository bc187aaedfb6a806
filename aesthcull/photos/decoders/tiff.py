"""TIFF: through Pillow, and where it does not know the pixels (floating-point colour, 32 bits a channel)
through OpenCV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import TiffImagePlugin, UnidentifiedImageError

from aesthcull.photos import formats
from aesthcull.photos.decoders.pillow import PillowPicture, open_pillow
from aesthcull.photos.decoders.raw_extent import seems_cut
from aesthcull.photos.metadata import Tags, metadata_from, tiff_tags
from aesthcull.photos.orientation import SWAPS_SIDES, UPRIGHT
from aesthcull.photos.photo import Turns, Wanted
from aesthcull.photos.pixels import Pixels, from_numbers
from aesthcull.photos.problems import PhotoError

if TYPE_CHECKING:
    from aesthcull.photos.decoders.raw import RawPicture

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC, _PLANES, _NUMBERS = 256, 257, 258, 259, 262, 284, 339
_ICC, _DNG_VERSION = 34675, 50706
_APART, _FLOATING = 2, 3
_OF_SENSORS = (32803, 34892)
_KNOWN_TO_OPENCV = (1, 5, 8, 32773, 32946)


class WideTiff:
    """A TIFF of which the tags are read, and OpenCV has to unpack the pixels."""

    def __init__(self, path: Path, main: Tags, exif: Tags) -> None:
        self._path = path
        found = metadata_from(main, exif)
        size = int(main[_WIDTH]), int(main[_HEIGHT])
        self.size = size[::-1] if found.orientation in SWAPS_SIDES else size
        self.metadata = replace(found, orientation=UPRIGHT)  # OpenCV turns it
        self.profile = _bytes(main.get(_ICC))

    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """It unpacks whole."""
        del wanted
        return False

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """RGB, or what grey there is as RGB."""
        del wanted, turns
        # imread() refuses what it has turned.
        found, pages = cv2.imreadmulti(str(self._path), start=0, count=1, flags=cv2.IMREAD_UNCHANGED)
        if not found:
            raise UnidentifiedImageError
        values = pages[0]
        if values.ndim == 3:
            values = values[:, :, 2::-1] if values.shape[2] >= 3 else values[:, :, 0]
        return from_numbers(np.ascontiguousarray(values)), UPRIGHT


@contextmanager
def open_tiff(path: Path) -> Iterator[PillowPicture | WideTiff | RawPicture]:
    """Open a TIFF. Raises PhotoError for kinds that are not supported, and what Pillow raises."""
    with path.open("rb") as file:
        main, exif = tiff_tags(file)
        file.seek(0)
        cut = seems_cut(file)
    with ExitStack() as stack:
        if _DNG_VERSION in main or main.get(_PHOTOMETRIC) in _OF_SENSORS:
            from aesthcull.photos.decoders.raw import open_raw

            yield stack.enter_context(open_raw(path))
            return
        # Of colours that stand apart Pillow itself reads eight bits only, and libtiff any.
        TiffImagePlugin.READ_LIBTIFF = main.get(_PLANES) == _APART
        try:
            yield stack.enter_context(open_pillow(path, formats.TIFF))
            return
        except UnidentifiedImageError:
            if _WIDTH not in main or _HEIGHT not in main:
                raise
        _refuse(path, main, cut)
        yield WideTiff(path, main, exif)


def _refuse(path: Path, main: Tags, cut: bool) -> None:
    """What OpenCV would give as black."""
    if main.get(_COMPRESSION, 1) not in _KNOWN_TO_OPENCV:
        raise PhotoError(path, f"TIFFs of compression {main[_COMPRESSION]} are not supported")
    bits, number = (_first(main.get(tag)) for tag in (_BITS, _NUMBERS))
    if bits == 16 and number == _FLOATING:
        raise PhotoError(path, "TIFFs of floating-point numbers of 16 bits are not supported")
    if cut:
        raise EOFError


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and value else value


def _bytes(value: Any) -> bytes | None:
    return value if isinstance(value, bytes) and value else None
