"""Where a photograph lies in a view. All lengths are device pixels: 100 % is one for one on any screen.

Everything follows from the photograph's whole width × height, never from the size of the picture at hand: a
sharper picture takes the place of a coarser one without a jump, and a place means the same on every frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize

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


def scale_at(zoom: Zoom, photo: QSize, room: QSize) -> float:
    """Device pixels per photo pixel."""
    return fit_scale(photo, room) if zoom == "fit" else zoom


def kept_inside(place: Place, photo: QSize, room: QSize) -> Place:
    """The place, moved so that no more margin is seen than must be."""
    if place.zoom == "fit" or photo.isEmpty():
        return Place(place.zoom)
    half_x = room.width() / (2 * place.zoom * photo.width())
    half_y = room.height() / (2 * place.zoom * photo.height())
    return Place(place.zoom, _bounded(place.x, half_x), _bounded(place.y, half_y))


def picture_rect(place: Place, photo: QSize, room: QSize) -> QRectF:
    """Where the whole photograph lies in the room; it begins on a whole pixel."""
    place = kept_inside(place, photo, room)
    if place.zoom == "fit":
        size = fit_size(photo, room)
        width, height = float(size.width()), float(size.height())
    else:
        width, height = photo.width() * place.zoom, photo.height() * place.zoom
    left = round(room.width() / 2 - place.x * width)
    top = round(room.height() / 2 - place.y * height)
    return QRectF(left, top, width, height)


def zoomed_at(place: Place, zoom: Zoom, at: QPointF, photo: QSize, room: QSize) -> Place:
    """Another zoom at which the point of the photograph below `at` stays where it is."""
    if zoom == "fit":
        return FIT
    old = picture_rect(place, photo, room)
    share_x = min(1.0, max(0.0, (at.x() - old.left()) / old.width()))
    share_y = min(1.0, max(0.0, (at.y() - old.top()) / old.height()))
    x = share_x + (room.width() / 2 - at.x()) / (zoom * photo.width())
    y = share_y + (room.height() / 2 - at.y()) / (zoom * photo.height())
    return kept_inside(Place(zoom, x, y), photo, room)


def panned(place: Place, by: QPointF, photo: QSize, room: QSize) -> Place:
    """The place after the picture was dragged by some pixels."""
    if place.zoom == "fit" or photo.isEmpty():
        return place
    x = place.x - by.x() / (place.zoom * photo.width())
    y = place.y - by.y() / (place.zoom * photo.height())
    return kept_inside(Place(place.zoom, x, y), photo, room)


def next_stop(zoom: Zoom, step: int, photo: QSize, room: QSize) -> Zoom:
    """The zoom one stop further in (`step` 1) or out (−1); below the smallest that exceeds fit lies fit."""
    now, fit = scale_at(zoom, photo, room), fit_scale(photo, room)
    if step > 0:
        return next((stop for stop in STOPS if stop > now * 1.01), zoom)
    return next((stop for stop in reversed(STOPS) if fit * 1.01 < stop < now * 0.99), "fit")


def _bounded(centre: float, half: float) -> float:
    """A centre 0–1 such that half the view on each side holds no margin; the middle where it must."""
    return 0.5 if half >= 0.5 else min(1.0 - half, max(half, centre))
