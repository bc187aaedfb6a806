"""The ways in which programs tell a flag, stars and a label. A file often has several of them, and a program
changes its own only: darktable leaves Lightroom's flag as it is. So what each of them said is remembered, and
the one that changed since then counts; where nothing is remembered, the first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Literal

from aesthcull.catalogue.records import MAX_RATING
from aesthcull.exchange.xmp import labels, names
from aesthcull.exchange.xmp.rdf import Found, text_of, texts_of

Said = Mapping[str, Sequence[Found]]
WayField = Literal["flag", "rating", "label"]
Value = str | int | None  # None: it is not there; "": it is, and says that there is none, or nothing we know
Ways = Mapping[WayField, tuple[Value, ...]]  # without the fields that nothing tells of
_PICKS = {"1": "pick", "-1": "reject"}
_PICK_LABELS = {"1": "reject", "3": "pick"}
_TRUE = {"true": "pick", "1": "pick"}
_PERCENT_STARS = (
    (0, 0),
    (1, 1),
    (13, 2),
    (38, 3),
    (63, 4),
    (88, 5),
)  # from so many per cent on, as in Windows


def ways_of(said: Said) -> Ways:
    """What each way says."""
    found = {field: tuple(way(said) for way in ways) for field, ways in _WAYS.items()}
    return {field: values for field, values in found.items() if any(value is not None for value in values)}


def first(values: Sequence[Value]) -> Value:
    """What the first of a field's ways says that says something."""
    return next((value for value in values if value not in (None, "")), None)


def since(now: Sequence[Value], then: Sequence[Value], agreed: Value) -> Value:
    """What the way says that is not as it was `then`, when all of them were taken for `agreed`; without
    values where nothing told."""
    changed = [(new, old) for new, old in zip_longest(now, then) if new != old]
    if not changed:
        return agreed
    # That a way has come which says nothing is no change of what is said.
    news = [
        new for new, old in changed if new is not None and (new or old) and (new or None) != (agreed or None)
    ]
    if news:
        return news[0] or None
    return first(now) if any(new is None for new, _ in changed) else agreed


def text(said: Said, name: str) -> str:
    """A property as trimmed text; empty where it is not there."""
    found = said.get(name)
    return text_of(found[0]).strip() if found else ""


def number(said: Said, name: str) -> int | None:
    """A property as a whole number; None where it is not there or no number."""
    return _number(text(said, name))


def _number(value: str) -> int | None:
    try:
        return round(float(value)) if len(value) < 20 else None
    except (ValueError, OverflowError):
        return None


def _word(name: str, meanings: Callable[[str], str | None]) -> Callable[[Said], Value]:
    def way(said: Said) -> Value:
        return meanings(text(said, name).lower()) or "" if name in said else None

    return way


def _numbered(name: str, meanings: Mapping[int, str]) -> Callable[[Said], Value]:
    def way(said: Said) -> Value:
        value = number(said, name)
        return None if value is None else meanings.get(value, "")

    return way


def _rejected(said: Said) -> Value:
    rating = number(said, names.RATING)
    return None if rating is None else "reject" if rating < 0 else ""


def _stars(said: Said) -> Value:
    """A rejected frame's stars are not known: the rating says nothing but that."""
    rating = number(said, names.RATING)
    return None if rating is None or rating < 0 else min(rating, MAX_RATING)


def _percent_stars(said: Said) -> Value:
    percent = number(said, names.PERCENT)
    if percent is None or percent < 0:
        return None
    return max(stars for least, stars in _PERCENT_STARS if percent >= least)


def _darktable_label(said: Said) -> Value:
    """darktable lets a frame have several; the first of ours is taken."""
    if names.COLOUR_LABELS not in said:
        return None
    found = {_number(value) for value in texts_of(said[names.COLOUR_LABELS])}
    return next((label for place, label in labels.DARKTABLE.items() if place in found), "")


_WAYS: Mapping[WayField, tuple[Callable[[Said], Value], ...]] = {
    "flag": (
        _word(names.PICK, _PICKS.get),
        _word(names.PICK_LABEL, _PICK_LABELS.get),
        _rejected,
        _word(names.GOOD, _TRUE.get),
        _word(names.TAGGED, _TRUE.get),
    ),
    "rating": (_stars, _percent_stars),
    "label": (
        _word(names.LABEL, labels.label_of),
        _numbered(names.COLOUR_LABEL, labels.DIGIKAM),
        _darktable_label,
        _numbered(names.COLOUR_CLASS, labels.PHOTO_MECHANIC),
    ),
}
