"""Which frames survey shows: those that take part, those that dropped out, and the active one.

Plain state without widgets: frames are their ids, and every change is a new Shortlist.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

MOST = 12  # more are too small to be judged beside each other


@dataclass(frozen=True)
class Shortlist:
    """`frames` in reading order; those in `dropped` take part no longer, the latest last; `active` does."""

    frames: tuple[int, ...]
    active: int
    dropped: tuple[int, ...] = ()

    @classmethod
    def begin(cls, frames: Sequence[int], active: int) -> Shortlist:
        """The first MOST of some frames (at least one)."""
        first = tuple(frames[:MOST])
        return cls(first, active if active in first else first[0])

    @property
    def left(self) -> tuple[int, ...]:
        """Those that still take part."""
        return tuple(frame for frame in self.frames if frame not in self.dropped)

    def step(self, by: int) -> Shortlist:
        """Go on (1) or back (−1); at the ends nothing changes."""
        left = self.left
        at = left.index(self.active) + by
        return self.at(left[max(0, min(at, len(left) - 1))])

    def to_end(self, by: int) -> Shortlist:
        """The first (−1) or the last (1) one is active."""
        return self.at(self.left[-1 if by > 0 else 0])

    def at(self, frame: int) -> Shortlist:
        """Make a frame the active one."""
        return replace(self, active=frame) if frame in self.left else self

    def drop(self, frame: int) -> Shortlist:
        """A frame drops out; the next one becomes active. The last one stays."""
        left = self.left
        if frame not in left or len(left) == 1:
            return self
        return replace(self, active=self._heir(frame), dropped=(*self.dropped, frame))

    def restore(self) -> Shortlist:
        """Whoever dropped out last is back, and active."""
        if not self.dropped:
            return self
        return replace(self, dropped=self.dropped[:-1], active=self.dropped[-1])

    def without(self, gone: Collection[int]) -> Shortlist | None:
        """After frames have vanished; None when none is left. Where none but dropped ones are left, they are
        back."""
        kept = tuple(frame for frame in self.frames if frame not in gone)
        if not kept:
            return None
        dropped = tuple(frame for frame in self.dropped if frame not in gone)
        if len(dropped) == len(kept):
            dropped = ()
        left = [frame for frame in kept if frame not in dropped]
        following = [frame for frame in self._after(self.active) if frame in left]
        active = self.active if self.active in left else (following or left[::-1])[0]
        return Shortlist(kept, active, dropped)

    def _heir(self, dropped: int) -> int:
        if dropped != self.active:
            return self.active
        left = self.left
        at = left.index(dropped)
        return left[at + 1] if at + 1 < len(left) else left[at - 1]

    def _after(self, frame: int) -> tuple[int, ...]:
        return self.frames[self.frames.index(frame) + 1 :]
