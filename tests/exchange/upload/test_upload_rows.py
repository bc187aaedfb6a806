"""What is said of each frame, and what is wrong with it: limits, keywords in order, series, files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.catalogue.records import Keyword
from aesthcull.exchange.upload.agencies import AGENCIES, BY_ID
from aesthcull.exchange.upload.agencies.adobe import ADOBE
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.choice import to_upload
from aesthcull.exchange.upload.editing import TypedError, changes
from aesthcull.exchange.upload.keywords import typed_keywords, upload_keywords
from aesthcull.exchange.upload.proposals import proposed_title
from aesthcull.exchange.upload.rows import UploadSettings
from tests.exchange.upload.described import WORDS, frame, in_series, rows, texts

SHUTTERSTOCK, POND5, DREAMSTIME, RF123 = (
    BY_ID[name] for name in ("shutterstock", "pond5", "dreamstime", "123rf")
)
FREEPIK, VECTEEZY = BY_ID["freepik"], BY_ID["vecteezy"]


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.id)
def test_a_good_frame_is_taken_by_every_agency(agency: Agency) -> None:
    (row,) = rows(agency, frame())
    assert texts(row) == [] and not row.borrowed


@pytest.mark.parametrize(
    ("agency", "changed", "said"),
    [
        (ADOBE, {"size": (1999, 2000)}, "has 3.9 megapixels; Adobe Stock requires at least 4"),
        (ADOBE, {"size": (10001, 10000)}, "has 100.1 megapixels; Adobe Stock accepts at most 100"),
        (ADOBE, {"file_size": 45_000_001}, "the file has 45.1 MB; Adobe Stock accepts at most 45"),
        (RF123, {"size": (2999, 2000)}, "has 5.9 megapixels; 123RF requires at least 6"),
        (DREAMSTIME, {"size": (10000, 7001)}, "has 70.1 megapixels; Dreamstime accepts at most 70"),
        (POND5, {"size": (6000, 1199)}, "its shorter side has 1199 pixels; Pond5 requires at least 1200"),
        (FREEPIK, {"size": (10001, 3000)}, "its longer side has 10001 pixels; Freepik accepts at most 10000"),
        (FREEPIK, {"file_size": 499_999}, "the file has 0.4 MB; Freepik requires at least 0.5"),
        (VECTEEZY, {"size": (7100, 7100)}, "has 50.5 megapixels; Vecteezy accepts at most 50"),
        (ADOBE, {"title": "x" * 201}, "the title has 201 characters; Adobe Stock accepts at most 200"),
        (POND5, {"title": "x" * 81}, "the title has 81 characters; Pond5 accepts at most 80"),
        (POND5, {"title": None}, "has no title"),
        (
            DREAMSTIME,
            {"description": "Boats"},
            "the description has 5 characters; Dreamstime requires at least 50",
        ),
        (SHUTTERSTOCK, {"words": WORDS[:6]}, "has 6 keywords; Shutterstock requires at least 7"),
        (ADOBE, {"words": ()}, "has no keywords"),
        (SHUTTERSTOCK, {"categories": None}, "has no category"),
        (ADOBE, {"categories": '{"adobe": ["Cars"]}'}, "Adobe Stock has no category “Cars”"),
        (
            ADOBE,
            {"categories": '{"adobe": ["Food", "Drinks"]}'},
            "has 2 categories; Adobe Stock accepts at most 1",
        ),
        (ADOBE, {"name": "IMG_1.CR3"}, "is a RAW file without a JPEG; Adobe Stock accepts JPEG"),
        (POND5, {"name": "IMG_1.heic"}, "is HEIC; Pond5 accepts JPEG, TIFF, PNG"),
        (ADOBE, {"name": "IMG_1.png"}, "is PNG; Adobe Stock accepts JPEG"),
        (ADOBE, {"name": "=IMG_1.jpg"}, "rename the file: a CSV cannot hold its name safely"),
        (ADOBE, {"name": "IMG\n1.jpg"}, "rename the file: a CSV cannot hold its name safely"),
        (ADOBE, {"name": "IMG_\udcff.jpg"}, "rename the file: a CSV cannot hold its name safely"),
        (ADOBE, {"missing": True}, "the file is missing"),
        (ADOBE, {"problem": "cut off"}, "cannot be read: cut off"),
    ],
)
def test_a_frame_that_breaks_a_limit_is_left_out_with_the_reason(
    agency: Agency, changed: dict[str, object], said: str
) -> None:
    (row,) = rows(agency, frame(**changed))  # type: ignore[arg-type]
    assert row.refused and texts(row, "refused") == [said]


@pytest.mark.parametrize(
    ("agency", "changed", "said"),
    [
        (ADOBE, {"title": "x" * 71}, "the title has 71 characters; Adobe Stock recommends at most 70"),
        (
            ADOBE,
            {"name": "A_name_that_has_31_characters__.jpg"[4:]},
            "the file name has 31 characters; Adobe Stock asks for at most 30",
        ),
        (POND5, {"name": "Brügge.jpg"}, "Pond5 asks for file names without special characters and accents"),
        (ADOBE, {"width": None}, "its size in pixels is not known yet: scan the shoot again"),
    ],
)
def test_what_the_agency_advises_against_is_told_and_written(
    agency: Agency, changed: dict[str, object], said: str
) -> None:
    (row,) = rows(agency, frame(**changed))  # type: ignore[arg-type]
    assert not row.refused and row.troubled and texts(row, "warning") == [said]


@pytest.mark.parametrize(("agency", "size"), [(ADOBE, (2000, 2000)), (RF123, (3000, 2000))])
def test_a_frame_just_at_the_limit_is_taken(agency: Agency, size: tuple[int, int]) -> None:
    (row,) = rows(agency, frame(size=size))
    assert not row.refused


def test_of_a_pair_the_picture_is_uploaded() -> None:
    (row,) = rows(ADOBE, frame("IMG_1.JPG", others=("IMG_1.CR3",)))
    assert row.entry.file_name == "IMG_1.JPG" and not row.remarks
    (heic,) = rows(ADOBE, frame("IMG_1.heic", others=("IMG_1.jpg",)))
    assert heic.entry.file_name == "IMG_1.jpg" and not heic.refused


def test_keywords_beyond_the_limit_are_cut_from_the_end_and_told() -> None:
    (row,) = rows(ADOBE, frame(words=tuple(f"w{n:02}" for n in range(52))))
    assert row.entry.keywords == tuple(f"w{n:02}" for n in range(50))
    assert texts(row) == ["only 50 keywords are written, not: w50, w51"] and not row.troubled


def test_the_users_own_keywords_come_first_as_they_were_given_then_the_machines_by_confidence() -> None:
    one = frame(words=("sea", "gull", "boat"))
    one.keywords += [
        Keyword("fog", "tags@1", 0.4),
        Keyword("quay", "tags@1", 0.9),
        Keyword("Gull", "t@2", 0.95),
    ]
    assert upload_keywords(one, {"sea": 7, "gull": 3}) == ["gull", "sea", "boat", "quay", "fog"]
    assert upload_keywords(one, {}, min_confidence=0.5) == ["boat", "gull", "sea", "quay"]


def test_the_order_that_the_user_gave_in_the_table_goes_before_all() -> None:
    one = frame(words=("sea", "gull", "boat"), keyword_order='["quay", "boat", "gone"]')
    one.keywords.append(Keyword("quay", "tags@1", 0.2))
    assert upload_keywords(one, {}) == ["quay", "boat", "gull", "sea"]


@pytest.mark.parametrize("broken", ["", "{", "7", "null", '{"a": 1}', "[1, null]"])
def test_an_order_or_category_that_is_not_understood_counts_as_none(broken: str) -> None:
    one = frame(words=("b", "a"), keyword_order=broken, categories=broken)
    assert upload_keywords(one, {}) == ["a", "b"]
    assert rows(ADOBE, one)[0].entry.categories == ()


def test_of_hierarchical_keywords_the_last_part_is_sent_and_a_comma_makes_two() -> None:
    one = frame(words=("animal|bird|eagle", "places|Bruges, Belgium", "Eagle", "odd||"))
    assert upload_keywords(one, {}) == ["Bruges", "Belgium", "Eagle", "odd"]


def test_a_lower_number_of_keywords_may_be_asked_for() -> None:
    (row,) = rows(ADOBE, frame(), settings=UploadSettings(most_keywords=3))
    assert len(row.entry.keywords) == 3 and not row.remarks


@given(st.text(max_size=200))
def test_typed_keywords_are_in_one_line_each_and_once(text: str) -> None:
    words = typed_keywords(text)
    assert len({word.casefold() for word in words}) == len(words)
    assert all(word == " ".join(word.split()) and word and "," not in word for word in words)
    assert typed_keywords(",".join(words)) == words


def test_two_frames_of_a_series_are_told_with_their_names() -> None:
    several = [frame(f"IMG_{n}.jpg", number=n, series=in_series(4)) for n in range(3)]
    made = rows(ADOBE, *several, frame("IMG_9.jpg", number=9, series=in_series(5)))
    assert texts(made[0]) == ["in the same series as IMG_1.jpg, IMG_2.jpg: agencies reject similar frames"]
    assert made[3].remarks == () and not any(row.refused for row in made)


def test_of_a_long_series_only_a_few_are_named() -> None:
    made = rows(ADOBE, *(frame(f"{n}.jpg", number=n, series=in_series()) for n in range(2000)))
    assert texts(made[0]) == [
        "in the same series as 1.jpg, 2.jpg, 3.jpg … +1996: agencies reject similar frames"
    ]


def test_a_frame_whose_file_is_not_taken_is_no_similar_but_one_without_a_title_is() -> None:
    made = rows(
        ADOBE,
        frame("1.jpg", series=in_series()),
        frame("2.jpg", number=2, series=in_series(), missing=True),
    )
    assert made[0].remarks == ()
    untitled = frame("3.jpg", number=3, series=in_series(), title=None, description=None)
    made = rows(ADOBE, frame("1.jpg", series=in_series()), untitled)
    assert texts(made[0]) == ["in the same series as 3.jpg: agencies reject similar frames"]


def test_two_files_of_one_name_are_refused_for_the_agency_could_not_tell_them_apart() -> None:
    made = rows(ADOBE, frame("IMG_1.jpg"), frame("img_1.JPG", number=2))
    assert all(row.refused for row in made)


def test_the_same_title_twice_is_told_where_the_agency_wants_own_ones() -> None:
    twice = [frame(f"{n}.jpg", number=n, title="Harbour") for n in range(2)]
    assert texts(rows(POND5, *twice)[0]) == ["has the same title as 1.jpg"]
    assert texts(rows(ADOBE, *twice)[0]) == []


def test_where_an_agency_takes_one_text_the_other_stands_in() -> None:
    (row,) = rows(RF123, frame(description=None))
    assert row.entry.description == "Harbour of Ostend 1" and row.borrowed == {"description"}
    assert texts(row) == ["has no description: the title is used"] and not row.troubled
    (both,) = rows(POND5, frame(title=None))
    assert both.entry.title == "" and both.refused


def test_titles_are_proposed_only_when_the_user_asks_and_are_told() -> None:
    bare = frame(title=None, description=None, words=("sea", "old boat", "boat", "fog"))
    assert rows(ADOBE, bare)[0].entry.title == ""
    (row,) = rows(ADOBE, bare, settings=UploadSettings(propose=True))
    assert row.entry.title == "Boat fog old boat sea" and row.borrowed == {"title"}
    assert texts(row, "warning") == ["the title is made from keywords: agencies reject lists of words"]


@given(st.lists(st.text(min_size=1, max_size=40), max_size=20))
def test_a_proposal_is_short_and_of_the_keywords(words: list[str]) -> None:
    title = proposed_title(words)
    assert len(title) <= 75 and (not words or len(words[0]) > 70 or title.strip() or not words[0].strip())


def test_without_a_pick_the_suggested_frames_and_the_single_ones_are_uploaded() -> None:
    several = [
        frame("1.jpg", number=1, series=in_series(suggested=True)),
        frame("2.jpg", number=2, series=in_series()),
        frame("3.jpg", number=3),
        frame("4.jpg", number=4, flag="reject"),
    ]
    assert [each.path.name for each in to_upload(several)] == ["1.jpg", "3.jpg"]
    several[1].flag = "pick"
    assert [each.path.name for each in to_upload(several)] == ["2.jpg"]


# Editing


def test_typed_keywords_become_the_users_own_and_those_taken_out_are_dismissed() -> None:
    one = frame(words=("animal|eagle", "sea"))
    one.keywords.append(Keyword("quay", "tags@1", 0.9))
    (row,) = rows(ADOBE, one)
    assert row.entry.keywords == ("eagle", "sea", "quay")
    assert changes(row, "keywords", "quay, sea, new", ADOBE) == {
        "keyword_order": '["quay", "sea", "new"]',
        "keyword": ("new",),
        "dismissed": ("animal|eagle",),
    }
    assert changes(row, "keywords", " eagle ,sea;quay", ADOBE) == {}
    with pytest.raises(TypedError, match="201 characters"):
        changes(row, "keywords", "x" * 201, ADOBE)


def test_more_than_can_be_kept_is_told() -> None:
    (row,) = rows(ADOBE, frame())
    with pytest.raises(TypedError, match="10,001 characters; 10,000 are the most"):
        changes(row, "title", "x" * 10_001, ADOBE)
    with pytest.raises(TypedError, match="3,000 keywords are more"):
        changes(row, "keywords", ",".join(f"w{n}" for n in range(3000)), ADOBE)


def test_of_many_keywords_that_are_cut_a_few_are_named() -> None:
    (row,) = rows(ADOBE, frame(words=tuple(f"w{n:03}" for n in range(300))))
    assert texts(row) == ["only 50 keywords are written, not: w050, w051, w052, w053, w054 … +245"]


def test_a_title_is_typed_taken_away_and_left() -> None:
    (row,) = rows(ADOBE, frame(title="Boats"))
    assert changes(row, "title", " Old\nboats ", ADOBE) == {"title": "Old boats"}
    assert changes(row, "title", " ", ADOBE) == {"title": None}
    assert changes(row, "title", "Boats", ADOBE) == {}


def test_categories_of_one_agency_leave_those_of_another() -> None:
    (row,) = rows(ADOBE, frame())
    assert changes(row, "categories", "travel", ADOBE) == {
        "categories": '{"adobe": ["Travel"], "shutterstock": ["Nature"]}'
    }
    (other,) = rows(SHUTTERSTOCK, frame())
    assert changes(other, "categories", "", SHUTTERSTOCK) == {"categories": None}
    assert changes(other, "categories", "Nature", SHUTTERSTOCK) == {}
    with pytest.raises(TypedError, match="no category “Cars”"):
        changes(row, "categories", "Cars", ADOBE)
