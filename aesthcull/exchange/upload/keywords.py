"""A frame's keywords as an agency gets them: in their order, each once, the last part of hierarchical ones.

Agencies rank the first keywords highest. The order is the one that the user has given in the table of
uploads; then come the user's other keywords, as they were given, then the machine's, the surest first.

Of `animal|bird|eagle` only `eagle` is sent: the levels above are how the user files things (`places`,
`clients`), which nobody searches for and reviewers call spam; who wants `bird` as well gives it as well.
A comma separates keywords at every agency, so that a keyword with one becomes two. A bar within a word
(`Canon | EF`) is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from aesthcull.catalogue.records import PERSON, Frame
from aesthcull.exchange.upload.texts import one_line
from aesthcull.exchange.xmp.keywords import BAR

Given = Mapping[str, int]  # the user's keywords of a frame with when they were given, by any ascending number
_LAST = 2**62


def upload_keywords(frame: Frame, given: Given, min_confidence: float = 0.0) -> list[str]:
    """All of them; those of the machine that are less sure than `min_confidence` (0–1) are left out."""
    ordered = {word.casefold(): place for place, word in enumerate(stored_order(frame))}
    ranked = []
    for keyword in frame.keywords:
        own = keyword.source == PERSON
        sure = 1.0 if keyword.confidence is None else keyword.confidence
        if own or sure >= min_confidence:
            rank = (0, given.get(keyword.name, _LAST), 0.0) if own else (1, 0, -sure)
            words = words_of(keyword.name)
            for number, word in enumerate(words):
                place = ordered.get(word.casefold(), _LAST)
                ranked.append((place, *rank, words[0].casefold(), number, word))
    found: dict[str, str] = {}
    for *_, word in sorted(ranked):
        found.setdefault(word.casefold(), word)
    return list(found.values())


def words_of(name: str) -> list[str]:
    """The keywords that one of the catalogue comes to."""
    leaf = next((part for part in reversed(name.split("|")) if part.strip()), "")
    return typed_keywords(leaf.replace(BAR, " "))


def typed_keywords(text: str) -> list[str]:
    """Keywords separated by commas or semicolons, each once."""
    words = filter(None, map(one_line, re.split(r"[,;]", text)))
    return list({word.casefold(): word for word in reversed(list(words))}.values())[::-1]


def origins(frame: Frame, words: Sequence[str]) -> tuple[str, ...]:
    """The keywords of the catalogue that come to one of these."""
    wanted = set(words)
    names = {keyword.name for keyword in frame.keywords if wanted.intersection(words_of(keyword.name))}
    return tuple(sorted(names))


def stored_order(frame: Frame) -> list[str]:
    """The order that the user gave in the table of uploads; empty where none was given."""
    try:
        words = json.loads(frame.keyword_order or "[]")
    except ValueError:
        return []
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []
