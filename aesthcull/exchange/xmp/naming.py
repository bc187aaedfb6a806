"""What a frame's sidecars are called: IMG_1.xmp by Adobe's programs, IMG_1.CR2.xmp, one for each file, by
darktable and digiKam. The short name belongs to one frame only, where a folder has several of that name (a
PNG beside the JPEG); the others get the long one. Which frame that is, `photos.walk.pair` decides for names
that are there and for those that are not yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aesthcull.exchange.xmp.embedded.writing import is_writable
from aesthcull.exchange.xmp.profiles import Naming
from aesthcull.photos.walk import (
    PHOTO_SUFFIXES,
    SIDECAR_SUFFIX,
    FoundFrame,
    FrameFile,
    pair,
)

_NOT_YET = -1  # the size of a sidecar that is not there


@dataclass(frozen=True)
class FrameSidecars:
    """The sidecars of a frame: those `present`, by path, and the path of each that its naming asks for."""

    present: tuple[FrameFile, ...]
    named: tuple[Path, ...]


def sidecars_in(folder: Path, naming: Naming, *, inside: bool = False) -> dict[Path, FrameSidecars]:
    """The sidecars of every frame in a folder, by each of the frame's files; with `inside` also those of its
    pictures into which XMP is written. Raises OSError when the folder cannot be listed."""
    pictures: list[FrameFile] = []
    present: list[FrameFile] = []
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if path.name.startswith("."):
            continue
        if suffix == SIDECAR_SUFFIX:
            present.append(_as_it_is(path) if path.exists() else FrameFile(path, _NOT_YET, 0))  # a dead link
        elif suffix in PHOTO_SUFFIXES:
            pictures.append(FrameFile(path, 0, 0))
    taken = {file.path.name.casefold() for file in present}
    frames = pair(pictures, [*present, *_possible(pictures, taken)])
    return {file.path: _sidecars(frame, naming, inside) for frame in frames for file in frame.files}


def _as_it_is(path: Path) -> FrameFile:
    status = path.stat()
    return FrameFile(path, status.st_size, status.st_mtime_ns)


def is_sidecar(path: Path | str) -> bool:
    """Whether a file is XMP, and no picture that may hold some."""
    return str(path)[-len(SIDECAR_SUFFIX) :].lower() == SIDECAR_SUFFIX


def _possible(pictures: Sequence[FrameFile], taken: set[str]) -> list[FrameFile]:
    """The sidecars that might be there."""
    names = {name for picture in pictures for name in _names(picture.path)}
    return [FrameFile(path, _NOT_YET, 0) for path in sorted(names) if path.name.casefold() not in taken]


def _names(picture: Path) -> tuple[Path, Path]:
    return picture.with_suffix(SIDECAR_SUFFIX), picture.with_name(picture.name + SIDECAR_SUFFIX)


def _sidecars(frame: FoundFrame, naming: Naming, inside: bool) -> FrameSidecars:
    paths = [f.path for f in frame.files if inside and is_writable(f.path)]
    present = (*(file for file in frame.sidecars if file.size != _NOT_YET), *map(_as_it_is, paths))
    stems = {file.path.stem.casefold() for file in frame.files}
    short = [file.path for file in frame.sidecars if file.path.stem.casefold() in stems]
    if naming == "short" and short:
        return FrameSidecars(present, (short[0],))
    files = frame.files[:1] if naming == "short" else frame.files
    long = {file.path.name.casefold(): file.path for file in frame.sidecars}
    named = tuple(
        long.get(f"{file.path.name}{SIDECAR_SUFFIX}".casefold(), _names(file.path)[1]) for file in files
    )
    return FrameSidecars(present, named)
