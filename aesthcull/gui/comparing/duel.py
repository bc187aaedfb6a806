"""Who stands against whom in compare: a pinned champion, and one challenger at a time.

Plain state without widgets: frames are their ids, in reading order, and every change is a new Duel. There may
be 100,000 of them, so who is passed over is asked frame by frame: `out` tells it of a rejected one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

Out = Callable[[int], bool]


def nobody(frame: int) -> bool:
    """Passes over no frame."""
    del frame
    return False


@dataclass(frozen=True)
class Duel:
    """All `frames` that take part, in reading order; `challenger` is None where nobody is left to be one."""

    frames: tuple[int, ...]
    champion: int
    challenger: int | None

    @classmethod
    def begin(cls, frames: Sequence[int], champion: int, out: Out = nobody) -> Duel:
        """The champion, one of `frames`, against the frame after it, else against the nearest before it;
        against one that is out only where all are."""
        duel = cls(tuple(frames), champion, None)
        first = duel._nearest(champion, out)
        return replace(duel, challenger=duel._nearest(champion, nobody) if first is None else first)

    @property
    def challengers(self) -> int:
        """How many frames the champion has against it."""
        return len(self.frames) - 1

    @property
    def position(self) -> int:
        """Which of them is the challenger, from 1; 0 without one."""
        if self.challenger is None:
            return 0
        at = self.frames.index(self.challenger)
        return at if self.frames.index(self.champion) < at else at + 1

    def following(self, by: int, out: Out = nobody, most: int = 1) -> list[int]:
        """The next challengers in one direction (1 or −1), the nearest first."""
        if self.challenger is None:
            return []
        at = self.frames.index(self.challenger)
        return list(islice(self._able(self._after(at) if by > 0 else self._before(at), out), most))

    def step(self, by: int, out: Out = nobody) -> Duel:
        """The next (1) or the previous (−1) challenger; the same duel at the end."""
        found = self.following(by, out)
        return replace(self, challenger=found[0]) if found else self

    def to_end(self, by: int, out: Out = nobody) -> Duel:
        """The first (−1) or the last (1) challenger."""
        if self.challenger is None:
            return self
        far = self._before(len(self.frames)) if by > 0 else self._after(-1)
        return replace(self, challenger=next(self._able(far, out), self.challenger))

    def promote(self, out: Out = nobody) -> Duel:
        """The challenger takes the champion's place; against it stands the next one, after the last one the
        former champion, else whoever is nearest. Where the challenger is out, the nearest frame that is not
        takes the place; where there is none, nothing changes."""
        winner = self.challenger
        if winner is None or out(winner):
            winner = self._nearest(self.champion, out)
        if winner is None:
            return self
        at = self.frames.index(winner)
        former = (self.champion,)
        duel = Duel(self.frames, winner, None)
        after = (frame for frame in self._after(at) if frame != self.champion)
        order = chain(after, former, self._before(at))
        return replace(duel, challenger=next(duel._able(order, out), None))

    def swap(self) -> Duel:
        """Champion and challenger change places."""
        if self.challenger is None:
            return self
        return replace(self, champion=self.challenger, challenger=self.champion)

    def without(self, gone: Collection[int], out: Out = nobody) -> Duel | None:
        """After frames have vanished; None when none is left. The challenger takes a vanished champion's
        place, the nearest frame that of a vanished challenger."""
        kept = tuple(frame for frame in self.frames if frame not in gone)
        if not kept:
            return None

        def off(frame: int) -> bool:
            return frame in gone or out(frame)

        champion, challenger = self.champion, self.challenger
        if champion in gone:
            stays = challenger is not None and challenger not in gone
            heir = challenger if stays else self._nearest(champion, off)
            champion = kept[0] if heir is None else heir
        if challenger is None or challenger in gone or challenger == champion:
            around = self.champion if challenger is None else challenger
            challenger = replace(self, champion=champion)._nearest(around, off)
        return Duel(kept, champion, challenger)

    def _nearest(self, to: int, out: Out) -> int | None:
        """The first frame after `to` that is not out, else the last one before; never the champion."""
        at = self.frames.index(to)
        return next(self._able(chain(self._after(at), self._before(at)), out), None)

    def _able(self, frames: Iterator[int], out: Out) -> Iterator[int]:
        return (frame for frame in frames if frame != self.champion and not out(frame))

    def _after(self, at: int) -> Iterator[int]:
        return (self.frames[n] for n in range(at + 1, len(self.frames)))

    def _before(self, at: int) -> Iterator[int]:
        return (self.frames[n] for n in range(at - 1, -1, -1))
