"""Commands on sales reports: import, list, take back, sum up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import CANCELLED, DONE, SOME_FAILED, Options, UsageError, formatted, workplace
from aesthcull.commands.matches import MATCH_ACTIONS
from aesthcull.job import Cancelled, Job
from aesthcull.terminal import cancellable, say, shown, write

if TYPE_CHECKING:
    from datetime import date

    from aesthcull.catalogue.store import Catalogue
    from aesthcull.exchange.matching import MatchReport
    from aesthcull.exchange.sales.importing import ImportResult
    from aesthcull.exchange.sales.mapping import ColumnMapping
    from aesthcull.exchange.sales.recognise import Recognised
    from aesthcull.exchange.sales.refused import RefusedRows

_NAMED = 20  # refused rows on standard error
_CHOICES = {"dates": "--dates dmy or --dates mdy", "decimal": "--decimal point or --decimal comma"}


def sales(options: Options) -> int:
    """Import agencies' sales reports, and see what was sold."""
    return _ACTIONS[options.action](options)


def import_sales(options: Options) -> int:
    from aesthcull.exchange.matching import match_names
    from aesthcull.exchange.sales.importing import NothingUsable, import_report
    from aesthcull.exchange.sales.problems import ReportError, Undecided

    job = cancellable()
    with workplace(options) as work:
        try:
            with shown(job):
                mapping = _mapping(options, work.catalogue, job)
                result = import_report(
                    work.catalogue, options.file, agency=options.agency, mapping=mapping, job=job
                )
        except NothingUsable as error:
            _tell_refused(options, error.refused)
            raise UsageError(str(error)) from error
        except Undecided as error:
            raise UsageError(f"{error}: {_CHOICES[error.setting]}") from error
        except ReportError as error:
            raise UsageError(str(error)) from error
        except Cancelled:
            say("aesthcull: cancelled; nothing of the report was imported")
            return CANCELLED
        with shown(job):
            matched = match_names(work.catalogue, job)
    _write_result(options, result, matched)
    _tell_refused(options, result.refused)
    return SOME_FAILED if result.refused else DONE


def list_reports(options: Options) -> int:
    from aesthcull.catalogue import sales_reports
    from aesthcull.exchange import listing

    with workplace(options) as work:
        found = sales_reports.reports(work.catalogue)
        told = sales_reports.told_sales(work.catalogue)
    rows = [
        {
            "report": report.id,
            "agency": report.agency,
            "form": report.form,
            "imported": report.imported_at.isoformat(" ", "minutes"),
            "rows": report.rows,
            "refused": report.refused,
            "assets": report.assets,
            "sales": told.get(report.id, 0),
            **_period(report.period),
            "path": str(report.path),
        }
        for report in found
    ]
    if options.format == "json":
        write(listing.to_json({"reports": rows, "problems": []}))
    else:
        write(formatted(rows, options.format))
    return DONE


def remove(options: Options) -> int:
    from aesthcull.exchange.sales.problems import ReportError
    from aesthcull.exchange.sales.taking_back import take_back

    with workplace(options) as work:
        try:
            taken = take_back(work.catalogue, options.report, Job())
        except ReportError as error:
            raise UsageError(f"{error}; see: aesthcull sales reports") from error
    report = taken.report
    say(f"removed report {report.id}: {report.agency}, {report.path.name}: {taken.line()}")
    return DONE


def sum_up(options: Options) -> int:
    from aesthcull.catalogue.sales import summary
    from aesthcull.exchange import listing

    with workplace(options) as work:
        found = summary(work.catalogue)
    document: dict[str, Any] = {
        "reports": found.reports,
        "assets": found.assets,
        "sales": found.sales,
        "earnings": {currency: round(amount, 2) for currency, amount in found.earnings.items()},
        **_period(found.period),
        "agencies": found.agencies,
        "states": found.states,
    }
    if options.format == "json":
        write(listing.to_json({**document, "problems": []}))
    else:
        flat = {name: _in_words(value) for name, value in document.items()}
        write(formatted([flat], "csv") if options.format == "csv" else _lines(flat))
    return DONE


_ACTIONS: dict[str, Callable[[Options], int]] = {
    "import": import_sales,
    "reports": list_reports,
    "remove": remove,
    "summary": sum_up,
    **MATCH_ACTIONS,
}


def _mapping(options: Options, catalogue: Catalogue, job: Job) -> ColumnMapping | None:
    """What the arguments say of the columns; None where they say nothing. Raises UsageError, ReportError."""
    from aesthcull.exchange.sales.currencies import currency_of
    from aesthcull.exchange.sales.preview import examine

    settings = {name: getattr(options, name) for name in ("rows", "dates", "decimal", "currency")}
    settings = {name: value for name, value in settings.items() if value is not None}
    if "currency" in settings:
        try:
            settings["currency"] = currency_of(settings["currency"])
        except ValueError as error:
            raise UsageError(f"--currency: {error}") from error
    found = examine(catalogue, options.file, job).found
    if options.columns is not None:
        return _told_columns(options, found, settings)
    if found.by == "guess":
        raise UsageError(_how_to_map(options, found))
    return replace(found.mapping, **settings) if settings else None


def _told_columns(options: Options, found: Recognised, settings: dict[str, Any]) -> ColumnMapping:
    from aesthcull.exchange.sales.guess import rows_of
    from aesthcull.exchange.sales.mapping import ColumnMapping, columns_called

    try:
        columns = columns_called(options.columns, found.header)
    except ValueError as error:
        raise UsageError(f"--columns: {error}") from error
    return ColumnMapping(columns, **{"rows": rows_of(columns), "skip": found.mapping.skip, **settings})


def _how_to_map(options: Options, found: Recognised) -> str:
    """An example that can be corrected, made of what the names of the columns let guess."""
    guessed = found.mapping.columns or {"file_name": 0}
    columns = ",".join(f"{what}={found.header[place]}" for what, place in guessed.items())
    agency = "" if options.agency else " --agency NAME"
    return (
        f"{options.file}: not a kind of report that is known; its columns are: {', '.join(found.header)}; "
        f'say what they tell, perhaps: --columns "{columns}" --rows {found.mapping.rows}{agency}'
    )


def _write_result(options: Options, result: ImportResult, matched: MatchReport) -> None:
    from aesthcull.exchange import listing

    counts: dict[str, Any] = {
        "report": result.report_id,
        "form": result.form,
        "agency": result.agency,
        "rows": result.rows,
        "added": result.added,
        "known": result.known,
        "refused": len(result.refused),
        "assets_new": result.assets_new,
        "refunds": result.refunds,
        **_period(result.period),
    }
    if options.format == "json":
        path = str(options.file)
        problems = [{"path": path, "line": row.line, "reason": row.reason} for row in result.refused]
        write(listing.to_json({**counts, "match": matched.as_json(), "problems": problems}))
    else:
        write(formatted([counts], options.format))
    say(matched.line())
    for notice in matched.notices:
        say(f"aesthcull: {notice}")


def _tell_refused(options: Options, refused: RefusedRows) -> None:
    from aesthcull.exchange.sales.refused import save_refused
    from aesthcull.photos.problems import os_reason

    for row in refused.first(_NAMED):
        say(f"aesthcull: {str(options.file)!r}, line {row.line}: {row.reason}")
    if len(refused) > _NAMED:
        say(f"aesthcull: and {len(refused) - _NAMED:,} more rows that cannot be used")
    if options.refused is not None and refused:
        try:
            say(f"saved: {save_refused(refused, options.refused)}")
        except OSError as error:
            raise UsageError(f"{options.refused}: {os_reason(error)}") from error


def _period(period: tuple[date, date] | None) -> dict[str, str | None]:
    first, last = period if period else (None, None)
    return {"first": first.isoformat() if first else None, "last": last.isoformat() if last else None}


def _in_words(value: Any) -> Any:
    if isinstance(value, dict):
        return ", ".join(f"{name} {amount:,}" for name, amount in value.items())
    return value


def _lines(values: dict[str, Any]) -> str:
    width = max(map(len, values))
    return "\n".join(
        f"{name.ljust(width)}  {'–' if value is None else value}" for name, value in values.items()
    )
