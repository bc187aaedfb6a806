"""XMP as it lies on disk: in sidecars and in pictures, and in which order it counts.

What a sidecar says was said later than what the pictures say, as a rule, and by a program that leaves these
as they are. Of the pictures a DNG counts before a RAW, and that before the JPEG beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aesthcull.exchange.xmp.embedded.reading import read_packet
from aesthcull.exchange.xmp.naming import is_sidecar
from aesthcull.exchange.xmp.packet import MAX_BYTES, XmpError, parse
from aesthcull.exchange.xmp.reading import Told, told_by
from aesthcull.photos.formats import RAW_SUFFIXES
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.walk import FrameFile

_DNG = ".dng"


@dataclass(frozen=True)
class Read:
    """A sidecar or picture as it was read: what it tells (None: a picture that says nothing), and why a
    picture's XMP could not be read."""

    file: FrameFile
    told: Told | None
    damage: str | None = None


def read_file(path: Path) -> tuple[FrameFile, bytes | None]:
    """The packet in a sidecar or a picture (None: it has none) with the file's size and time at that moment.
    Raises OSError, XmpError."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1) if is_sidecar(path) else read_packet(file)
        status = os.fstat(file.fileno())
    return FrameFile(path, status.st_size, status.st_mtime_ns), data


def read_one(file: FrameFile) -> Read | Problem:
    """What a sidecar or picture says; a damaged picture nothing, since its decoder tells of the damage."""
    try:
        now, data = read_file(file.path)
    except XmpError:
        return Read(file, None)
    except OSError as error:
        return Problem(file.path, os_reason(error))
    try:
        if data is None:
            return Read(now, None)
        return Read(now, told_by(parse(data)))
    except XmpError as error:
        if is_sidecar(file.path):
            return Problem(file.path, str(error))
        return Read(now, None, damage=str(error))


def by_weight(read: Iterable[Read]) -> list[Read]:
    """Sidecars first, that which was changed last at their end, since what it says counts; then pictures,
    the one that counts first."""
    return sorted(read, key=lambda one: (_rank(one.file.path), one.file.mtime_ns))


def _rank(path: Path) -> int:
    if is_sidecar(path):
        return 0
    suffix = path.suffix.lower()
    return 1 if suffix == _DNG else 2 if suffix in RAW_SUFFIXES else 3
