"""A report's bytes: what is no table is named for what it is; any table reads back as it was written."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aesthcull import places
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.exchange.sales.tables import Table, open_table
from aesthcull.job import Cancelled, Job

HEADER = ["File name", "Downloads", "Title"]
# utf-16 and utf-8-sig begin with a mark; utf-16-le and -be here do not.
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


def written(
    path: Path, rows: list[list[str]], encoding: str = "utf-8", separator: str = ",", end: str = "\r\n"
) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def cells_of(table: Table) -> list[list[str]]:
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"),
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "an Excel workbook; save it as CSV first"),
        (b"PK\x03\x04" + bytes(26) + b"report.csv", "a ZIP archive; unpack it first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old Office file"),
        (b"\n<!DOCTYPE html><html><title>Sign in</title>", "a web page"),
        (b"<?xml version='1.0'?>", "an XML file"),
        (b'{"sales": []}', "a JSON file"),
        (bytes(range(256)) * 20, "a binary file"),
        (b"x" * 3_000_000, "a file without lines"),
    ],
)
def test_a_file_that_is_no_report_is_named_for_what_it_is(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(data)
    with pytest.raises(ReportError, match=kind) as caught:
        open_table(path, Job())
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_a_jpeg_is_a_jpeg_whatever_its_name(tmp_path: Path) -> None:
    picture = places.resources_folder() / "sample_shoot" / "IMG_0001.JPG"
    (tmp_path / "sales.csv").write_bytes(picture.read_bytes())
    with pytest.raises(ReportError, match="is a JPEG picture, not a sales report"):
        open_table(tmp_path / "sales.csv", Job())


def test_a_missing_file_and_a_folder_end_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(ReportError) as caught:
            open_table(path, Job())
        assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_looking_at_a_file_can_be_cancelled(tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        open_table(written(tmp_path / "a.csv", [HEADER, ["a.jpg", "1", "x"]]), job)


@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
            min_size=3,
            max_size=3,
        ),
        max_size=8,
    ),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(",;\t|"),
)
@settings(max_examples=300, deadline=None)
def test_any_table_reads_back_in_every_encoding_and_with_every_separator(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str, separator: str
) -> None:
    rows = [[cell.encode(encoding, "ignore").decode(encoding) for cell in row] for row in rows]
    controls = sum(ord(c) < 32 for row in rows for cell in row for c in cell)
    assume(controls <= 5)  # more of them in so short a text is a binary file
    if encoding == "cp1252":
        data = "".join(map("".join, rows)).encode(encoding)
        with contextlib.suppress(UnicodeDecodeError):
            assume(data.isascii() or not data.decode("utf-8"))  # else it is a UTF-8 file as well
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    table = open_table(written(path, [HEADER, *rows], encoding, separator), Job())
    assert table.separator == separator
    read = cells_of(table)
    assert read[0] == HEADER
    shown = [[cell.lstrip(" ") for cell in row] for row in rows if any(cell.strip() for cell in row)]
    assert [[cell.lstrip(" ") for cell in row] for row in read[1:]] == shown


def test_windows_1252_is_seen_however_late_its_first_letter_comes(tmp_path: Path) -> None:
    rows = [[f"{n}.jpg", "1", "x"] for n in range(100_000)] + [["Löwenzahn.jpg", "1", "€"]]
    table = open_table(written(tmp_path / "a.csv", [HEADER, *rows], "cp1252"), Job())
    *_, last = table.rows()
    assert (table.encoding, last.cells, last.line) == ("cp1252", ["Löwenzahn.jpg", "1", "€"], 100_002)
    assert table.lines in (100_002, 100_003)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    rows = [HEADER, ["a.jpg", "1", "two\nlines"], ["", "", ""], ["b.jpg", "2", "x"]]
    table = open_table(written(tmp_path / "a.csv", rows), Job())
    assert [(row.line, row.cells[0]) for row in table.rows()] == [
        (1, "File name"),
        (2, "a.jpg"),
        (5, "b.jpg"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_do_anywhere(tmp_path: Path, end: str) -> None:
    path = written(tmp_path / "a.csv", [HEADER, ["a.jpg", "1", "x"], ["b.jpg", "2", "y"]], end=end)
    assert [row.line for row in open_table(path, Job()).rows()] == [1, 2, 3]


def test_excels_first_line_names_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\nFile name|Downloads\na,b.jpg|1;2\n", encoding="utf-8")
    table = open_table(path, Job())
    assert [(row.line, row.cells) for row in table.rows()] == [
        (2, ["File name", "Downloads"]),
        (3, ["a,b.jpg", "1;2"]),
    ]


def test_decimal_commas_do_not_hide_the_semicolons(tmp_path: Path) -> None:
    rows = [["Datei", "Betrag"], *[[f"{n}.jpg", "0,99"] for n in range(300)]]
    assert open_table(written(tmp_path / "a.csv", rows, separator=";"), Job()).separator == ";"


@pytest.mark.parametrize("lines_after", [1, 3, 500])
def test_a_stray_quotation_mark_costs_its_own_line_only(tmp_path: Path, lines_after: int) -> None:
    path = tmp_path / "a.tsv"
    good = "".join(f"{n}.jpg\t1\tx\n" for n in range(lines_after))
    path.write_text(f'file\tcount\ttitle\na.jpg\t1\t"Sunset over the sea\n{good}', encoding="utf-8")
    rows = list(open_table(path, Job()).rows())
    faulty = [row for row in rows if row.fault]
    assert [row.line for row in faulty] == [2] and "quotation mark" in str(faulty[0].fault)
    assert [row.line for row in rows if not row.fault] == [1, *range(3, 3 + lines_after)]


def test_a_cell_beyond_all_measure_costs_its_own_line_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"file,count,title\na.jpg,1,{'x' * 200_000}\nb.jpg,1,x\n", encoding="utf-8")
    rows = list(open_table(path, Job()).rows())
    assert [(row.line, bool(row.fault)) for row in rows] == [(1, False), (2, True), (3, False)]
