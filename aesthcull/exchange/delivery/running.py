"""Deliveries done, gone on with and taken back, frame by frame by the journal.

Whatever ends a run (cancel, a full disk, a card that was pulled out, the program's death), the journal and
the disk together say what is left: the same loop goes on from there.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

from aesthcull.catalogue import deliveries, frame_moves
from aesthcull.catalogue.deliveries import Delivery, FileState, JournalFile
from aesthcull.catalogue.delivery_claims import claim
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery import latecomers
from aesthcull.exchange.delivery.alone import alone
from aesthcull.exchange.delivery.carrying import STANDING, UNFINISHED, Stopped, carry, settle, take_back
from aesthcull.exchange.delivery.grounds import Grounds, remove_folders
from aesthcull.exchange.delivery.legs import Carrier
from aesthcull.exchange.delivery.settings import (
    DeliveryError,
    DeliveryPlan,
    DeliveryReport,
    mark_of,
    settings_of,
)
from aesthcull.exchange.delivery.space import check_room, spaces
from aesthcull.exchange.delivery.superseding import close_older
from aesthcull.exchange.delivery.transfer import flush_folders
from aesthcull.job import Job
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.thumbnails import ThumbnailCache

Way = Callable[[Carrier, Sequence[JournalFile]], list[JournalFile]]
_STAGES = {
    "copy": "Copying",
    "move": "Moving",
    "hardlink": "Linking",
    "trash": "To the trash",
    "ingest": "Copying from the card",
}
_GONE = "gone since it was planned; scan the shoot again"


@dataclass
class _Run:
    """What one run works with, and what it did."""

    carrier: Carrier
    found: Delivery
    files: list[JournalFile]
    grounds: Grounds
    done: list[JournalFile] = field(default_factory=list)
    stopped: str | None = None


def deliver(catalogue: Catalogue, thumbnails: ThumbnailCache, plan: DeliveryPlan, job: Job) -> DeliveryReport:
    """Do what was planned. The plan is written down first, so that it can be gone on with by `resume` and
    taken back by `undo`, whatever happens.

    What goes wrong with one frame is in the report's `problems`. Raises DeliveryError, with nothing touched,
    where there is no room; CatalogueError; Cancelled: what was finished stays.
    """
    settings = plan.settings
    if not plan.files:
        close_older(catalogue, thumbnails, settings, plan.present, job)
        return DeliveryReport(None, settings, 0, 0, len(plan.present), 0, 0.0, plan.problems)
    check_room(spaces(settings.kind, plan.files))
    kept = settings.as_json() | {"new_folders": [str(folder) for folder in plan.new_folders]}
    kept["mark"] = secrets.token_hex(4)
    new = deliveries.begin(catalogue, settings.kind, settings.destination, kept, plan.files)
    report = _forward(catalogue, thumbnails, _known(catalogue, new), job, fresh=True)
    if not report.unfinished:
        here = {*plan.present, *(file.source for file in plan.files)}
        close_older(catalogue, thumbnails, settings, here, job)
    problems = plan.problems + report.problems
    return replace(report, present=report.present + len(plan.present), problems=problems)


def resume(catalogue: Catalogue, thumbnails: ThumbnailCache, delivery_id: int, job: Job) -> DeliveryReport:
    """Go on with a delivery, or with its undoing, where it was cut short; files that failed are tried again.
    Raises as `deliver`; DeliveryError also where there is nothing left to do."""
    found = _known(catalogue, delivery_id)
    if found.state == "undoing":
        return undo(catalogue, thumbnails, delivery_id, job)
    if found.state != "open":
        raise DeliveryError(f"delivery {delivery_id} is {found.state}: there is nothing left to do")
    return _forward(catalogue, thumbnails, found, job)


def undo(catalogue: Catalogue, thumbnails: ThumbnailCache, delivery_id: int, job: Job) -> DeliveryReport:
    """Take a delivery back: what was moved goes to its old place, copies and links are removed unless they
    were changed or their originals are gone. Raises as `deliver`; DeliveryError also where it is undone."""
    found = _known(catalogue, delivery_id)
    if found.state == "undone":
        raise DeliveryError(f"delivery {delivery_id} is undone already")
    begun = time.monotonic()
    with alone(catalogue, delivery_id):
        latecomers.write_down(catalogue, found)
        run = _run_of(catalogue, thumbnails, found, job, "undoing")
        job.stage("Taking back", sum(file.size for file in run.files), in_bytes=True)
        _each_frame(run, run.files[::-1], _undo_frame)
        _flush(run)
        if run.stopped is None:
            remove_folders(found)
            left = any(file.state in STANDING for file in run.done)
            deliveries.set_state(catalogue, delivery_id, "done" if left else "undone")
    return _report(run, "undone", time.monotonic() - begun)


def _forward(
    catalogue: Catalogue, thumbnails: ThumbnailCache, found: Delivery, job: Job, *, fresh: bool = False
) -> DeliveryReport:
    begun = time.monotonic()
    with alone(catalogue, found.id):
        run = _run_of(catalogue, thumbnails, found, job, "open")
        if fresh:
            _leave_gone(run)
        run.grounds.make()
        job.stage(_STAGES[found.kind], sum(file.size for file in run.files), in_bytes=True)
        _each_frame(run, run.files, carry)
        _flush(run)
        if run.stopped is None and not any(file.state in UNFINISHED for file in run.done):
            deliveries.set_state(catalogue, found.id, "done")
    return _report(run, "done", time.monotonic() - begun)


def _run_of(
    catalogue: Catalogue,
    thumbnails: ThumbnailCache,
    found: Delivery,
    job: Job,
    way: Literal["open", "undoing"],
) -> _Run:
    """What is to be done, and is claimed; what another delivery has claimed counts as tried."""
    files = deliveries.files_of(catalogue, found.id)
    settings = settings_of(found)
    carrier = Carrier(catalogue, thumbnails, mark_of(found), settings.kind, job)
    grounds = Grounds(settings, found, files)
    refused = claim(catalogue, found, way)
    if refused:
        files = deliveries.files_of(catalogue, found.id)
    states = UNFINISHED if way == "open" else UNFINISHED | STANDING
    todo = [file for file in files if file.state in states and file.id not in refused]
    return _Run(carrier, found, todo, grounds, [file for file in files if file.id in refused])


def _leave_gone(run: _Run) -> None:
    """Leave the frames alone that another delivery has taken since this one was planned: what is gone before
    the first run was not carried by one of ours that was cut short."""
    if run.carrier.kind not in ("move", "trash"):
        return
    gone = {file.together for file in run.files if not os.path.lexists(file.source)}
    left = [replace(file, state="failed", problem=_GONE) for file in run.files if file.together in gone]
    deliveries.note(run.carrier.catalogue, left)
    run.files = [file for file in run.files if file.together not in gone]
    run.done += left


def _each_frame(run: _Run, files: Sequence[JournalFile], way: Way) -> None:
    """Every frame after the other, until the end or until it makes no sense any more."""
    try:
        for _, group in groupby(files, key=lambda file: file.together):
            run.carrier.job.check()
            run.grounds.check()
            done = way(run.carrier, list(group))
            run.done += done
            if any(file.problem for file in done):
                run.grounds.check(thoroughly=True)
    except Stopped as stop:
        run.stopped = str(stop)
    finally:
        if run.carrier.kind == "move":
            frames = {file.frame_id for file in run.files if file.frame_id is not None}
            frame_moves.leave_shoots(run.carrier.catalogue, frames)


def _flush(run: _Run) -> None:
    """See that what was carried is on the disk before the delivery is called done."""
    carried = [file for file in run.done if file.state in ("done", "undone")]
    folders = {file.target.parent for file in carried}
    if run.carrier.kind == "move":
        folders |= {file.source.parent for file in carried}
    try:
        flush_folders(folders)
    except OSError as error:
        run.stopped = run.stopped or f"{error.filename}: {os_reason(error)}"


def _undo_frame(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    return take_back(carrier, settle(carrier, files))


def _known(catalogue: Catalogue, delivery_id: int) -> Delivery:
    found = deliveries.delivery(catalogue, delivery_id)
    if found is None:
        raise DeliveryError(f"there is no delivery {delivery_id}")
    return found


def _report(run: _Run, arrived: FileState, seconds: float) -> DeliveryReport:
    done = [file for file in run.done if file.state == arrived and not file.problem]
    problems: dict[int | Path, Problem] = {}
    for file in run.done:
        if file.problem:
            copied = run.carrier.kind not in ("move", "trash")
            # A copy that must stay, or what was removed from where it went; each of these is told of.
            at_target = arrived == "undone" and (copied or file.state == "undone")
            path = file.target if at_target else file.source
            which = file.target if file.state == "undone" else file.together
            problems.setdefault(which, Problem(path, file.problem.removeprefix(f"{path}: ")))
    return DeliveryReport(
        delivery_id=run.found.id,
        settings=settings_of(run.found),
        frames=len({file.together for file in done}),
        done=len(done),
        present=sum(file.state == "present" for file in run.done),
        bytes=sum(file.size for file in done),
        seconds=seconds,
        problems=tuple(problems.values()),
        stopped=run.stopped,
        unfinished=run.stopped is not None or any(file.state in UNFINISHED for file in run.done),
    )
