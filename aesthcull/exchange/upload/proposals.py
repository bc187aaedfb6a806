"""Titles and categories made from keywords, for the user to make better: agencies reject titles that are
lists of words, and a keyword does not always say what a frame is about."""

from __future__ import annotations

from collections.abc import Sequence

from aesthcull.exchange.upload.agency import Categories
from aesthcull.exchange.upload.themes import themes_of

_WORDS, _LONGEST = 5, 70


def proposed_title(keywords: Sequence[str]) -> str:
    """The first keywords that say something new, as many as fit; empty without keywords."""
    said: set[str] = set()
    parts: list[str] = []
    for keyword in keywords:
        words = keyword.casefold().split()
        longer = " ".join([*parts, keyword])
        if len(parts) == _WORDS or len(longer) > _LONGEST:
            break
        if not said.issuperset(words):
            parts.append(keyword)
            said.update(words)
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


def proposed_category(keywords: Sequence[str], known: Categories) -> tuple[str, str] | None:
    """The category that the first telling keyword suggests, with that keyword; None without one."""
    for theme, keyword in themes_of(keywords).items():
        if theme in known.by_theme:
            return known.by_theme[theme], keyword
    return None
