"""The table that maps ImageNet classes to a stock contributor's words, and the recipe that makes it."""

from __future__ import annotations

import csv
import importlib.util
import os
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from aesthcull import places

JARGON = {
    *("entity", "physical entity", "object", "whole", "artifact", "instrumentality", "matter", "device"),
    *("conveyance", "placental", "vertebrate", "chordate", "invertebrate", "arthropod", "organism"),
    *("living thing", "carnivore", "ungulate", "commodity", "covering", "consumer goods", "implement"),
    *("structure", "abstraction", "substance", "comestible", "nutriment", "domestic animal", "canine"),
}
TRADEMARKS = {
    *("band aid", "biro", "crock pot", "ford", "ipod", "jeep", "landrover", "model t", "ping pong"),
    *("polaroid", "popsicle"),
}
TWINS = {"missile", "sunglasses"}  # ImageNet has these things twice
EXPECTED = {
    "golden retriever": {"retriever", "dog", "pet", "mammal", "animal"},
    "volcano": {"mountain", "landscape", "nature"},
    "espresso": {"coffee", "drink"},
    "daisy": {"flower", "plant", "nature"},
    "tabby cat": {"cat", "pet", "animal"},
    "lion": {"big cat", "wildlife", "animal"},
    "laptop computer": {"computer", "technology"},
    "sports car": {"car", "vehicle", "transportation"},
    "violin": {"musical instrument", "music"},
    "church": {"religion", "building", "architecture"},
    "jeans": {"denim", "clothing"},
    "lemon": {"citrus", "fruit", "food"},
    "bridegroom": {"wedding", "people"},
}


def read(name: str) -> list[dict[str, str]]:
    with (places.models_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return read("keywords.csv")


@pytest.fixture(scope="module")
def words(rows: list[dict[str, str]]) -> list[list[str]]:
    return [row["words"].split("|") for row in rows]


@pytest.fixture(scope="module")
def recipe() -> ModuleType:
    path = places.models_folder() / "recipes" / "keywords_table.py"
    spec = importlib.util.spec_from_file_location("keywords_table", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_rows_are_the_classes_in_their_order(rows: list[dict[str, str]]) -> None:
    classes = [(row["index"], row["wnid"]) for row in read("imagenet_classes.csv")]
    assert len(rows) == 1000
    assert [(row["index"], row["wnid"]) for row in rows] == classes


@pytest.mark.parametrize("keyword", EXPECTED)
def test_a_class_has_the_words_of_what_it_is(keyword: str, rows: list[dict[str, str]]) -> None:
    found = [row["words"].split("|") for row in rows if row["keyword"] == keyword]
    assert len(found) == 1
    assert found[0][0] == keyword
    assert EXPECTED[keyword] <= set(found[0])


def test_words_run_from_specific_to_general(rows: list[dict[str, str]]) -> None:
    of = {row["keyword"]: row["words"] for row in rows}
    assert of["golden retriever"] == "golden retriever|retriever|dog|pet|mammal|animal"


def test_each_class_has_at_least_two_words_and_none_twice(words: list[list[str]]) -> None:
    assert [row for row in words if len(row) < 2] == []
    plain = [[re.sub(r"[^a-z0-9]", "", word) for word in row] for row in words]
    assert [row for row in plain if len(set(row)) < len(row)] == []


def test_the_keyword_is_the_first_word(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows if row["words"].split("|")[0] != row["keyword"]] == []


def test_words_are_short_plain_and_in_lower_case(words: list[list[str]]) -> None:
    every = {word for row in words for word in row}
    assert [word for word in every if not re.fullmatch(r"[a-z0-9][a-z0-9 .'-]*", word)] == []
    assert [word for word in every if len(word.split()) > 4] == []


def test_there_is_no_jargon_and_no_trademark(words: list[list[str]]) -> None:
    every = {word.replace("-", " ") for row in words for word in row}
    assert every & JARGON == set()
    assert [word for word in every for mark in TRADEMARKS if f" {mark} " in f" {word} "] == []


def test_only_things_that_imagenet_has_twice_share_a_keyword(rows: list[dict[str, str]]) -> None:
    often = {keyword for keyword, times in Counter(row["keyword"] for row in rows).items() if times > 1}
    assert often == TWINS


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("crane bird", "construction crane", {"bird", "construction"}),
        ("leotard", "one-piece swimsuit", {"gymnastics", "swimwear"}),
        ("drumstick", "rooster", {"music", "bird"}),
        ("computer mouse", "hamster", {"technology", "pet"}),
        ("kite", "hot air balloon", {"bird of prey", "sky"}),
    ],
)
def test_a_name_of_two_things_is_read_as_the_class_means_it(
    one: str, other: str, apart: set[str], rows: list[dict[str, str]]
) -> None:
    of = {row["keyword"]: set(row["words"].split("|")) for row in rows}
    assert apart <= of[one] ^ of[other]


def test_the_recipe_names_what_is_missing(recipe: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"data\.noun is missing.*wordnet-base.*--wordnet"):
        recipe.read_wordnet(tmp_path)


def test_the_recipe_refuses_another_version(recipe: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "data.noun").write_text("  1 WordNet 3.1 Copyright 2011\n", encoding="latin-1")
    with pytest.raises(ValueError, match=r"not of WordNet 3\.0"):
        recipe.read_wordnet(tmp_path)


def test_the_recipe_makes_the_shipped_table_and_licence(recipe: ModuleType, tmp_path: Path) -> None:
    wordnet = Path(os.environ.get("AESTHCULL_WORDNET", recipe.DEBIAN))
    if not (wordnet / "data.noun").is_file():
        pytest.skip(f"no WordNet in {wordnet}: install wordnet-base or set AESTHCULL_WORDNET to its folder")
    table, licence = tmp_path / "keywords.csv", tmp_path / "LICENSE.wordnet.txt"
    recipe.write(wordnet, table, licence)
    for made in (table, licence):
        assert made.read_bytes() == (places.models_folder() / made.name).read_bytes()
