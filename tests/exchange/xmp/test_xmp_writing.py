"""Marks put into packets: told back as they were, nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue.records import LABELS, Marks
from aesthcull.exchange.xmp.packet import XmpError, begin, parse
from aesthcull.exchange.xmp.profiles import PROFILES, Rejects, XmpSettings
from aesthcull.exchange.xmp.reading import marks_of, read_marks
from aesthcull.exchange.xmp.writing import put_marks
from tests.exchange.xmp.forms import LIGHTROOM, NAMESPACES, described, without_ours

ALL = Marks("pick", 4, "red", "A title", "Two\nlines", frozenset({"animal|bird|eagle", "sky"}))
COMMON = XmpSettings()
SETTINGS = [XmpSettings(profile=name) for name in PROFILES]


def written(data: bytes | None, marks: Marks, settings: XmpSettings = COMMON) -> bytes:
    packet = parse(data) if data is not None else begin()
    put_marks(packet, marks, settings)
    return packet.to_bytes()


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda s: s.profile)
def test_a_new_sidecar_says_all_marks(settings: XmpSettings) -> None:
    told = read_marks(written(None, ALL, settings))
    if settings.profile == "darktable":  # which knows no picks
        assert told.flag is None
        told = Marks("pick", told.rating, told.label, told.title, told.description, told.keywords)
    assert told == ALL


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda s: s.profile)
def test_every_profile_tells_of_a_reject(settings: XmpSettings) -> None:
    assert read_marks(written(None, Marks(flag="reject", rating=3), settings)).flag == "reject"


def test_a_reject_is_written_as_the_setting_says() -> None:
    reject = Marks(flag="reject", rating=3)
    both, rating, pick = (
        written(None, reject, XmpSettings(rejects=how)) for how in ("both", "rating", "pick")
    )
    assert b'xmp:Rating="-1"' in both and b'xmpDM:pick="-1"' in both
    assert b'xmp:Rating="-1"' in rating
    assert b'xmp:Rating="3"' in pick and b'xmpDM:pick="-1"' in pick


@pytest.mark.parametrize("profile", list(PROFILES))
@pytest.mark.parametrize("how", ["both", "rating", "pick"])
def test_no_setting_loses_a_reject(profile: str, how: Rejects) -> None:
    settings = XmpSettings(profile=profile, rejects=how)
    assert read_marks(written(None, Marks(flag="reject"), settings)).flag == "reject"


def test_what_is_not_ours_survives() -> None:
    data = LIGHTROOM.encode()
    for settings in SETTINGS:
        for marks in (ALL, Marks(flag="reject", label="blue"), Marks()):
            assert without_ours(written(data, marks, settings)) == without_ours(data)


def test_a_sidecar_that_says_it_already_is_left_to_the_letter() -> None:
    data = LIGHTROOM.encode()
    packet = parse(data)
    before = packet.to_bytes()
    put_marks(packet, marks_of(packet), XmpSettings())
    assert packet.to_bytes() == before
    assert b"Gelb" in before


def test_a_label_in_another_language_changes_only_with_the_label() -> None:
    yellow = Marks(
        rating=5, label="yellow", title="An eagle", keywords=read_marks(LIGHTROOM.encode()).keywords
    )
    assert b"Gelb" in written(LIGHTROOM.encode(), yellow)
    assert b'xmp:Label="Green"' in written(LIGHTROOM.encode(), Marks(label="green"))
    assert b"xmp:Label=" not in written(LIGHTROOM.encode(), Marks())


def test_a_label_that_we_do_not_know_stays_until_there_is_one() -> None:
    data = described("", "xmp:Label='Anna chooses' digiKam:ColorLabel='2'")
    assert b"Anna chooses" in written(data, Marks(rating=3))
    assert b'digiKam:ColorLabel="2"' in written(data, Marks(rating=3))
    assert b"Anna chooses" not in written(data, Marks(label="red"))


def test_a_titles_translations_stay() -> None:
    told = written(LIGHTROOM.encode(), Marks(title="A golden eagle")).decode()
    assert told.count("A golden eagle") == 2  # the default and the language that said the same
    assert "Ein Adler" in told
    assert "Ein Adler" not in written(LIGHTROOM.encode(), Marks()).decode()


def test_keywords_that_stay_keep_their_place_and_those_that_we_cannot_hold_stay() -> None:
    long = "x" * 300
    data = described(
        f"<dc:subject><rdf:Bag><rdf:li>z</rdf:li><rdf:li>{long}</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>"
    )
    assert read_marks(data).keywords == {"z", "b"}
    told = written(data, Marks(keywords=frozenset({"a", "z"}))).decode()
    assert told.index(">z<") < told.index(long) < told.index(">a<")
    assert ">b<" not in told


def test_darktables_own_tags_stay() -> None:
    data = described(
        "<lr:hierarchicalSubject><rdf:Bag><rdf:li>darktable|style|x</rdf:li></rdf:Bag></lr:hierarchicalSubject>"
    )
    assert b"darktable|style|x" in written(data, Marks(keywords=frozenset({"a|b"})))


def test_properties_of_other_programs_that_are_there_are_kept_in_step() -> None:
    data = described(
        "<digiKam:TagsList><rdf:Seq><rdf:li>old</rdf:li></rdf:Seq></digiKam:TagsList>",
        "MicrosoftPhoto:Rating='25' digiKam:PickLabel='1' photomechanic:ColorClass='2' "
        "photomechanic:Tagged='True'",
    )
    told = written(data, Marks(rating=4, label="green", keywords=frozenset({"new|er"}))).decode()
    for one in (
        *('MicrosoftPhoto:Rating="75"', 'digiKam:PickLabel="0"', 'photomechanic:ColorClass="5"'),
        *('photomechanic:Tagged="False"', "<rdf:li>new/er</rdf:li>"),
    ):
        assert one in told
    assert ">old<" not in told


def test_a_property_told_twice_is_told_once() -> None:
    data = f"""<rdf:RDF {NAMESPACES}><rdf:Description xmp:Rating='1'/>
    <rdf:Description><xmp:Rating>2</xmp:Rating></rdf:Description></rdf:RDF>"""
    told = written(data.encode(), Marks(rating=5)).decode()
    assert told.count("Rating") == 1
    assert read_marks(told.encode()).rating == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_encoding_stays(encoding: str) -> None:
    text = '<?xml version="1.0"?>' + LIGHTROOM
    told = written(text.encode(encoding), Marks(rating=1, title="Bär"))
    assert "Bär" in told.decode(encoding)
    assert told[:2] == text.encode(encoding)[:2]
    assert read_marks(told).title == "Bär"


def test_a_file_without_a_description_gets_one() -> None:
    data = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    assert read_marks(written(data, ALL)) == ALL


def test_real_sidecars_keep_what_is_not_ours(shared_data: Path) -> None:
    tried = 0
    for file in sorted((shared_data / "camera_files").rglob("*.xmp")):
        data = file.read_bytes()
        try:
            parse(data)
        except XmpError:
            continue
        for settings in SETTINGS:
            told = written(data, ALL, settings)
            assert without_ours(told) == without_ours(data), file
            assert read_marks(told).keywords == ALL.keywords
        tried += 1
    assert tried == 26


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)
_TITLE = st.none() | _TEXT.filter(lambda text: text.strip() != "").map(str.strip)


def _level(text: str) -> str:
    return " ".join(text.replace("|", " ").split())


@given(
    st.builds(
        Marks,
        flag=st.sampled_from([None, "pick", "reject"]),
        rating=st.integers(0, 5),
        label=st.sampled_from([None, *LABELS]),
        title=_TITLE,
        description=_TITLE,
        keywords=st.frozensets(_TEXT.map(_level).filter(bool), max_size=4),
    )
)
def test_any_marks_come_back_as_they_were(marks: Marks) -> None:
    assert read_marks(written(None, marks, XmpSettings(profile="lightroom"))) == marks
    again = written(LIGHTROOM.encode(), marks, XmpSettings(profile="lightroom"))
    assert read_marks(again) == marks
    assert without_ours(again) == without_ours(LIGHTROOM.encode())


@given(st.lists(_TEXT.map(_level).filter(bool), min_size=1, max_size=4))
def test_any_path_of_keywords_comes_back(levels: list[str]) -> None:
    path = "|".join(levels)
    if not path.startswith("darktable|"):
        assert read_marks(written(None, Marks(keywords=frozenset({path})))).keywords == {path}


@given(st.text(max_size=30))
def test_any_text_at_all_can_be_written(text: str) -> None:
    told = written(None, Marks(title=text, keywords=frozenset({text})), XmpSettings(profile="digikam"))
    title = read_marks(told).title or ""
    assert title == text.strip() or not text.isprintable()  # what XML cannot hold is left out
