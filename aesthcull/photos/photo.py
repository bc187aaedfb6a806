"""A photograph as the rest of the program gets it, and what a decoder is asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from aesthcull.photos.metadata import Metadata
from aesthcull.photos.pixels import Pixels

# The largest picture that is decoded, in pixels: above the largest cameras (multi-shot, 400 megapixels).
MAX_PIXELS = 450_000_000
# A JPEG that is decoded at reduced size needs little memory; other formats unpack whole. Larger ones than
# this are decoded one at a time, so that a folder of panoramas does not fill the memory.
ALONE_PIXELS = 60_000_000
# What the decoding of one picture may take, so that its process and the program together stay below 2 GB.
MEMORY_BYTES = 1_560_000_000


@dataclass(frozen=True)
class Photo:
    """A frame, decoded: upright uint8 RGB [h, w, 3], or for viewing as screens take it, perhaps reduced;
    `width`, `height` of the whole; `profile` is the ICC profile of the RGB, None for sRGB."""

    pixels: Pixels
    width: int
    height: int
    metadata: Metadata
    profile: bytes | None = None


@dataclass(frozen=True)
class Header:
    """What a file says of its picture without decoding it. `width`, `height` stand upright."""

    width: int
    height: int
    metadata: Metadata


@dataclass(frozen=True)
class Wanted:
    """How a photograph is wanted: see `photos.decode.load_photo`."""

    long_side: int | None = None
    for_viewing: bool = False


@dataclass(frozen=True)
class Turns:
    """What a decoder has of whoever runs it: `read` reads a file, for which it is given the time; `alone` is
    entered while a picture is unpacked that fills much memory."""

    read: Callable[[Path], None]
    alone: Callable[[], AbstractContextManager[object]]
