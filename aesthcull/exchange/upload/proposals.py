"""Titles made from keywords, for the user to make better: agencies reject titles that are lists of words."""

from __future__ import annotations

from collections.abc import Sequence

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
