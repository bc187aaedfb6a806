"""What a packet says of a frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from aesthcull.catalogue.decisions import MAX_TEXT
from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp import names
from aesthcull.exchange.xmp.keywords import not_ours, read_keywords
from aesthcull.exchange.xmp.packet import Packet, XmpError, parse
from aesthcull.exchange.xmp.rdf import ours, texts_of
from aesthcull.exchange.xmp.ways import Said, Ways, first, text, ways_of

MOST_KEYWORDS = 2_000  # of a frame: a hundred thousand hold up a scan for half a minute
_NAMED = {
    "flag": (names.PICK, names.PICK_LABEL, names.GOOD, names.TAGGED),
    "rating": (names.RATING, names.PERCENT),
    "label": (names.LABEL, names.COLOUR_LABEL, names.COLOUR_LABELS, names.COLOUR_CLASS),
    "title": (names.TITLE,),
    "description": (names.DESCRIPTION,),
    "keywords": (names.SUBJECT, names.HIERARCHY, names.TAGS),
}


@dataclass(frozen=True)
class Told:
    """What a packet says: its marks, what it says nothing of being as in a frame without any; the names of
    those that it names at all, if only to say that there is none; and by which ways."""

    marks: Marks = field(default_factory=Marks)
    named: frozenset[str] = frozenset()
    ways: Ways = field(default_factory=dict)


def read_marks(data: bytes) -> Marks:
    """The marks in a sidecar's bytes. Raises XmpError."""
    return marks_of(parse(data))


def marks_of(packet: Packet) -> Marks:
    """The marks in a packet. Raises XmpError."""
    return told_by(packet).marks


def told_by(packet: Packet) -> Told:
    """All that a packet says. Raises XmpError for one with too many keywords."""
    said = ours(packet)
    if not said:
        return Told()
    named = frozenset(name for name, ways in _NAMED.items() if not said.keys().isdisjoint(ways))
    ways = ways_of(said)
    return Told(_marks(said, ways), named, ways)


def flag_in(said: Said) -> str | None:
    """The flag that the first of a packet's ways to tell one says; None where none does."""
    return _text_or_none(first(ways_of(said).get("flag", ())))


def label_in(said: Said) -> str | None:
    """The label that the first of a packet's ways to tell one says; None where none does."""
    return _text_or_none(first(ways_of(said).get("label", ())))


def _marks(said: Said, ways: Ways) -> Marks:
    return Marks(
        flag=_text_or_none(first(ways.get("flag", ()))),
        rating=int(first(ways.get("rating", ())) or 0),
        label=_text_or_none(first(ways.get("label", ()))),
        title=_prose(said, names.TITLE),
        description=_prose(said, names.DESCRIPTION),
        keywords=_keywords(said),
    )


def _text_or_none(value: object) -> str | None:
    return str(value) if value else None


def _prose(said: Said, name: str) -> str | None:
    return text(said, name)[:MAX_TEXT].strip() or None


def _keywords(said: Said) -> frozenset[str]:
    flat, paths, tags = (
        texts_of(said.get(name, ())) for name in (names.SUBJECT, names.HIERARCHY, names.TAGS)
    )
    if not (flat or paths or tags):
        return frozenset()
    if (most := max(map(len, (flat, paths, tags)))) > MOST_KEYWORDS:
        raise XmpError(f"it holds {most:,} keywords, and {MOST_KEYWORDS:,} are the most that are read")
    found = read_keywords(flat, paths, tags)
    return frozenset(found).difference(not_ours(found))
