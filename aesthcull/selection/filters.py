"""What the filter bar says, as plain data that can be kept; `criteria` finds the frames that pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

UNFLAGGED = "unflagged"
NO_LABEL = "none"
UNKNOWN = ""  # the camera, lens or file type of a frame of which none is known
How = Literal["at least", "exactly", "at most"]
ANY_SERIES, IN_SERIES, SINGLE, IN_SET = "any", "in series", "single", "set"


@dataclass(frozen=True)
class Filter:
    """Which frames are wanted; the default is all of them. An empty set or tuple asks for nothing.

    `series` is ANY_SERIES, IN_SERIES, SINGLE, IN_SET (bracket or panorama) or a series' id. `scores` are
    (name, lowest, highest), both included, None for no limit. `keywords` must all be there, and with
    `accepted` from a person. Every word of `text` must occur in the file name, folder, keywords, camera or
    lens. `only`: no other frames than these ids, whose order is the sort "similarity".
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
                except (TypeError, ValueError, KeyError):
                    continue
        return cls(**read)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _strings(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError
    return value


def _string_set(value: Any) -> frozenset[str]:
    return frozenset(_strings(value))


def _limit(value: Any) -> float | None:
    return None if value is None else float(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "flags": _string_set,
    "stars": int,
    "how": {"at least": "at least", "exactly": "exactly", "at most": "at most"}.__getitem__,
    "labels": _string_set,
    "scores": lambda v: tuple((str(name), _limit(low), _limit(high)) for name, low, high in v),
    "series": lambda v: v if isinstance(v, int) else str(v),
    "keywords": lambda v: tuple(_strings(v)),
    "accepted": bool,
    "cameras": _string_set,
    "lenses": _string_set,
    "types": _string_set,
    "first_day": date.fromisoformat,
    "last_day": date.fromisoformat,
    "text": str,
    "only": lambda v: None if v is None else tuple(int(i) for i in v),
    "problems": bool,
}
