"""What is known of the frames before anything is trained: their amounts, and the classes that a rule cuts
them into. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aesthcull.catalogue import sales
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.evaluate import labelled_by_folders, labelled_by_votes
from aesthcull.trainer.dataset import shortage
from aesthcull.trainer.labels import BOTTOM, TOP
from aesthcull.trainer.request import Request
from aesthcull.trainer.rules import Rule, Values, balancing_threshold, classes, describe
from aesthcull.trainer.sources import currencies, sold_amounts


@dataclass(frozen=True)
class Known:
    """The amounts [N] of the frames that can be learnt from, the currencies that were earned in (the most
    frequent first), and remarks."""

    values: Values
    currencies: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cut:
    """The classes. `marks` are the values at which the rule cuts: one, or two with frames between that take
    no part. `refusal` says why this is too little to learn from, or None."""

    good: int
    poor: int
    between: int
    marks: tuple[float, ...]
    text: str
    refusal: str | None


def read_known(work: Workplace, request: Request, job: Job) -> Known:
    """The amounts that the request's source and rule speak of.

    Raise TooLittle, LabelError, CatalogueError or Cancelled.
    """
    job.stage("Looking at what is known")
    if request.source == "sales":
        return _sold(work, request.rule)
    if request.source == "folders":
        labelled = labelled_by_folders(Path(request.paths[0]), Path(request.paths[1]), job)
        assert labelled.good is not None
        return Known(labelled.good.astype(np.float64))
    labelled = labelled_by_votes(Path(request.paths[0]), request.scale)
    assert labelled.means is not None
    return Known(labelled.means)


def _sold(work: Workplace, rule: Rule) -> Known:
    amounts = sold_amounts(work.catalogue, rule, work.registry.backbone().id)
    earned = tuple(currencies(sales.sold_frames(work.catalogue)))
    return Known(amounts.values, earned, amounts.notes)


def cut(values: Values, rule: Rule) -> Cut:
    """The classes that the rule makes of the amounts."""
    try:
        labels = classes(values, rule)
    except ValueError as error:
        return Cut(0, 0, len(values), (), describe(values, rule), str(error))
    good, poor = int((labels == TOP).sum()), int((labels == BOTTOM).sum())
    if rule.share is not None:
        marks: tuple[float, ...] = (float(values[labels == BOTTOM].max()), float(values[labels == TOP].min()))
    else:
        threshold = rule.threshold if rule.threshold is not None else balancing_threshold(values)
        marks = () if threshold is None else (threshold,)
    return Cut(good, poor, len(values) - good - poor, marks, describe(values, rule), shortage(good, poor))
