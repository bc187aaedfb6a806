"""The overlays of the canvases: histogram, clipped tones, edges in focus, thirds; each is switched by one key
for all canvases, and kept.

    overlays = Overlays(settings)
    overlays.attach(canvas)  # any number; a canvas that is deleted takes its part with it

What is made of pixels is made in a worker from the picture that the canvas shows, and made again when a
sharper one arrives or the view is moved; until then what was made is painted where it belongs.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QSettings, QTimer, Signal
from PySide6.QtGui import QPainter

from aesthcull.catalogue.records import StoredFile
from aesthcull.gui.background import Background
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.overlay_painting import paint_histogram, paint_thirds
from aesthcull.gui.viewing.overlay_pixels import Made, View, make

NAMES = ("histogram", "clipping", "focus", "thirds")
_OF_PIXELS = frozenset(NAMES[:3])
_SETTLE_MS = 25  # so often at most, while a view is dragged or frames fly by


class Overlays(QObject):
    """Which overlays are on."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._on = {name for name in NAMES if settings.value(f"overlays/{name}", False, type=bool) is True}

    @property
    def on(self) -> frozenset[str]:
        """The names of those that are shown."""
        return frozenset(self._on)

    def toggle(self, name: str) -> None:
        """Show or hide one of NAMES on all canvases."""
        self._on ^= {name}
        self._settings.setValue(f"overlays/{name}", name in self._on)
        self.changed.emit()

    def attach(self, canvas: Canvas) -> None:
        """Show them on a canvas from now on."""
        own = _OnCanvas(self, canvas)
        canvas.set_overlays([own.paint])


@dataclass(frozen=True)
class _Wish:
    """What is to be made; `picture` is told apart by its identity."""

    file: StoredFile
    picture: int
    view: View
    wanted: frozenset[str]


class _OnCanvas(QObject):
    """One canvas's overlays. That something else is wanted is noticed when the canvas paints."""

    def __init__(self, overlays: Overlays, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._overlays = overlays
        self._canvas = canvas
        self._asked: _Wish | None = None
        self._made: tuple[_Wish, Made] | None = None
        self._work = Background(self)
        self._work.finished.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._make)
        overlays.changed.connect(canvas.update)

    def paint(self, painter: QPainter, canvas: Canvas) -> None:
        """What the canvas calls after its picture."""
        on, photo = self._overlays.on, canvas.picture_rect()
        if not on or canvas.frame is None:
            return
        if not self._timer.isActive() and self._wish() not in (None, self._asked):
            self._timer.start()
        if self._made is not None and self._made[0].file == canvas.frame.file:
            self._paint_made(painter, photo, self._made[1], on & self._made[0].wanted)
        if "thirds" in on:
            paint_thirds(painter, photo)

    def _paint_made(self, painter: QPainter, photo: QRectF, made: Made, on: frozenset[str]) -> None:
        if made.image is not None and on & {"clipping", "focus"}:
            painter.drawImage(_within(photo, made.part), made.image)
        if made.histogram is not None and "histogram" in on:
            paint_histogram(painter, QRectF(self._canvas.rect()), made.histogram)

    def _wish(self) -> _Wish | None:
        """What the canvas shows now; None where nothing is to be made."""
        wanted, canvas = self._overlays.on & _OF_PIXELS, self._canvas
        picture, frame, seen = canvas.picture(), canvas.frame, canvas.visible_rect()
        if not wanted or frame is None or picture is None or picture.pixels is None or seen.isEmpty():
            return None
        ratio = canvas.devicePixelRatioF()
        view = View(_share_of(canvas.picture_rect(), seen), round(seen.width() * ratio), ratio)
        return _Wish(frame.file, id(picture.pixels), view, wanted)

    def _make(self) -> None:
        wish, picture = self._wish(), self._canvas.picture()
        if wish is None or picture is None or picture.pixels is None:
            return
        self._asked, pixels = wish, picture.pixels
        self._work.start(lambda _job: (wish, make(pixels, wish.view, wish.wanted)))

    def _take(self, made: tuple[_Wish, Made]) -> None:
        self._made = made
        self._canvas.update()


def _share_of(photo: QRectF, seen: QRectF) -> QRectF:
    """Where `seen` lies in the photograph, whose sides are 1."""
    return QRectF(
        (seen.x() - photo.x()) / photo.width(),
        (seen.y() - photo.y()) / photo.height(),
        seen.width() / photo.width(),
        seen.height() / photo.height(),
    )


def _within(photo: QRectF, part: QRectF) -> QRectF:
    """The inverse of `_share_of`."""
    return QRectF(
        photo.x() + part.x() * photo.width(),
        photo.y() + part.y() * photo.height(),
        part.width() * photo.width(),
        part.height() * photo.height(),
    )
