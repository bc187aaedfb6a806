"""RAW through LibRaw: the preview that the camera made where it is large enough, else half the sensor's
pixels, and all of them only for who asks for more than half of them can give.

Of 24 megapixels a preview costs some 10 ms of one core, half-size 200, all pixels 700.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import rawpy
import simplejpeg
from PIL import Image, JpegImagePlugin

from aesthcull.photos.decoders.raw_extent import is_misread, seems_cut
from aesthcull.photos.decoders.raw_tags import exif_of, raw_metadata
from aesthcull.photos.fitting import fitted
from aesthcull.photos.named_colours import profile_of
from aesthcull.photos.orientation import SWAPS_SIDES, UPRIGHT
from aesthcull.photos.photo import Turns, Wanted
from aesthcull.photos.pixels import Pixels
from aesthcull.photos.problems import UNKNOWN_RAW, PhotoError

_PLUGINS = (JpegImagePlugin,)
# Previews leave out the sensor's edge; what is this near to all pixels counts as all.
_NEARLY_ALL = 0.97
_LEAST_SHOWN = 0.5  # of the picture; a square of 3:2 is two thirds
_NO_PREVIEW = (rawpy.LibRawNoThumbnailError, rawpy.LibRawUnsupportedThumbnailError, rawpy.NotSupportedError)
_MISREAD = "DNGs of floating-point numbers, deflated without a predictor, are not supported"


class _Part(NamedTuple):
    left: int
    top: int
    width: int
    height: int


class RawPicture:
    """A RAW that LibRaw has opened, not yet unpacked."""

    def __init__(self, path: Path, raw: rawpy.RawPy) -> None:
        self._path = path
        self._raw = raw
        self._shown = _shown_part(raw.sizes)
        self.size: tuple[int, int] = self._shown.width, self._shown.height
        self.metadata = raw_metadata(path, raw)
        self.profile: bytes | None = None

    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """Never whole: LibRaw has its own limit."""
        del wanted
        return False

    def preview(self) -> bytes | None:
        """The largest JPEG inside."""
        try:
            found = self._raw.extract_thumb()
        except _NO_PREVIEW:
            return None
        return found.data if isinstance(found.data, bytes) else None

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """RGB of the preview or of the sensor."""
        whole = max(self.size)
        need = min(wanted.long_side or whole, whole)
        found = self._from_preview(min(need, int(whole * _NEARLY_ALL)), need)
        if found is not None:
            with self._path.open("rb") as file:
                if seems_cut(file):
                    self._raw.unpack()  # raises if it is
            return found, UPRIGHT
        turns.read(self._path)
        try:
            with self._path.open("rb") as file:
                if is_misread(file):
                    raise PhotoError(self._path, _MISREAD)
            return self._developed(half=need <= whole // 2), self.metadata.orientation
        except (rawpy.LibRawFileUnsupportedError, PhotoError):  # also JPEG XL in DNGs: what there is must do
            self._raw.open_file(str(self._path))
            found = self._from_preview(0, need)
            if found is None:
                raise
            return found, UPRIGHT

    def _from_preview(self, least: int, need: int) -> Pixels | None:
        """The preview, upright; None where it is too small, damaged or of another shape."""
        data = self.preview()
        if data is None:
            return None
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
                (width, height), profile = image.size, profile_of(image, self.metadata, self._path)
            if max(width, height) < least:
                return None
            share = min(1.0, need / max(width, height))
            pixels = simplejpeg.decode_jpeg(
                data, "RGB", min_width=int(width * share), min_height=int(height * share), strict=True
            )
        except (OSError, ValueError, SyntaxError):  # the sensor's pixels count
            return None
        found = fitted(np.asarray(pixels, dtype=np.uint8), self._upright_size(), self.metadata.orientation)
        if found is None or max(found.shape[:2]) < least:
            return None
        self.profile = profile
        return found

    def _upright_size(self) -> tuple[int, int]:
        return self.size[::-1] if self.metadata.orientation in SWAPS_SIDES else self.size

    def _developed(self, half: bool) -> Pixels:
        try:
            return self._postprocessed(half)
        except (MemoryError, rawpy.LibRawUnsufficientMemoryError):
            if half:
                raise
        self._raw.open_file(str(self._path))  # what was unpacked is given back
        return self._postprocessed(half=True)

    def _postprocessed(self, half: bool) -> Pixels:
        made = self._raw.postprocess(
            demosaic_algorithm=rawpy.DemosaicAlgorithm.PPG,  # half the time of LibRaw's own choice, AHD
            half_size=half,
            user_flip=0,
            use_camera_wb=True,
        )
        part, by = self._shown, 2 if half else 1
        rows = slice(part.top // by, (part.top + part.height) // by)
        columns = slice(part.left // by, (part.left + part.width) // by)
        return np.asarray(made, dtype=np.uint8)[rows, columns]


def _shown_part(sizes: Any) -> _Part:
    """What the camera or the DNG says is to be seen, in whatever shape; else all of the picture."""
    whole = _Part(0, 0, sizes.iwidth, sizes.iheight)
    part = _Part(
        sizes.crop_left_margin - sizes.left_margin,
        sizes.crop_top_margin - sizes.top_margin,
        sizes.crop_width,
        sizes.crop_height,
    )
    inside = min(part.left, part.top) >= 0 and (
        part.left + part.width <= whole.width and part.top + part.height <= whole.height
    )
    large = part.width * part.height >= _LEAST_SHOWN * whole.width * whole.height
    # A DNG's pixels need not be square: its part is told before they are made so.
    return part if inside and large and sizes.pixel_aspect == 1.0 else whole


@contextmanager
def open_raw(path: Path) -> Iterator[RawPicture]:
    """Open a RAW. Raises PhotoError for a sound one of a camera that LibRaw does not know, and what LibRaw
    raises."""
    with _opened(path) as raw:
        yield RawPicture(path, raw)


def _opened(path: Path) -> rawpy.RawPy:
    try:
        return rawpy.imread(str(path))
    except rawpy.LibRawFileUnsupportedError as error:
        with path.open("rb") as file:
            sound = not seems_cut(file)
        if sound and exif_of(path).camera:
            raise PhotoError(path, UNKNOWN_RAW) from error
        raise
