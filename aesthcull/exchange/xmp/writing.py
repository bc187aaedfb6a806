"""Putting a frame's marks into a packet, by a profile. A property that says it already is left alone, to the
letter: a label in another language, the order of keywords, a title's translations.
"""

from __future__ import annotations

import re
from dataclasses import replace

from aesthcull.catalogue.decisions import MAX_TEXT
from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp import keywords as words
from aesthcull.exchange.xmp import labels, names
from aesthcull.exchange.xmp.packet import Packet
from aesthcull.exchange.xmp.profiles import PROFILES, XmpSettings
from aesthcull.exchange.xmp.rdf import BAG, SEQ, ours, set_default, set_text, set_texts, texts_of
from aesthcull.exchange.xmp.reading import flag_in, label_in
from aesthcull.exchange.xmp.ways import Said, number, text

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PERCENT = (0, 1, 25, 50, 75, 99)  # by stars, as Windows writes it
_PICK = {"pick": "1", "reject": "-1", None: "0"}
_PICK_LABEL = {"pick": "3", "reject": "1", None: "0"}
_PENDING = "2"
_GOOD = {"pick": "True", "reject": "False"}


def put_marks(packet: Packet, marks: Marks, settings: XmpSettings) -> None:
    """Let the packet say what `marks` say."""
    said, profile = ours(packet), PROFILES[settings.profile]
    marks = _legal(marks)
    _put_rating(packet, said, marks, settings)
    rejected = marks.flag == "reject" and settings.rejected_by != "rating"
    if profile.flags or rejected or names.PICK in said or names.GOOD in said:
        _put_pick(packet, said, marks.flag)
    if profile.digikam or names.PICK_LABEL in said:
        _put_pick_label(packet, said, marks.flag)
    _put_label(packet, said, marks.label, settings)
    _put_prose(packet, said, marks)
    _put_keywords(packet, said, words.written(marks.keywords), profile.digikam)
    _put_photo_mechanic(packet, said, marks)


def _legal(marks: Marks) -> Marks:
    """Without the characters that XML cannot hold."""
    title, description = (_clean(text) if text else None for text in (marks.title, marks.description))
    keywords = frozenset(_clean(word) for word in marks.keywords)
    return replace(marks, title=title, description=description, keywords=keywords)


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _put(packet: Packet, said: Said, name: str, value: str, absent: str) -> None:
    """Set a plain property; `absent` is what it means where it is not there."""
    if (text(said, name) or absent) != value or len(said.get(name, ())) > 1:
        set_text(packet, name, value)


def _put_rating(packet: Packet, said: Said, marks: Marks, settings: XmpSettings) -> None:
    rating = marks.rating
    if marks.flag == "reject" and settings.rejected_by != "pick":
        rating = -1
    if packet.fresh or (number(said, names.RATING) or 0) != rating or len(said.get(names.RATING, ())) > 1:
        set_text(packet, names.RATING, str(rating))
    if names.PERCENT in said and number(said, names.PERCENT) != _PERCENT[max(rating, 0)]:
        set_text(packet, names.PERCENT, str(_PERCENT[max(rating, 0)]))


def _put_pick(packet: Packet, said: Said, flag: str | None) -> None:
    _put(packet, said, names.PICK, _PICK[flag], absent="0")
    good = _GOOD.get(flag or "")
    if text(said, names.GOOD).lower() != (good or "").lower():
        set_text(packet, names.GOOD, good)


def _put_pick_label(packet: Packet, said: Said, flag: str | None) -> None:
    """digiKam's third flag, "pending", stays as long as the file says our flag without it."""
    if text(said, names.PICK_LABEL) != _PENDING or flag not in (None, flag_in(said)):
        _put(packet, said, names.PICK_LABEL, _PICK_LABEL[flag], absent="0")


def _put_label(packet: Packet, said: Said, label: str | None, settings: XmpSettings) -> None:
    there = text(said, names.LABEL)
    # A word that we do not know stays until the photographer gives the frame another label.
    is_theirs = bool(there) and labels.label_of(there) is None and label_in(said) == label
    if labels.label_of(there) != label and not is_theirs:
        set_text(packet, names.LABEL, labels.ENGLISH[label] if label else None)
    profile = PROFILES[settings.profile]
    if profile.digikam or names.COLOUR_LABEL in said:
        _put_number(packet, said, names.COLOUR_LABEL, labels.DIGIKAM, label)
    if (
        names.COLOUR_LABELS in said
    ):  # never brought in: darktable would take the file for an old one of its own
        _put_darktable(packet, said, label)


def _put_number(packet: Packet, said: Said, name: str, numbers: dict[int, str], label: str | None) -> None:
    """A label by another program's number; a colour that we do not know stays as long as there is none, or
    the file says ours in another way."""
    there = number(said, name) or 0
    is_theirs = bool(there) and there not in numbers and label_in(said) == label
    if numbers.get(there) != label and not is_theirs:
        set_text(packet, name, str(labels.number_of(numbers, label) or 0))


def _put_darktable(packet: Packet, said: Said, label: str | None) -> None:
    there = texts_of(said.get(names.COLOUR_LABELS, ()))
    wanted = labels.number_of(labels.DARKTABLE, label)
    if (wanted is None and there) or (wanted is not None and str(wanted) not in there):
        set_texts(packet, names.COLOUR_LABELS, SEQ, [] if wanted is None else [str(wanted)])


def _put_prose(packet: Packet, said: Said, marks: Marks) -> None:
    for name, value in ((names.TITLE, marks.title), (names.DESCRIPTION, marks.description)):
        # Of a longer text the catalogue has the beginning only: the file keeps the whole of it.
        if text(said, name)[:MAX_TEXT].strip() != (value or "").strip():
            set_default(packet, name, value)


def _put_keywords(packet: Packet, said: Said, wanted: list[str], digikam: bool) -> None:
    """The flat words always; paths where the file has some or a keyword is one: a program that knows a
    hierarchy takes the frame's keywords from there alone."""
    has_paths = names.HIERARCHY in said or any(words.LEVEL in word for word in wanted)
    flat = words.flat_words(wanted)
    if not _tells(texts_of(said.get(names.SUBJECT, ())), wanted, flat):
        _put_words(packet, said, names.SUBJECT, BAG, flat)
    if has_paths:
        _put_words(packet, said, names.HIERARCHY, BAG, wanted)
    if digikam or names.TAGS in said:
        _put_words(packet, said, names.TAGS, SEQ, words.tag_paths(wanted))


def _tells(there: list[str], wanted: list[str], flat: list[str]) -> bool:
    """Whether flat words tell of these keywords and no others. Some programs write a path's last level only,
    which is left so."""
    last = set(words.flat_words(word.split(words.LEVEL)[-1] for word in wanted))
    return last <= set(there) <= set(flat) | set(words.not_ours(there))


def _put_words(packet: Packet, said: Said, name: str, kind: str, wanted: list[str]) -> None:
    there = texts_of(said.get(name, ()))
    kept = [*words.ordered(there, wanted), *words.not_ours(there)]
    if set(there) != set(kept) or len(there) != len(kept):
        set_texts(packet, name, kind, kept)


def _put_photo_mechanic(packet: Packet, said: Said, marks: Marks) -> None:
    """Its own properties are only kept in step where they are there: it reads the common ones, too."""
    if names.COLOUR_CLASS in said:
        _put_number(packet, said, names.COLOUR_CLASS, labels.PHOTO_MECHANIC, marks.label)
    tagged = text(said, names.TAGGED).lower()
    is_tagged = tagged in ("true", "1")
    is_theirs = not is_tagged and marks.flag == flag_in(said)
    if tagged and is_tagged != (marks.flag == "pick") and not is_theirs:
        set_text(packet, names.TAGGED, "True" if marks.flag == "pick" else "False")
