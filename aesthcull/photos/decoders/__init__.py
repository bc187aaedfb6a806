"""From a file to one small upright RGB picture: a class for each family of formats, and one table of them.

All of it but plain JPEGs runs in worker processes (`photos.isolation`): these decoders are large, and hostile
files have crashed every one of them. Whatever a broken file makes them raise ends as PhotoError.
"""

from __future__ import annotations

import errno
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Protocol

from PIL import Image, UnidentifiedImageError

from aesthcull.photos import formats
from aesthcull.photos.formats import Format
from aesthcull.photos.metadata import Metadata
from aesthcull.photos.orientation import SWAPS_SIDES, upright
from aesthcull.photos.photo import ALONE_PIXELS, MAX_PIXELS, Header, Photo, Turns, Wanted
from aesthcull.photos.pixels import Pixels, for_screen, shrink
from aesthcull.photos.problems import PhotoError, os_reason, too_large

# Pillow's own limit is a global with two thresholds; ours is checked before every decode instead.
Image.MAX_IMAGE_PIXELS = None
# Pillow logs what it then also raises.
logging.getLogger("PIL").addHandler(logging.NullHandler())


# What libraries say, by its beginning, and what that means.
_REASONS = {
    "Input/output error": "the file is truncated or damaged",  # LibRaw, of one that ends too early
    "Unsupported file format or not RAW file": "not a RAW that is known, or its header is damaged",
    "decoder error": "it is damaged, or in a form that is not supported",  # Pillow, with a number only
    "not identified": "it is damaged, or in a form that is not supported",
    "broken data stream": "the file is damaged",  # JPEG 2000
    "Expected to read": "the file is truncated",
    "Invalid input": "the file is damaged, or not of the kind that its name says",  # libheif
}


class Picture(Protocol):
    """An opened file. `size` is (width, height) as stored, `metadata.orientation` how that is turned, and
    `profile` the ICC profile of the RGB."""

    @property
    def size(self) -> tuple[int, int]: ...
    @property
    def metadata(self) -> Metadata: ...
    @property
    def profile(self) -> bytes | None: ...
    def unpacks_reduced(self, wanted: Wanted) -> bool:
        """Whether it can be decoded without ever being whole in memory."""

    def unpack(self, wanted: Wanted, turns: Turns) -> tuple[Pixels, int]:
        """Pixels of at least the size that is wanted, where there are so many, and their orientation."""


Opener = Callable[[Path], AbstractContextManager[Picture]]


def opener(row: Format) -> Opener:
    """What opens files of a format. Libraries are imported here, so that a process holds what it uses."""
    if row == formats.RAW:
        from aesthcull.photos.decoders.raw import open_raw

        return open_raw
    if row == formats.JPEG_XL:
        from aesthcull.photos.decoders.jpeg_xl import open_jpeg_xl

        return open_jpeg_xl
    if row == formats.TIFF:
        from aesthcull.photos.decoders.tiff import open_tiff

        return open_tiff
    if row == formats.JPEG:
        from aesthcull.photos.decoders.jpeg import open_jpeg

        return lambda path: open_jpeg(path, path.read_bytes())
    from aesthcull.photos.decoders.pillow import open_pillow

    return lambda path: open_pillow(path, row)


def decode(path: Path, picture: Picture, wanted: Wanted, turns: Turns) -> Photo:
    """Decode an opened file. Raises PhotoError for bombs, and whatever its library raises."""
    width, height = picture.size
    if width * height > MAX_PIXELS and not picture.unpacks_reduced(wanted):
        raise too_large(path, picture.size, MAX_PIXELS)
    with turns.alone() if width * height > ALONE_PIXELS else nullcontext():
        pixels, orientation = picture.unpack(wanted, turns)
    if wanted.long_side:
        pixels = shrink(pixels, wanted.long_side)
    if wanted.for_viewing:
        pixels = for_screen(pixels)
    whole = header(picture)
    return Photo(upright(pixels, orientation), whole.width, whole.height, whole.metadata, picture.profile)


def header(picture: Picture) -> Header:
    """What an opened file says of its picture."""
    width, height = picture.size
    if picture.metadata.orientation in SWAPS_SIDES:
        width, height = height, width
    return Header(width, height, picture.metadata)


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Whatever goes wrong with a file is raised as PhotoError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of odd metadata; the picture counts
            yield
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoError(path, "not enough memory to decode it") from error
    except (
        Exception
    ) as error:  # decoders raise anything on hostile bytes: SyntaxError, IndexError, zlib.error …
        raise PhotoError(path, _reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return "not a picture of a known kind, or its header is damaged"
    text = error.args[0] if error.args and isinstance(error.args[0], bytes) else str(error)
    text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text or type(error).__name__
    small = text.lower()
    if "truncated" in small or "unexpected end of file" in small or isinstance(error, EOFError):
        return "the file is truncated"
    if "memory" in small:
        return "not enough memory to decode it"
    for beginning, reason in _REASONS.items():
        if text.startswith(beginning):
            return reason
    if isinstance(error, OSError) and error.errno:
        return "its header is damaged" if error.errno == errno.EINVAL else os_reason(error)
    return f"cannot be decoded: {text}"
