"""Canvases that zoom and move together, each frame with a shift of its own.

Frames of one series often lie some pixels apart. `shifts` says for each frame how far its view is moved
against the common place, in shares of the photograph; so a shift is kept when the frames change sides.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from aesthcull.gui.viewing.geometry import FIT, Place

NONE = (0.0, 0.0)


@dataclass
class Link:
    """The common place, and the shifts by frame id."""

    place: Place = FIT
    shifts: dict[int, tuple[float, float]] = field(default_factory=dict)

    def place_of(self, frame: int) -> Place:
        """What is seen of a frame."""
        if self.place.zoom == "fit":
            return self.place
        across, down = self.shifts.get(frame, NONE)
        return replace(self.place, x=self.place.x + across, y=self.place.y + down)

    def moved(self, frame: int, place: Place, alone: bool) -> None:
        """The user moved a frame to a place: the others go with it or, `alone`, its shift changes.

        Another zoom is always common.
        """
        if place.zoom == "fit":
            self.place = place
            return
        if alone and place.zoom == self.place.zoom:
            self.shifts[frame] = (place.x - self.place.x, place.y - self.place.y)
            return
        across, down = self.shifts.get(frame, NONE)
        self.place = replace(place, x=place.x - across, y=place.y - down)

    def shift_between(self, one: int, other: int) -> tuple[float, float]:
        """How far `other` is shifted against `one`."""
        (x, y), (across, down) = self.shifts.get(one, NONE), self.shifts.get(other, NONE)
        return across - x, down - y

    def forget(self, *frames: int) -> None:
        """Take the shifts of frames away."""
        for frame in frames:
            self.shifts.pop(frame, None)
