"""What other programs wrote survives our write even where we cannot hold or tell all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aesthcull.catalogue.decisions import MAX_TEXT
from aesthcull.catalogue.records import Marks
from aesthcull.exchange.xmp.agreement import Agreed, settle
from aesthcull.exchange.xmp.embedded.jpeg import with_packet
from aesthcull.exchange.xmp.packet import XmpError, parse
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import Told, marks_of, read_marks
from aesthcull.exchange.xmp.writing import put_marks
from tests.conftest import MakePhoto
from tests.exchange.xmp.forms import described


def rewritten(data: bytes, **changes: object) -> bytes:
    """The packet after its frame has taken what it says, and was then changed."""
    packet = parse(data)
    put_marks(packet, replace(marks_of(packet), **changes), XmpSettings())  # type: ignore[arg-type]
    return packet.to_bytes()


def test_a_text_longer_than_the_catalogue_holds_stays_whole() -> None:
    text = "word " * MAX_TEXT
    items = f"<rdf:Alt><rdf:li xml:lang='x-default'>{text}</rdf:li></rdf:Alt>"
    told = rewritten(described(f"<dc:description>{items}</dc:description>"), rating=3)
    assert text.encode() in told and read_marks(told).rating == 3


def test_a_label_in_the_users_own_words_stays_while_the_frame_keeps_its_colour() -> None:
    theirs = described("", "xmp:Label='Winner' photomechanic:ColorClass='2'")
    assert read_marks(theirs).label == "red"
    assert b'Label="Winner"' in rewritten(theirs, rating=3)
    told = rewritten(theirs, label="blue")
    assert b'Label="Blue"' in told and read_marks(told).label == "blue"


@pytest.mark.parametrize(
    "label",
    [
        "<xmp:Label><rdf:Description rdf:value='Red' digiKam:note='1'/></xmp:Label>",
        "<xmp:Label><rdf:Description rdf:value='Red'><lr:note>1</lr:note></rdf:Description></xmp:Label>",
        "<xmp:Label rdf:value='Red' digiKam:note='1'/>",
        "<xmp:Label rdf:parseType='Resource'><rdf:value>Red</rdf:value><lr:note>1</lr:note></xmp:Label>",
    ],
)
def test_a_value_with_qualifiers_is_changed_and_they_stay(label: str) -> None:
    told = rewritten(described(label), label="blue")
    assert read_marks(told).label == "blue"
    assert b"note" in told and b">Blue</rdf:Description>" not in told


def test_a_reject_whose_file_cannot_tell_its_stars_keeps_them() -> None:
    agreed = Agreed(Marks(rating=4), Marks(rating=4))
    frame = Marks(flag="reject", rating=4)
    outcome = settle(Told(Marks(flag="reject")), frame, agreed, "newer", lambda _: True)
    assert outcome.frame == frame


def test_a_preview_behind_the_picture_stays_where_the_cameras_notes_say(
    tmp_path: Path, make_photo: MakePhoto
) -> None:
    picture = make_photo(tmp_path / "a.jpg").read_bytes()
    short, long = (rewritten(described(""), title=title) for title in ("a", "a" * 5000))

    def put(data: bytes, packet: bytes) -> bytes:
        return with_packet(data, packet)

    with pytest.raises(XmpError, match="preview"):
        put(picture + bytes(100) + picture, short)
    roomy = put(picture, long) + picture
    assert put(roomy, short).index(picture) == roomy.index(picture)
    assert put(picture + b"a clip", short).endswith(b"a clip")
