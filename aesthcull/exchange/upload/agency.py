"""What an agency takes: the columns of its CSV, and its limits.

Only numbers that somebody has published stand in `agencies/`, each with where it comes from. What is not
known has no limit here (0 or None): the agency will tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from aesthcull.photos.walk import JPEG_SUFFIXES

TextField = Literal["title", "description"]
TEXT_FIELDS: tuple[TextField, ...] = ("title", "description")
MEGA = 1_000_000  # of bytes and of pixels


@dataclass(frozen=True)
class Entry:
    """What a row says of a frame, each text in one line. `categories` are as the agency writes them."""

    file_name: str
    title: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    editorial: bool = False


Cell = Callable[[Entry], str]


@dataclass(frozen=True)
class PictureLimits:
    """Of the file itself: its suffixes, its pixels (width × height), its shorter and longer side, its size in
    bytes."""

    suffixes: frozenset[str] = JPEG_SUFFIXES
    least_pixels: int = 0
    most_pixels: int = 0
    least_side: int = 0
    most_side: int = 0
    least_bytes: int = 0
    most_bytes: int = 0


@dataclass(frozen=True)
class TextLimits:
    """Characters of a title or description. Beyond `advised` it is taken, but cut short or ranked lower."""

    most: int
    fewest: int = 0
    advised: int = 0
    required: bool = True


@dataclass(frozen=True)
class KeywordLimits:
    """How many keywords a frame must and may have."""

    fewest: int
    most: int


@dataclass(frozen=True)
class Categories:
    """The names of an agency's categories with what stands for them in the CSV; at most `most` a frame.
    `by_theme` has the category of each of `themes.THEMES` that one is for."""

    codes: Mapping[str, str]
    most: int
    required: bool = False
    by_theme: Mapping[str, str] = field(default_factory=dict)

    def named(self, text: str) -> str | None:
        """The category of this name, or of this code, however it is capitalised."""
        wanted = " ".join(text.split()).casefold()
        for name, code in self.codes.items():
            if wanted in (name.casefold(), code.casefold()):
                return name
        return None


@dataclass(frozen=True)
class Agency:
    """`id` is what the command line calls it, `name` what the catalogue does. `columns` are the headings in
    their order with what stands below each; `texts` are the texts that it takes.

    `most_rows` and `most_bytes` are of one CSV. `longest_name` and `plain_names` are what it asks of file
    names; `own_titles`, that no two frames have the same title; `tells_editorial`, that its CSV can say so.
    """

    id: str
    name: str
    columns: Mapping[str, Cell]
    texts: Mapping[TextField, TextLimits]
    keywords: KeywordLimits
    pictures: PictureLimits = field(default_factory=PictureLimits)
    categories: Categories | None = None
    separator: str = ","
    most_rows: int = 0
    most_bytes: int = 0
    longest_name: int = 0
    plain_names: bool = False
    own_titles: bool = False
    tells_editorial: bool = False


def file_name(entry: Entry) -> str:
    """The cell that the agency finds the picture by."""
    return entry.file_name


def title(entry: Entry) -> str:
    """The title."""
    return entry.title


def description(entry: Entry) -> str:
    """The description."""
    return entry.description


def keywords(entry: Entry) -> str:
    """The keywords in their order. Every agency here separates them by commas."""
    return ",".join(entry.keywords)


def empty(_entry: Entry) -> str:
    """A column that the user fills in at the agency, or need not."""
    return ""


def category(number: int) -> Cell:
    """The category in this place, from 0; empty where the frame has fewer."""
    return lambda entry: entry.categories[number] if number < len(entry.categories) else ""
