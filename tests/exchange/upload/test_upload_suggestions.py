"""Categories that keywords suggest, and files that are gone since the scan."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from aesthcull import places
from aesthcull.catalogue.records import PERSON, Frame, Keyword
from aesthcull.exchange.upload.agencies import AGENCIES, BY_ID
from aesthcull.exchange.upload.agencies.adobe import ADOBE
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.presence import looked_up
from aesthcull.exchange.upload.rows import UploadSettings
from aesthcull.exchange.upload.themes import THEMES, themes_of
from tests.exchange.upload.described import WORDS, frame, rows, texts

SHUTTERSTOCK = BY_ID["shutterstock"]
THEMED = ("sunset", "boat", "Seagull", "bird", "sea", *(f"word{n}" for n in range(5)))


def test_a_category_is_suggested_by_the_first_keyword_that_says_one() -> None:
    (row,) = rows(
        SHUTTERSTOCK,
        frame(words=(), categories=None, keywords=[Keyword(word, PERSON, None) for word in THEMED],
              keyword_order=json.dumps(THEMED)),
        settings=UploadSettings(suggest_category=True),
    )  # fmt: skip
    assert row.entry.categories == ("Nature",) and "categories" in row.borrowed and not row.refused
    assert texts(row) == ["category suggested by the keyword “sunset”"]


def test_a_suggestion_stands_below_the_users_category_and_above_the_one_for_all() -> None:
    asked = UploadSettings(categories=("Objects",), suggest_category=True)
    own, bird, neither = (
        rows(SHUTTERSTOCK, made, settings=asked)[0].entry.categories
        for made in (
            frame(words=("bird", *WORDS)),
            frame(words=("bird", *WORDS), categories=None),
            frame(categories=None),
        )
    )
    assert (own, bird, neither) == (("Nature",), ("Animals/Wildlife",), ("Objects",))


def test_a_frame_about_which_no_keyword_says_anything_is_left_out_where_a_category_is_required() -> None:
    (row,) = rows(SHUTTERSTOCK, frame(categories=None), settings=UploadSettings(suggest_category=True))
    assert row.refused and texts(row) == ["has no category"]


@pytest.mark.parametrize("agency", [a for a in AGENCIES if a.categories], ids=lambda agency: agency.id)
def test_every_suggestion_is_a_category_of_the_agency(agency: Agency) -> None:
    known = agency.categories
    assert known is not None and set(known.by_theme) <= set(THEMES)
    assert set(known.by_theme.values()) <= set(known.codes)


def test_the_keyword_models_words_say_themes() -> None:
    with (places.models_folder() / "keywords.csv").open(encoding="utf-8", newline="") as table:
        classes = [row["words"].split("|") for row in csv.DictReader(table)]
    assert sum(bool(themes_of(words)) for words in classes) / len(classes) > 0.85


def test_files_that_are_gone_since_the_scan_are_refused_as_missing(tmp_path: Path) -> None:
    def made(name: str, *others: str) -> Frame:
        one = frame(name)
        files = (one.file, *frame(name, others=others).other_files)
        there = [replace(file, path=tmp_path / file.path.name) for file in files]
        return replace(one, path=there[0].path, file=there[0], other_files=tuple(there[1:]))

    for name in ("a.jpg", "b.cr3"):
        (tmp_path / name).touch()
    kept, gone, half = looked_up([made("a.jpg"), made("gone.jpg"), made("b.cr3", "b.jpg")])
    assert not kept.missing and gone.missing
    assert half.other_files == () and not half.missing, "its JPEG is gone, its RAW is not"
    assert texts(rows(ADOBE, gone)[0], "refused") == ["the file is missing"]
    assert "is a RAW file without a JPEG" in texts(rows(ADOBE, half)[0], "refused")[0]
    unplugged = looked_up([frame("a.jpg")])
    assert unplugged[0].missing, "there is no folder /shoot"
