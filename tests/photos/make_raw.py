"""DNGs as cameras write them: the sensor's Bayer picture by pidng, and behind it what pidng does not write,
a JPEG preview and EXIF."""

from __future__ import annotations

import io
import math
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pidng.core import RAW2DNG
from pidng.defs import CalibrationIlluminant, CFAPattern, Orientation, PhotometricInterpretation
from pidng.dng import DNGTags, Tag
from PIL import Image

Entry = tuple[int, int, int, bytes]  # tag, type, count, value
_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5


def make_raw(
    path: Path,
    pixels: NDArray[np.uint8],
    *,
    preview: int | None = None,
    time: str | None = None,
    offset: str | None = None,
    orientation: int = 1,
    model: str = "Model 1",
    preview_pixels: NDArray[np.uint8] | None = None,
    crop: tuple[int, int, int, int] | None = None,
) -> Path:
    """Write a DNG of upright-on-the-sensor RGB [h, w, 3] (even sides) with a JPEG preview of that long side
    (of `preview_pixels` where given, which need not match), taken at `time` (EXIF's form). Of `crop` (left,
    top, width, height) it says that it is all to be seen."""
    data = _bayer_dng(pixels, orientation, model, crop)
    if preview is not None:
        data = _with_preview(data, _jpeg(pixels if preview_pixels is None else preview_pixels, preview))
    exif = [_rational(0x829A, 1, 250), _rational(0x829D, 28, 10), _short(0x8827, 400)]
    exif += [_text(0x9003, time)] if time else []
    exif += [_text(0x9011, offset)] if offset else []
    data = _with_exif(data, [*exif, _rational(0x920A, 50, 1), _text(0xA434, "Lens 50")])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _bayer_dng(
    pixels: NDArray[np.uint8], orientation: int, model: str, crop: tuple[int, int, int, int] | None
) -> bytes:
    height, width = pixels.shape[:2]
    linear = (pixels / 255.0) ** 2.2 * 4000
    bayer = np.empty((height, width), np.uint16)
    for row, column, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        bayer[row::2, column::2] = linear[row::2, column::2, channel]
    tags = DNGTags()
    for tag, value in (
        (Tag.ImageWidth, width),
        (Tag.ImageLength, height),
        (Tag.TileWidth, width),
        (Tag.TileLength, height),
        (Tag.Orientation, orientation or Orientation.Horizontal),
        (Tag.PhotometricInterpretation, PhotometricInterpretation.Color_Filter_Array),
        (Tag.SamplesPerPixel, 1),
        (Tag.BitsPerSample, 16),
        (Tag.CFARepeatPatternDim, [2, 2]),
        (Tag.CFAPattern, CFAPattern.RGGB),
        (Tag.BlackLevel, 0),
        (Tag.WhiteLevel, 4000),
        (Tag.ColorMatrix1, [[32405, 10000], [-15371, 10000], [-4985, 10000], [-9693, 10000], [18760, 10000],
                            [416, 10000], [556, 10000], [-2040, 10000], [10572, 10000]]),
        (Tag.CalibrationIlluminant1, CalibrationIlluminant.D65),
        (Tag.AsShotNeutral, [[1, 1], [1, 1], [1, 1]]),
        (Tag.Make, "Maker"),
        (Tag.Model, model),
    ):  # fmt: skip
        tags.set(tag, value)
    if crop:
        tags.set(Tag.ActiveArea, [0, 0, height, width])
        tags.set(Tag.DefaultCropOrigin, list(crop[:2]))
        tags.set(Tag.DefaultCropSize, list(crop[2:]))
    converter = RAW2DNG()
    converter.options(tags, path="", compress=False)
    return bytes(converter.convert(bayer))


def _jpeg(pixels: NDArray[np.uint8], long_side: int) -> bytes:
    image = Image.fromarray(pixels)
    image.thumbnail((long_side, long_side))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def _with_preview(data: bytes, jpeg: bytes) -> bytes:
    """A second directory behind the first, of a reduced picture in one strip."""
    with Image.open(io.BytesIO(jpeg)) as image:
        width, height = image.size
    entries = [_long(254, 1), _long(256, width), _long(257, height), _short(258, 8), _short(259, 7)]
    entries += [_short(262, 6), _long(273, len(data)), _short(277, 3), _long(278, height)]
    entries += [_long(279, len(jpeg))]
    data += jpeg + b"\0" * (len(jpeg) % 2)
    at = len(data)
    data += _directory(entries, at)
    first, next_at = _first_directory(data)
    assert first
    return data[:next_at] + struct.pack("<I", at) + data[next_at + 4 :]


def preview_first(data: bytes) -> bytes:
    """A DNG of make_raw() with the sensor's picture at its end, where most cameras put it."""
    entries, _ = _first_directory(data)
    (place,) = [entry for entry in entries if _tag(entry) == 324]
    (at,) = struct.unpack_from("<I", place, 8)
    (length,) = [struct.unpack_from("<I", e, 8)[0] for e in entries if _tag(e) == 325]
    moved = place[:8] + struct.pack("<I", len(data))
    # Its former place stays, empty.
    return (data[:at] + bytes(length) + data[at + length :]).replace(place, moved) + data[at : at + length]


def bomb_tiff(path: Path, side: int, strip_rows: int = 100) -> Path:
    """A square of transparent pixels in a small file: all its strips are the same few bytes."""
    strip = zlib.compress(bytes(side * 4 * strip_rows), 1)
    strips = math.ceil(side / strip_rows)
    entries = [_long(256, side), _long(257, side), (258, _SHORT, 4, struct.pack("<4H", 8, 8, 8, 8))]
    entries += [_short(259, 8), _short(262, 2), _short(277, 4), _long(278, strip_rows), _short(338, 2)]
    entries += [(273, _LONG, strips, struct.pack("<I", 8) * strips)]
    entries += [(279, _LONG, strips, struct.pack("<I", len(strip)) * strips)]
    strip += b"\0" * (len(strip) % 2)
    at = 8 + len(strip)
    path.write_bytes(b"II*\0" + struct.pack("<I", at) + strip + _directory(entries, at))
    return path


def _with_exif(data: bytes, exif: list[Entry]) -> bytes:
    """The first directory anew at the file's end, with a pointer to one of EXIF."""
    entries, next_at = _first_directory(data)
    following = data[next_at : next_at + 4]
    data += b"\0" * (len(data) % 2)
    exif_at = len(data)
    data += _directory(exif, exif_at)
    at = len(data)
    entries.append(struct.pack("<HHII", 0x8769, _LONG, 1, exif_at))
    directory = struct.pack("<H", len(entries)) + b"".join(sorted(entries, key=_tag)) + following
    return data[:4] + struct.pack("<I", at) + data[8:] + directory


def _first_directory(data: bytes) -> tuple[list[bytes], int]:
    """The entries as they stand, and where the offset of the next directory does."""
    assert data[:4] == b"II*\0"
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    return [data[at + 2 + 12 * n : at + 14 + 12 * n] for n in range(count)], at + 2 + 12 * count


def _directory(entries: list[Entry], at: int) -> bytes:
    values_at = at + 2 + 12 * len(entries) + 4
    head, values = struct.pack("<H", len(entries)), b""
    for tag, kind, count, value in sorted(entries):
        if len(value) > 4:
            place = struct.pack("<I", values_at + len(values))
            values += value + b"\0" * (len(value) % 2)
        else:
            place = value.ljust(4, b"\0")
        head += struct.pack("<HHI", tag, kind, count) + place
    whole = head + struct.pack("<I", 0) + values
    return whole + b"\0" * (len(whole) % 2)


def _tag(entry: bytes) -> int:
    return int.from_bytes(entry[:2], "little")


def _short(tag: int, value: int) -> Entry:
    return tag, _SHORT, 1, struct.pack("<H", value)


def _long(tag: int, value: int) -> Entry:
    return tag, _LONG, 1, struct.pack("<I", value)


def _rational(tag: int, over: int, under: int) -> Entry:
    return tag, _RATIONAL, 1, struct.pack("<II", over, under)


def _text(tag: int, value: str) -> Entry:
    return tag, _ASCII, len(value) + 1, value.encode() + b"\0"
