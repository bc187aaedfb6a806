"""What file names tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.exchange.matching.names import MARKS, agency_number, origins, words
from aesthcull.photos.naming import SUFFIXES, fold, parts, stem_of

MARKED = st.sampled_from([mark.example.removeprefix("IMG_1") for mark in MARKS])
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30) | st.builds(
    "".join, st.tuples(st.sampled_from(["IMG_1234", "sunset", "é 1", "(2)", "-edit"]), MARKED, MARKED)
)


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_taking_marks_off_ends_at_a_name_that_has_none_and_is_not_empty(name: str) -> None:
    found = origins(fold(name))
    for longer, origin in zip((fold(name), *(o.stem for o in found)), found, strict=False):
        assert 0 < len(origin.stem) < len(longer) and origin.stem.strip(" -_")
        assert origins(longer)[0].stem == origin.stem
    last = found[-1].stem if found else fold(name)
    assert origins(last) == ()


@given(NAMES)
def test_a_copy_of_a_copy_is_never_surer_than_the_copy(name: str) -> None:
    sure = [origin.sure for origin in origins(fold(name))]
    assert sure == sorted(sure, reverse=True)


@given(NAMES, st.sampled_from(sorted(SUFFIXES)), st.sampled_from(sorted(SUFFIXES)))
def test_endings_of_files_do_not_count(name: str, first: str, second: str) -> None:
    stem = stem_of(fold(name))
    assert bool(stem) == bool(fold(name)) and stem_of(stem) == stem
    if fold(name).strip(" -_.") and not name.endswith((".", " ")):
        assert stem_of(stem_of(fold(name) + first) + second) == stem_of(fold(name))


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.example)
def test_each_mark_takes_its_example_back_to_the_original(mark: object) -> None:
    assert origins(fold(mark.example))[0].stem == "img_1"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stem", "chain", "sure"),
    [
        ("img_1234-edit-2", ["img_1234-edit", "img_1234"], [True, True]),
        ("img_1234-edit-edit", ["img_1234-edit", "img_1234"], [True, True]),
        ("img_1234_edit2", ["img_1234"], [True]),
        ("img_1234 - copy (3)", ["img_1234"], [True]),
        ("copy of img_1234", ["img_1234"], [True]),
        ("sunset-2", ["sunset"], [False]),
        ("moon-full", ["moon"], [False]),
        ("sunset-edit", ["sunset"], [True]),
        ("img_1234-full", ["img_1234"], [True]),
        ("dsc_0001", [], []),
        ("2024-05-01", [], []),
        ("credit", [], []),
        ("edit", [], []),
        ("-2", [], []),
    ],
)
def test_known_names(stem: str, chain: list[str], sure: list[bool]) -> None:
    found = origins(stem)
    assert ([o.stem for o in found], [o.sure for o in found]) == (chain, sure)


def test_accents_are_the_same_however_they_are_written() -> None:
    assert fold("Cafe\u0301.JPG") == fold("caf\u00e9.jpg")


def test_folders_of_every_system_are_told_from_the_name() -> None:
    assert parts("2023/IMG_1.jpg") == (("2023",), "img_1.jpg")
    assert parts("C:\\Photos\\2023\\IMG_1.jpg") == (("photos", "2023"), "img_1.jpg")
    assert parts("IMG_1.jpg") == ((), "img_1.jpg")


def test_what_is_no_ending_of_a_file_stays() -> None:
    assert stem_of("dr. no") == "dr. no"
    assert stem_of("img_1.cr2.jpg") == "img_1"
    assert stem_of(".jpg") == ".jpg"


def test_titles_are_compared_by_their_words() -> None:
    assert words("Old bridge, at dawn!") == words("old-bridge_at-dawn")


def test_agencies_names_for_downloads() -> None:
    assert agency_number("adobestock_123456789") == ("adobestock", "123456789")
    assert agency_number("istockphoto-123456789-1024x1024") == ("istock", "123456789")
    assert agency_number("dreamstime_l_12345678") == ("dreamstime", "12345678")
    assert agency_number("img_1234") is None
