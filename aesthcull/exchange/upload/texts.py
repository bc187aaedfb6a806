"""Texts as a CSV for agencies holds them: each in one line, and none that a spreadsheet would run."""

from __future__ import annotations

import unicodedata

# The wide forms are what East Asian versions of spreadsheets take for the same.
_FORMULA = "=+-@＝＋－＠"


def one_line(text: str) -> str:
    """Line breaks, tabs and runs of spaces as one space each: importers that go line by line would tear a
    longer text. What is no character (controls, halves of pairs) is left out."""
    return " ".join("".join(c for c in text if c.isspace() or not _is_none(c)).split())


def is_formula(text: str) -> bool:
    """Whether a spreadsheet that opens the CSV would take this for a formula."""
    return text[:1] != "" and text[0] in _FORMULA


def defused(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would run it. It is one line already."""
    return f"'{text}" if is_formula(text) else text


def _is_none(character: str) -> bool:
    return character == "\ufeff" or unicodedata.category(character) in ("Cc", "Cs")
