"""File names as they are compared, wherever they come from: a disk, an agency's report, a user's table.

Names are compared folded.
"""

from __future__ import annotations

import re

from aesthcull.photos.folding import folded
from aesthcull.photos.walk import PHOTO_SUFFIXES

# What agencies take and editors write, beside photographs.
SUFFIXES = PHOTO_SUFFIXES | {".ai", ".eps", ".mov", ".mp4", ".psb", ".svg", ".xcf", ".xmp", ".zip"}
EDGES = " -_"  # what a name does not consist of alone


def fold(text: str) -> str:
    """The name as it is compared."""
    return folded(text.strip())


def parts(name: str) -> tuple[tuple[str, ...], str]:
    """Folders and bare file name of a name that may come with folders, of any system; folded."""
    if "/" not in name and "\\" not in name:
        return (), fold(name)
    found = [part for part in re.split(r"[\\/]+", fold(name)) if part and part != "."]
    if found and re.fullmatch(r"[a-z]:", found[0]):
        found = found[1:]
    return (tuple(found[:-1]), found[-1]) if found else ((), fold(name))


def stem_of(name: str) -> str:
    """A folded file name without its endings: IMG_1.CR2.jpg → img_1. What is no known ending stays."""
    while True:
        rest, dot, suffix = name.rpartition(".")
        if not rest.strip(EDGES) or not dot or f".{suffix}" not in SUFFIXES:
            return name
        name = rest
