"""P1's studies on the user's own photographs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from aesthcull import places
from aesthcull.commands.common import Options, formatted, report_problems, workplace
from aesthcull.commands.train import rule_of, source_of
from aesthcull.terminal import cancellable, quiet_native_libraries, say, shown, write

if TYPE_CHECKING:
    from aesthcull.trainer.studies.outcome import Step, StudyResult
    from aesthcull.trainer.studies.task import StudyRequest


def study(options: Options) -> int:
    """How preparing photographs differently changes the accuracy: P1's tables on your own photographs."""
    from aesthcull.trainer.studies.task import perform

    request = request_of(options)
    with workplace(options) as work, quiet_native_libraries():
        job = cancellable()
        with shown(job):
            result, page = perform(work, request, job, _tell)
    _write(options, result, page)
    return report_problems(result.problems)


def request_of(options: Options) -> StudyRequest:
    """What the arguments ask for. Raise UsageError."""
    from aesthcull.trainer.request import Request
    from aesthcull.trainer.studies.outcome import StudySettings
    from aesthcull.trainer.studies.task import StudyRequest

    source, paths = source_of(options)
    scale = tuple(options.scale) if options.scale else None
    folder = options.out.expanduser().absolute() if options.out else places.studies_folder()
    return StudyRequest(
        study=options.study,
        folder=str(folder),
        source=Request(source=source, rule=rule_of(options), paths=paths, scale=scale),
        settings=StudySettings(options.repeats, options.epochs, options.frames, tuple(options.rows)),
    )


def _tell(step: Step) -> None:
    result, last = step.result, step.last
    count = f"{result.done:,} of {result.total:,} trainings"
    if last is None:
        say(f"{result.good + result.poor:,} photographs, {count} finished before; results in {result.folder}")
        return
    where = f"{step.row}, {last.work.split} split, repeat {last.work.repeat + 1}"
    say(f"{where}: {last.accuracy:.1%} in {last.seconds:.0f} s ({count}{_left(step.remaining)})")


def _left(seconds: float | None) -> str:
    if not seconds:
        return ""
    if seconds < 100:
        return f", {seconds:.0f} s left"
    minutes = round(seconds / 60)
    return f", {minutes // 60} h {minutes % 60} min left" if minutes >= 60 else f", {minutes} min left"


def _write(options: Options, result: StudyResult, page: Path) -> None:
    from aesthcull.exchange import listing
    from aesthcull.trainer.studies.task import result_json

    if options.format == "json":
        write(listing.to_json(result_json(result, page)))
        return
    write(formatted(_rows(options.format, result), options.format))
    for text in (*result.sentences, *(f"note: {note}" for note in result.notes)):
        say(text)
    say(f"the report: {page}")


def _rows(form: str, result: StudyResult) -> list[dict[str, Any]]:
    """The whole table as CSV; for the eye in % and without what only programs need."""
    from aesthcull.trainer.studies.report import SPLIT_NAMES, table_rows, with_interval

    if form == "csv":
        return table_rows(result)
    return [
        {
            result.study.title.lower(): line.row.name,
            "split": SPLIT_NAMES[line.split],
            "repeats": line.repeats,
            "accuracy, %": with_interval(line.accuracy),
            "chance, %": f"{100 * line.majority:.1f}",
            "P1, %": line.row.paper_says,
            "difference": with_interval(line.difference, "+") if line.difference else "",
        }
        for line in result.lines
    ]
