"""One picture of a frame at one level of sharpness, in the screen's colours; runs in threads."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QColorSpace, QImage

from aesthcull.catalogue.records import Frame
from aesthcull.gui.viewing.colour import as_image, colour_space, convert
from aesthcull.gui.viewing.geometry import fit_size
from aesthcull.photos.decode import load_frame
from aesthcull.photos.pixels import for_screen
from aesthcull.photos.previews import Preview, cached_thumbnail, embedded_preview, is_stale, photo_size
from aesthcull.photos.problems import PhotoError, os_reason
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import FrameFile

# More pixels than this are shown reduced: 640 MB for the screen, and as much again while they are decoded.
MOST_PIXELS = 160_000_000
Stamp = tuple[int, int]  # size in bytes, time of change in ns


class Level(IntEnum):
    """How sharp a picture is."""

    CHECK = 0  # no picture: only whether the file is there and the same
    THUMBNAIL = 1
    PREVIEW = 2
    SCREEN = 3
    FULL = 4


@dataclass(frozen=True)
class Picture:
    """A picture, or why there is none. `whole` is the photograph's own size, upright; empty when unknown.

    `image` lies on the memory of `pixels` ([h, w, 4], blue first): keep the Picture as long as the image.
    `reduced` tells that even the sharpest level does not hold all pixels.
    """

    image: QImage | None = None
    pixels: NDArray[np.uint8] | None = None
    whole: QSize = QSize()  # noqa: RUF009  # never changed
    stamp: Stamp | None = None
    reason: str = ""
    reduced: bool = False

    @property
    def bytes(self) -> int:
        """Memory taken."""
        return 0 if self.pixels is None else self.pixels.nbytes


class Loader:
    """Loads pictures. `display` is the screen's colour space."""

    def __init__(self, thumbnails: ThumbnailCache, display: QColorSpace | None = None) -> None:
        self._thumbnails = thumbnails
        self.display = display or colour_space(None)

    def load(self, frame: Frame, level: Level, room: QSize) -> Picture:
        """A picture of a frame; at SCREEN size it just fits `room`. Without one, `reason` says why; it is
        empty where the file simply holds no preview."""
        stamp: Stamp | None = None
        try:
            if level == Level.THUMBNAIL:
                return self._thumbnail(frame)
            stamp = stamp_of(frame.file.path)
            if level == Level.CHECK:
                return Picture(stamp=stamp)
            if level == Level.PREVIEW:
                return self._preview(frame, stamp)
            return self._photo(frame, level, room, stamp)
        except OSError as error:
            return Picture(reason=os_reason(error))
        except PhotoError as error:
            return Picture(stamp=stamp, reason=error.reason)

    def _thumbnail(self, frame: Frame) -> Picture:
        found = cached_thumbnail(self._thumbnails, _file(frame))
        if found is not None and not (frame.width and frame.height):
            known = _known_size(frame)
            found = replace(found, width=known.width(), height=known.height())
        return self._shown(found, (frame.file.size, frame.file.mtime_ns))

    def _preview(self, frame: Frame, stamp: Stamp) -> Picture:
        found = embedded_preview(frame.path)
        if found is not None and is_stale(found, self._thumbnails, _file(frame, stamp)):
            found = None  # of before the file was edited
        return self._shown(found, stamp)

    def _shown(self, preview: Preview | None, stamp: Stamp) -> Picture:
        if preview is None:
            return Picture(stamp=stamp)
        return self._made(
            for_screen(preview.pixels), QSize(preview.width, preview.height), preview.profile, stamp
        )

    def _photo(self, frame: Frame, level: Level, room: QSize, stamp: Stamp) -> Picture:
        photo, _ = load_frame(_paths(frame), _long_side(_known_size(frame), level, room), for_viewing=True)
        return self._made(photo.pixels, QSize(photo.width, photo.height), photo.profile, stamp)

    def _made(self, pixels: NDArray[np.uint8], whole: QSize, profile: bytes | None, stamp: Stamp) -> Picture:
        convert(pixels, colour_space(profile), self.display)
        width = pixels.shape[1]
        reduced = whole.width() * whole.height() > MOST_PIXELS and width < whole.width()
        return Picture(as_image(pixels), pixels, whole, stamp, reduced=reduced)


def _file(frame: Frame, stamp: Stamp | None = None) -> FrameFile:
    """The frame's file as it was when it was last scanned, or with another stamp."""
    return FrameFile(frame.file.path, *(stamp or (frame.file.size, frame.file.mtime_ns)))


def stamp_of(path: Path) -> Stamp:
    """Size and time of change of a file. Raises OSError."""
    known = path.stat()
    return known.st_size, known.st_mtime_ns


def _long_side(size: QSize, level: Level, room: QSize) -> int | None:
    """To what the decoder may reduce: what the room needs, or what memory allows; None for all pixels."""
    if level == Level.SCREEN:
        fit = fit_size(size, room)
        return max(fit.width(), fit.height())
    share = math.sqrt(MOST_PIXELS / max(1, size.width() * size.height()))
    return None if share >= 1 else int(max(size.width(), size.height()) * share)


def _known_size(frame: Frame) -> QSize:
    """The frame's size, from its header where it was not scanned yet. Raises PhotoError."""
    if frame.width and frame.height:
        return QSize(frame.width, frame.height)
    first: PhotoError | None = None
    for path in _paths(frame):
        try:
            return QSize(*photo_size(path))
        except PhotoError as error:
            first = first or error
    assert first is not None
    raise first


def _paths(frame: Frame) -> list[Path]:
    """The frame's files: where the first cannot be read, another one is shown."""
    return [frame.path, *(file.path for file in frame.other_files)]
