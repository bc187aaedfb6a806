"""Assets and frames are found for lists that show some of them at a time."""

from __future__ import annotations

import pytest

from aesthcull.catalogue import matches, sales, scanning
from aesthcull.catalogue.asset_search import Wanted, find_assets, find_frames, of_the_same_file
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching import match_names
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from tests.exchange.matching.assets import ADOBE, add_assets, add_frames, asset, report

NAMES = ("IMG_1.jpg", "IMG_2.jpg", "100%_sure.jpg", "gone.jpg")


@pytest.fixture
def catalogue(work: Workplace) -> Catalogue:
    add_frames(
        work.catalogue, "lisbon/IMG_1.jpg", "lisbon/IMG_2.jpg", "porto/IMG_2.jpg", "porto/100%_sure.jpg"
    )
    add_assets(work.catalogue, *NAMES)
    match_names(work.catalogue, Job())
    return work.catalogue


def found(catalogue: Catalogue, **wanted: str) -> list[str | None]:
    ids = find_assets(catalogue, Wanted(**wanted))  # type: ignore[arg-type]
    return [one.file_name for one in sales.assets_by_id(catalogue, ids)]


def test_what_is_to_be_decided_comes_first(catalogue: Catalogue) -> None:
    assert found(catalogue) == ["IMG_2.jpg", "gone.jpg", "100%_sure.jpg", "IMG_1.jpg"]
    assert found(catalogue, state="matched") == ["100%_sure.jpg", "IMG_1.jpg"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("img_", ["IMG_2.jpg", "IMG_1.jpg"]),
        ("LISBON", ["IMG_1.jpg"]),
        ("%", ["100%_sure.jpg"]),
        ("_s", ["100%_sure.jpg"]),
        ("1003", ["gone.jpg"]),
        ("adobe", ["IMG_2.jpg", "gone.jpg", "100%_sure.jpg", "IMG_1.jpg"]),
        ("nothing", []),
        ("  ", ["IMG_2.jpg", "gone.jpg", "100%_sure.jpg", "IMG_1.jpg"]),
    ],
)
def test_a_text_is_looked_for_in_all_that_names_an_asset(
    catalogue: Catalogue, text: str, names: list[str]
) -> None:
    assert found(catalogue, text=text) == names


def test_other_agencies_assets_of_the_file_that_wait_are_found(catalogue: Catalogue) -> None:
    (open_one,) = add_assets(catalogue, "img_2.JPG", agency="Elsewhere")
    (settled,) = add_assets(catalogue, "IMG_2.jpg", agency="Third")
    match_names(catalogue, Job())
    matches.decide(catalogue, [settled], 1)
    known = matches.known_assets(catalogue)
    own = next(a.id for a in known if a.agency == ADOBE and a.file_name == "IMG_2.jpg")
    assert of_the_same_file(catalogue, own) == [open_one]


def test_frames_are_found_by_a_part_of_their_files_name(catalogue: Catalogue) -> None:
    (vanished,) = add_frames(catalogue, "gone/IMG_3.jpg")
    scanning.set_missing(catalogue, [vanished], True)
    assert find_frames(catalogue, "img_", 9) == ([1, 2, 3], False)
    assert find_frames(catalogue, "img_", 2) == ([1, 2], True)
    assert find_frames(catalogue, "lisbon", 9) == ([], False)  # a folder's name, not a file's
    assert find_frames(catalogue, "%", 9) == ([4], False)


def test_decisions_are_undone_to_what_stood_before(catalogue: Catalogue) -> None:
    ids = find_assets(catalogue, Wanted())
    before = matches.standings(catalogue, ids)
    matches.decide(catalogue, ids[:3], None)
    matches.put_back(catalogue, before)
    assert matches.standings(catalogue, ids) == before
    matches.put_back(catalogue, [])


def test_undoing_does_not_touch_what_was_matched_anew_meanwhile(catalogue: Catalogue) -> None:
    (asset_id,) = find_assets(catalogue, Wanted("open"))
    before = matches.standings(catalogue, [asset_id])
    matches.decide(catalogue, [asset_id], None)
    matches.reopen(catalogue, [asset_id])
    add_frames(catalogue, "new/gone.jpg")
    match_names(catalogue, Job())
    matches.put_back(catalogue, before)
    assert asset(catalogue, asset_id).state == "matched"


def test_assets_that_are_gone_are_left_out(catalogue: Catalogue) -> None:
    ids = find_assets(catalogue, Wanted())
    assert [a.id for a in sales.assets_by_id(catalogue, [ids[2], 999, ids[0]])] == [ids[2], ids[0]]
    assert sales.assets_by_id(catalogue, []) == []
    report(catalogue, agency="Nobody")
