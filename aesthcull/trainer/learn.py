"""Training a model of the user's own; `learn` reads from top to bottom.

dataset → is it enough? → honest evaluation → fit on everything → ONNX with proof → report → card → registry.
The registry is written last (see `staging`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aesthcull.catalogue.series_frames import MEASURES
from aesthcull.job import Job
from aesthcull.photos.problems import Problem
from aesthcull.pipeline import Workplace
from aesthcull.trainer.card import write_card
from aesthcull.trainer.changes import Changes, changes_json, changes_since
from aesthcull.trainer.comparison import Comparison, compare
from aesthcull.trainer.dataset import Dataset, check
from aesthcull.trainer.earlier import REQUEST_FILE
from aesthcull.trainer.honesty.evaluation import Evaluation, evaluate
from aesthcull.trainer.honesty.figures import ACCURACY, AUC, TOP
from aesthcull.trainer.problems import TrainingFailed, WrongName
from aesthcull.trainer.publish import publish
from aesthcull.trainer.report.page import PAGE, figures_json, write_report
from aesthcull.trainer.request import Request
from aesthcull.trainer.sources import from_folders, from_sales, from_votes, with_currency
from aesthcull.trainer.staging import check_room, settled, staging
from aesthcull.trainer.ways import Event, Way, way_of
from aesthcull.vision.judge import Judge
from aesthcull.vision.registry import ModelEntry, Registry, read_entries

MOST_DIFFERENCE = 1e-4  # between what was trained and its ONNX file
OnEvent = Callable[[Event], None]


@dataclass(frozen=True)
class Trained:
    """A registered model that is not yet in use. `report` is the page, `said` what it says, for programs."""

    entry: ModelEntry
    evaluation: Evaluation
    comparison: Comparison | None
    report: Path
    problems: tuple[Problem, ...]
    said: dict[str, Any]


def learn(work: Workplace, folder: Path, request: Request, job: Job, on_event: OnEvent) -> Trained:
    """Train as requested and register the result in `folder`, the user's models.

    Raise TooLittle, TrainingFailed, LabelError, ModelError, CatalogueError or Cancelled.
    """
    check_name(work.registry, request.name)
    judge = Judge(work.registry)
    if request.source == "sales":  # so that a retraining counts in the same currency
        request = replace(request, rule=with_currency(work.catalogue, request.rule))
    check_room(folder)
    data, problems = read_dataset(work, judge, request, job)
    check(data, request.plan.folds)
    way = way_of(request, data, work.thumbnails, job, on_event)
    found = evaluate(data, way.learn, way.settings, request.plan, job, on_event, way.steps)
    compared = _compared(work.registry, request, data, found)
    with staging(folder, request.name) as (stage, version):
        job.stage("Training on all frames", way.steps)
        model, report = stage / "model.onnx", stage / "report"
        report.mkdir()
        way.fit(model)
        difference = way.parity(model)
        if difference > MOST_DIFFERENCE:
            raise TrainingFailed(f"the exported model differs from the trained one by {difference:.1e}")
        write_report(f"{request.name}@{version}", data, found, compared, report)
        (report / REQUEST_FILE).write_text(json.dumps(request.as_json(), indent=2) + "\n", "utf-8")
        entry = _entry(folder, request, version, way, judge.backbone, data, found)
        card = write_card(entry.id, request.network, data, found, compared, difference)
        job.check()
        with settled({model: entry.path, report: entry.report_folder}):
            entry = publish(entry, card, keep_versions=True)
    changes = _changes(folder, request, data, found)
    said = {**figures_json(data, found, compared), "changes": changes_json(changes)}
    return Trained(entry, found, compared, entry.report_folder / PAGE, problems, said)


def read_dataset(
    work: Workplace, judge: Judge, request: Request, job: Job
) -> tuple[Dataset, tuple[Problem, ...]]:
    """The frames that the request names, and the files that could not be read."""
    if request.source == "sales":
        return from_sales(work.catalogue, judge, request.rule, job), ()
    paths = [Path(path) for path in request.paths]
    if request.source == "folders":
        return from_folders(judge, paths[0], paths[1], job)
    return from_votes(judge, paths[0], request.scale, request.rule, job)


def check_name(registry: Registry, name: str) -> None:
    """Raise WrongName for one that is no plain word, or that already means another kind of score."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", name):
        raise WrongName(f"{name!r}: a score's name is of small letters, digits, - and _, such as sells")
    if name in MEASURES:
        raise WrongName(f"{name}: is measured, not learnt; choose another name")
    present = next((e for e in registry.entries() if e.name == name), None)
    if present is not None and present.output != "probability":
        raise WrongName(f"{name}: is the name of a model of another kind ({present.output}); choose another")


def _changes(folder: Path, request: Request, data: Dataset, found: Evaluation) -> Changes | None:
    """Since the model that is retrained, where it is still registered."""
    before = next((e for e in read_entries(folder) if e.id == request.follows), None)
    return changes_since(before, data, found) if before is not None else None


def _compared(registry: Registry, request: Request, data: Dataset, found: Evaluation) -> Comparison | None:
    present = next((e for e in registry.entries() if e.name == request.name), None)
    return compare(present, data, found) if present is not None else None


def _entry(
    folder: Path,
    request: Request,
    version: str,
    way: Way,
    backbone: ModelEntry,
    data: Dataset,
    found: Evaluation,
) -> ModelEntry:
    honest = found.honest
    figures = {
        "auc": honest[AUC].value,
        "auc_low": honest[AUC].low,
        "auc_high": honest[AUC].high,
        "accuracy": honest[ACCURACY].value,
        "precision_top_10": honest[TOP].value,
        "naive_auc": found.naive[AUC].value,
        "p": found.permutation.p,
        "frames": float(found.frames),
    }
    head = way.input_size is None
    return ModelEntry(
        name=request.name,
        version=version,
        kind="head" if head else "network",
        output="probability",
        file=f"{request.name}-{version}.onnx",
        sha256="",
        card=f"{request.name}-{version}.md",
        backbone=backbone.id if head else None,
        input_size=way.input_size,
        summary=f"your own: {data.rule}, {found.frames:,} frames; better than chance: {found.verdict.level}",
        figures={key: round(value, 4) for key, value in figures.items()},
        folder=folder,
    )
