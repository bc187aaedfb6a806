"""What a packet says of a frame. Programs tell a flag, a label and stars in several ways, which may disagree:
each list below begins with the one that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from aesthcull.catalogue.decisions import MAX_TEXT
from aesthcull.catalogue.records import MAX_RATING, Marks
from aesthcull.exchange.xmp import labels, names
from aesthcull.exchange.xmp.keywords import not_ours, read_keywords
from aesthcull.exchange.xmp.packet import Packet, parse
from aesthcull.exchange.xmp.rdf import Found, ours, text_of, texts_of

Said = Mapping[str, Sequence[Found]]
T = TypeVar("T")
_PICKS = {"1": "pick", "-1": "reject"}
_PICK_LABELS = {"1": "reject", "3": "pick"}
_TRUE = {"true": "pick", "1": "pick"}
_PERCENT_STARS = ((1, 1), (13, 2), (38, 3), (63, 4), (88, 5))  # from so many per cent on, as Windows reads it


def read_marks(data: bytes) -> Marks:
    """The marks in a sidecar's bytes. Raises XmpError."""
    return marks_of(parse(data))


def marks_of(packet: Packet) -> Marks:
    """The marks in a packet; what it says nothing of is as in a frame without marks."""
    return marks_and_names(packet)[0]


def marks_and_names(packet: Packet) -> tuple[Marks, frozenset[str]]:
    """The marks in a packet, and what it names at all, if only to say that there is none: names of marks."""
    said = ours(packet)
    if not said:
        return Marks(), frozenset()
    named = {name for name, ways in _NAMED.items() if not said.keys().isdisjoint(ways)}
    return _marks(said), frozenset(named)


def _marks(said: Said) -> Marks:
    return Marks(
        flag=_first(said, _FLAGS),
        rating=_first(said, _RATINGS) or 0,
        label=label_in(said),
        title=_prose(said, names.TITLE),
        description=_prose(said, names.DESCRIPTION),
        keywords=_keywords(said),
    )


def text(said: Said, name: str) -> str:
    """A property as trimmed text; empty where it is not there."""
    found = said.get(name)
    return text_of(found[0]).strip() if found else ""


def label_in(said: Said) -> str | None:
    """The label that the first of a packet's ways to tell one says; None where none does."""
    return _first(said, _LABELS)


def number(said: Said, name: str) -> int | None:
    """A property as a whole number; None where it is not there or no number."""
    return _number(text(said, name))


def _number(value: str) -> int | None:
    try:
        return round(float(value)) if len(value) < 20 else None
    except (ValueError, OverflowError):
        return None


def _first(said: Said, ways: Sequence[Callable[[Said], T | None]]) -> T | None:
    return next((value for value in (way(said) for way in ways) if value is not None), None)


def _rejected(said: Said) -> str | None:
    rating = number(said, names.RATING)
    return "reject" if rating is not None and rating < 0 else None


def _stars(said: Said) -> int | None:
    """A rejected frame's stars are not known: the rating says nothing but that."""
    rating = number(said, names.RATING)
    return None if rating is None or rating < 0 else min(rating, MAX_RATING)


def _percent_stars(said: Said) -> int | None:
    percent = number(said, names.PERCENT)
    if percent is None or percent < 1:
        return None
    return max(stars for least, stars in _PERCENT_STARS if percent >= least)


def _colour_label(said: Said) -> str | None:
    value = number(said, names.COLOUR_LABEL)
    return None if value is None else labels.DIGIKAM.get(value)


def _darktable_label(said: Said) -> str | None:
    """darktable lets a frame have several; the first of ours is taken."""
    found = {_number(value) for value in texts_of(said.get(names.COLOUR_LABELS, ()))}
    return next((label for place, label in labels.DARKTABLE.items() if place in found), None)


def _colour_class(said: Said) -> str | None:
    value = number(said, names.COLOUR_CLASS)
    return None if value is None else labels.PHOTO_MECHANIC.get(value)


_NAMED = {
    "flag": (names.PICK, names.PICK_LABEL, names.GOOD, names.TAGGED),
    "rating": (names.RATING, names.PERCENT),
    "label": (names.LABEL, names.COLOUR_LABEL, names.COLOUR_LABELS, names.COLOUR_CLASS),
    "title": (names.TITLE,),
    "description": (names.DESCRIPTION,),
    "keywords": (names.SUBJECT, names.HIERARCHY, names.TAGS),
}
_FLAGS: tuple[Callable[[Said], str | None], ...] = (
    lambda said: _PICKS.get(text(said, names.PICK)),
    lambda said: _PICK_LABELS.get(text(said, names.PICK_LABEL)),
    _rejected,
    lambda said: _TRUE.get(text(said, names.GOOD).lower()),
    lambda said: _TRUE.get(text(said, names.TAGGED).lower()),
)
_RATINGS = (_stars, _percent_stars)
_LABELS: tuple[Callable[[Said], str | None], ...] = (
    lambda said: labels.label_of(text(said, names.LABEL)),
    _colour_label,
    _darktable_label,
    _colour_class,
)


def _prose(said: Said, name: str) -> str | None:
    return text(said, name)[:MAX_TEXT].strip() or None


def _keywords(said: Said) -> frozenset[str]:
    flat, paths, tags = (
        texts_of(said.get(name, ())) for name in (names.SUBJECT, names.HIERARCHY, names.TAGS)
    )
    if not (flat or paths or tags):
        return frozenset()
    found = read_keywords(flat, paths, tags)
    return frozenset(found).difference(not_ours(found))
