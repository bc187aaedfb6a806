"""What other programs' XMP says of a frame, in every spelling, and bad XMP as one named problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue.records import Marks
from aesthcull.exchange.upload.keywords import words_of
from aesthcull.exchange.xmp.keywords import flat_words, read_keywords, tag_paths
from aesthcull.exchange.xmp.packet import MAX_BYTES, XmpError, begin, parse
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.exchange.xmp.writing import put_marks
from tests.exchange.xmp.forms import LIGHTROOM, NAMESPACES, described


def test_lightrooms_form_is_read() -> None:
    assert read_marks(LIGHTROOM.encode()) == Marks(
        rating=2, label="yellow", title="An eagle", keywords=frozenset({"animal|bird|eagle", "Alps"})
    )


@pytest.mark.parametrize(
    ("attributes", "elements"),
    [
        ("xmp:Rating='4'", ""),
        ("", "<xmp:Rating>4</xmp:Rating>"),
        ("", "<xmp:Rating> 4.0 </xmp:Rating>"),
        (
            "",
            "<xmp:Rating rdf:parseType='Resource'><rdf:value>4</rdf:value></xmp:Rating>",
        ),
        ("", "<xmp:Rating><rdf:Description><rdf:value>4</rdf:value></rdf:Description></xmp:Rating>"),
        ("", "<xmp:Rating><rdf:Description rdf:value='4'/></xmp:Rating>"),
        ("", "<xmp:Rating><rdf:Bag><rdf:li>4</rdf:li></rdf:Bag></xmp:Rating>"),
        ("", "<MicrosoftPhoto:Rating>75</MicrosoftPhoto:Rating>"),
    ],
)
def test_a_value_is_read_in_every_spelling(attributes: str, elements: str) -> None:
    assert read_marks(described(elements, attributes)) == Marks(rating=4)


def test_properties_may_be_spread_over_several_descriptions() -> None:
    data = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {NAMESPACES}>
    <rdf:Description rdf:about="uuid:1" xmp:Rating="3"/>
    <rdf:Description rdf:about=""><xmp:Label>red</xmp:Label></rdf:Description>
    <rdf:Description rdf:about="#another" xmp:Rating="5"/></rdf:RDF></x:xmpmeta>"""
    assert read_marks(data.encode()) == Marks(rating=3, label="red")


@pytest.mark.parametrize(
    ("attributes", "flag", "rating"),
    [
        ("xmp:Rating='-1'", "reject", 0),
        ("xmp:Rating='3' xmpDM:pick='-1' xmpDM:good='false'", "reject", 3),
        ("xmp:Rating='3' xmpDM:pick='1' xmpDM:good='True'", "pick", 3),
        ("xmpDM:good='True'", "pick", 0),
        ("xmpDM:good='False'", None, 0),
        ("xmpDM:pick='0' digiKam:PickLabel='3'", "pick", 0),
        ("digiKam:PickLabel='1'", "reject", 0),
        ("digiKam:PickLabel='2'", None, 0),
        ("photomechanic:Tagged='True'", "pick", 0),
        ("xmp:Rating='-1' xmpDM:pick='1'", "pick", 0),
        ("xmp:Rating='9'", None, 5),
        ("xmp:Rating='many'", None, 0),
        ("xmp:Rating='1e400'", None, 0),
    ],
)
def test_flags_and_stars_of_every_program(attributes: str, flag: str | None, rating: int) -> None:
    assert read_marks(described("", attributes)) == Marks(flag=flag, rating=rating)


@pytest.mark.parametrize(
    ("attributes", "label"),
    [
        ("xmp:Label='Purple'", "purple"),
        ("xmp:Label='Grün'", "green"),
        ("xmp:Label='To Do'", "purple"),
        ("xmp:Label='Anna chooses'", None),
        ("digiKam:ColorLabel='6'", "purple"),
        ("digiKam:ColorLabel='2'", None),
        ("photomechanic:ColorClass='2'", "red"),
        ("xmp:Label='Blue' digiKam:ColorLabel='1'", "blue"),
    ],
)
def test_labels_of_every_program(attributes: str, label: str | None) -> None:
    assert read_marks(described("", attributes)).label == label


def test_darktables_labels_are_read() -> None:
    labels = "<darktable:colorlabels><rdf:Seq><rdf:li>3</rdf:li></rdf:Seq></darktable:colorlabels>"
    assert read_marks(described(labels)).label == "blue"


def test_keywords_of_all_programs_are_one_list() -> None:
    words = """<dc:subject><rdf:Bag><rdf:li>animal</rdf:li><rdf:li>eagle</rdf:li>
    <rdf:li>sky </rdf:li></rdf:Bag></dc:subject>
    <digiKam:TagsList><rdf:Seq><rdf:li>animal/bird/eagle</rdf:li></rdf:Seq></digiKam:TagsList>
    <lr:hierarchicalSubject><rdf:Bag><rdf:li>darktable|exported|jpg</rdf:li></rdf:Bag>
    </lr:hierarchicalSubject>"""
    assert read_marks(described(words)).keywords == {"animal|bird|eagle", "sky"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("declared", ["", '<?xml version="1.0"?>\n', '<?xml version="1.0" encoding="{}"?>\n'])
def test_every_encoding_is_read(encoding: str, declared: str) -> None:
    text = declared.format(encoding[:6].rstrip("-").upper()) + LIGHTROOM.replace("Gelb", "Grün")
    marks = read_marks(text.encode(encoding))
    assert (marks.label, marks.rating) == ("green", 2)


def test_zeros_behind_a_packet_are_passed_over() -> None:
    assert read_marks(LIGHTROOM.encode() + b"\0" * 100).rating == 2


_BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
{}]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&j;</rdf:RDF>""".format(
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
)
_FILE = """<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&f;</rdf:RDF>"""


_MANY = "".join(f"<rdf:li>word {n}</rdf:li>" for n in range(100_000))
_WORDS = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>{_MANY}</rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_WORDS.encode(), "it holds 100,000 keywords"),
        (b"", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (_BOMB.encode(), "document type"),
        (_BOMB.encode("utf-16"), "document type"),
        (_FILE.encode(), "document type"),
        (_BOMB.replace("?>", ' encoding="cp037"?>', 1).encode("cp037"), "document type|malformed"),
        (LIGHTROOM.encode()[:900], "malformed"),
        (LIGHTROOM.replace("Gelb", "Gr\udcfcn").encode("utf-8", "surrogateescape"), "malformed"),
        (b"<html><body/></html>", "not XMP"),
        (b"not xml at all", "malformed"),
        (b"\xff\xd8\xff\xe0 a picture", "malformed"),
        (b"<a>" * 100_000, "malformed"),
        (LIGHTROOM.encode() + b" " * MAX_BYTES, "larger than"),
        (b"\xff\xfe\x00", "malformed"),
        (b'<?xml version="1.0" encoding="klingon"?><x/>', "malformed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_xmp_is_named_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(XmpError, match=reason) as told:
        read_marks(data)
    assert len(str(told.value).splitlines()) == 1


@given(st.binary(max_size=400) | st.tuples(st.integers(0, 2000), st.binary(max_size=20)))
def test_no_bytes_raise_anything_but_our_error(what: bytes | tuple[int, bytes]) -> None:
    data = (
        what
        if isinstance(what, bytes)
        else LIGHTROOM.encode()[: what[0]] + what[1] + LIGHTROOM.encode()[what[0] :]
    )
    try:
        found = read_marks(data)
    except XmpError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert 0 <= found.rating <= 5


def test_real_sidecars_are_read_or_named(shared_data: Path) -> None:
    files = sorted((shared_data / "camera_files").rglob("*.xmp"))
    readable = 0
    for file in files:
        try:
            parse(file.read_bytes())
            readable += 1
        except XmpError as error:
            assert "exiv2" in str(file), error  # its reproducers of crashes
    assert len(files) == 35
    assert readable == 26
    squirrel = next(file for file in files if "IMG_5910" in file.name)
    assert read_marks(squirrel.read_bytes()).keywords == {"USA", "Alvin the Squirrel", "Berkley"}


def test_a_keyword_with_a_slash_that_digikam_cannot_hold_is_read_back_once() -> None:
    words = ["b/w", "animal|bird", "sea"]
    assert sorted(read_keywords(flat_words(words), ["animal|bird"], tag_paths(words))) == sorted(words)
    assert read_keywords([], [], ["animal/bird", "sea"]) == ["animal|bird", "sea"]


def test_a_bar_within_a_flat_keyword_divides_nothing_and_comes_back_as_it_was() -> None:
    item = "<dc:subject><rdf:Bag><rdf:li>{0}</rdf:li></rdf:Bag></dc:subject>"
    for word in ("Canon | EF", "a|b"):
        data = described(item.format(word), "")
        (read,) = read_marks(data).keywords
        assert "|" not in read
        packet = parse(data)
        before = packet.to_bytes()
        put_marks(packet, read_marks(data), XmpSettings())
        assert packet.to_bytes() == before
        fresh = begin()
        put_marks(fresh, read_marks(data), XmpSettings(profile="digikam"))
        assert read_marks(fresh.to_bytes()).keywords == {read}
        assert word.encode() in fresh.to_bytes()
        assert b"hierarchicalSubject" not in fresh.to_bytes()
        assert words_of(read) == [" ".join(word.replace("|", " ").split())]
    assert words_of("places|Zurich") == ["Zurich"]


def test_paths_come_from_their_own_lists_and_repeating_them_flat_adds_nothing() -> None:
    assert read_keywords(["animal|bird", "bird", "x|y"], ["animal|bird"], []) == ["animal|bird", "x\u2223y"]
    assert read_keywords(["Canon | EF"], [], ["Canon | EF", "a/b"]) == ["a|b", "Canon \u2223 EF"]
