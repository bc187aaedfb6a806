"""What a frame's marks become by what its sidecars and pictures say.

A picture's own XMP, read for the first time, only fills what nobody has said anything of: a mark that was
made here, or stands in a sidecar, is younger than the camera's. From then on it counts like a sidecar: what
another program changes in it is a change. A sidecar that appears later does not contradict the pictures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aesthcull.catalogue import sidecars as known_sidecars
from aesthcull.catalogue.records import Marks
from aesthcull.catalogue.sidecars import Sidecar, Taking
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.xmp.agreement import FIELDS, Agreed, Field, Outcome, fill, said_by, settle
from aesthcull.exchange.xmp.naming import is_sidecar
from aesthcull.exchange.xmp.profiles import Differing
from aesthcull.exchange.xmp.reading import Told
from aesthcull.pipeline.sidecar_files import Read

_NOTHING = Marks()


class Times:
    """When fields of the frames were decided on; read only where that matters for some frame."""

    def __init__(self, catalogue: Catalogue, frame_ids: Sequence[int]) -> None:
        self._catalogue = catalogue
        self._frame_ids = frame_ids
        self._known: dict[int, dict[str, datetime]] | None = None

    def of(self, frame_id: int) -> dict[str, datetime]:
        """By field."""
        if self._known is None:
            self._known = known_sidecars.decided_at(self._catalogue, self._frame_ids)
        return self._known.setdefault(frame_id, {})

    def put(self, frame_id: int, fields: Sequence[Field], at: datetime) -> None:
        """A file has just decided on these: the frame's next one counts only if it is newer."""
        self.of(frame_id).update(dict.fromkeys(fields, at))


class FrameTaking:
    """Takes what a frame's files say, one after the other, in the order in which they count. `known` is what
    was agreed on with each before."""

    def __init__(
        self, frame_id: int, before: Marks, known: Mapping[Path, Sidecar], differing: Differing, times: Times
    ) -> None:
        self._frame_id = frame_id
        self._before, self._after = before, before
        self._known = known
        self._differing = differing
        self._times = times
        self._several = False
        self._named: set[str] = set()  # by what counts more than the next file

    def all_of(self, files: Sequence[Read]) -> Taking:
        """What comes of these, as `by_weight` gave them."""
        self._several = sum(one.told is not None for one in files) > 1
        kept = [self._take(one) for one in files]
        return Taking(self._frame_id, self._before, self._after, tuple(kept))

    def _take(self, one: Read) -> Sidecar:
        last = self._known.get(one.file.path)
        if one.told is None:  # what it said stays said, as with a sidecar that is gone
            outcome = Outcome(self._after, _agreed(last) or Agreed(frame=self._after))
        elif last is None and not is_sidecar(one.file.path):
            outcome = self._first_word(one.told)
        else:
            outcome = self._settled(one.told, _agreed(last), one.file.mtime_ns)
        # That a camera gave no stars is no word; that a sidecar has none is.
        if one.told is not None:
            self._named |= one.told.named if is_sidecar(one.file.path) else said_by(one.told.marks)
        self._after = outcome.frame
        file = one.file
        asks = bool(outcome.asks)
        return Sidecar(self._frame_id, file.path, file.size, file.mtime_ns, outcome.agreed.to_json(), asks)

    def _first_word(self, told: Told) -> Outcome:
        """What a picture says when it is read for the first time."""
        over = self._differing == "sidecar"
        settled = set(self._named)
        if told.marks.flag == "reject" and "rating" in settled:  # by most programs a reject is a rating
            settled.add("flag")
        if not over and said_by(told.marks) - settled - said_by(self._after):
            settled |= self._times.of(self._frame_id).keys()  # also what was taken away again
        return fill(told, self._after, settled, over=over)

    def _settled(self, told: Told, agreed: Agreed | None, mtime_ns: int) -> Outcome:
        changed_at = datetime.fromtimestamp(mtime_ns / 1e9)

        def newer(name: Field) -> bool:
            return changed_at >= self._times.of(self._frame_id).get(name, datetime.min)

        then = agreed or Agreed(frame=self._told_by_pictures())
        outcome = settle(told, self._after, then, self._differing, newer)
        changed = [f for f in FIELDS if getattr(self._after, f) != getattr(outcome.frame, f)]
        if changed and self._several:
            self._times.put(self._frame_id, changed, changed_at)
        if agreed is None:  # of what it does not tell, it was not told either
            untold = {field: getattr(_NOTHING, field) for field in FIELDS if not getattr(told.marks, field)}
            now = replace(outcome.agreed, frame=replace(outcome.agreed.frame, **untold))
            outcome = replace(outcome, agreed=now)
        return outcome

    def _told_by_pictures(self) -> Marks:
        """What the frame got from its pictures: no decision of the user's that a new sidecar contradicts."""
        told: dict[str, object] = {}
        for path, last in self._known.items():
            if not is_sidecar(path):
                said = Agreed.from_json(last.agreed).file
                told |= {f: getattr(said, f) for f in FIELDS if getattr(said, f) == getattr(self._before, f)}
        return Marks(**told)  # type: ignore[arg-type]


def _agreed(last: Sidecar | None) -> Agreed | None:
    return Agreed.from_json(last.agreed) if last else None
