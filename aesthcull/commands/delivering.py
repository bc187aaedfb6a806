"""What `deliver` and `ingest` share: their errors, and what they tell of plans and of what was done."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aesthcull.commands.common import SOME_FAILED, Options, UsageError, formatted, report_problems
from aesthcull.job import Cancelled
from aesthcull.terminal import say, write

if TYPE_CHECKING:
    from aesthcull.exchange.delivery.settings import DeliveryPlan, DeliveryReport
    from aesthcull.pipeline import Workplace


def destination(folder: Path) -> Path:
    """The absolute path of a folder that need not exist, as the catalogue would name it."""
    try:
        return folder.expanduser().resolve()
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{folder}: cannot be resolved: {error}") from error


@contextlib.contextmanager
def errors() -> Iterator[None]:
    """What is wrong with a delivery as a whole ends in one line."""
    from aesthcull.exchange.delivery.settings import DeliveryError

    try:
        yield
    except DeliveryError as error:
        raise UsageError(str(error)) from error


@contextlib.contextmanager
def kept_going(work: Workplace) -> Iterator[None]:
    """A delivery that is cancelled says how to go on with it."""
    from aesthcull.catalogue.deliveries import deliveries

    try:
        yield
    except (Cancelled, KeyboardInterrupt):
        unfinished = next((d for d in deliveries(work.catalogue) if d.state in ("open", "undoing")), None)
        if unfinished is not None:
            say(how_to_go_on(unfinished.id))
        raise


def how_to_go_on(delivery_id: int) -> str:
    """The lines for a delivery that did not come to its end."""
    return (
        f"to resume: aesthcull deliver --resume {delivery_id}\n"
        f"to undo:   aesthcull deliver --undo {delivery_id}"
    )


def tell(reports: Sequence[DeliveryReport], options: Options) -> int:
    """Write what was done; returns the exit status."""
    from aesthcull.exchange import listing

    rows = [_report_row(report) for report in reports]
    problems = [problem for report in reports for problem in report.problems]
    if options.format == "json":
        write(listing.to_json({"deliveries": rows, "problems": listing.problems_json(problems)}))
    else:
        write(formatted(rows, options.format))
    status = report_problems(problems)
    for report in reports:
        if report.stopped:
            say(f"aesthcull: {report.stopped}")
            status = SOME_FAILED
        if report.delivery_id is not None and report.unfinished:
            say(how_to_go_on(report.delivery_id))
    return status


def tell_plans(plans: Sequence[DeliveryPlan], options: Options) -> int:
    """Write what would be done; returns the exit status."""
    from aesthcull.exchange import listing

    rows = [
        {
            "kind": plan.settings.kind,
            "file": str(file.source),
            "to": _target(plan, file.target),
            "bytes": file.size,
        }
        for plan in plans
        for file in plan.files
    ]
    problems = [problem for plan in plans for problem in plan.problems]
    if options.format == "json":
        document = {"files": rows, "present": [str(path) for plan in plans for path in plan.present]}
        write(listing.to_json({**document, "problems": listing.problems_json(problems)}))
    else:
        write(formatted(rows, options.format))
    for plan in plans:
        say(_summary(plan))
        tell_remarks(plan)
        for remark in _too_little(plan):
            say(f"aesthcull: {remark}")
    return report_problems(problems)


def tell_remarks(plan: DeliveryPlan) -> None:
    """Write what the user should know of a plan."""
    for remark in plan.remarks:
        say(f"aesthcull: {remark}")


def _report_row(report: DeliveryReport) -> dict[str, Any]:
    return {
        "delivery": report.delivery_id,
        "kind": report.settings.kind,
        "to": "" if report.settings.kind == "trash" else str(report.settings.destination),
        "frames": report.frames,
        "files": report.done,
        "present": report.present,
        "bytes": report.bytes,
        "seconds": round(report.seconds, 3),
        "problems": len(report.problems),
        "stopped": report.stopped or "",
    }


def _target(plan: DeliveryPlan, target: Path) -> str:
    return "trash" if plan.settings.kind == "trash" else str(target)


def _summary(plan: DeliveryPlan) -> str:
    files, there = len(plan.files), len(plan.present)
    size = f"{plan.total_bytes / 1e6:,.1f} MB"
    already = f", {there:,} there already" if there else ""
    return (
        f"{plan.settings.kind}: {plan.frames:,} frames, {files:,} files, {size}{already}; nothing was changed"
    )


def _too_little(plan: DeliveryPlan) -> list[str]:
    return [
        f"{s.folder}: {s.needed / 1e6:,.1f} MB are needed, {s.free / 1e6:,.1f} MB are free"
        for s in plan.spaces
        if not s.fits
    ]
