"""Measures in a thread how much sharper one canvas's picture is than another's, where they are seen.

The files themselves are measured, with all their pixels: a picture reduced to the screen hides small blur.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from aesthcull.catalogue.records import StoredFile
from aesthcull.gui.background import Background
from aesthcull.gui.comparing.sharpness import Difference, Grey, cut, difference
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.job import Job
from aesthcull.photos.decode import load_photo

_KEPT_BYTES = 200_000_000
_MOST_SIDE = 12_000  # px; larger photographs are measured reduced
_PATIENCE_MS = 250  # nothing is measured while the user goes through frames or moves them


@dataclass(frozen=True)
class Seen:
    """A part of a photograph: `left`, `top`, `right`, `bottom` as shares of it. `across`: screen pixels that
    it takes in width."""

    file: StoredFile
    part: tuple[float, float, float, float]
    across: float

    @property
    def whole(self) -> bool:
        """Whether all of the photograph is seen."""
        return self.part == (0.0, 0.0, 1.0, 1.0)


class SharpnessMeter(QObject):
    """Looks at two canvases. Each look is followed by `measured` or `failed`, unless another follows."""

    began = Signal()
    unable = Signal()  # one of the canvases shows no frame, or its size is not known yet
    measured = Signal(object, bool)  # Difference; whether both were measured whole
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work = Background(self)
        self._work.finished.connect(self._tell)
        self._work.failed.connect(self.failed)
        self._seen: tuple[Seen, Seen] | None = None
        self._pixels = _Pixels()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether a figure will follow."""
        return self._timer.isActive() or self._work.running

    def look(self, first: Canvas, second: Canvas) -> None:
        """Measure what is seen, soon; nothing happens where that is done or under way."""
        one, other = seen_in(first), seen_in(second)
        seen = None if one is None or other is None else (one, other)
        if seen is not None and seen == self._seen:
            return
        self._seen = seen
        self._work.cancel()
        if seen is None:
            self._timer.stop()
            self.unable.emit()
        else:
            self.began.emit()
            self._timer.start()

    def stop(self) -> None:
        """Measure nothing more, and forget the pixels."""
        self._timer.stop()
        self._work.stop()
        self._seen, self._pixels = None, _Pixels()

    def _begin(self) -> None:
        seen, pixels = self._seen, self._pixels
        if seen is not None:
            self._work.start(lambda job: _measured(seen, pixels, job))

    def _tell(self, found: Difference) -> None:
        if self._seen is not None and not self._timer.isActive():
            self.measured.emit(found, all(one.whole for one in self._seen))


def seen_in(canvas: Canvas) -> Seen | None:
    """What a canvas shows of its frame; None where it shows none, or does not know its size yet."""
    frame, whole, part = canvas.frame, canvas.picture_rect(), canvas.visible_rect()
    if frame is None or canvas.photo_size().isEmpty() or part.isEmpty():
        return None
    across = ((x - whole.left()) / whole.width() for x in (part.left(), part.right()))
    down = ((y - whole.top()) / whole.height() for y in (part.top(), part.bottom()))
    (left, right), (top, bottom) = across, down
    return Seen(frame.file, (left, top, right, bottom), part.width() * canvas.devicePixelRatioF())


class _Pixels:
    """The latest photographs in grey. Threads come one after the other: a cancelled one starts no decode."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[StoredFile, Grey] = OrderedDict()

    def grey(self, file: StoredFile, job: Job) -> Grey:
        """All pixels, uint8 [H, W]. Raises PhotoError, Cancelled."""
        with self._lock:
            job.check()
            grey = self._kept.pop(file, None)
            if grey is None:
                pixels = load_photo(file.path, _MOST_SIDE).pixels
                grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
            self._kept[file] = grey
            while len(self._kept) > 2 and sum(one.nbytes for one in self._kept.values()) > _KEPT_BYTES:
                self._kept.popitem(last=False)
            return grey


def _measured(seen: tuple[Seen, Seen], pixels: _Pixels, job: Job) -> Difference:
    first, second = (cut(pixels.grey(one.file, job), *one.part) for one in seen)
    job.check()
    # By what was read, not by the photographs' sizes: a huge one was reduced.
    scales = seen[0].across / max(1, first.shape[1]), seen[1].across / max(1, second.shape[1])
    return difference(first, second, scales)
