"""The CSV files: the header of each agency, cells, splitting, formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.arguments import upload as arguments
from aesthcull.catalogue.matches import NamedAsset
from aesthcull.catalogue.records import PERSON, Frame, Keyword
from aesthcull.exchange.matching.table import read_table
from aesthcull.exchange.sales.agencies import AGENCIES as KNOWN
from aesthcull.exchange.sales.tables import open_table
from aesthcull.exchange.upload.agencies import AGENCIES, BY_ID
from aesthcull.exchange.upload.agencies.adobe import ADOBE
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.rows import UploadSettings
from aesthcull.exchange.upload.texts import one_line
from aesthcull.exchange.upload.writing import csv_files, paths_of, write_files
from aesthcull.job import Job
from tests.exchange.upload.described import frame, rows

HEADERS = {
    "adobe": "Filename,Title,Keywords,Category,Releases",
    "shutterstock": "Filename,Description,Keywords,Categories,Editorial,Mature content,illustration",
    "pond5": "originalfilename,title,description,keywords,city,region,country,location,specifysource,"
    "modelreleased,propertyreleased,release,copyright,setpriceforme,price,pricelarge",
    "dreamstime": "Filename,Image Name,Description,Category 1,Category 2,Category 3,keywords,Free,W-EL,P-EL,"
    "SR-EL,SR-Price,Editorial,MR doc Ids,Pr Docs",
    "123rf": "oldfilename,123rf_filename,description,keywords,country",
    "freepik": "File name;Title;Keywords;Prompt;Model",
    "vecteezy": "Filename,Title,Description,Keywords,License,Id",
}
LINES = {
    "adobe": 'IMG_1.jpg,Harbour of Ostend 1,"sea,boat,gull,harbour,fog,quay,dawn",,',
    "shutterstock": 'IMG_1.jpg,Harbour of Ostend 1,"sea,boat,gull,harbour,fog,quay,dawn",Nature,no,no,no',
    "freepik": "IMG_1.jpg;Harbour of Ostend 1;sea,boat,gull,harbour,fog,quay,dawn;;",
}
SEVEN = ("sea", "boat", "gull", "harbour", "fog", "quay", "dawn")


def cells(agency: Agency, content: bytes) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=agency.separator))


def ordered(words: tuple[str, ...]) -> Frame:
    return frame(words=words, keyword_order='["' + '", "'.join(words) + '"]')


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.id)
def test_the_header_is_the_agencys_to_the_letter(agency: Agency) -> None:
    (content,) = csv_files(rows(agency, frame()), agency)
    assert content.decode("utf-8").split("\r\n")[0] == HEADERS[agency.id]


@pytest.mark.parametrize("agency_id", LINES)
def test_a_row_is_as_the_agency_reads_it(agency_id: str) -> None:
    agency = BY_ID[agency_id]
    (content,) = csv_files(rows(agency, ordered(SEVEN)), agency)
    assert content.decode("utf-8").split("\r\n")[1] == LINES[agency_id]


def test_every_agency_is_on_the_command_line_and_known_to_the_sales() -> None:
    assert set(arguments.AGENCIES) == BY_ID.keys() == HEADERS.keys()
    assert {agency.name for agency in AGENCIES} <= set(KNOWN)


def test_the_categories_are_written_by_their_numbers_where_the_agency_wants_that() -> None:
    one = frame(categories='{"adobe": ["Travel"], "dreamstime": ["Travel > Europe", "Nature > Water"]}')
    (adobe,) = csv_files(rows(ADOBE, one), ADOBE)
    assert cells(ADOBE, adobe)[1][3] == "21"
    dreamstime = BY_ID["dreamstime"]
    (content,) = csv_files(rows(dreamstime, one), dreamstime)
    assert cells(dreamstime, content)[1][3:6] == ["59", "171", ""]


def test_editorial_frames_are_said_to_be_so() -> None:
    editorial = UploadSettings(editorial=True)
    for agency_id, column, word in (
        ("shutterstock", 4, "yes"),
        ("dreamstime", 12, "1"),
        ("vecteezy", 4, "editorial"),
    ):
        agency = BY_ID[agency_id]
        (content,) = csv_files(rows(agency, frame(), settings=editorial), agency)
        assert cells(agency, content)[1][column] == word


def test_frames_that_the_agency_refuses_are_left_out() -> None:
    (content,) = csv_files(
        rows(ADOBE, frame(), frame("IMG_2.jpg", number=2, title=None, description=None)), ADOBE
    )
    assert [row[0] for row in cells(ADOBE, content)] == ["Filename", "IMG_1.jpg"]


def test_without_a_frame_there_is_no_file(tmp_path: Path) -> None:
    assert csv_files([], ADOBE) == []
    assert (
        write_files(csv_files(rows(ADOBE, frame(title=None, description=None)), ADOBE), tmp_path / "a.csv")
        == []
    )
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_the_agency_takes_go_into_numbered_files(tmp_path: Path) -> None:
    agency = replace(ADOBE, most_rows=3)
    many = rows(agency, *(frame(f"IMG_{n}.jpg", number=n) for n in range(7)))
    paths = write_files(csv_files(many, agency), tmp_path / "up.csv")
    assert [path.name for path in paths] == ["up-1.csv", "up-2.csv", "up-3.csv"]
    files = [cells(agency, path.read_bytes()) for path in paths]
    assert [len(lines) - 1 for lines in files] == [3, 3, 1]
    assert all(",".join(lines[0]) == HEADERS["adobe"] for lines in files)
    assert [line[0] for lines in files for line in lines[1:]] == [f"IMG_{n}.jpg" for n in range(7)]


def test_a_csv_of_5000_rows_stays_below_a_megabyte() -> None:
    words = tuple(f"a rather long keyword {n}" for n in range(45))
    many = rows(ADOBE, *(frame(f"IMG_{n}.jpg", number=n, words=words) for n in range(5_001)))
    files = csv_files(many, ADOBE)
    assert all(len(content) <= 1_000_000 for content in files) and len(files) > 2
    assert sum(len(cells(ADOBE, content)) - 1 for content in files) == 5_001


def test_one_file_keeps_its_name() -> None:
    assert paths_of(Path("/a/up.csv"), 1) == [Path("/a/up.csv")]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(AGENCIES), st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=20)))
def test_whatever_is_said_of_a_frame_comes_back_as_it_was_and_no_cell_is_a_formula(
    agency: Agency, title: str, description: str, words: list[str]
) -> None:
    one = frame(title=title, description=description)
    one.keywords += [Keyword(word, PERSON, None) for word in words]
    made = rows(agency, one)
    for content in csv_files(made, agency):
        header, row = cells(agency, content)
        assert len(header) == len(row) == len(agency.columns)
        assert not any(cell[:1] in tuple("=+-@\t\r\n") and cell for cell in row)
        assert "\n" not in "".join(row) and "\r" not in "".join(row)
        wanted = made[0].entry
        said = [row[list(agency.columns).index(name)] for name in _named(agency, "title")]
        assert all(_meant(text) == _meant(wanted.title) for text in said)
        keywords = row[list(map(str.casefold, agency.columns)).index("keywords")]
        assert _meant(keywords).split(",") == [_meant(word) for word in wanted.keywords]


def _meant(text: str) -> str:
    """Without what defusing changes."""
    return text.replace("'", "").replace("－", "-").replace("–", "-")


def _named(agency: Agency, field: str) -> list[str]:
    from aesthcull.exchange.upload import agency as cell

    return [name for name, value in agency.columns.items() if value is getattr(cell, field)]


@pytest.mark.parametrize("title", ["=1+1", "+49 30", "-5 °C", "@home", "\t=cmd()", "\r\n=cmd()", "＝1+1"])
def test_a_title_that_a_spreadsheet_would_run_is_defused_and_told(title: str) -> None:
    made = rows(ADOBE, frame(title=title))
    (content,) = csv_files(made, ADOBE)
    text = one_line(title)
    harmless = f"–{text[1:]}" if text[0] == "-" else f"'{text}"
    assert cells(ADOBE, content)[1][1] == harmless
    assert f"the title is written as “{harmless}”, which no spreadsheet runs as a formula" in [
        remark.text for remark in made[0].remarks
    ]


@pytest.mark.parametrize(
    ("agency_id", "title", "written"),
    [
        ("adobe", "Gulls;=1+1", "Gulls;'=1+1"),  # a German spreadsheet parts cells at semicolons
        ("adobe", 'Gulls;"=1+1', "Gulls;\"'=1+1"),
        ("adobe", "Gulls,-5 degrees", "Gulls,-5 degrees"),  # quoted, as the separator is in it
        ("freepik", "Gulls,=1+1", "Gulls,'=1+1"),  # an English one parts them at commas
        ("freepik", "Gulls, -5 degrees", "Gulls, -5 degrees"),
    ],
)
def test_what_spreadsheets_of_other_countries_would_run_is_defused(
    agency_id: str, title: str, written: str
) -> None:
    agency = BY_ID[agency_id]
    (content,) = csv_files(rows(agency, frame(title=title)), agency)
    assert cells(agency, content)[1][1] == written


def test_each_keyword_of_a_csv_of_semicolons_is_defused() -> None:
    freepik = BY_ID["freepik"]
    made = rows(freepik, frame(words=(*"abcde", "＝1+1")))
    (content,) = csv_files(made, freepik)
    assert cells(freepik, content)[1][2] == "a,b,c,d,e,'＝1+1"
    assert "the keywords are written so that no spreadsheet runs them as a formula" in [
        remark.text for remark in made[0].remarks
    ]


def test_an_accent_that_is_a_character_of_its_own_counts_with_its_letter() -> None:
    (row,) = rows(BY_ID["pond5"], frame(title="e\u0301" * 80))
    assert row.entry.title == "é" * 80 and not row.refused


NAMES = ["IMG_1.jpg", "Brügge, Nacht.jpg", 'a "b".JPEG']


def written(agency: Agency, folder: Path) -> Path:
    made = rows(agency, *(frame(name, number=n) for n, name in enumerate(NAMES)))
    (path,) = write_files(csv_files(made, agency), folder / f"{agency.id}.csv")
    return path


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.id)
def test_our_own_readers_of_agencies_tables_read_it(agency: Agency, tmp_path: Path) -> None:
    found = list(open_table(written(agency, tmp_path), Job()).rows())
    assert found[0].cells == list(agency.columns)
    assert [row.cells[0] for row in found[1:]] == NAMES


@pytest.mark.parametrize("agency_id", ["adobe", "pond5", "vecteezy"])
def test_it_tells_the_matching_of_sales_which_file_has_which_title(agency_id: str, tmp_path: Path) -> None:
    agency = BY_ID[agency_id]
    table = read_table(written(agency, tmp_path), Job())
    sold = NamedAsset(1, agency.name, "4711", None, "Harbour of Ostend 2", "open", None, None, missing=False)
    assert table.files == NAMES and table.files_of(sold) == (NAMES[2],)
