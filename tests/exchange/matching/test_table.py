"""The user's own table of assets and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.catalogue import matches
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching import match_names, read_table
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from tests.exchange.matching.assets import ADOBE, add_frames, asset, outcome, report

SHUTTERSTOCK = "Shutterstock"


@pytest.fixture
def catalogue(work: Workplace) -> Catalogue:
    return work.catalogue


@pytest.fixture
def sold(catalogue: Catalogue) -> list[int]:
    """Three assets that no file name is told of, one that one is told of."""
    rows = [ReportedRow(n, "total", str(n), count=n) for n in (1, 2, 3)]
    named = ReportedRow(4, "asset", "4", "sold_0004.jpg", "A bridge")
    report(catalogue, *rows, named, agency=SHUTTERSTOCK)
    return [a.id for a in matches.known_assets(catalogue)]


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "names.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "1,IMG_1.jpg\n2,IMG_2.jpg\n",
        "Media ID;Filename\n1;IMG_1.jpg\n2;IMG_2.jpg\n",
        "IMG_1.jpg\t1\nIMG_2.jpg\t2\n",
        '\ufefffilename,asset id,price\nIMG_1.jpg,="1",5\nIMG_2.jpg,2.0,6\n',
    ],
)
def test_numbers_find_their_files(catalogue: Catalogue, sold: list[int], tmp_path: Path, text: str) -> None:
    first, second = add_frames(catalogue, "a/IMG_1.CR2", "a/IMG_2.CR2")
    found = match_names(catalogue, Job(), read_table(write(tmp_path, text), Job()))
    assert outcome(catalogue, sold[0]) == ("matched", first, "title", set())
    assert outcome(catalogue, sold[1]) == ("matched", second, "title", set())
    assert found.matched == {"title": 2} and found.open == 2


def test_a_title_or_the_uploaded_name_tells_the_asset_too(
    catalogue: Catalogue, sold: list[int], tmp_path: Path
) -> None:
    (frame,) = add_frames(catalogue, "a/IMG_9.CR2")
    for key in ("sold_0004.jpg", "a bridge"):
        matches.decide(catalogue, [sold[3]], None)
        matches.reopen(catalogue, [sold[3]])
        match_names(catalogue, Job(), read_table(write(tmp_path, f"{key},IMG_9.jpg\n"), Job()))
        assert outcome(catalogue, sold[3]) == ("matched", frame, "title", set())
    assert asset(catalogue, sold[3]).file_name == "sold_0004.jpg"  # as the agency told it


def test_frames_scanned_later_are_found_without_the_table(
    catalogue: Catalogue, sold: list[int], tmp_path: Path
) -> None:
    match_names(catalogue, Job(), read_table(write(tmp_path, "1,IMG_1.jpg\n"), Job()))
    assert asset(catalogue, sold[0]).file_name == "IMG_1.jpg"
    (frame,) = add_frames(catalogue, "a/IMG_1.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold[0])[:2] == ("matched", frame)


def test_the_table_goes_before_an_earlier_match_but_not_before_a_person(
    catalogue: Catalogue, sold: list[int], tmp_path: Path
) -> None:
    wrong, right = add_frames(catalogue, "a/sold_0004.jpg", "a/IMG_7.jpg")
    match_names(catalogue, Job())
    assert outcome(catalogue, sold[3])[1] == wrong
    table = write(tmp_path, "4,IMG_7.jpg\n1,IMG_7.jpg\n")
    matches.decide(catalogue, [sold[0]], wrong)
    match_names(catalogue, Job(), read_table(table, Job()))
    assert outcome(catalogue, sold[3])[1] == right
    assert outcome(catalogue, sold[0])[:3] == ("matched", wrong, "person")


def test_the_tables_word_outlives_frames_of_the_same_name(
    catalogue: Catalogue, sold: list[int], tmp_path: Path
) -> None:
    told, _ = add_frames(catalogue, ("2019/IMG_1.jpg", "2019/IMG_1.CR2"), "2019/bridge.jpg")
    table = write(tmp_path, "1,IMG_1.jpg\n1,IMG_1.CR2\n4,IMG_1.jpg\n")
    match_names(catalogue, Job(), read_table(table, Job()))
    add_frames(catalogue, "2023/IMG_1.jpg", "2023/sold_0004.jpg", "2023/a bridge.jpg")
    assert match_names(catalogue, Job()).changed == 0
    assert outcome(catalogue, sold[0]) == outcome(catalogue, sold[3]) == ("matched", told, "title", set())


def test_the_exact_name_in_the_table_means_that_file(
    catalogue: Catalogue, sold: list[int], tmp_path: Path
) -> None:
    _, exact = add_frames(catalogue, "2019/IMG_1.CR2", "2023/IMG_1.jpg")
    match_names(catalogue, Job(), read_table(write(tmp_path, "1,IMG_1.jpg\n"), Job()))
    assert outcome(catalogue, sold[0]) == ("matched", exact, "title", set())


def test_two_files_for_one_asset_are_asked(catalogue: Catalogue, sold: list[int], tmp_path: Path) -> None:
    frames = add_frames(catalogue, "a/IMG_1.jpg", "a/IMG_2.jpg")
    match_names(catalogue, Job(), read_table(write(tmp_path, "1,IMG_1.jpg\n1,IMG_2.jpg\n"), Job()))
    assert outcome(catalogue, sold[0]) == ("ambiguous", None, None, set(frames))


def test_a_file_that_is_not_catalogued_leaves_the_asset_open(
    catalogue: Catalogue, sold: list[int], tmp_path: Path
) -> None:
    add_frames(catalogue, "a/sold_0004.jpg")
    match_names(catalogue, Job(), read_table(write(tmp_path, "4,portfolio/IMG_55.jpg\n"), Job()))
    assert outcome(catalogue, sold[3])[0] == "open"  # not the frame that happens to bear the other name


def test_rows_that_name_no_asset_are_told(catalogue: Catalogue, sold: list[int], tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "1,IMG_1.jpg\n77,IMG_2.jpg\n"), Job())
    assert match_names(catalogue, Job(), table).notices == ("names.csv: 1 of 2 rows name no asset: 77",)
    assert sold


def test_only_the_named_agencys_assets_are_meant(
    catalogue: Catalogue, sold: list[int], tmp_path: Path
) -> None:
    report(catalogue, ReportedRow(1, "asset", "1"), agency=ADOBE)
    add_frames(catalogue, "a/IMG_1.jpg")
    match_names(catalogue, Job(), read_table(write(tmp_path, "1,IMG_1.jpg\n"), Job(), ADOBE))
    assert outcome(catalogue, sold[0])[0] == "open"
    assert [a.state for a in matches.known_assets(catalogue) if a.agency == ADOBE] == ["matched"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "is empty"),
        ("a,b,c\n1,2,3\n", "needs a header"),
        ("Asset ID,Filename\n", "none of its rows"),
        ("<html><body>sign in</body></html>", "is a web page"),
    ],
)
def test_what_is_no_such_table_ends_in_one_line(tmp_path: Path, text: str, cause: str) -> None:
    with pytest.raises(ReportError) as caught:
        read_table(write(tmp_path, text), Job())
    assert cause in str(caught.value) and "names.csv" in str(caught.value)
    assert "\n" not in str(caught.value) and "sales report" not in str(caught.value)


@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("table") / "names.csv"
    path.write_bytes(data)
    try:
        assert read_table(path, Job()).files
    except ReportError as error:
        assert str(path) in str(error)
