"""Imports that fail, in part or whole: unusable rows, cancelled, a full disk, a locked catalogue."""

from __future__ import annotations

import csv
import resource
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aesthcull.catalogue import sales
from aesthcull.catalogue.store import Catalogue, CatalogueError, open_catalogue
from aesthcull.exchange.sales.importing import NothingUsable, import_report
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.exchange.sales.refused import save_refused
from aesthcull.job import Cancelled, Job
from tests.exchange.sales.reports import (
    BY_NAME,
    FILES,
    MOMENTS,
    TOTALS,
    activity,
    everything,
    imported,
    text_file,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(str(tmp_path / "catalogue.sqlite"))
    yield opened
    opened.close()


def test_one_file_name_of_two_numbers_is_never_guessed(catalogue: Catalogue, tmp_path: Path) -> None:
    imported(
        catalogue,
        activity(tmp_path / "a.csv", [("2020-01-01", n, "IMG_0001.jpg", "0.33") for n in (123456, 123457)]),
    )
    lines = ["File,When,Amount", "IMG_0001.jpg,2020-02-05,0.99", "x.jpg,2020-02-05,0.99"]
    result = imported(catalogue, text_file(tmp_path / "b.csv", *lines), mapping=BY_NAME, agency="Adobe Stock")
    (row,) = result.refused
    assert row.line == 2 and row.reason.startswith("2 assets are called IMG_0001.jpg")
    assert sales.summary(catalogue).sales == 3


def test_unusable_rows_are_listed_and_the_rest_is_imported(catalogue: Catalogue, tmp_path: Path) -> None:
    tomorrow = (datetime.now() + timedelta(days=3)).date()
    path = activity(
        tmp_path / "a.csv",
        [
            ("2020-01-01", 123456, "a.jpg", "0.33"),
            ("2020-01-02", 123456, "a.jpg", "0.33"),
            (tomorrow, 123456, "a.jpg", "0.33"),
            ("2020-01-04", 123456, "a.jpg", "much"),
            *[(f"2020-01-{n:02}", 123456, "a.jpg", "0.33") for n in range(5, 29)],
            ("2020-02-01", 123457, '=HYPERLINK("x")', "0.33"),
        ],
    )
    result = imported(catalogue, path)
    assert (result.added, [row.line for row in result.refused]) == (26, [3, 4, 29])
    assert "in the future" in result.refused.first(1)[0].reason
    out = save_refused(result.refused, tmp_path / "refused.csv")
    with out.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:3] == ["line", "reason", "1"] and [row[0] for row in rows] == ["3", "4", "29"]
    assert rows[2][2 + 6] == '\'=HYPERLINK("x")'  # a spreadsheet shows it and runs nothing


def test_refused_rows_can_be_mended_and_imported(catalogue: Catalogue, tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", TOTALS, "A,123456,9,$9.00", "B,123457,many,-$1.00")
    out = save_refused(imported(catalogue, path).refused, tmp_path / "refused.csv")
    assert "'-$1.00" in out.read_text(encoding="utf-8-sig")
    out.write_text(out.read_text(encoding="utf-8-sig").replace("many", "7"), encoding="utf-8")
    assert imported(catalogue, out).added == 1
    assert {a.number: a.sales for a in sales.assets(catalogue)} == {"123456": 9, "123457": 7}


def test_saving_refused_rows_that_fails_leaves_the_earlier_file(catalogue: Catalogue, tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", TOTALS, "A,123456,9,$9.00", "B,123457,many,$1.00")
    refused = imported(catalogue, path).refused
    with pytest.raises(OSError):
        save_refused(refused, path / "no folder" / "refused.csv")
    kept = text_file(tmp_path / "refused.csv", "mine")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, before[1]))  # as a full disk, within the first line
    try:
        with pytest.raises(OSError):
            save_refused(refused, kept)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert kept.read_text() == "mine\n" and sorted(tmp_path.glob("*.csv")) == [path, kept]


def test_a_report_of_which_nothing_can_be_used_leaves_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    before = everything(catalogue)
    path = text_file(tmp_path / "a.csv", TOTALS, "A,123456,many,$9.00", "B,,5,$1.00")
    with pytest.raises(
        NothingUsable, match="none of its 2 rows can be used; the first, in line 2: “many”"
    ) as caught:
        imported(catalogue, path)
    assert [row.line for row in caught.value.refused] == [2, 3]
    assert everything(catalogue) == before


class CancelsAt(Job):
    """Cancels itself after a number of rows, as a user would."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def advance(self, items: int = 1) -> None:
        self.rows -= items
        if self.rows < 0:
            self.cancel()
        super().advance(items)


def test_cancelled_in_the_midst_nothing_of_it_remains(catalogue: Catalogue, tmp_path: Path) -> None:
    imported(catalogue, FILES / "adobe_activity.csv")
    before = everything(catalogue)
    long = activity(tmp_path / "long.csv", [(m.isoformat(), 123456, "a.jpg", "1") for m in MOMENTS * 20])
    with pytest.raises(Cancelled):
        import_report(catalogue, long, job=CancelsAt(7000))
    assert everything(catalogue) == before
    assert imported(catalogue, long).added == 12_000


def test_a_full_disk_leaves_nothing_of_the_report_and_everything_of_before(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    imported(catalogue, FILES / "adobe_activity.csv")
    before = everything(catalogue)
    long = activity(
        tmp_path / "long.csv",
        [(m.isoformat(), 10000 + n, f"{n}.jpg", "1") for n, m in enumerate(MOMENTS * 20)],
    )
    with catalogue.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(CatalogueError, match="the disk is full"):
        imported(catalogue, long)
    assert everything(catalogue) == before and catalogue.check() == []
    with catalogue.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert imported(catalogue, long).added == 12_000


def test_refused_rows_that_find_no_room_end_the_import_in_one_line(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"A,{100_000 + n},{'many' * 20 if n % 2 else 1},$1.00" for n in range(20_000)]
    path = text_file(tmp_path / "a.csv", TOTALS, *rows)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))
    with pytest.raises(ReportError, match="the rows that cannot be used cannot be kept: no such"):
        imported(catalogue, path)
    assert everything(catalogue) == []


def test_a_catalogue_in_use_elsewhere_says_so(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aesthcull.catalogue.store.BUSY_TIMEOUT_MS", 50)
    other = sqlite3.connect(tmp_path / "catalogue.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with catalogue.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with pytest.raises(CatalogueError, match="locked by another program"):
        imported(catalogue, FILES / "adobe_activity.csv")
    other.execute("ROLLBACK")
    other.close()
