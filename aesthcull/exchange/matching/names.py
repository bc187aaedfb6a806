"""What file names tell of copies: which are those of edited ones, and of what. All names are folded ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aesthcull.photos.naming import EDGES, fold


@dataclass(frozen=True)
class Mark:
    """By what a copy's name differs from its original's; `pattern` is of the folded stem.

    A `sure` mark is never part of an original's name. One that is not sure (`-2`, `full`) is a copy's for
    certain only behind a digit, where cameras' names end, or behind a sure mark: IMG_1234-2 is a copy,
    sunset-2 may be the second sunset.
    """

    example: str
    pattern: str
    sure: bool
    number: bool = False


MARKS = (
    Mark("IMG_1-Edit", r"[-_ ]+(?:edit(?:ed|s)?|psedit)\d{0,2}", sure=True),
    Mark(
        "IMG_1_bearbeitet",
        r"[-_ ]+(?:bearbeitet|retusche|retuschiert|retouche|retouch(?:ed)?|editad[ao]|modifi[eé]e?)\d{0,2}",
        sure=True,
    ),
    Mark("IMG_1 - Copy (2)", r"[-_ ]+(?:copy|kopie|copie|copia|kopia)(?: ?\(?\d{1,2}\)?)?", sure=True),
    Mark("IMG_1_sRGB", r"[-_ ]+(?:srgb|adobe-?rgb|prophoto(?:rgb)?)", sure=True),
    Mark("IMG_1-Enhanced-NR", r"[-_ ]+enhanced(?:[-_](?:nr|sr|rd))*", sure=True),
    Mark("IMG_1-DxO", r"[-_ ]+(?:dxo|topaz|denoiseai|sharpenai|gigapixel)", sure=True),
    Mark("IMG_1-full", r"[-_ ]+(?:full|full-?size|full-?res|hi-?res|high-?res|final)", sure=False),
    Mark("IMG_1_bw", r"[-_ ]+(?:bw|b&w|sw|crop|cropped|resized|upscaled|small|large|web)", sure=False),
    Mark("IMG_1-export", r"[-_ ]+(?:export|exported|upload|uploaded|stock)", sure=False),
    Mark("IMG_1-v2", r"[-_ ]+v\d{1,2}", sure=False, number=True),
    Mark("IMG_1-2", r"[-_ ]+[1-9]", sure=False, number=True),
    Mark("IMG_1 (1)", r"[-_ ]*\([1-9]\d?\)", sure=False, number=True),
)
_ENDS = [(mark, re.compile(f"(?:{mark.pattern})$")) for mark in MARKS]
_ANY_END = re.compile("(?:" + "|".join(mark.pattern for mark in MARKS) + ")$")
_COPY_OF = re.compile(r"(?:copy|kopie|copie|copia)[-_ ](?:of|von|de|di)[-_ ]+(?=.)")

# Files as agencies name the downloads of their assets: the agency, as part of its name, and the asset number.
_AGENCY_FILE = re.compile(
    r"(adobestock|shutterstock|istock|gettyimages|depositphotos|dreamstime|alamy|123rf)(?:photo)?"
    r"[-_](?:[a-z]{1,3}[-_])?(\d{4,})(?:\D.*)?"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a copy's original may be called: a folded stem. `numbered`: a number was taken off."""

    stem: str
    sure: bool
    numbered: bool


def origins(stem: str) -> tuple[Origin, ...]:
    """The stems of which a folded stem may be an edited copy's, nearest first; none for an original's."""
    found: list[Origin] = []
    sure, numbered = True, False
    taken = _without_mark(stem)
    while taken is not None:
        stem, mark = taken
        taken = _without_mark(stem)
        behind_a_mark = taken is not None and taken[1].sure
        sure = sure and (mark.sure or stem[-1].isdigit() or behind_a_mark)
        numbered = numbered or mark.number
        found.append(Origin(stem, sure, numbered))
    return tuple(found)


def words(text: str) -> str:
    """A title, or a stem, as bare words: `Old bridge, at dawn` and `old-bridge_at-dawn` are the same."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def agency_number(stem: str) -> tuple[str, str] | None:
    """`adobestock_123456789` → (adobestock, 123456789)."""
    found = _AGENCY_FILE.fullmatch(stem)
    return (found[1], found[2]) if found else None


def _without_mark(stem: str) -> tuple[str, Mark] | None:
    start = _COPY_OF.match(stem)
    if start is not None:
        return stem[start.end() :], MARKS[2]
    if not _ANY_END.search(stem):
        return None
    for mark, pattern in _ENDS:
        end = pattern.search(stem)
        if end is not None and (rest := stem[: end.start()].rstrip(EDGES)).strip(EDGES):
            return rest, mark
    return None
