"""Names that every file system takes: the strictest are Windows' and those of cards and sticks (exFAT)."""

from __future__ import annotations

import re

MOST_BYTES = 200  # of a stem; file systems take 255 with suffixes and a number
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_part(text: str) -> str:
    """A folder's or file's name with what is refused replaced by "_"; empty where nothing is left of it.

    Blanks at the ends and dots at the end go (Windows drops them by itself), a leading dot would hide it;
    what is too long is cut.
    """
    readable = text.encode("utf-8", "replace").decode("utf-8")  # bytes of names that are no text: ?
    name = _REFUSED.sub("_", readable).strip().rstrip(". ")
    if name.startswith("."):
        name = f"_{name[1:]}"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    cut = name.encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore")
    return cut if cut == name else cut.rstrip(". ")
