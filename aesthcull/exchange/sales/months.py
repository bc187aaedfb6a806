"""The names of months in the languages that agencies write to their contributors in.

Names come from babel's locale data. A few mean different months in different languages (`listopad` is
October in Croatian, November in Polish and Czech); then the other months of the column tell the language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

LANGUAGES = (
    "en es pt fr de it nl pl cs sk hu ro bg hr sr sl uk ru be lt lv et fi sv da nb is el tr he ar fa hi th "
    "id ms ca eu gl sq mk bs ka hy az kk"
).split()  # Chinese, Japanese, Korean and Vietnamese number their months
Named = dict[int, frozenset[str]]

_ENGLISH = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_CONNECTORS = frozenset("de del den d di of the st nd rd th г року р".split())
_AFTER_LETTER = re.compile(r"(?<=[^\W\d_])\.")
_PART = re.compile(r"\d+|[^\d\s\-/.,:;()'’׳״\u200e\u200f]+")


def parts(text: str) -> list[str]:
    """The numbers and words of a date, without what only joins them; words are folded."""
    found = _PART.findall(_AFTER_LETTER.sub("", folded(text)))
    return [part for part in found if part not in _CONNECTORS]


def folded(text: str) -> str:
    """Lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=1000)
def months_called(word: str) -> Named:
    """The months (1–12) that a folded word may mean, each with the languages in which it does.

    Three letters or more that begin a month's name stand for it: programs do not abbreviate alike.
    """
    if word in _ENGLISH:
        return {_ENGLISH[word]: frozenset({"en"})}
    names = _names()
    if word in names or len(word) < 3:
        return names.get(word, {})
    begun: Named = {}
    for name, months in names.items():
        if name.startswith(word):
            for month, languages in months.items():
                begun[month] = begun.get(month, frozenset()) | languages
    return begun


def month_called(word: str, languages: frozenset[str]) -> int:
    """The month, where a word means several the one in these languages. Raises ValueError."""
    found = months_called(word)
    if len(found) > 1:
        found = {month: spoken for month, spoken in found.items() if spoken & languages} or found
    if not found:
        raise ValueError(f"“{word}” is not the name of a month")
    if len(found) > 1:
        which = " or ".join(map(str, sorted(found)))
        raise ValueError(f"“{word}” is month {which}, depending on the language")
    return next(iter(found))


@cache
def _names() -> dict[str, Named]:
    from babel import Locale  # 0.2 s, and most reports need none

    names: dict[str, Named] = {"mrz": {3: frozenset({"de"})}}  # Java's, which babel does not have
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for month, name in locale.months[context][width].items():
                    for word in parts(name)[-1:]:
                        spoken = names.setdefault(word, {})
                        spoken[month] = spoken.get(month, frozenset()) | {language}
    return names
