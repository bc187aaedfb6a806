"""What the filter bar says, as plain data that can be kept; `criteria` finds the frames that pass."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from typing import Any, Literal

from aesthcull.catalogue.records import MAX_RATING

UNFLAGGED = "unflagged"
NO_LABEL = "none"
UNKNOWN = ""  # the camera, lens or file type of a frame of which none is known
How = Literal["at least", "exactly", "at most"]
ANY_SERIES, IN_SERIES, SINGLE, IN_SET, SUGGESTED = "any", "in series", "single", "set", "suggested"


@dataclass(frozen=True)
class Filter:
    """Which frames are wanted; the default is all of them. An empty set or tuple asks for nothing.

    `series` is ANY_SERIES, IN_SERIES, SINGLE, IN_SET (bracket or panorama), SUGGESTED (the frame that is
    suggested of each series) or a series' id. `scores` are
    (name, lowest, highest), both included, None for no limit. `keywords` must all be there, and with
    `accepted` from a person. Every word of `text` must occur in the file name, keywords, camera, lens or
    the folder within the shoot. `only`: no other frames than these ids, whose order is the sort "similarity".
    """

    flags: frozenset[str] = frozenset()
    stars: int = 0
    how: How = "at least"
    labels: frozenset[str] = frozenset()
    scores: tuple[tuple[str, float | None, float | None], ...] = ()
    series: str | int = ANY_SERIES
    keywords: tuple[str, ...] = ()
    accepted: bool = False
    cameras: frozenset[str] = frozenset()
    lenses: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    first_day: date | None = None
    last_day: date | None = None
    text: str = ""
    only: tuple[int, ...] | None = None
    problems: bool = False

    def __bool__(self) -> bool:
        """Whether any frame may be hidden."""
        return self != Filter()

    def to_json(self) -> dict[str, Any]:
        """What differs from the default, as `json.dumps` takes it."""
        return {
            field.name: _plain(value)
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }

    @classmethod
    def from_json(cls, data: Any) -> Filter:
        """The filter that `to_json` described. What is not understood, perhaps of a newer version, is
        left out."""
        read = {}
        for name, value in data.items() if isinstance(data, dict) else ():
            if name in _READERS:
                try:
                    read[name] = _READERS[name](value)
                except (TypeError, ValueError, KeyError, OverflowError):
                    continue
        return cls(**read)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _is(kind: Any, value: Any) -> Any:
    # A JSON true is no number, though Python's True is one.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError
    return value


def _list(kind: Any, value: Any) -> tuple[Any, ...]:
    return tuple(_is(kind, item) for item in _is(list, value))


def _strings(value: Any) -> frozenset[str]:
    return frozenset(_list(str, value))


def _stars(value: Any) -> int:
    if _is(int, value) not in range(MAX_RATING + 1):
        raise ValueError
    return int(value)


def _limits(value: Any) -> tuple[str, float | None, float | None]:
    name, low, high = _is(list, value)
    low, high = (None if limit is None else float(_is(int | float, limit)) for limit in (low, high))
    if not all(limit is None or math.isfinite(limit) for limit in (low, high)):
        raise ValueError
    return _is(str, name), low, high


def _series(value: Any) -> str | int:
    return value if value in (ANY_SERIES, IN_SERIES, SINGLE, IN_SET, SUGGESTED) else _id(value)


def _id(value: Any) -> int:
    if not 0 <= _is(int, value) < 2**63:
        raise ValueError
    return int(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "flags": _strings,
    "stars": _stars,
    "how": {"at least": "at least", "exactly": "exactly", "at most": "at most"}.__getitem__,
    "labels": _strings,
    "scores": lambda value: tuple(_limits(item) for item in _is(list, value)),
    "series": _series,
    "keywords": partial(_list, str),
    "accepted": partial(_is, bool),
    "cameras": _strings,
    "lenses": _strings,
    "types": _strings,
    "first_day": date.fromisoformat,
    "last_day": date.fromisoformat,
    "text": partial(_is, str),
    "only": lambda value: None if value is None else tuple(_id(item) for item in _is(list, value)),
    "problems": partial(_is, bool),
}
