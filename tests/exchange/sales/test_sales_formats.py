"""Every format on an example file with the agency's own columns, and how other tables are understood."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aesthcull.catalogue.records import ReportedRow
from aesthcull.exchange.sales.formats import FORMATS
from aesthcull.exchange.sales.guess import guess_mapping
from aesthcull.exchange.sales.importing import data_rows
from aesthcull.exchange.sales.mapping import ColumnMapping, columns_called, mapping_from_json
from aesthcull.exchange.sales.preview import preview
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.exchange.sales.recognise import Recognised, recognise
from aesthcull.exchange.sales.rows import RowReader
from aesthcull.exchange.sales.survey import survey
from aesthcull.exchange.sales.tables import Row, open_table
from aesthcull.job import Job

FILES = Path(__file__).parent / "files"


def read(path: Path) -> tuple[Recognised, list[ReportedRow]]:
    table = open_table(path, Job())
    found = recognise(table)
    conventions = survey(data_rows(table, found.mapping), found.mapping, Job())
    assert conventions.doubt is None
    reader = RowReader(found.mapping, conventions, len(found.header), datetime.now(UTC))
    return found, [reader.read(row) for row in data_rows(table, found.mapping)]


def test_adobe_activity_has_no_header() -> None:
    found, rows = read(FILES / "adobe_activity.csv")
    assert (found.form, found.agency, found.by) == ("adobe-activity", "Adobe Stock", "format")
    assert rows[0] == ReportedRow(
        line=1,
        kind="sale",
        number="98765432",
        file_name="IMG_0013.jpg",
        title="Dandelion clock, backlit",
        sold_at=datetime(2016, 1, 4, 13, 5, 11),
        count=1,
        amount=0.99,
        currency="USD",
        licence="subscription",
    )
    assert (
        rows[2].sold_at == datetime(2016, 1, 5, 13) and rows[2].title == "Peaks “above” the clouds; morning"
    )
    assert (rows[3].count, rows[3].amount) == (-1, -0.99)


def test_adobe_totals() -> None:
    found, rows = read(FILES / "adobe_totals.csv")
    assert (found.form, found.agency) == ("adobe-totals", "Adobe Stock")
    assert [(r.kind, r.number, r.count, r.amount, r.currency) for r in rows] == [
        ("total", "98765432", 12, 11.88, "USD"),
        ("total", "98765499", 0, 0.0, "USD"),
        ("total", "98765501", 1204, 1191.96, "USD"),
    ]


def test_getty_statement_with_localised_dates() -> None:
    found, rows = read(FILES / "getty_statement.txt")
    assert (found.form, found.agency) == ("getty-statement", "Getty Images / iStock")
    assert [(r.number, r.file_name, r.sold_at, r.count, r.amount, r.currency) for r in rows] == [
        ("501234567", "IMG_0013.jpg", datetime(2016, 1, 4), 1, 1.35, "USD"),
        ("501234567", "IMG_0013.jpg", datetime(2016, 1, 4), 1, 1.35, "USD"),
        ("501234570", "IMG_0004-2.jpg", datetime(2016, 1, 15), 1, 2.25, "USD"),
        ("501234570", "IMG_0004-2.jpg", datetime(2016, 1, 31), -1, -0.675, "USD"),
    ]


@pytest.mark.parametrize(
    ("header", "dates"),
    [
        ("Sales Date", ["2016-01-04T00:00:00", "2016-02-25T00:00:00"]),
        ("Sales Date", ["04-janv.-2016", "25-févr.-2016"]),
        ("Content Type\tSales Date", ["Image\t04-Jan-2016", "Image\t25-Feb-2016"]),
    ],
)
def test_getty_statements_of_other_years_and_languages(tmp_path: Path, header: str, dates: list[str]) -> None:
    lines = [f"{header}\tAsset Number\tAlternate Asset Number\tGross Royalty in USD"]
    lines += [f"{day}\t{number}\tIMG_{number}.jpg\t0.33750" for number, day in enumerate(dates)]
    path = tmp_path / "statement.txt"
    path.write_text("\n".join(lines), encoding="utf-16")
    found, rows = read(path)
    assert found.form == "getty-statement"
    assert [r.sold_at for r in rows] == [datetime(2016, 1, 4), datetime(2016, 2, 25)]


def test_shutterstock_totals() -> None:
    found, rows = read(FILES / "shutterstock_totals.csv")
    assert (found.form, found.agency) == ("shutterstock-totals", "Shutterstock")
    assert [(r.kind, r.number, r.file_name, r.uploaded_on, r.count, r.amount) for r in rows] == [
        ("total", "1234567890", None, date(2015, 3, 14), 37, 12.58),
        ("total", "1234567891", None, date(2015, 3, 14), 0, 0.0),
        ("total", "1234567899", None, date(2019, 11, 2), 5, 1.7),
    ]


def test_each_format_knows_only_its_own_example() -> None:
    for form in FORMATS:
        tops = {path.name: open_table(path, Job()).top(50) for path in sorted(FILES.iterdir())}
        known = [name for name, top in tops.items() if form.mapping(top) is not None]
        assert [name.rpartition(".")[0] for name in known] == [form.name.replace("-", "_")]


def test_another_agencys_table_is_guessed_from_its_names() -> None:
    found, rows = read(FILES / "andere_agentur.csv")
    assert (found.by, found.agency) == ("guess", None)
    assert [(r.file_name, r.sold_at, r.count, r.amount, r.currency) for r in rows] == [
        ("Löwenzahn.jpg", datetime(2019, 12, 31), 2, 1250.5, "EUR"),
        ("IMG_0005.jpg", datetime(2020, 2, 1), 1, 0.99, "EUR"),
        ("IMG_0005.jpg", datetime(2020, 2, 2), -1, -0.99, "EUR"),
    ]


@pytest.mark.parametrize(
    ("header", "columns", "rows", "currency"),
    [
        ("Filename,Downloads,Earnings (EUR)", {"file_name": 0, "count": 1, "amount": 2}, "total", "EUR"),
        ("Image ID;Date;Royalty $", {"number": 0, "sold_at": 1, "amount": 2}, "sale", "USD"),
        ("Dateiname;Datum;Erlös (EUR)", {"file_name": 0, "sold_at": 1, "amount": 2}, "sale", "EUR"),
        ("Dateiname,Verkäufe,HONORAR", {"file_name": 0, "count": 1, "amount": 2}, "total", None),
        ("Nombre de archivo,Fecha,Ingresos", {"file_name": 0, "sold_at": 1, "amount": 2}, "sale", None),
        ("Nom du fichier,Ventes,Gains €", {"file_name": 0, "count": 1, "amount": 2}, "total", "EUR"),
        ("Original filename,Title", {"file_name": 0, "title": 1}, "asset", None),
        ("Colour,Shape", {}, "asset", None),
    ],
)
def test_guesses_from_names(header: str, columns: dict[str, int], rows: str, currency: str | None) -> None:
    cells = header.replace(";", ",").split(",")
    mapping = guess_mapping([Row(1, cells), Row(2, ["1"] * len(cells))])
    assert (mapping.columns, mapping.rows, mapping.currency) == (columns, rows, currency)


def test_file_names_are_known_by_their_look_and_a_table_may_lack_a_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("2020-01-05,IMG_1.jpg,0.99\n2020-01-06,IMG_2.jpg,0.99\n", encoding="utf-8")
    mapping = recognise(open_table(path, Job())).mapping
    assert (mapping.columns, mapping.skip) == ({"file_name": 1, "sold_at": 0}, 0)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ("7", {"file_name": 0, "count": 1}),
        ("03/04/2020", {"file_name": 0, "sold_at": 1}),
        ("x", {"file_name": 0}),
    ],
)
def test_sold_is_a_number_or_a_day_as_the_cells_tell(cells: str, columns: dict[str, int]) -> None:
    top = [Row(1, ["Picture", "Sold"]), Row(2, ["a.jpg", cells]), Row(3, ["b.jpg", cells])]
    assert guess_mapping(top).columns == columns


@pytest.mark.parametrize("preamble", ["Earnings of A. Contributor\n\n", "Account,12345,,\nPeriod,2020,,\n"])
def test_rows_above_the_header_are_passed_over(tmp_path: Path, preamble: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"{preamble}Title,Asset ID,Sales,Revenue\nA,123456,1,$0.99\nB,123457,2,$1.98\n", encoding="utf-8"
    )
    found, rows = read(path)
    assert found.form == "adobe-totals" and [r.number for r in rows] == ["123456", "123457"]


@pytest.mark.parametrize(
    "text", ["Title,Asset ID,Sales,Revenue\r\n", "Filename;Downloads", "Title,Asset ID,Sales,Revenue\n,,,\n"]
)
def test_a_header_without_rows_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match="has a header, but no rows below it"):
        recognise(open_table(path, Job()))


MAPPING = ColumnMapping({"file_name": 0, "sold_at": 1, "count": 2, "amount": 3}, "sale", dates="dmy")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["", "1/2/2020", "1", "1"], "neither a file name nor a number"),
        (["=cmd|' /C calc'!A0", "1/2/2020", "1", "1"], "a formula stands where the file name should"),
        (["a.jpg", "", "1", "1"], "the date of the sale is missing"),
        (["a.jpg", "1/2/2099", "1", "1"], "2099-02-01 is in the future"),
        (["a.jpg", "31/2/2020", "1", "1"], "there is no day 31 in month 2 of 2020"),
        (["a.jpg", "2/31/2020", "1", "1"], "there is no month 31"),
        (["a.jpg", "1/2/2020", "", "1"], "the number of sales is missing"),
        (["a.jpg", "1/2/2020", "many", "1"], "“many” is not a whole number"),
        (["a.jpg", "1/2/2020", "1", "=1+1"], "“=1+1” is not an amount"),
        (["a.jpg", "1/2/2020", "1", "1", "", "x"], "6 cells, but the table has 4 columns"),
        (["x" * 400, "1/2/2020", "1", "1"], "a file name of more than 300 characters"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(cells: list[str], reason: str) -> None:
    conventions = survey([], MAPPING, Job())
    with pytest.raises(ValueError, match=re.escape(reason)):
        RowReader(MAPPING, conventions, 4, datetime.now(UTC)).read(Row(7, cells))


@pytest.mark.parametrize(
    ("cells", "count", "amount", "kind"),
    [
        (["a.jpg", "1/2/2020", "-1", "0.99"], -1, -0.99, "sale"),
        (["a.jpg", "1/2/2020", "1", "(0.99)"], -1, -0.99, "sale"),
        (["a.jpg", "1/2/2020", "-2", "-1.98"], -2, -1.98, "sale"),
        (["a.jpg", "1/2/2020", "0", "0.00"], 0, None, "asset"),
        (["a.jpg", "1/2/2020", "3", ""], 3, None, "sale"),
        (["a.jpg", "1/2/2020", "3"], 3, None, "sale"),
    ],
)
def test_refunds_and_empty_cells(cells: list[str], count: int, amount: float | None, kind: str) -> None:
    row = RowReader(MAPPING, survey([], MAPPING, Job()), 4, datetime.now(UTC)).read(Row(7, cells))
    assert (row.count, row.amount, row.kind) == (count, amount, kind)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ('="0012345"', "0012345"),
        ("12345.0", "12345"),
        (" 12345 ", "12345"),
        ("1.23457E+11", None),
        ("=A1", None),
    ],
)
def test_numbers_that_a_spreadsheet_has_touched(cell: str, number: str | None) -> None:
    mapping = ColumnMapping({"number": 0}, "asset")
    reader = RowReader(mapping, survey([], mapping, Job()), 1, datetime.now(UTC))
    if number is None:
        with pytest.raises(ValueError, match=r"rounded|formula"):
            reader.read(Row(2, [cell]))
    else:
        assert reader.read(Row(2, [cell])).number == number


def test_paths_become_file_names_and_control_characters_go() -> None:
    mapping = ColumnMapping({"file_name": 0, "title": 1}, "asset")
    reader = RowReader(mapping, survey([], mapping, Job()), 2, datetime.now(UTC))
    row = reader.read(Row(2, [r"C:\photos\IMG_1.jpg", "one\ntwo\0three"]))
    assert (row.file_name, row.title) == ("IMG_1.jpg", "one two three")


def test_a_mapping_survives_its_way_through_json() -> None:
    mapping = replace(MAPPING, decimal="comma", currency="EUR", agency="Foo")
    assert mapping_from_json(mapping.to_json()) == mapping
    for damaged in (
        "",
        "[]",
        "{}x",
        '{"columns": {"colour": 1}}',
        '{"rows": "month"}',
        '{"columns": {"title": "1"}}',
    ):
        assert mapping_from_json(damaged) is None


def test_columns_are_called_by_their_names_or_places() -> None:
    header = ["File Name", "Sales, all", "Royalty"]
    assert columns_called('file_name=file_name, "count=sales, all",amount=3', header) == {
        "file_name": 0,
        "count": 1,
        "amount": 2,
    }
    for wrong, said in (("file=1", "say one of"), ("count=Foo", "no column “Foo”"), ("count", "say one of")):
        with pytest.raises(ValueError, match=said):
            columns_called(wrong, header)


def test_a_preview_shows_rows_as_they_will_be_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        f"IMG_{n}.jpg,0{n % 9 + 1}/04/2020,1,x" if n == 2 else f"IMG_{n}.jpg,03/04/2020,1,0.99"
        for n in range(30)
    ]
    path.write_text("\n".join(["Name,When,Count,Money", *rows]), encoding="utf-8")
    mapping = replace(MAPPING, dates=None)
    shown = preview(path, mapping, rows=5, job=Job())
    assert shown.header == ("Name", "When", "Count", "Money") and len(shown.rows) == 5
    assert shown.problem is not None and shown.problem.startswith("03/04/2020 has the day or the month first")
    settled = preview(path, MAPPING, rows=5, job=Job())
    assert settled.problem is None
    assert settled.rows[0].understood is not None
    assert settled.rows[0].understood.sold_at == datetime(2020, 4, 3)
    assert (settled.rows[2].understood, settled.rows[2].reason) == (None, "“x” is not an amount")
    assert preview(path, ColumnMapping({"title": 0}), job=Job()).problem == (
        "no column tells the asset: its file name or the agency's number"
    )
