"""What the filter bar calls things: the criteria of a filter as chips, sorts, scores, values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from aesthcull.selection.filters import (
    ANY_SERIES,
    IN_SERIES,
    IN_SET,
    NO_LABEL,
    SINGLE,
    SUGGESTED,
    UNFLAGGED,
    UNKNOWN,
    Filter,
)
from aesthcull.selection.order import NAME, NEEDS_DECISION, SIMILARITY, TIME

translate = QCoreApplication.translate  # by this name lupdate finds the texts
SIGNS = {"at least": "≥", "exactly": "=", "at most": "≤"}
_NAMED = 2  # values that a chip names; of more it says how many


@dataclass(frozen=True)
class Chip:
    """One active criterion, and the filter that is left when it is taken away."""

    text: str
    tip: str
    without: Filter


def chips(wanted: Filter, like: str = "") -> list[Chip]:
    """The active criteria in the order of the bar. `like` is the name of the frame that the filter's `only`
    are similar to."""
    found = [*_of_marks(wanted), *_of_scores(wanted), *_of_places(wanted)]
    if wanted.text.strip():
        found.append((f"“{wanted.text.strip()}”", "", {"text": ""}))
    if wanted.only is not None:
        text = translate("Find", "similar to {0}").format(like) if like else translate("Find", "chosen")
        found.append((text, "", {"only": None}))
    return [Chip(text, tip or text, replace(wanted, **less)) for text, tip, less in found]


def in_short(wanted: Filter, like: str = "") -> str:
    """The whole filter in a line."""
    return "  ·  ".join(chip.text for chip in chips(wanted, like)) or translate("Find", "All frames")


_Found = tuple[str, str, dict[str, Any]]  # a chip's text, its tip, what its going changes


def _of_marks(wanted: Filter) -> list[_Found]:
    found: list[_Found] = []
    if wanted.flags:
        found.append((*_any_of(map(flag, sorted(wanted.flags))), {"flags": frozenset()}))
    if wanted.stars or wanted.how != "at least":
        found.append((stars(wanted), "", {"stars": 0, "how": "at least"}))
    if wanted.labels:
        found.append((*_any_of(map(label, sorted(wanted.labels))), {"labels": frozenset()}))
    return found


def _of_scores(wanted: Filter) -> list[_Found]:
    return [
        (limits(*one), "", {"scores": tuple(other for other in wanted.scores if other != one)})
        for one in wanted.scores
    ]


def _of_places(wanted: Filter) -> list[_Found]:
    found: list[_Found] = []
    if wanted.series != ANY_SERIES:
        found.append((series(wanted.series), "", {"series": ANY_SERIES}))
    for word in wanted.keywords:
        rest = tuple(other for other in wanted.keywords if other != word)
        found.append((translate("Find", "keyword {0}").format(word), "", {"keywords": rest}))
    if wanted.accepted:
        found.append((translate("Find", "keywords by hand only"), "", {"accepted": False}))
    for field in ("cameras", "lenses", "types"):
        if values := getattr(wanted, field):
            names = (value(field, text) for text in sorted(values))
            found.append((*_any_of(names), {field: frozenset()}))
    if wanted.first_day or wanted.last_day:
        found.append((days(wanted.first_day, wanted.last_day), "", {"first_day": None, "last_day": None}))
    if wanted.problems:
        found.append((translate("Find", "cannot be read"), "", {"problems": False}))
    return found


def _any_of(names: Iterable[str]) -> tuple[str, str]:
    """The chip's text and its tip for values of which any may be."""
    listed = list(names)
    whole = translate("Find", " or ").join(listed)
    if len(listed) <= _NAMED:
        return whole, whole
    return translate("Find", "{0} or {1} others").format(listed[0], len(listed) - 1), whole


def flag(name: str) -> str:
    """A flag, or none."""
    words = {
        "pick": translate("Find", "Picks"),
        UNFLAGGED: translate("Find", "Unflagged"),
        "reject": translate("Find", "Rejects"),
    }
    return words.get(name, name)


def label(name: str) -> str:
    """A colour label, or none."""
    words = {
        NO_LABEL: translate("Find", "No label"),
        "red": translate("Find", "Red"),
        "yellow": translate("Find", "Yellow"),
        "green": translate("Find", "Green"),
        "blue": translate("Find", "Blue"),
        "purple": translate("Find", "Purple"),
    }
    return words.get(name, name)


def stars(wanted: Filter) -> str:
    """Which stars are asked for."""
    return f"{SIGNS[wanted.how]} {'★' * wanted.stars or translate('Find', 'no star')}"


def how(name: str) -> str:
    """How the stars are compared."""
    words = {
        "at least": translate("Find", "at least"),
        "exactly": translate("Find", "exactly"),
        "at most": translate("Find", "at most"),
    }
    return words[name]


def series(which: str | int) -> str:
    """Which frames by their series."""
    words: dict[str | int, str] = {
        ANY_SERIES: translate("Find", "All frames"),
        IN_SERIES: translate("Find", "In a series"),
        SUGGESTED: translate("Find", "Suggested of a series"),
        SINGLE: translate("Find", "Single frames"),
        IN_SET: translate("Find", "Brackets and panoramas"),
    }
    return words.get(which, translate("Find", "One series"))


def value(field: str, text: str) -> str:
    """A camera, lens, file type or keyword as it is shown."""
    if text == UNKNOWN:
        return {
            "cameras": translate("Find", "Camera not known"),
            "lenses": translate("Find", "Lens not known"),
        }.get(field, translate("Find", "Not known"))
    return text.upper() if field == "types" else text


def score(name: str) -> str:
    """A score's name."""
    text = translate("scores", name.replace("_", " "))
    return text[:1].upper() + text[1:]


def limits(name: str, low: float | None, high: float | None) -> str:
    """A score and its range."""
    if low is not None and high is not None:
        return f"{score(name)} {low:.4g} – {high:.4g}"
    return f"{score(name)} ≥ {low:.4g}" if low is not None else f"{score(name)} ≤ {high:.4g}"


def sort(name: str) -> str:
    """What frames are sorted by."""
    words = {
        TIME: translate("Find", "Capture time"),
        NAME: translate("Find", "File name"),
        NEEDS_DECISION: translate("Find", "Needs a decision"),
        SIMILARITY: translate("Find", "Similarity"),
    }
    return words.get(name) or score(name)


def day(when: date) -> str:
    """A day in the user's form."""
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)


def days(first: date | None, last: date | None) -> str:
    """A span of days."""
    if first == last and first is not None:
        return day(first)
    if first is None:
        return translate("Find", "until {0}").format(day(last)) if last else ""
    return f"{day(first)} – {day(last)}" if last else translate("Find", "from {0}").format(day(first))
