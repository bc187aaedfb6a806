"""Series as the photographer wants them: what grouping found, with the edits by hand laid over it.

An edit gives frames a place by hand. The rule: frames of one place are one series, frames of two places are
never one, and a frame taken out stays alone. An edit gives every frame of the series that it touches a
place, so a frame without one that grouping finds beside placed ones is a newcomer: it joins the place of the
frame before it in shooting order (at the front: of the first one). All else stands as it was found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ALONE = "alone"  # the kind of a place whose frame is in no series


@dataclass(frozen=True)
class Group:
    """Frames (ids) that stand together, in order. `found` is the number of the found series that it is, None
    where hands changed it."""

    kind: str
    frames: tuple[int, ...]
    found: int | None


def combined(
    found: Sequence[tuple[str, Sequence[int]]],
    place_of: Mapping[int, int],
    kind_of: Mapping[int, str],
    order: Callable[[int], Any],
) -> list[Group]:
    """The series of two or more frames that stand.

    found: kind and frames, in shooting order, of each series that grouping found; place_of: the places by
    hand, kind_of: what they are; order: the key by which the frames of a place are sorted.
    """
    gathered: dict[int, list[int]] = defaultdict(list)
    for frame, place in place_of.items():
        gathered[place].append(frame)
    groups: list[Group] = []
    for number, (kind, frames) in enumerate(found):
        free = [frame for frame in frames if frame not in place_of]
        if len(free) == len(frames):
            groups.append(Group(kind, tuple(frames), number))
        elif not _joined(frames, place_of, kind_of, gathered):
            groups.append(Group(kind, tuple(free), None))
    for place, members in gathered.items():
        if kind_of[place] != ALONE:
            groups.append(Group(kind_of[place], tuple(sorted(members, key=order)), None))
    return [group for group in groups if len(group.frames) > 1]


def _joined(
    frames: Sequence[int],
    place_of: Mapping[int, int],
    kind_of: Mapping[int, str],
    gathered: dict[int, list[int]],
) -> bool:
    """Add the newcomers among a found series' frames to its places; False when none of them is open."""
    open_places = [p for f in frames if (p := place_of.get(f)) is not None and kind_of[p] != ALONE]
    if not open_places:
        return False
    place = open_places[0]
    for frame in frames:
        placed = place_of.get(frame)
        if placed is None:
            gathered[place].append(frame)
        elif kind_of[placed] != ALONE:
            place = placed
    return True
