"""What LibRaw does not see in a RAW. Whether it seems to be cut off: its preview lies at the beginning as a
rule, and shows even where a copy broke off before the sensor's picture. And whether it would be misread.

Cameras write odd offsets too: what seems cut off is only suspected, and LibRaw has the last word.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import TiffImagePlugin

from aesthcull.photos.metadata import DAMAGE

# Where the pixels are and how many bytes: in strips, in tiles.
_PIECES = ((273, 279), (324, 325))
_SUB_DIRECTORIES = 330
_MOST_DIRECTORIES = 16
_COMPRESSION, _PHOTOMETRIC, _PREDICTOR, _NUMBERS = 259, 262, 317, 339
_DEFLATED, _OF_SENSORS, _FLOATING = (8, 32946), (32803, 34892), 3


def seems_cut(file: BinaryIO) -> bool:
    """Whether the file ends before its tags or boxes do; False for formats that do not tell."""
    size = os.fstat(file.fileno()).st_size
    head = file.read(112)
    if head[4:8] == b"ftyp":
        return _boxes_end(file) > size
    if head.startswith(b"FUJIFILM"):
        return int.from_bytes(head[100:104], "big") + int.from_bytes(head[104:108], "big") > size
    try:
        with warnings.catch_warnings(action="ignore"):
            return any(_pixels_end(tags) > size for tags in _directories(file, head))
    except DAMAGE:  # no TIFF, or not a sound one
        return False


def _boxes_end(file: BinaryIO) -> int:
    """Where the last of the boxes at the top ends."""
    end = 0
    while True:
        file.seek(end)
        head = file.read(16)
        length = int.from_bytes(head[8:16] if head[:4] == b"\0\0\0\x01" else head[:4], "big")
        if len(head) < 8 or length < 8:
            return end
        end += length


def is_misread(file: BinaryIO) -> bool:
    """Whether it is a DNG of floating-point numbers that are deflated without a predictor: LibRaw takes one
    for granted, and gives stripes."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return any(
                tags.get(_PHOTOMETRIC) in _OF_SENSORS
                and tags.get(_COMPRESSION) in _DEFLATED
                and _FLOATING in _numbers(tags.get(_NUMBERS))
                and tags.get(_PREDICTOR, 1) == 1
                for tags in _directories(file, file.read(112))
            )
    except DAMAGE:
        return False


def _directories(file: BinaryIO, head: bytes) -> Iterator[TiffImagePlugin.ImageFileDirectory_v2]:
    """The main directories and those that they point to."""
    waiting, seen = [TiffImagePlugin.ImageFileDirectory_v2(head[:8]).next], set[int]()
    while waiting and len(seen) < _MOST_DIRECTORIES:
        at = waiting.pop()
        if not at or at in seen:
            continue
        seen.add(at)
        tags = TiffImagePlugin.ImageFileDirectory_v2(head[:8])
        file.seek(at)
        tags.load(file)
        waiting += [tags.next, *_numbers(tags.get(_SUB_DIRECTORIES))]
        yield tags


def _pixels_end(tags: TiffImagePlugin.ImageFileDirectory_v2) -> int:
    ends = [0]
    for places, lengths in _PIECES:
        pairs = zip(_numbers(tags.get(places)), _numbers(tags.get(lengths)), strict=False)
        ends += [place + length for place, length in pairs]
    return max(ends)


def _numbers(value: Any) -> list[int]:
    values = value if isinstance(value, tuple) else (value,)
    return [number for number in values if isinstance(number, int)]
