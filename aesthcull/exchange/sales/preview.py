"""The first rows of a report as they will be understood, for the window's mapper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from aesthcull.catalogue import sales_reports
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.sales.importing import data_rows
from aesthcull.exchange.sales.mapping import ColumnMapping
from aesthcull.exchange.sales.recognise import Recognised, header_of, recognise
from aesthcull.exchange.sales.rows import RowReader
from aesthcull.exchange.sales.survey import survey
from aesthcull.exchange.sales.tables import Table, open_table
from aesthcull.job import Job

SURVEYED = 20_000  # rows that the preview decides by; the import looks at all


@dataclass(frozen=True)
class PreviewRow:
    """A row of the file: its cells, and either what it says or why it cannot be used."""

    line: int
    cells: tuple[str, ...]
    understood: ReportedRow | None
    reason: str | None


@dataclass(frozen=True)
class Preview:
    """`problem`: one line that says what the mapping lacks, or what cannot be told from the columns."""

    header: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    problem: str | None


@dataclass(frozen=True)
class Examined:
    """A file looked at before its import."""

    table: Table
    found: Recognised


def examine(catalogue: Catalogue, path: Path, job: Job) -> Examined:
    """What a file is and how it would be read. Raises ReportError."""
    table = open_table(path, job)
    return Examined(table, recognise(table, lambda key: sales_reports.remembered_mapping(catalogue, key)))


def preview(path: Path, mapping: ColumnMapping, rows: int = 20, *, job: Job) -> Preview:
    """The first rows of a file as `mapping` understands them. Raises ReportError."""
    return preview_table(open_table(path, job), mapping, rows, job=job)


def preview_table(table: Table, mapping: ColumnMapping, rows: int = 20, *, job: Job) -> Preview:
    """The same for a table that was opened before."""
    conventions = survey(islice(data_rows(table, mapping), SURVEYED), mapping, job)
    header = header_of(table.top(mapping.skip + 1), mapping)
    reader = RowReader(mapping, conventions, len(header), datetime.now(UTC))
    shown = []
    for row in islice(data_rows(table, mapping), rows):
        try:
            shown.append(PreviewRow(row.line, tuple(row.cells), reader.read(row), None))
        except ValueError as error:
            shown.append(PreviewRow(row.line, tuple(row.cells), None, str(error)))
    return Preview(header, tuple(shown), mapping.missing() or conventions.doubt)
