"""Where a photograph lies in a view. All lengths are device pixels: 100 % is one for one on any screen.

Everything follows from the photograph's whole width × height, never from the size of the picture at hand: a
sharper picture takes the place of a coarser one without a jump, and a place means the same on every frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize

Zoom = float | Literal["fit"]
STOPS = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # what the wheel goes through; `fit` comes before them


@dataclass(frozen=True)
class Place:
    """What of a photograph is seen: `zoom` is `fit` or device pixels per photo pixel; `x` and `y` are the
    point in the middle of the view, as shares 0–1 of the photograph."""

    zoom: Zoom = "fit"
    x: float = 0.5
    y: float = 0.5


FIT = Place()


def fit_scale(photo: QSize, room: QSize) -> float:
    """The scale at which the whole photograph just fills the room."""
    if photo.isEmpty() or room.isEmpty():
        return 1.0
    return min(room.width() / photo.width(), room.height() / photo.height())


def fit_size(photo: QSize, room: QSize) -> QSize:
    """How large the photograph is when it fits."""
    scale = fit_scale(photo, room)
    return QSize(max(1, round(photo.width() * scale)), max(1, round(photo.height() * scale)))


@dataclass(frozen=True)
class View:
    """A photograph of some size at a place in a room."""

    place: Place
    photo: QSize
    room: QSize

    @property
    def scale(self) -> float:
        """Device pixels per photo pixel."""
        return fit_scale(self.photo, self.room) if self.place.zoom == "fit" else self.place.zoom

    def rect(self) -> QRectF:
        """Where the whole photograph lies in the room; it begins on a whole pixel."""
        place = self._bounded(self.place)
        if place.zoom == "fit":
            size = fit_size(self.photo, self.room)
            width, height = float(size.width()), float(size.height())
        else:
            width, height = self.photo.width() * place.zoom, self.photo.height() * place.zoom
        left = round(self.room.width() / 2 - place.x * width)
        top = round(self.room.height() / 2 - place.y * height)
        return QRectF(left, top, width, height)

    def seen(self) -> QRect:
        """The part of the room that the photograph fills."""
        return self.rect().toAlignedRect().intersected(QRect(QPoint(0, 0), self.room))

    def zoomed(self, zoom: Zoom, at: QPointF | None = None) -> Place:
        """Another zoom at which the point of the photograph below `at`, else in the middle, stays there."""
        if zoom == "fit" or self.photo.isEmpty():
            return FIT
        if at is None:
            return self._bounded(Place(zoom, self.place.x, self.place.y))
        old = self.rect()
        share_x = min(1.0, max(0.0, (at.x() - old.left()) / old.width()))
        share_y = min(1.0, max(0.0, (at.y() - old.top()) / old.height()))
        x = share_x + (self.room.width() / 2 - at.x()) / (zoom * self.photo.width())
        y = share_y + (self.room.height() / 2 - at.y()) / (zoom * self.photo.height())
        return self._bounded(Place(zoom, x, y))

    def panned(self, by: QPointF) -> Place:
        """The place after the picture was dragged by some pixels."""
        zoom = self.place.zoom
        if zoom == "fit" or self.photo.isEmpty():
            return self.place
        now = self._bounded(self.place)  # else a drag from far outside would seem to do nothing
        x, y = now.x - by.x() / (zoom * self.photo.width()), now.y - by.y() / (zoom * self.photo.height())
        return self._bounded(Place(zoom, x, y))

    def next_stop(self, step: int) -> Zoom:
        """The zoom one stop further in (`step` 1) or out (−1); below the smallest that exceeds fit is fit."""
        fit = fit_scale(self.photo, self.room)
        if step > 0:
            return next((stop for stop in STOPS if stop > self.scale * 1.01), self.place.zoom)
        return next((stop for stop in reversed(STOPS) if fit * 1.01 < stop < self.scale * 0.99), "fit")

    def _bounded(self, place: Place) -> Place:
        """The place, moved so that no more margin is seen than must be."""
        if place.zoom == "fit" or self.photo.isEmpty():
            return Place(place.zoom)
        half_x = self.room.width() / (2 * place.zoom * self.photo.width())
        half_y = self.room.height() / (2 * place.zoom * self.photo.height())
        return Place(place.zoom, _between(place.x, half_x), _between(place.y, half_y))


def _between(centre: float, half: float) -> float:
    """A centre 0–1 such that half the view on each side holds no margin; the middle where it must."""
    return 0.5 if half >= 0.5 else min(1.0 - half, max(half, centre))
