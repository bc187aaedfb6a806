"""EXIF: when, with what and how a frame was taken.

piexif reads sound EXIF. Cameras and editors also write what is none (bad tag types, offsets beyond the end):
that is left to Pillow's reader, which passes over such an entry. A value that makes no sense is None.
"""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

import piexif
from PIL import Image

from aesthcull.photos.exif_block import is_sound, tiff_of
from aesthcull.photos.orientation import UPRIGHT

_EXIF_IFD, _INTEROPERABILITY = 0x8769, 0xA005
# What Pillow raises for tags that are damaged.
DAMAGE = (OSError, ValueError, SyntaxError, TypeError, KeyError, struct.error, OverflowError, EOFError)
Tags = dict[int, Any]


@dataclass(frozen=True)
class Metadata:
    """What a frame's EXIF says. Times are the camera's own clock, without a zone.

    `utc_offset` in minutes, `exposure_time` in seconds, `focal_length` in millimetres, `exposure_bias` in EV;
    `written_at` is when the file was last written, as far as its writer says so; `colour_space`
    is sRGB, Adobe RGB or uncalibrated.
    """

    captured_at: datetime | None = None
    utc_offset: int | None = None
    camera: str | None = None
    lens: str | None = None
    exposure_time: float | None = None
    f_number: float | None = None
    iso: int | None = None
    exposure_bias: float | None = None
    focal_length: float | None = None
    orientation: int = UPRIGHT
    written_at: datetime | None = None
    colour_space: str | None = None


def read_metadata(image: Image.Image) -> Metadata:
    """The metadata of an opened (not necessarily loaded) image; never raises for damaged EXIF."""
    return metadata_from(*_read_tags(image))


def tiff_tags(file: BinaryIO) -> tuple[Tags, Tags]:
    """The tags of a file, or part of one, that begins as TIFFs do: main and EXIF; empty when damaged."""
    found = Image.Exif()
    try:
        found.load_from_fp(file)
    except DAMAGE:
        return {}, {}
    return _both(found)


def metadata_from(main: Tags, exif: Tags) -> Metadata:
    """The metadata that EXIF's main directory and its own hold."""
    return Metadata(
        captured_at=_captured_at(main, exif),
        utc_offset=_utc_offset(_text(exif.get(0x9011)) or _text(exif.get(0x9010))),
        camera=_camera(_text(main.get(0x010F)), _text(main.get(0x0110))),
        lens=_text(exif.get(0xA434)),
        exposure_time=_positive(exif.get(0x829A)),
        f_number=_positive(exif.get(0x829D)),
        iso=_iso(exif.get(0x8827)),
        exposure_bias=_number(exif.get(0x9204)),
        focal_length=_positive(exif.get(0x920A)),
        orientation=_orientation(main.get(0x0112)),
        written_at=parse_time(_text(main.get(0x0132))),
        colour_space=_colour_space(exif),
    )


def _read_tags(image: Image.Image) -> tuple[Tags, Tags]:
    raw = image.info.get("exif")
    if isinstance(raw, bytes) and is_sound(tiff := tiff_of(raw)):
        try:
            loaded = piexif.load(b"Exif\x00\x00" + tiff)
            return loaded["0th"], loaded["Exif"] | {_INTEROPERABILITY: loaded["Interop"]}
        except Exception:  # what it does not know: struct.error, ValueError, KeyError …
            pass
    try:
        found = image.getexif()
    except DAMAGE:
        return {}, {}
    return _both(found)


def _both(found: Image.Exif) -> tuple[Tags, Tags]:
    try:
        main = dict(found)
        exif = dict(found.get_ifd(_EXIF_IFD))
        return main, exif | {_INTEROPERABILITY: found.get_ifd(_INTEROPERABILITY)}
    except DAMAGE:
        return {}, {}


def _text(value: Any) -> str | None:
    if isinstance(value, tuple) and value:
        value = value[0]
    if isinstance(value, bytes):
        value = value.split(b"\0")[0].decode("utf-8", errors="replace")
    if not isinstance(value, str):
        return None
    text = "".join(c for c in value.split("\0")[0] if c.isprintable()).strip()
    return text[:120] or None


def _number(value: Any) -> float | None:
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(v, int) for v in value):
        value = value[0] / value[1] if value[1] else None  # piexif's rational
    elif isinstance(value, tuple) and value:
        value = value[0]
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return number if math.isfinite(number) else None


def _positive(value: Any) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _iso(value: Any) -> int | None:
    if isinstance(value, tuple) and value:
        value = value[0]
    number = _positive(value)
    return int(number) if number is not None and number < 2**31 else None


def _orientation(value: Any) -> int:
    number = _number(value)
    return int(number) if number is not None and number in range(1, 9) else UPRIGHT


def _camera(make: str | None, model: str | None) -> str | None:
    if not model:
        return make
    if not make or model.casefold().startswith(make.split()[0].casefold()):
        return model
    return f"{make} {model}"


def _colour_space(exif: Tags) -> str | None:
    """EXIF itself knows sRGB and "uncalibrated"; DCF puts the rest into the name of its rules. Some programs
    write a 2 for Adobe RGB."""
    rules, space = exif.get(_INTEROPERABILITY), _number(exif.get(0xA001))
    if space == 1:
        return "sRGB"
    if space == 2 or (isinstance(rules, dict) and _text(rules.get(1)) == "R03"):
        return "Adobe RGB"
    return "uncalibrated" if space == 0xFFFF else None


def _captured_at(main: Tags, exif: Tags) -> datetime | None:
    """DateTimeOriginal, else DateTimeDigitized, else DateTime, each with its own sub-seconds."""
    for tags, when, fraction in ((exif, 0x9003, 0x9291), (exif, 0x9004, 0x9292), (main, 0x0132, 0x9290)):
        moment = parse_time(_text(tags.get(when)))
        if moment is not None:
            digits = re.match(r"\d+", _text(exif.get(fraction)) or "")
            micro = int(digits.group()[:6].ljust(6, "0")) if digits else 0
            return moment.replace(microsecond=micro)
    return None


def parse_time(text: str | None) -> datetime | None:
    """EXIF's `YYYY:MM:DD HH:MM:SS`, also with the dashes, slashes and T that some programs write."""
    if text is None:
        return None
    parts = re.match(r"(\d{4})[:/-](\d{1,2})[:/-](\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?", text)
    if parts is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in parts.groups())
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    return moment if moment.year >= 1826 else None  # the first photograph; 0001 and 1601 are unset clocks


def _utc_offset(text: str | None) -> int | None:
    if text == "Z":
        return 0
    parts = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", text or "")
    if parts is None:
        return None
    minutes = int(parts[2]) * 60 + int(parts[3])
    return None if minutes > 14 * 60 else -minutes if parts[1] == "-" else minutes
