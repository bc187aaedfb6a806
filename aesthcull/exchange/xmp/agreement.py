"""Who changed what since a frame and its sidecar last agreed: a change on one side is taken, one on both
sides is decided by what was changed last, or asked about.

Each side is compared with what it said itself back then, never with the other: a file may be unable to say
all that a frame does (the stars of a reject), and that is no change. Keywords are compared word by word, so
that they never differ in a way that somebody must decide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from dataclasses import field as data_field
from typing import Any, Literal

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.profiles import Differing
from aesthcull.exchange.xmp.reading import Told
from aesthcull.exchange.xmp.ways import WayField, Ways, first, since

FIELDS: tuple[Field, ...] = ("flag", "rating", "label", "title", "description")
Field = Literal["flag", "rating", "label", "title", "description"]
_WAY_FIELDS: tuple[WayField, ...] = ("flag", "rating", "label")
_NOTHING = Marks()
FileIsNewer = Callable[[Field], bool]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the file and the frame said when they were last in step, and by which ways the file did; without
    marks before they ever were."""

    file: Marks = _NOTHING
    frame: Marks = _NOTHING
    ways: Ways = data_field(default_factory=dict)

    def to_json(self) -> str:
        """For the catalogue."""
        said = {"file": _plain(self.file), "frame": _plain(self.frame)}
        return json.dumps(said | {"ways": self.ways} if self.ways else said, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Agreed:
        """The inverse of `to_json`."""
        if text == _NOBODY_SAID:  # of most pictures
            return cls()
        said = json.loads(text)
        ways = {name: tuple(values) for name, values in said.get("ways", {}).items()}
        return cls(_marks(said["file"]), _marks(said["frame"]), ways)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`frame`: the marks that the frame shall have; `agreed`: what is agreed on once it has; `asks`: the
    fields that differ and wait for the user."""

    frame: Marks
    agreed: Agreed
    asks: tuple[Field, ...] = ()


def says_now(told: Told, agreed: Agreed) -> Marks:
    """What a file says in the light of what it said before: where its ways to tell a flag, stars or a label
    disagree, the one that was changed since counts."""
    names = {*told.ways, *agreed.ways}
    said: dict[str, Any] = {
        name: since(told.ways.get(name, ()), agreed.ways.get(name, ()), getattr(agreed.file, name))
        for name in names
    }
    if "rating" in said:
        said["rating"] = said["rating"] or 0
    return replace(told.marks, **said)


def settle(told: Told, frame: Marks, agreed: Agreed, differing: Differing, newer: FileIsNewer) -> Outcome:
    """What follows from what a file and a frame say now. `newer` tells of a field whether the file was
    changed after the frame; it is asked only where both were."""
    file = says_now(told, agreed)
    taken: dict[str, Any] = {}
    then_file: dict[str, Any] = {}
    then_frame: dict[str, Any] = {}
    asks: list[Field] = []
    for field in FIELDS:
        ours, theirs = getattr(frame, field), getattr(file, field)
        if theirs == getattr(agreed.file, field):
            continue
        if field == "rating" and file.flag == "reject" and first(told.ways.get(field, ())) is None:
            then_file[field] = theirs  # a reject's file may be unable to tell the stars
            continue
        both = ours != getattr(agreed.frame, field) and ours != theirs
        if both and differing == "ask":
            asks.append(field)
            continue
        then_file[field] = theirs
        if not both or differing == "sidecar" or (differing == "newer" and newer(field)):
            taken[field] = then_frame[field] = theirs
    words = (frame.keywords | (file.keywords - agreed.file.keywords)) - (agreed.file.keywords - file.keywords)
    # A word that the frame alone had gained or lost still waits to be written.
    waiting = (frame.keywords - agreed.frame.keywords, agreed.frame.keywords - frame.keywords)
    then_words = (words - (waiting[0] - file.keywords)) | (waiting[1] & file.keywords & agreed.file.keywords)
    return Outcome(
        replace(frame, keywords=words, **taken),
        Agreed(
            replace(agreed.file, keywords=file.keywords, **then_file),
            replace(agreed.frame, keywords=then_words, **then_frame),
            _ways_but(asks, told.ways, agreed.ways),
        ),
        tuple(asks),
    )


def _ways_but(asks: Collection[str], now: Ways, then: Ways) -> Ways:
    """What is asked about has not been told yet."""
    return {name: ways[name] for name in _WAY_FIELDS if name in (ways := then if name in asks else now)}


def fill(told: Told, frame: Marks, settled: Collection[str], *, over: bool = False) -> Outcome:
    """What follows from a picture's own XMP when it is read for the first time: it fills what nobody has said
    anything of; with `over` it is right about the rest, too. Neither for what is `settled`, names of fields
    or "keywords"."""
    file = told.marks
    free = [field for field in FIELDS if field not in settled and (over or not getattr(frame, field))]
    taken = {field: getattr(file, field) for field in free if getattr(file, field)}
    words = frame.keywords if "keywords" in settled else frame.keywords | file.keywords
    filled = replace(frame, keywords=words, **taken)
    return Outcome(filled, Agreed(file, filled, told.ways))


def said_by(marks: Marks) -> frozenset[str]:
    """The fields, and "keywords", of which marks say something."""
    return frozenset(name for name in (*FIELDS, "keywords") if getattr(marks, name))


def _plain(marks: Marks) -> dict[str, Any]:
    said: dict[str, Any] = {field: getattr(marks, field) for field in FIELDS if getattr(marks, field)}
    return said | {"keywords": sorted(marks.keywords)} if marks.keywords else said


def _marks(said: dict[str, Any]) -> Marks:
    known = {field: said[field] for field in FIELDS if field in said}
    return Marks(**known, keywords=frozenset(said.get("keywords", ())))


_NOBODY_SAID = Agreed().to_json()
