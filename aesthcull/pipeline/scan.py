"""The scan of a shoot, as one cancellable job. This list of stages is the program's main road."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.ingested_marks import STEP
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.photos.isolation.pool import forget_losses
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.photos.walk import Walk, walk
from aesthcull.pipeline.grouping import group_shoot
from aesthcull.pipeline.judging import judge_all
from aesthcull.pipeline.pairs import compare_pairs
from aesthcull.pipeline.reconcile import Changes, OnFrames, reconcile
from aesthcull.pipeline.rescoring import rescore
from aesthcull.pipeline.sidecar_reading import ReadReport, SidecarReading, read_sidecars
from aesthcull.vision.judge import Judge
from aesthcull.vision.registry import ModelError, Registry


class FolderError(Exception):
    """A shoot folder that cannot be opened; one line that names it and the reason."""


@dataclass(frozen=True)
class Workplace:
    """What every job works with; built once by the command line or the GUI and handed down."""

    catalogue: Catalogue
    registry: Registry
    thumbnails: ThumbnailCache


@dataclass(frozen=True)
class ScanReport:
    """What a scan found and did. `sidecars` is what came from other programs; `provider` ran the network;
    `notices` are one-line remarks for the user."""

    shoot: Shoot
    found: int
    new: int
    changed: int
    unchanged: int
    scanned: int
    missing: int
    series: int
    sidecars: ReadReport
    problems: tuple[Problem, ...]
    seconds: float
    provider: str
    notices: tuple[str, ...]


def _nobody(ids: Sequence[int]) -> None:
    del ids


def scan(
    workplace: Workplace,
    folder: Path,
    job: Job,
    on_frames: OnFrames = _nobody,
    reading: SidecarReading = SidecarReading(),  # noqa: B008 (frozen)
    marks_step: str = STEP,
) -> ScanReport:
    """Bring the catalogue up to date with a shoot folder: only new or changed frames are decoded.

    `on_frames` is called from this thread with the ids of frames that were added, judged or grouped;
    `marks_step` is what the step is called that brings ingested frames the marks made on the card. Raises
    FolderError, CatalogueError, or Cancelled; what was stored before stays, and the next scan resumes.
    """
    begun = time.monotonic()
    forget_losses()
    folder = shoot_folder(folder)
    shoot = queries.open_shoot(workplace.catalogue, folder)
    found = _found(folder, job)
    unreadable = [problem.path for problem in found.unreadable]
    changes = reconcile(workplace.catalogue, shoot, found.frames, unreadable, on_frames, marks_step)
    if changes.work or changes.regroup:
        scanning.set_scanned(workplace.catalogue, shoot, None)  # cut short, the next scan groups anew
    sidecars = read_sidecars(workplace.catalogue, folder, found.frames, reading, job)
    if sidecars.frames:
        on_frames(sidecars.frames)
    judge, notices = _load_judge(workplace.registry)
    notices += [*changes.remarks(), *sidecars.remarks()]
    notices += _judge(workplace, shoot, changes, judge, job, on_frames)
    pairs = compare_pairs(workplace.catalogue, shoot, job)
    if pairs.told:
        on_frames(list(pairs.told))
    scanning.set_scanned(workplace.catalogue, shoot, datetime.now())
    problems = (*problems_of(workplace.catalogue, shoot), *pairs.problems)
    return ScanReport(
        shoot=shoot,
        found=len(found.frames),
        new=changes.new,
        changed=changes.changed,
        unchanged=len(found.frames) - len(changes.work),
        scanned=len(changes.work),
        missing=changes.missing,
        series=queries.count_series(workplace.catalogue, shoot),
        sidecars=sidecars,
        problems=(*found.unreadable, *sidecars.problems, *problems),
        seconds=time.monotonic() - begun,
        provider=judge.provider.short_name if judge else "none",
        notices=(*notices, *pairs.remarks()),
    )


def _found(folder: Path, job: Job) -> Walk:
    job.stage("Looking for photographs")
    try:
        return walk(folder, job)
    except OSError as error:
        raise FolderError(f"{folder}: cannot be read: {os_reason(error)}") from error


def _judge(
    workplace: Workplace,
    shoot: Shoot,
    changes: Changes,
    judge: Judge | None,
    job: Job,
    on_frames: OnFrames,
) -> list[str]:
    """Decode, judge and group what has changed. Returns remarks for the user."""
    notices: list[str] = []
    if judge is not None:
        changes.decode_for(judge.backbone.id)
    if changes.work:
        scanning.set_scanned(workplace.catalogue, shoot, None)
        job.stage("Scanning", len(changes.work))
        done = judge_all(
            workplace.catalogue, shoot, workplace.thumbnails, changes.work, judge, job, on_frames
        )
        notices += done.remarks
        _take_vanished(workplace.catalogue, shoot.path, done.vanished, changes, on_frames)
    if judge is not None:
        rescored = rescore(workplace.catalogue, workplace.thumbnails, shoot, judge, job)
        on_frames(rescored)
        if changes.regroup or changes.work or rescored or shoot.scanned_at is None:
            on_frames(group_shoot(workplace.catalogue, shoot, judge, job))
    return notices


def _take_vanished(
    catalogue: Catalogue, folder: Path, vanished: Sequence[int], changes: Changes, on_frames: OnFrames
) -> None:
    """Frames whose files went away during the scan. Raises FolderError where all of the folder did: then
    its card was pulled out, and of no frame it is known that it is gone."""
    if not vanished:
        return
    shoot_folder(folder)
    scanning.set_missing(catalogue, vanished, True)
    changes.missing += len(vanished)
    changes.regroup = True
    on_frames(vanished)


def shoot_folder(folder: Path) -> Path:
    """The real, absolute path of a shoot's folder. Raises FolderError when it is none or cannot be read."""
    try:
        real = folder.expanduser().resolve(strict=True)
        if not real.is_dir():
            raise FolderError(f"{folder}: not a folder")
        with os.scandir(real):
            return real
    except OSError as error:
        raise FolderError(f"{folder}: {os_reason(error)}") from error
    except RuntimeError as error:  # a loop of links, or an unknown ~user
        raise FolderError(f"{folder}: {error}") from error


def problems_of(catalogue: Catalogue, shoot: Shoot) -> tuple[Problem, ...]:
    """The present frames that could not be read, with their reasons, by path."""
    known = scanning.known_frames(catalogue, shoot)
    return tuple(
        Problem(path, known[path].problem or "")
        for path in sorted(known)
        if known[path].problem and not known[path].missing
    )


def _load_judge(registry: Registry) -> tuple[Judge | None, list[str]]:
    try:
        judge = Judge(registry)
    except ModelError as error:
        return None, [f"frames are not scored: {error}"]
    notices = list(judge.notices)
    if judge.provider.is_cpu and judge.provider.why_not_cuda:
        notices.append(f"running on the CPU: {judge.provider.why_not_cuda}")
    return judge, notices
