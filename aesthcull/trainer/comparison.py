"""The new model beside the one in use: is it worse?"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.honesty.evaluation import Evaluation
from aesthcull.trainer.honesty.figures import AUC
from aesthcull.vision.evaluation import auc
from aesthcull.vision.judge import Model
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelEntry, ModelError

MIN_UNSEEN = 10  # frames of each class that the model in use has not learnt from


@dataclass(frozen=True)
class Comparison:
    """AUCs of the model in use (`present`) and of the new one, and on what they rest."""

    present: str
    present_auc: float
    new_auc: float
    worse: bool
    text: str


def compare(present: ModelEntry, data: Dataset, found: Evaluation, report: Path) -> Comparison | None:
    """Compare with the model in use; None where there is nothing to compare by.

    A bundled model has seen none of the frames, so that it is tested on all. A model of the user's own is
    tested on the frames that it did not learn from (named in its `report` folder), or, where these are too
    few, by the figure that stands in its card.
    """
    if present.id in found.rivals:
        theirs = found.rivals[present.id][AUC].value
        return _said(present.id, theirs, found.honest[AUC].value, f"on the same {found.frames:,} frames")
    unseen = _unseen(data, report)
    good = int(data.positive[unseen].sum())
    if present.kind == "head" and min(good, int(unseen.sum()) - good) >= MIN_UNSEEN:
        scores = _scores(present, data, unseen)
        if scores is not None:
            theirs = auc(scores, data.positive[unseen])
            mine = auc(found.held_out[unseen], data.positive[unseen])
            count = int(unseen.sum())
            return _said(present.id, theirs, mine, f"on {count:,} frames that neither had learnt from")
    if "auc" in present.figures:
        how = "each on the frames that it was made with"
        return _said(present.id, present.figures["auc"], found.honest[AUC].value, how)
    return None


def _said(present: str, theirs: float, mine: float, where: str) -> Comparison:
    worse = mine < theirs
    word = "worse than" if worse else "better than" if mine > theirs else "as good as"
    text = f"This model is {word} {present}, the one in use: AUC {mine:.3f} against {theirs:.3f}, {where}."
    return Comparison(present, theirs, mine, worse, text)


def _unseen(data: Dataset, report: Path) -> NDArray[np.bool_]:
    """Which frames the earlier model had not learnt from [N], nor any of their group."""
    table = report / "frames.csv"
    try:
        with table.open(encoding="utf-8", newline="") as file:
            seen = {row["file"] for row in csv.DictReader(file)}
    except (OSError, KeyError, UnicodeDecodeError, csv.Error):
        return np.zeros(len(data.paths), dtype=bool)
    names = (str(p).encode("utf-8", "backslashreplace").decode() for p in data.paths)
    learnt = np.array([name in seen for name in names])
    return ~np.isin(data.groups, np.unique(data.groups[learnt]))


def _scores(entry: ModelEntry, data: Dataset, rows: NDArray[np.bool_]) -> NDArray[np.float32] | None:
    try:
        judged = Model(entry, Provider(CPU)).judge(data.embeddings[rows])
    except ModelError:
        return None
    return np.array([j.value for j in judged], dtype=np.float32)
