"""Which keys mean two things. Rows that are enabled in different views only may share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aesthcull.gui.actions import VIEW_KEYS, Row
from aesthcull.gui.keys.presets import Keys

VIEWS = "views"  # in the place of a row's id: the key is the views' own
_EVERYWHERE = ("nothing", "shoot", "frame")


@dataclass(frozen=True)
class Conflict:
    """A key, and the ids of the two rows that it would mean."""

    key: str
    first: str
    second: str


def conflicts(rows: Iterable[Row], keys: Mapping[str, Keys]) -> list[Conflict]:
    """The pairs of rows that `keys`, by the rows' ids, give the same key; VIEWS for the views' own keys."""
    owners: dict[str, list[Row | None]] = defaultdict(list)
    for view_key in VIEW_KEYS:
        for key in view_key.keys:
            owners[key].append(None)
    for row in rows:
        for key in keys[row.id]:
            owners[key].append(row)
    return [
        Conflict(key, first.id if first else VIEWS, second.id if second else VIEWS)
        for key, found in owners.items()
        for number, first in enumerate(found)
        for second in found[number + 1 :]
        if _meet(first, second)
    ]


def owners_of(rows: Iterable[Row], keys: Mapping[str, Keys], key: str, wanted: Row) -> list[str]:
    """The ids of the other rows, or VIEWS, that hold `key` where `wanted` would have it too."""
    holding = [row for row in rows if row.id != wanted.id and key in keys[row.id] and _meet(row, wanted)]
    own = any(key in view_key.keys for view_key in VIEW_KEYS)
    return [*([VIEWS] if own else []), *(row.id for row in holding)]


def _meet(first: Row | None, second: Row | None) -> bool:
    """Whether both can be enabled at one time; None stands for the views' own keys."""
    if first is None or second is None:
        return True
    apart = first.needs not in _EVERYWHERE and second.needs not in _EVERYWHERE
    return not apart or first.needs == second.needs
