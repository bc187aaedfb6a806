"""Colours that a file names without a profile: Adobe RGB in the EXIF of cameras (DCF 2.0), Display P3 in the
boxes of HEIF. Pixels go through the program with an ICC profile: so these are given one.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from aesthcull.photos.colour import rgb_profile
from aesthcull.photos.metadata import Metadata

_WHITE = (0.9642, 1.0, 0.8249)  # D50, which ICC profiles are relative to
# The primaries, adapted to that white: red, green, blue.
_ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
_GAMMA = struct.pack(">4sIIHH", b"curv", 0, 1, 0x0233, 0)  # 2.19921875
_SRGB_CURVE = struct.pack(
    ">4sIHH5i",
    b"para",
    0,
    3,
    0,
    *(round(n * 65536) for n in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)),
)
_P3_CODES = (12, 13)  # primaries and curve, ITU-T H.273


def profile_of(image: Image.Image, metadata: Metadata, path: Path) -> bytes | None:
    """The ICC profile of a picture's RGB, embedded or of the colours that are named; None for sRGB."""
    found = rgb_profile(image)
    if found is not None or image.mode not in ("RGB", "RGBA"):
        return found
    return display_p3() if _is_p3(image.info.get("nclx_profile")) else named_profile(metadata, path)


def named_profile(metadata: Metadata, path: Path) -> bytes | None:
    """The profile for what EXIF says. Where that is only that it is not sRGB, the name counts: by DCF, those
    of pictures in Adobe RGB begin with `_`."""
    space = metadata.colour_space
    adobe = space == "Adobe RGB" or (space == "uncalibrated" and path.name.startswith("_"))
    return adobe_rgb() if adobe else None


def adobe_rgb() -> bytes:
    """Adobe RGB (1998)."""
    return _profile("Compatible with Adobe RGB (1998)", _ADOBE, _GAMMA)


def display_p3() -> bytes:
    """Display P3."""
    return _profile("Display P3", _P3, _SRGB_CURVE)


def _is_p3(boxes: object) -> bool:
    if not isinstance(boxes, Mapping):
        return False
    found: Mapping[Any, Any] = boxes
    return (found.get("color_primaries"), found.get("transfer_characteristics")) == _P3_CODES


def _profile(name: str, primaries: tuple[tuple[float, float, float], ...], curve: bytes) -> bytes:
    """An ICC profile of version 4.3 for a screen: a matrix and a curve."""
    parts = {
        b"desc": _text(name),
        b"cprt": _text("No copyright"),
        b"wtpt": _xyz(_WHITE),
        **dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, primaries), strict=True)),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, content, at = b"", b"", 128 + 4 + 12 * len(parts)
    for tag, part in parts.items():
        table += struct.pack(">4sII", tag, at + len(content), len(part))
        content += part + bytes(-len(part) % 4)
    head = struct.pack(">I4sI4s4s4s", at + len(content), bytes(4), 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _xyz(_WHITE)[8:]
    return head.ljust(128, b"\0") + struct.pack(">I", len(parts)) + table + content


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65536) for value in values))


def _text(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return struct.pack(">4sIII4sII", b"mluc", 0, 1, 12, b"enUS", len(data), 28) + data
