"""A study from its request to its report: what the command line and the trainer's process both do."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.trainer.dataset import Unit
from aesthcull.trainer.learn import read_dataset
from aesthcull.trainer.problems import MissingTorch, TrainingFailed
from aesthcull.trainer.request import Request
from aesthcull.trainer.request import from_json as request_from_json
from aesthcull.trainer.studies.outcome import Step, StudyResult, StudySettings
from aesthcull.trainer.studies.photographs import Photographs
from aesthcull.trainer.studies.report import table_rows, write_report
from aesthcull.trainer.studies.variations import STUDIES
from aesthcull.vision.judge import Judge

REPORT_EVERY_S = 30.0
SERIES: dict[Unit, str] = {
    "days": "by series means by whole shooting days: no day has photographs on both sides",
    "series": "by series: near-duplicates and photographs of one series are never on both sides",
}


@dataclass(frozen=True)
class StudyRequest:
    """Which study, on whose photographs (`source` says; its network is not asked), how, and where to."""

    study: str
    folder: str
    source: Request = field(default_factory=Request)
    settings: StudySettings = field(default_factory=StudySettings)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(values: dict[str, Any]) -> StudyRequest:
    """The inverse of `as_json`. Raise ValueError when it is none."""
    try:
        settings = dict(values.get("settings", {}))
        settings["rows"] = tuple(settings.get("rows", ()))
        source = request_from_json(values.get("source", {}))
        return StudyRequest(values["study"], values["folder"], source, StudySettings(**settings))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a study's request: {error}") from error


def perform(
    work: Workplace, request: StudyRequest, job: Job, on_step: Callable[[Step], None]
) -> tuple[StudyResult, Path]:
    """Run the study and keep its report up to date; the result and the report's page.

    Raise MissingTorch, TooLittle, TrainingFailed, LabelError, ModelError or Cancelled; then, too, the report
    tells what was finished.
    """
    if request.study not in STUDIES:
        raise TrainingFailed(f"no study {request.study!r}; there are {', '.join(STUDIES)}")
    if find_spec("torch") is None:
        raise MissingTorch(
            "a study trains a network (P1's) and needs torch, which is not installed: "
            "pip install 'aesthcull[train]'"
        )
    from aesthcull.trainer.studies.run import run_study

    data, problems = read_dataset(work, Judge(work.registry), request.source, job)
    photos = Photographs(
        paths=data.paths,
        positive=data.positive,
        groups=data.groups,
        source=data.source,
        rule=data.rule,
        label=_label(request.source),
        notes=(*data.notes, SERIES[data.unseen]),
        problems=problems,
    )
    reporter = _Reporter(on_step)
    study, folder = STUDIES[request.study], Path(request.folder)
    try:
        result = run_study(study, photos, request.settings, folder, work.thumbnails, job, reporter.step)
    except BaseException:  # cancelled, or no memory for the next row
        reporter.write_last()
        raise
    return result, write_report(result)


class _Reporter:
    """Passes steps on, and keeps the report up to date while trainings take longer than writing it."""

    def __init__(self, on_step: Callable[[Step], None]) -> None:
        self._on_step = on_step
        self._last: StudyResult | None = None
        self._written = time.monotonic()

    def step(self, step: Step) -> None:
        self._last = step.result
        if step.last is not None and time.monotonic() - self._written > REPORT_EVERY_S:
            self.write_last()
        self._on_step(step)

    def write_last(self) -> None:
        """The report of what is finished; nothing before anything is."""
        if self._last is not None and self._last.lines:
            with contextlib.suppress(
                TrainingFailed
            ):  # the disk is full: the reason is told by whatever failed
                write_report(self._last)
        self._written = time.monotonic()


def _label(source: Request) -> str:
    names = [Path(path) for path in source.paths]
    return " ".join(path.stem if source.source == "votes" else path.name for path in names) or source.source


def step_json(step: Step) -> dict[str, Any]:
    """Where a study stands, for programs: `lines` are the table so far."""
    last = step.last
    return {
        "done": step.result.done,
        "total": step.result.total,
        "remaining": step.remaining,
        "folder": str(step.result.folder),
        "row": step.row,
        "split": last.work.split if last else None,
        "repeat": last.work.repeat + 1 if last else None,
        "accuracy": last.accuracy if last else None,
        "lines": table_rows(step.result),
    }


def result_json(result: StudyResult, page: Path) -> dict[str, Any]:
    """All that a study found, for programs."""
    study = result.study
    return {
        "study": study.name,
        "paper": f"P1, {study.table.lower()}",
        "source": result.source,
        "rule": result.rule,
        "good": result.good,
        "poor": result.poor,
        "groups": result.groups,
        "settings": asdict(result.settings),
        "trainings": result.total,
        "of_earlier_runs": result.earlier,
        "lines": table_rows(result),
        "sentences": list(result.sentences),
        "notes": list(result.notes),
        "problems": [{"path": str(p.path), "reason": p.reason} for p in result.problems],
        "folder": str(result.folder),
        "report": str(page),
    }
