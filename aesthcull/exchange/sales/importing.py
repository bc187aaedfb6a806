"""A sales report into the catalogue, whole or not at all.

    result = import_report(catalogue, path, job=job)

Its rows are staged beside the catalogue, which others may write into meanwhile, and published in one short
transaction: when the user cancels or the disk is full, nothing of it remains. The rows pass through in
batches, so that a million of them never lie in memory.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from aesthcull.catalogue import sales_reports
from aesthcull.catalogue.records import ReportedRow
from aesthcull.catalogue.report_writer import ChangedMeanwhile, NewReport, ReadOtherwise, Tally, writing
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.sales.agencies import agency_called
from aesthcull.exchange.sales.mapping import ColumnMapping, header_key
from aesthcull.exchange.sales.problems import ReportError, Undecided, UnknownColumns
from aesthcull.exchange.sales.recognise import COLUMNS, Recognised, header_of, recognise
from aesthcull.exchange.sales.refused import RefusedRows
from aesthcull.exchange.sales.rows import RowReader
from aesthcull.exchange.sales.survey import Conventions, survey
from aesthcull.exchange.sales.tables import Row, Table, open_table
from aesthcull.job import Job
from aesthcull.photos.problems import os_reason

_BATCH = 1000  # rows; more of them would keep the garbage collector busy
_ATTEMPTS = 3  # while other programs change the same assets


class NothingUsable(ReportError):
    """A report of which not one row can be used; `refused` tells why of each."""

    def __init__(self, text: str, refused: RefusedRows) -> None:
        super().__init__(text)
        self.refused = refused


@dataclass(frozen=True)
class ImportResult:
    """What came of an import. rows = added + known + refused.

    `added` rows told something new, `known` ones stood in the catalogue before (from an earlier report, or
    the same). `refunds` are among both. `period` spans the sales of this report.
    """

    report_id: int
    form: str
    agency: str
    rows: int
    added: int
    known: int
    assets_new: int
    refunds: int
    period: tuple[date, date] | None
    refused: RefusedRows


def import_report(
    catalogue: Catalogue,
    path: Path,
    *,
    agency: str | None = None,
    mapping: ColumnMapping | None = None,
    job: Job,
) -> ImportResult:
    """Import a report. `mapping` says what its columns mean; None: as found out (see `recognise`).

    An `agency` given here goes before the mapping's and the format's. Raises ReportError (UnknownColumns for
    a table that needs a mapping first, NothingUsable), CatalogueError, and Cancelled.
    """
    table = open_table(path, job)
    found = recognise(table, lambda key: sales_reports.remembered_mapping(catalogue, key))
    chosen = found if mapping is None else _as_told(found, mapping)
    if mapping is None and found.by == "guess":
        raise UnknownColumns(
            f"{path}: not a kind of report that is known; its columns are: {', '.join(found.header)}"
        )
    lack = chosen.mapping.missing()
    if lack is not None:
        raise ReportError(f"{path}: {lack}")
    name = _agency(catalogue, path, agency or chosen.mapping.agency or chosen.agency)
    conventions = survey(data_rows(table, chosen.mapping), chosen.mapping, job)
    if conventions.undecided is not None:
        raise Undecided(f"{path}: {conventions.doubt}", conventions.undecided)
    for _ in range(_ATTEMPTS - 1):
        with contextlib.suppress(ChangedMeanwhile):
            return _Import(table, chosen, conventions, name).run(catalogue, job)
    return _Import(table, chosen, conventions, name).run(catalogue, job)


def data_rows(table: Table, mapping: ColumnMapping) -> Iterator[Row]:
    """The rows below the header."""
    return islice(table.rows(), mapping.skip, None)


def _as_told(found: Recognised, mapping: ColumnMapping) -> Recognised:
    """A person's mapping; where it means the same columns as the format's, it is still the format."""
    same = (mapping.columns, mapping.rows, mapping.skip) == (
        found.mapping.columns,
        found.mapping.rows,
        found.mapping.skip,
    )
    if same and found.by == "format":
        return replace(found, mapping=mapping)
    header = header_of(found.sample, mapping)
    return replace(found, form=COLUMNS, agency=None, mapping=mapping, header=header)


def _agency(catalogue: Catalogue, path: Path, name: str | None) -> str:
    if not name or not name.strip():
        raise ReportError(f"{path}: nothing tells which agency it is from; name the agency")
    try:
        return agency_called(name, sales_reports.agencies(catalogue))
    except ValueError as error:
        raise ReportError(f"{path}: {error}") from error


class _Import:
    """One import under way."""

    def __init__(self, table: Table, found: Recognised, conventions: Conventions, agency: str) -> None:
        self._table, self._found, self._agency = table, found, agency
        mapping = replace(
            found.mapping, dates=conventions.dates.order, decimal=conventions.decimal, agency=agency
        )
        self._report = NewReport(
            table.path.absolute(), table.sha256, table.told_on, agency, found.form, mapping.to_json()
        )
        self._reader = RowReader(found.mapping, conventions, len(found.header), datetime.now(UTC))
        self._refused = RefusedRows(found.header)
        self._rows = 0

    def run(self, catalogue: Catalogue, job: Job) -> ImportResult:
        job.stage(f"importing {self._table.path.name}", self._table.lines)
        try:
            with writing(catalogue, self._report) as writer:
                remaining = data_rows(self._table, self._found.mapping)
                while batch := list(islice(remaining, _BATCH)):
                    self._rows += len(batch)
                    refused = writer.store(self._understood(batch))
                    self._refuse(batch, dict(refused))
                    job.advance(len(batch))
                self._check_usable()
                tally = writer.finish(self._rows, len(self._refused))
                if self._found.form == COLUMNS and self._found.mapping.skip:
                    remembered = replace(self._found.mapping, agency=self._agency)
                    writer.remember_mapping(header_key(self._found.header), remembered.to_json())
        except ReadOtherwise as error:
            raise ReportError(f"{self._table.path}: {error}") from error
        except OSError as error:  # of the temporary file; the report's own are ReportErrors
            reason = f"the rows that cannot be used cannot be kept: {os_reason(error)}"
            raise ReportError(f"{self._table.path}: {reason}") from error
        return self._result(writer.report_id, tally)

    def _understood(self, batch: Sequence[Row]) -> list[ReportedRow]:
        understood = []
        for row in batch:
            try:
                understood.append(self._reader.read(row))
            except ValueError as error:
                self._refused.add(row.line, str(error), row.cells)
        return understood

    def _refuse(self, batch: Sequence[Row], reasons: dict[int, str]) -> None:
        for row in batch if reasons else ():
            if row.line in reasons:
                self._refused.add(row.line, reasons[row.line], row.cells)

    def _check_usable(self) -> None:
        if len(self._refused) < self._rows:
            return
        first = self._refused.first(1)[0]
        raise NothingUsable(
            f"{self._table.path}: none of its {self._rows:,} rows can be used; the first, in line "
            f"{first.line}: {first.reason}",
            self._refused,
        )

    def _result(self, report_id: int, tally: Tally) -> ImportResult:
        period = None
        if tally.first is not None and tally.last is not None:
            period = (tally.first.date(), tally.last.date())
        return ImportResult(
            report_id=report_id,
            form=self._found.form,
            agency=self._agency,
            rows=self._rows,
            added=tally.added,
            known=tally.known,
            assets_new=tally.new_assets,
            refunds=tally.refunds,
            period=period,
            refused=self._refused,
        )
