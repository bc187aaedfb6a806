"""Which frames are shown, in which order: filter, sort, collapse. No Qt, so that it is tested without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aesthcull.catalogue.records import Frame

TIME, NAME = "time", "name"
UNFLAGGED = "unflagged"


@dataclass(frozen=True)
class View:
    """What the filter bar says. `sort` is TIME, NAME or a score's name; `flags`, `labels`: empty is any."""

    sort: str = TIME
    descending: bool = False
    flag: str | None = None  # pick, reject, UNFLAGGED; None: any
    stars: int = 0  # at least
    label: str | None = None
    collapsed: bool = False

    @property
    def filters(self) -> bool:
        """Whether frames may be hidden by flag, stars or label."""
        return self.flag is not None or self.stars > 0 or self.label is not None


def arrange(frames: Sequence[Frame], view: View) -> list[int]:
    """Indices into `frames` (which are ordered by path) of those shown, in their order.

    Frames without the value that is sorted by come last, whichever the direction; ties keep the path order.
    Brackets are never collapsed: all their frames are needed.
    """
    shown = [index for index, frame in enumerate(frames) if _passes(frame, view)]
    if view.collapsed:
        shown = _collapse(frames, shown)
    if view.sort == NAME:
        return sorted(shown, key=lambda i: frames[i].path.name.casefold(), reverse=view.descending)
    value = _sort_value(view.sort)
    known = [i for i in shown if value(frames[i]) is not None]
    unknown = [i for i in shown if value(frames[i]) is None]
    known.sort(key=lambda i: value(frames[i]), reverse=view.descending)
    return known + unknown


def score_names(frames: Iterable[Frame]) -> list[str]:
    """The scores that any of the frames has: aesthetic, the other models' judgements, the measures."""
    measured = {n: s.model.startswith("technical@") for frame in frames for n, s in frame.scores.items()}
    return sorted(measured, key=lambda name: (name != "aesthetic", measured[name], name))


def _passes(frame: Frame, view: View) -> bool:
    if view.flag is not None and (frame.flag or UNFLAGGED) != view.flag:
        return False
    if frame.rating < view.stars:
        return False
    return view.label is None or frame.label == view.label


def _collapse(frames: Sequence[Frame], shown: list[int]) -> list[int]:
    """One frame per series: the suggested one if it passes the filter, else the first that does."""
    chosen: dict[int, int] = {}
    kept: list[int] = []
    for index in shown:
        place = frames[index].series
        if place is None or place.kind != "series":
            kept.append(index)
        elif place.id not in chosen or place.suggested:
            chosen[place.id] = index
    return sorted(kept + list(chosen.values()))


def _sort_value(sort: str) -> Callable[[Frame], Any]:
    if sort == TIME:
        return lambda frame: frame.capture.captured_at
    return lambda frame: frame.scores[sort].value if sort in frame.scores else None
