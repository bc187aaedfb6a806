"""The commands `deliver` and `deliveries`: frames copied, moved, linked or put into the trash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from aesthcull.commands.common import DONE, Options, UsageError, formatted, frames_of, workplace
from aesthcull.commands.delivering import destination, errors, kept_going, tell, tell_plans, tell_remarks
from aesthcull.commands.filtering import filtered, passing
from aesthcull.terminal import cancellable, say, shown, write

if TYPE_CHECKING:
    from aesthcull.catalogue.records import Frame, Shoot
    from aesthcull.exchange.delivery.settings import DeliveryPlan, DeliveryReport, DeliverySettings
    from aesthcull.job import Job
    from aesthcull.pipeline import Workplace


def deliver(options: Options) -> int:
    """Copy, move or hard-link frames to a folder, put rejects aside, or take that back."""
    if options.resume is not None or options.undo is not None:
        return _again(options)
    if options.folder is None:
        raise UsageError("say which shoot: a folder, or --resume or --undo with a delivery's number")
    if options.to is None and options.rejects_to is None and not options.trash_rejects:
        raise UsageError("say where the frames go: --to DIR, --rejects-to DIR or --trash-rejects")
    job = cancellable()
    with workplace(options, existing=True) as work, errors():
        shoot, known = frames_of(work, options.folder)
        with shown(job):
            tasks = _tasks(work, shoot, known, options, job)
        if options.dry_run:
            return tell_plans([plan(job) for plan in tasks], options)
        return tell(_done(work, tasks, job), options)


def deliveries(options: Options) -> int:
    """List the deliveries and ingests, the newest first."""
    from aesthcull.catalogue.deliveries import deliveries
    from aesthcull.exchange import listing

    with workplace(options, existing=True) as work:
        found = deliveries(work.catalogue)
    rows = [
        {
            "delivery": each.id,
            "at": each.at.isoformat(" ", "seconds"),
            "kind": each.kind,
            "to": "" if each.kind == "trash" else str(each.destination),
            "state": each.state,
            "frames": each.frames,
            "files": each.files,
            "done": each.done,
            "failed": each.failed,
            "bytes": each.bytes,
        }
        for each in found
    ]
    if options.format == "json":
        write(listing.to_json({"deliveries": rows}))
    else:
        write(formatted(rows, options.format))
    return DONE


Plan = Callable[["Job"], "DeliveryPlan"]


def _done(work: Workplace, tasks: Sequence[Plan], job: Job) -> list[DeliveryReport]:
    from aesthcull.exchange.delivery.running import deliver

    reports: list[DeliveryReport] = []
    for plan in tasks:
        with shown(job), kept_going(work):
            # Planned when its turn comes: what went before may have taken names.
            planned = plan(job)
            reports.append(deliver(work.catalogue, work.thumbnails, planned, job))
        tell_remarks(planned)
        if reports[-1].stopped:
            break
    return reports


def _again(options: Options) -> int:
    """Go on with a delivery, or take it back."""
    from aesthcull.exchange.delivery.running import resume, undo

    if options.folder is not None or options.to is not None:
        raise UsageError("--resume and --undo know their folders: leave them out")
    way, number = (resume, options.resume) if options.resume is not None else (undo, options.undo)
    job = cancellable()
    with workplace(options, existing=True) as work, errors(), shown(job), kept_going(work):
        report = way(work.catalogue, work.thumbnails, number, job)
    if way is undo and not report.problems and not report.stopped:
        say(f"delivery {number} is undone")
    return tell([report], options)


def _tasks(work: Workplace, shoot: Shoot, known: Sequence[Frame], options: Options, job: Job) -> list[Plan]:
    """What is to be planned: the frames, and the rejects put aside."""
    from aesthcull.exchange.delivery.planning import plan_delivery
    from aesthcull.exchange.delivery.settings import DeliverySettings
    from aesthcull.selection.order import in_time

    known = in_time(known)

    def planning(frames: Sequence[Frame], settings: DeliverySettings) -> Plan:
        return lambda job: plan_delivery(work.catalogue, frames, settings, job)

    tasks: list[Plan] = []
    if options.to is not None:
        settings = DeliverySettings(
            options.kind,
            destination(options.to),
            template=options.template,
            flat=options.flat,
            backup=destination(options.backup) if options.backup else None,
            collisions=options.collisions,
            first=options.first,
            root=shoot.path,
        )
        tasks.append(planning(_wanted(work, shoot, known, options, job), settings))
    rejects = [frame for frame in known if frame.flag == "reject"]
    if options.rejects_to is not None:
        aside = DeliverySettings("move", destination(options.rejects_to), root=shoot.path)
        tasks.append(planning(rejects, aside))
    elif options.trash_rejects:
        tasks.append(planning(rejects, DeliverySettings("trash", shoot.path, root=shoot.path)))
    return tasks


def _wanted(work: Workplace, shoot: Shoot, known: Sequence[Frame], options: Options, job: Job) -> list[Frame]:
    """Those of the `known` frames that the options name, in their order."""
    from aesthcull.selection.filters import ANY_SERIES, SUGGESTED, Filter

    wanted = Filter(
        flags=frozenset({options.flag} if options.flag else ()),
        stars=options.stars or 0,
        labels=frozenset(options.label or ()),
        keywords=tuple(options.keyword or ()),
        series=SUGGESTED if options.suggested else ANY_SERIES,
    )
    if not wanted and options.filter is None and not options.all:
        raise UsageError("say which frames: --picks, --stars, --label, --keyword, --filter … or --all")
    frames = list(known) if options.filter is None else filtered(work, shoot, known, options.filter, job)
    return passing(work, shoot, frames, wanted, job) if wanted else frames
