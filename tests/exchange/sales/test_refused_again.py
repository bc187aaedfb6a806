"""Refused rows saved, mended and imported: they are then read as the rest of their report was."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from aesthcull.catalogue import sales
from aesthcull.catalogue.store import Catalogue, open_catalogue
from aesthcull.exchange.sales.importing import ImportResult, import_report
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.refused import save_refused
from aesthcull.job import Job

FILES = Path(__file__).parent / "files"
Cells = list[str]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    yield opened
    opened.close()


def imported(catalogue: Catalogue, path: Path, mapping: ColumnMapping | None = None) -> ImportResult:
    return import_report(catalogue, path, mapping=mapping, job=Job())


def mended(result: ImportResult, out: Path, mend: Callable[[Cells], None], separator: str = ",") -> Path:
    """The refused rows of an import with their cells mended, written as a spreadsheet program would."""
    text = save_refused(result.refused, out).read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    for row in rows:
        mend(row)
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator).writerows([header, *rows])
    return out


def written(path: Path, rows: Sequence[Cells], separator: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def put(place: int, cell: str) -> Callable[[Cells], None]:
    def mend(cells: Cells) -> None:
        cells[2 + place] = cell

    return mend


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_adobe_rows_without_a_header(catalogue: Catalogue, tmp_path: Path, separator: str) -> None:
    rest = ["Title", "subscription", "$0.33", "photos", "a.jpg", "A. C.", "XL"]
    refund = ["", "123456", *rest[:2], "-$0.33", *rest[3:]]
    good = [[f"2020-01-{day:02}", "123456", *rest] for day in range(1, 20)]
    broken = [["someday", "123456", *rest], refund]
    first = imported(catalogue, written(tmp_path / "a.csv", [*good, *broken]))
    assert (first.added, len(first.refused)) == (19, 2)
    again = imported(catalogue, mended(first, tmp_path / "r.csv", put(0, "2020-02-01"), separator))
    assert (again.form, again.agency, again.added) == ("adobe-activity", "Adobe Stock", 2)
    (asset,) = sales.assets(catalogue)
    assert asset.sales == 19 and asset.earnings["USD"] == pytest.approx(19 * 0.33)  # 20, and a refund


def test_getty_rows(catalogue: Catalogue, tmp_path: Path) -> None:
    with (FILES / "getty_statement.txt").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row]
    header = next(n for n, row in enumerate(rows) if "Sales Date" in row)
    day = rows[header].index("Sales Date")
    right, rows[-1][day] = rows[-1][day], "someday"
    first = imported(catalogue, written(tmp_path / "g.txt", rows, "\t"))
    assert len(first.refused) == 1
    again = imported(catalogue, mended(first, tmp_path / "r.csv", put(day, right)))
    assert (again.form, again.agency, again.added) == ("getty-statement", first.agency, 1)


def test_a_mapped_table_is_known_by_its_header(catalogue: Catalogue, tmp_path: Path) -> None:
    mapping = ColumnMapping({"file_name": 0, "sold_at": 1, "amount": 2}, currency="USD", agency="Foo")
    rows = [["File", "When", "Money"], ["a.jpg", "2020-01-05", "0.99"], ["b.jpg", "2020-01-06", "much"]]
    first = imported(catalogue, written(tmp_path / "m.csv", rows), mapping)
    again = imported(catalogue, mended(first, tmp_path / "r.csv", put(2, "0.50")))
    assert (again.agency, again.added) == ("Foo", 1)
    assert {a.file_name: a.earnings for a in sales.assets(catalogue)}["b.jpg"] == {"USD": 0.5}


def test_a_mapped_table_without_a_header(catalogue: Catalogue, tmp_path: Path) -> None:
    columns = ColumnMapping({"file_name": 0, "sold_at": 1}, skip=0, agency="Foo")
    rows = [["a.jpg", "2020-01-05"], ["b.jpg", "2020-31-31"]]
    first = imported(catalogue, written(tmp_path / "m.csv", rows), columns)
    again = imported(catalogue, mended(first, tmp_path / "r.csv", put(1, "2020-01-31")), columns)
    assert again.added == 1


def test_a_report_with_a_line_and_reason_of_its_own_keeps_them(catalogue: Catalogue, tmp_path: Path) -> None:
    mapping = ColumnMapping({"file_name": 2, "sold_at": 3, "licence": 1}, agency="Foo")
    rows = [["line", "reason", "File", "When"], ["web", "advert", "a.jpg", "2020-01-05"]]
    assert imported(catalogue, written(tmp_path / "m.csv", rows), mapping).added == 1
