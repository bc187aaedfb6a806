"""Pictures loaded off the GUI thread, newest wish first, kept up to a number of bytes."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPixmap

from aesthcull.catalogue.records import Frame, StoredFile
from aesthcull.photos.decode import load_frame
from aesthcull.photos.previews import embedded_thumbnail
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE, ThumbnailCache
from aesthcull.photos.walk import FrameFile

_MAX_WAITING = 400  # beyond that the oldest wishes, long scrolled away, are forgotten


@dataclass(frozen=True)
class Loaded:
    """A picture, or none; `final` is False for a stand-in that a scan will replace."""

    image: QImage | None
    final: bool = True
    reason: str = ""


Load = Callable[[Frame], Loaded]


class _Kept(NamedTuple):
    pixmap: QPixmap | None
    final: bool
    reason: str
    round: int  # of loading: how often all had been asked for anew before


class Pictures(QObject):
    """A cache of pixmaps by frame file, filled by worker threads. `arrived` names the frame's id."""

    arrived = Signal(int)
    _loaded = Signal(object, object, int)

    def __init__(self, load: Load, megabytes: int, threads: int = 2) -> None:
        super().__init__()
        self._load = load
        self._budget = megabytes * 2**20
        self._bytes = 0
        self._kept: OrderedDict[StoredFile, _Kept] = OrderedDict()
        self._round = 0
        self._waiting: OrderedDict[StoredFile, Frame] = OrderedDict()
        self._busy: set[StoredFile] = set()
        self._outdated: set[StoredFile] = set()  # renewed while they were being loaded
        self._lock = threading.Lock()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._loaded.connect(self._keep)

    def get(self, frame: Frame) -> QPixmap | None:
        """The picture if it is here; otherwise it is wished for and `arrived` will tell."""
        pixmap, final = self.at_hand(frame)
        if not final:
            self.wish(frame)
        return pixmap

    def at_hand(self, frame: Frame) -> tuple[QPixmap | None, bool]:
        """The picture if it is here, and whether a wish would bring no other one."""
        kept = self._kept.get(frame.file)
        if kept is None:
            return None, False
        self._kept.move_to_end(frame.file)
        return kept.pixmap, kept.round == self._round

    def reason(self, frame: Frame) -> str:
        """Why there is no picture, if that is known."""
        kept = self._kept.get(frame.file)
        return kept.reason if kept else ""

    def wish(self, *frames: Frame) -> None:
        """Load them when workers are free, the last one first, before all earlier wishes."""
        with self._lock:
            new = [f for f in frames if not self._is_here(f.file) and f.file not in self._busy]
            for frame in new:
                self._waiting[frame.file] = frame
                self._waiting.move_to_end(frame.file)
            while len(self._waiting) > _MAX_WAITING:
                self._waiting.popitem(last=False)
        for _ in new:
            self._pool.start(self._work)

    def renew(self, files: Iterable[StoredFile]) -> None:
        """Forget the stand-ins of frames' files, since the real thumbnails may now exist."""
        for file in files:
            kept = self._kept.get(file)
            if kept is not None and not kept.final:
                self._drop(file)
            with self._lock:
                if file in self._busy:
                    self._outdated.add(file)

    def reload(self) -> None:
        """Load all anew when it is next asked for, as in another size; until then the old one stays."""
        self._round += 1

    def close(self) -> None:
        """Forget all wishes and wait for the workers."""
        with self._lock:
            self._waiting.clear()
        self._pool.waitForDone()

    def _work(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            file, frame = self._waiting.popitem()
            self._busy.add(file)
        round_ = self._round
        try:
            loaded = self._load(frame)
        except Exception as error:  # a worker must not die of one picture
            loaded = Loaded(None, reason=str(error))
        self._loaded.emit(frame, loaded, round_)

    def _is_here(self, file: StoredFile) -> bool:
        kept = self._kept.get(file)
        return kept is not None and kept.round == self._round

    def _keep(self, frame: Frame, loaded: Loaded, round_: int) -> None:
        pixmap = None if loaded.image is None else QPixmap.fromImage(loaded.image)
        with self._lock:
            self._busy.discard(frame.file)
            outdated = frame.file in self._outdated and not loaded.final
            self._outdated.discard(frame.file)
        if frame.file in self._kept:
            self._drop(frame.file)
        self._kept[frame.file] = _Kept(pixmap, loaded.final, loaded.reason, round_)
        self._bytes += _size(pixmap)
        while self._bytes > self._budget and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        if outdated:
            self._drop(frame.file)
        self.arrived.emit(frame.id)

    def _drop(self, file: StoredFile) -> None:
        self._bytes -= _size(self._kept.pop(file).pixmap)


def thumbnail_loader(cache: ThumbnailCache, box: int | Callable[[], QSize]) -> Load:
    """Loads the cached thumbnail, else the EXIF thumbnail as a stand-in, as large as `box` in device pixels.

    A number is the side of a square; a function is asked by the worker threads. Nothing is enlarged.
    Of a frame that was scanned but whose thumbnail is gone (the user emptied the cache) it makes a new one.
    """

    def load(frame: Frame) -> Loaded:
        file = FrameFile(frame.file.path, frame.file.size, frame.file.mtime_ns)
        reader = QImageReader(str(cache.path(file)))
        size = reader.size()
        if size.isValid():
            wanted = size.scaled(
                box() if callable(box) else QSize(box, box), Qt.AspectRatioMode.KeepAspectRatio
            )
            if wanted.width() < size.width():
                reader.setScaledSize(wanted)
            image = reader.read()
            if not image.isNull():
                return Loaded(_for_srgb(image))
        if frame.width is not None and (frame.problem is None or frame.other_files):
            return _made_anew(cache, file, [file.path, *(other.path for other in frame.other_files)])
        pixels = embedded_thumbnail(frame.path)
        return Loaded(None if pixels is None else to_image(pixels), final=False)

    return load


def _made_anew(cache: ThumbnailCache, file: FrameFile, paths: Sequence[Path]) -> Loaded:
    try:
        photo, _ = load_frame(paths, THUMBNAIL_SIDE)
    except PhotoError as error:
        return Loaded(None, reason=error.reason)
    with contextlib.suppress(OSError):  # a full disk or a read-only cache: shown all the same
        cache.store(file, photo.pixels, photo.profile)
    return Loaded(_for_srgb(to_image(photo.pixels), photo.profile))


def _for_srgb(image: QImage, profile: bytes | None = None) -> QImage:
    """A small picture as a screen without a profile shows it."""
    if profile is not None:
        image.setColorSpace(QColorSpace.fromIccProfile(QByteArray(profile)))
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if image.colorSpace().isValid() and image.colorSpace() != srgb:
        image.convertToColorSpace(srgb)
    return image


def to_image(pixels: NDArray[np.uint8]) -> QImage:
    """Upright uint8 RGB [H, W, 3] as a QImage that owns its pixels, in the form that screens take."""
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).convertToFormat(
        QImage.Format.Format_RGB32
    )


def _size(pixmap: QPixmap | None) -> int:
    return 0 if pixmap is None else pixmap.width() * pixmap.height() * 4
