"""Reports made for the tests of importing, and what the catalogue holds after them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.sales.importing import ImportResult, import_report
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.job import Job

FILES = Path(__file__).parent / "files"
BY_NAME = ColumnMapping({"file_name": 0, "sold_at": 1, "amount": 2}, "sale", currency="USD", agency="Foo")
TOTALS = "Title,Asset ID,Sales,Revenue"
MOMENTS = [datetime(2020, 1, 1) + timedelta(hours=7 * n) for n in range(600)]
HISTORY = [(m.isoformat() + "Z", 100000 + n % 23, f"{n % 23}.jpg", "0.99") for n, m in enumerate(MOMENTS)]


def imported(catalogue: Catalogue, path: Path, **how: object) -> ImportResult:
    result = import_report(catalogue, path, job=Job(), **how)  # type: ignore[arg-type]
    assert result.rows == result.added + result.known + len(result.refused)
    return result


def activity(path: Path, rows: Sequence[tuple[object, ...]]) -> Path:
    """Adobe's activity: rows of (moment, number, file name, royalty)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for moment, number, name, royalty in rows:
            cells = [moment, number, "Title", "subscription", f"${royalty}", "photos", name, "A. C.", "XL"]
            csv.writer(file).writerow(cells)
    return path


def text_file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def everything(catalogue: Catalogue) -> list[tuple[object, ...]]:
    """All that the tables of sales hold."""
    with catalogue.read() as connection:
        found: list[tuple[object, ...]] = []
        for table in ("sales_report", "asset", "asset_listing", "sale", "sale_again"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2").all()
            found += [(table, *row) for row in rows]
        return found
