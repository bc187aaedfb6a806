"""Frames with their truth: what a model is trained and measured on, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from aesthcull.trainer.problems import TooLittle

Matrix = NDArray[np.float32]
Unit = Literal["days", "series"]
MIN_EACH = 15  # frames of each class: below, an AUC's interval is wider than ±0.2
MIN_GROUPS = 10
FOLDS = 5


@dataclass(frozen=True)
class Dataset:
    """N labelled frames.

    `target` [N], 0…1, is what a head is fitted to: the rank of the amounts, which tells more than the class.
    `amounts` [N] are what the classes were cut from (sales, earnings, popularity, votes). Frames of one
    series, of one shooting day, or that are near-duplicates share a group. `scores` are judgements [N] that
    the frames had already, by the id of the model. `frame_ids` are the catalogue's, empty for files. `unseen`
    is what a model is tested on: other days, or, where there are too few days, other series.
    """

    paths: tuple[Path, ...]
    embeddings: Matrix  # [N, D]
    target: Matrix
    positive: NDArray[np.bool_]
    groups: NDArray[np.str_]
    amounts: NDArray[np.float64]
    source: str
    rule: str
    frame_ids: tuple[int, ...] = ()
    scores: dict[str, Matrix] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    unseen: Unit = "days"


def shortage(positives: int, negatives: int) -> str | None:
    """Why so many good and poor frames are too few to learn from; None when they suffice."""
    for count, word, other in ((positives, "good", negatives), (negatives, "poor", positives)):
        if not count and other:
            return f"all {other:,} frames are of one class: there are no {word} ones to tell them from"
    missing = [
        f"{MIN_EACH - count} more {word} one{'s' * (MIN_EACH - count != 1)}"
        for count, word in ((positives, "good"), (negatives, "poor"))
        if count < MIN_EACH
    ]
    if not missing:
        return None
    return (
        f"{positives:,} good and {negatives:,} poor frames are too few: at least {MIN_EACH} of each are "
        f"needed ({' and '.join(missing)})"
    )


def check(data: Dataset, folds: int = FOLDS) -> None:
    """Raise TooLittle when the frames cannot be learnt from, or the result could not be measured with so many
    folds."""
    reason = shortage(int(data.positive.sum()), int((~data.positive).sum()))
    if reason:
        raise TooLittle(reason)
    if float(data.embeddings.std(axis=0).max()) < 1e-6:
        raise TooLittle("all frames have the same features: there is nothing to tell them apart by")
    groups = len(np.unique(data.groups))
    if groups == 1:
        raise TooLittle("all frames are of one series: a model could not be tested on another")
    if groups < MIN_GROUPS:
        raise TooLittle(
            f"the frames are of {groups} series only: at least {MIN_GROUPS} are needed to test a model on "
            f"series that it has not seen ({MIN_GROUPS - groups} more)"
        )
    for kind, word in ((data.positive, "good"), (~data.positive, "poor")):
        having = len(np.unique(data.groups[kind]))
        if having < folds:
            raise TooLittle(
                f"the {word} frames are of {having} {data.unseen} only: {folds} folds need at least {folds}"
            )
