"""Running a study: every row by both splits, repeated; `run_study` reads from top to bottom.

Repeats go round by round, so that a study that is stopped early has the whole table with fewer repeats. The
same repeat of two rows has the same photographs on each side and the same beginning of the network.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull import __version__
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.trainer.dataset import shortage
from aesthcull.trainer.problems import TooLittle, TrainingFailed
from aesthcull.trainer.sellers import Epoch, Indices, Photos, Protocol, repeat, split_for
from aesthcull.trainer.studies import pictures
from aesthcull.trainer.studies.memory import that_fit
from aesthcull.trainer.studies.outcome import PAPER_EPOCHS, Step, StudyResult, StudySettings
from aesthcull.trainer.studies.photographs import Photographs, some
from aesthcull.trainer.studies.results import (
    RESULTS,
    SPLITS,
    Finished,
    Split,
    Work,
    append_result,
    begin_results,
    fingerprint,
    folder_name,
    read_results,
)
from aesthcull.trainer.studies.summary import lines
from aesthcull.trainer.studies.variations import STUDIES, Row, Study, Treatment

OnStep = Callable[[Step], None]
Task = tuple[Row, Work]


@dataclass(frozen=True)
class _Loaded:
    """What is in memory: pixels [N, H, W, 3], kinds and groups [N]."""

    pixels: Photos
    labels: Indices
    groups: NDArray[np.str_]


def run_study(
    study: Study,
    photos: Photographs,
    settings: StudySettings,
    folder: Path,
    thumbnails: ThumbnailCache | None,
    job: Job,
    on_step: OnStep,
) -> StudyResult:
    """Run what is not finished yet; results lie in a folder of their own in `folder`.

    Raise TooLittle, TrainingFailed or Cancelled; whatever was finished stays and is not done again.
    """
    study, too_large = that_fit(_with_rows(study, settings))
    photos, loaded = _load(study, photos, settings, thumbnails, job)
    splits, remarks = _splits(study, loaded, settings)
    tasks = _tasks(study, splits, settings)
    place = folder / folder_name(photos.label, _fingerprint(study, photos, settings))
    begin_results(place / RESULTS, _about(photos, settings))
    results = read_results(place / RESULTS)
    todo = [task for task in tasks if task[1] not in results]
    result = StudyResult(
        study=study,
        settings=settings,
        source=photos.source,
        rule=photos.rule,
        good=int(photos.positive.sum()),
        poor=int((~photos.positive).sum()),
        groups=len(np.unique(photos.groups)),
        folder=place,
        lines=lines(study, results, settings.repeats),
        done=len(tasks) - len(todo),
        total=len(tasks),
        earlier=len(tasks) - len(todo),
        notes=(*photos.notes, *too_large, *remarks, *_quick(settings), *study.notes),
        problems=photos.problems,
    )
    on_step(Step(result))
    return _train_all(todo, loaded, results, result, job, on_step)


def _train_all(
    todo: list[Task],
    loaded: _Loaded,
    results: dict[Work, Finished],
    result: StudyResult,
    job: Job,
    on_step: OnStep,
) -> StudyResult:
    study, settings = result.study, result.settings
    units = [_units(study, row.treatment) for row, _ in todo]
    job.stage(f"{study.title}: training", settings.epochs * sum(units))
    begun = time.monotonic()
    prepared: tuple[Treatment | None, Photos] = (None, loaded.pixels)
    for number, (row, work) in enumerate(todo, 1):
        job.check()
        if prepared[0] != row.treatment:
            prepared = row.treatment, pictures.prepared(loaded.pixels, row.treatment)
        one = replace(loaded, pixels=prepared[1])
        finished = _train(row, work, one, settings, units[number - 1], job)
        append_result(result.folder / RESULTS, finished)
        results[work] = finished
        table = lines(study, results, settings.repeats)
        result = replace(result, lines=table, done=result.done + 1)
        left = (time.monotonic() - begun) / sum(units[:number]) * sum(units[number:])
        on_step(Step(result, left, row.name, finished))
    return result


def _train(row: Row, work: Work, photos: _Loaded, settings: StudySettings, units: int, job: Job) -> Finished:
    treatment = row.treatment
    protocol = Protocol(size=treatment.size, epochs=settings.epochs, share=treatment.share)
    learnt = 0.0

    def note(epoch: Epoch) -> None:
        nonlocal learnt
        learnt = epoch.accuracy
        job.advance(units)

    start = time.monotonic()
    groups = photos.groups if work.split == "series" else None
    once = repeat(
        photos.pixels,
        photos.labels,
        protocol,
        work.repeat + 1,
        groups=groups,
        first=work.repeat,
        cancelled=lambda: job.cancelled,
        on_epoch=note,
    )
    try:
        outcome = next(once)
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "memory" not in str(error):
            raise
        raise TrainingFailed(
            f"{row.name}: not enough memory to train at this size; what was finished is kept, and other rows "
            "can be chosen"
        ) from error
    return Finished(
        work,
        outcome.accuracy,
        learnt,
        outcome.majority,
        outcome.trained_on,
        outcome.tested_on,
        round(time.monotonic() - start, 1),
    )


def _with_rows(study: Study, settings: StudySettings) -> Study:
    try:
        return study.only(settings.rows)
    except ValueError as error:
        raise TrainingFailed(str(error)) from error


def _load(
    study: Study,
    photos: Photographs,
    settings: StudySettings,
    thumbnails: ThumbnailCache | None,
    job: Job,
) -> tuple[Photographs, _Loaded]:
    """Those that can be read, of those that are used. Raise TooLittle or Cancelled."""
    _check(photos)
    photos = some(photos, settings.most_frames)
    pixels, kept, problems = pictures.read(photos, _size_read(study), thumbnails, job)
    photos = replace(photos.only(kept), problems=(*photos.problems, *problems))
    _check(photos)
    return photos, _Loaded(pixels, photos.positive.astype(np.intp), photos.groups)


def _size_read(study: Study) -> tuple[int, int]:
    """Not of the chosen rows alone: a row's result must not depend on which others were chosen."""
    return STUDIES[study.name].largest


def _check(photos: Photographs) -> None:
    reason = shortage(int(photos.positive.sum()), int((~photos.positive).sum()))
    if reason:
        raise TooLittle(reason)


def _splits(
    study: Study, loaded: _Loaded, settings: StudySettings
) -> tuple[tuple[Split, ...], tuple[str, ...]]:
    """The splits that every training can make, and why another cannot."""
    try:
        for share in {row.treatment.share for row in study.rows}:
            for seed in range(settings.repeats):
                split_for(loaded.labels, Protocol(share=share, seed=seed), loaded.groups)
    except ValueError as error:
        return ("random",), (f"no split by series: {error}",)
    if len(np.unique(loaded.groups)) == len(loaded.groups):
        return SPLITS, ("no two photographs are of one series: both splits are random ones",)
    return SPLITS, ()


def _tasks(study: Study, splits: tuple[Split, ...], settings: StudySettings) -> list[Task]:
    """Every training, round by round."""
    return [
        (row, Work(row.treatment.key, split, number))
        for number in range(settings.repeats)
        for row in study.rows
        for split in splits
    ]


def _fingerprint(study: Study, photos: Photographs, settings: StudySettings) -> str:
    protocol = asdict(Protocol(epochs=settings.epochs))
    return fingerprint(photos, {**protocol, "read at": _size_read(study)})


def _about(photos: Photographs, settings: StudySettings) -> dict[str, object]:
    said = {"program": f"aesthcull {__version__}", "photographs": photos.source, "good": photos.rule}
    return {**said, "frames": len(photos.paths), "epochs": settings.epochs}


def _quick(settings: StudySettings) -> tuple[str, ...]:
    if settings.epochs == PAPER_EPOCHS:
        return ()
    epochs = "1 epoch" if settings.epochs == 1 else f"{settings.epochs} epochs"
    return (f"{epochs} instead of P1's {PAPER_EPOCHS}: for a quick look, not for a result",)


def _units(study: Study, treatment: Treatment) -> int:
    """What an epoch costs, for the time left: 1 in a study whose rows cost the same."""
    costs = {row.treatment.cost for row in study.rows}
    return 1 if len(costs) == 1 else max(1, round(100 * treatment.cost))
