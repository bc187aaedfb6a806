"""What the time line shows: the frames of two cameras by their instants, in seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.camera_clocks import CameraClock, ShootTimes

_SECOND = np.timedelta64(1_000_000, "us")
REFERENCE, CLOCK = 0, 1
Seconds = NDArray[np.float64]


@dataclass(frozen=True)
class Lane:
    """A camera's frames that have a time, by it: `rows` [N] of ShootTimes and `seconds` [N]. `marked` is the
    place of one of them, −1 where there is none."""

    rows: NDArray[np.intp]
    seconds: Seconds
    marked: int

    def at(self, moment: float) -> Lane:
        """Marked is the frame nearest to a moment."""
        if not len(self.rows):
            return self
        return replace(self, marked=int(np.abs(self.seconds - moment).argmin()))

    def stepped(self, frames: int) -> Lane:
        """Marked is a frame further on, or back."""
        if not len(self.rows):
            return self
        return replace(self, marked=min(max(self.marked + frames, 0), len(self.rows) - 1))

    @property
    def moment(self) -> float | None:
        """That of the marked frame."""
        return float(self.seconds[self.marked]) if self.marked >= 0 else None


def lane(times: ShootTimes, clock: CameraClock, shift: int | None = None) -> Lane:
    """A camera's lane; as it would be with another `shift` of its clock."""
    rows = clock.rows[~np.isnat(times.told[clock.rows])]
    seconds = (times.instants[rows] - np.datetime64(0, "us")) / _SECOND
    if shift is not None:
        seconds = seconds + (shift - times.shifts[rows])
    order = np.argsort(seconds, kind="stable")
    return Lane(rows[order], seconds[order], 0 if len(rows) else -1)


def crowd(places: Seconds, first: int, apart: float) -> list[int]:
    """Which of ascending places [N] can be drawn `apart` from each other: `first`, then its neighbours."""
    kept = [first]
    for step in (1, -1):
        last = places[first]
        index = first + step
        while 0 <= index < len(places):
            if abs(places[index] - last) >= apart:
                kept.append(index)
                last = places[index]
            index += step
    return sorted(kept)
