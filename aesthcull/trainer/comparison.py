"""The new model beside the one in use: is it worse?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.pipeline.learnt_frames import learnt_frames, picture_key
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.honesty.evaluation import Evaluation
from aesthcull.trainer.honesty.figures import AUC, Truth, auc, draws_of, figure
from aesthcull.vision.evaluation import Figure
from aesthcull.vision.judge import Model
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelEntry, ModelError

MIN_UNSEEN = 10  # frames of each class that the model in use has not learnt from
MARGIN = 0.01  # of AUC: less is neither better nor worse


@dataclass(frozen=True)
class Comparison:
    """AUCs of the model in use (`present`) and of the new one, and on what they rest. `difference` is the new
    one's AUC less the present one's, with its interval where both were tested on the same frames."""

    present: str
    present_auc: float
    new_auc: float
    worse: bool
    text: str
    difference: Figure | None = None


def compare(present: ModelEntry, data: Dataset, found: Evaluation) -> Comparison | None:
    """Compare with the model in use; None where there is nothing to compare by.

    A bundled model is tested on all frames. A model of the user's own is tested on the frames that it did not
    learn from (see `learnt_frames`), or, where these are too few, by the figure that stands in its
    card.
    """
    if present.id in data.scores:
        every = np.ones(len(data.positive), dtype=bool)
        where = f"on the same {found.frames:,} frames"
        return _on_the_same(present.id, data.scores[present.id], data, found, every, where)
    unseen = _unseen(present, data)
    good = int(data.positive[unseen].sum())
    if present.kind == "head" and min(good, int(unseen.sum()) - good) >= MIN_UNSEEN:
        scores = _scores(present, data)
        if scores is not None:
            where = f"on {int(unseen.sum()):,} frames that neither had learnt from"
            return _on_the_same(present.id, scores, data, found, unseen, where)
    if "auc" in present.figures:
        theirs, mine = present.figures["auc"], found.honest[AUC].value
        return _said(present.id, theirs, mine, "each on the frames that it was made with", None, found)
    return None


def _on_the_same(
    present: str,
    scores: NDArray[np.float32],
    data: Dataset,
    found: Evaluation,
    rows: NDArray[np.bool_],
    where: str,
) -> Comparison:
    """Both AUCs within the folds of the honest split, and the interval of their difference over groups."""
    truth, folds = Truth(data.positive, data.groups).of(rows), found.folds[:, rows]
    weights = truth.weights()
    mine = draws_of(auc, found.every_held_out[:, rows], truth, folds, weights)
    theirs = draws_of(auc, np.broadcast_to(scores[rows], folds.shape), truth, folds, weights)
    return _said(present, float(theirs[0]), float(mine[0]), where, figure(mine - theirs, 0.0), found)


def _said(
    present: str, theirs: float, mine: float, where: str, difference: Figure | None, found: Evaluation
) -> Comparison:
    gain = mine - theirs
    word = "worse than" if gain < -MARGIN else "better than" if gain > MARGIN else "about as good as"
    sure = ""
    if difference is not None and difference.low <= 0 <= difference.high and word != "about as good as":
        sure = f"; with so few frames it may be luck ({difference.low:+.3f} to {difference.high:+.3f})"
    elif word == "better than" and found.verdict.level == "no":
        sure = "; but it may be luck: it is not shown to be better than chance"
    text = (
        f"This model is {word} {present}, the one in use: AUC {mine:.3f} against {theirs:.3f}, {where}{sure}."
    )
    return Comparison(present, theirs, mine, gain < -MARGIN, text, difference)


def _unseen(present: ModelEntry, data: Dataset) -> NDArray[np.bool_]:
    """Which frames the earlier model had not learnt from [N], nor any of their group; none where that is not
    known."""
    known = learnt_frames(present)
    if known is None:
        return np.zeros(len(data.paths), dtype=bool)
    learnt = known.among(data.paths, map(picture_key, data.embeddings))
    return ~np.isin(data.groups, np.unique(data.groups[learnt]))


def _scores(entry: ModelEntry, data: Dataset) -> NDArray[np.float32] | None:
    try:
        judged = Model(entry, Provider(CPU)).judge(data.embeddings)
    except ModelError:
        return None
    return np.array([j.value for j in judged], dtype=np.float32)
