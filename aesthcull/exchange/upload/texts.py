"""Texts as a CSV for agencies holds them: each in one line, and none that a spreadsheet would run."""

from __future__ import annotations

import re
import unicodedata

# The wide forms are what East Asian versions of spreadsheets take for the same.
_FORMULA = "[=+\\-@＝＋－＠]"
# A spreadsheet whose own separator is the other one parts a cell there (a German one a CSV of commas).
_RUN = {
    ",": re.compile(f'(^|(?<=;)"*)({_FORMULA})'),
    ";": re.compile(f'(^|(?<=,)"*)({_FORMULA})'),
}


def one_line(text: str) -> str:
    """Line breaks, tabs and runs of spaces as one space each: importers that go line by line would tear a
    longer text. What is no character (controls, halves of pairs) is left out, and an accent that is a
    character of its own goes with its letter, so that it counts as one."""
    kept = "".join(c for c in text if c.isspace() or not _is_none(c))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def defused(text: str, separator: str = ",") -> str:
    """The text of a cell so that no spreadsheet runs it: a dash for a hyphen, which buyers can read, and an
    apostrophe before the rest. `separator` is what parts the cells; the text is one line already."""
    return _RUN[separator].sub(_harmless, text)


def _harmless(found: re.Match[str]) -> str:
    before, sign = found.groups()
    return f"{before}–" if sign in "-－" else f"{before}'{sign}"


def _is_none(character: str) -> bool:
    return character == "\ufeff" or unicodedata.category(character) in ("Cc", "Cs")
