"""The whole honest evaluation of a way of learning on one dataset; read `evaluate` for its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.heads.ridge import RidgeSettings
from aesthcull.trainer.honesty import baselines
from aesthcull.trainer.honesty.figures import (
    ACCURACY,
    AUC,
    LOSS,
    TOP,
    Matrix,
    Truth,
    all_figures,
    auc,
    draws_of,
    figure,
    ranking_figures,
)
from aesthcull.trainer.honesty.folds import Folds, grouped_folds, random_folds
from aesthcull.trainer.honesty.permutation import Permutation, permutation_test, score_permutation_test
from aesthcull.trainer.honesty.plan import Plan
from aesthcull.trainer.honesty.verdict import Verdict, judge
from aesthcull.vision.evaluation import Figure

BASELINE_REPEATS = 3  # a forest takes as long as all repeats of the head
# Probabilities [T] for the test frames after learning from the training frames (indices), with a seed.
Learn = Callable[[NDArray[np.intp], NDArray[np.intp], bool, int], Matrix]
OnRepeat = Callable[["Repeat"], None]


@dataclass(frozen=True)
class Repeat:
    """A finished repeat of the honest split; for the live curves."""

    number: int
    of: int
    auc: float
    accuracy: float
    loss: float


@dataclass(frozen=True)
class Evaluation:
    """All that the report shows.

    `honest` and `naive` are figures by name; `rivals` those of the baselines on the honest folds; `gains` the
    differences of AUC against scores that the frames had already. `every_held_out` [R, N] are the
    probabilities by `folds` [R, N] of the honest split, `naive_held_out` by `naive_folds` those of the naive
    one. `learnt_anew`: each shuffled history was learnt, not only tested (see `evaluate_honestly`).
    """

    plan: Plan
    frames: int
    positives: int
    groups: int
    honest: dict[str, Figure]
    naive: dict[str, Figure]
    rivals: dict[str, dict[str, Figure]]
    gains: dict[str, Figure]
    permutation: Permutation
    verdict: Verdict
    every_held_out: Matrix
    folds: Folds
    naive_held_out: Matrix
    naive_folds: Folds
    repeats: tuple[Repeat, ...] = field(default=())
    learnt_anew: bool = True

    @property
    def held_out(self) -> Matrix:
        """[N] the mean probability of each frame over the repeats of the honest split."""
        return np.asarray(self.every_held_out.mean(axis=0))


@dataclass(frozen=True)
class Honest:
    """The part that the verdict rests on: probabilities [R, N] held out by folds [R, N], and what follows."""

    held_out: Matrix
    folds: Folds
    repeats: tuple[Repeat, ...]
    figures: dict[str, Figure]
    permutation: Permutation
    verdict: Verdict


def evaluate(
    data: Dataset,
    learn: Learn,
    settings: RidgeSettings | None,
    plan: Plan,
    job: Job,
    on_repeat: OnRepeat,
    steps: int = 1,
) -> Evaluation:
    """Evaluate `learn`, which advances the job by `steps`, on `data`; `settings` are those of the head, None
    for a network. Raise Cancelled.
    """
    truth = Truth(data.positive, data.groups)
    weights = truth.weights()
    honest = evaluate_honestly(data, learn, settings, plan, job, on_repeat, steps)
    random = random_folds(data.positive, plan.folds, plan.repeats, plan.seed)
    job.stage("Testing with a random split", plan.repeats * plan.folds * steps)
    naive_out, _ = hold_out(learn, random, truth, False, plan, lambda _: None)
    rivals, gains = _rivals(data, truth, honest.folds, weights, honest.held_out, job)
    return Evaluation(
        plan=plan,
        frames=len(data.positive),
        positives=int(data.positive.sum()),
        groups=len(np.unique(data.groups)),
        honest=honest.figures,
        naive=all_figures(naive_out, truth, random, weights),
        rivals=rivals,
        gains=gains,
        permutation=honest.permutation,
        verdict=honest.verdict,
        every_held_out=honest.held_out,
        folds=honest.folds,
        naive_held_out=naive_out,
        naive_folds=random,
        repeats=honest.repeats,
        learnt_anew=settings is not None,
    )


def evaluate_honestly(
    data: Dataset,
    learn: Learn,
    settings: RidgeSettings | None,
    plan: Plan,
    job: Job,
    on_repeat: OnRepeat,
    steps: int = 1,
) -> Honest:
    """The honest split, the permutation test and the verdict.

    A head learns each shuffled history anew; a network, which takes minutes, is tested with shuffled truths.
    """
    truth = Truth(data.positive, data.groups)
    folds = grouped_folds(data.positive, data.groups, plan.folds, plan.repeats, plan.seed)
    job.stage(f"Testing on {data.unseen} that it has not seen", plan.repeats * plan.folds * steps)
    held_out, repeats = hold_out(learn, folds, truth, True, plan, on_repeat)
    job.stage("Shuffling the history")
    if settings is None:
        test = score_permutation_test(
            held_out, data.target, data.positive, data.groups, folds, job, plan.shuffles
        )
    else:
        test = permutation_test(data.embeddings, data.target, data.positive, data.groups, settings, plan, job)
    figures = all_figures(held_out, truth, folds, truth.weights())
    groups = len(np.unique(data.groups))
    verdict = judge(figures[AUC], test.p, figures[TOP], len(data.positive), groups, data.unseen)
    return Honest(held_out, folds, tuple(repeats), figures, test, verdict)


def hold_out(
    learn: Learn, folds: Folds, truth: Truth, grouped: bool, plan: Plan, on_repeat: OnRepeat
) -> tuple[Matrix, list[Repeat]]:
    """Probabilities [R, N] of frames that were held out, and each repeat's figures. Raise Cancelled."""
    found = np.zeros(folds.shape, dtype=np.float32)
    once = np.ones((2, folds.shape[1]), dtype=np.float32)
    repeats = []
    for number, fold_of in enumerate(folds):
        for fold in np.unique(fold_of):
            testing = np.flatnonzero(fold_of == fold)
            training = np.flatnonzero(fold_of != fold)
            found[number, testing] = learn(training, testing, grouped, plan.seed + number)
        one = all_figures(found[number : number + 1], truth, folds[number : number + 1], once)
        repeats.append(Repeat(number + 1, len(folds), one[AUC].value, one[ACCURACY].value, one[LOSS].value))
        on_repeat(repeats[-1])
    return found, repeats


def _rivals(
    data: Dataset, truth: Truth, folds: Folds, weights: Matrix, held_out: Matrix, job: Job
) -> tuple[dict[str, dict[str, Figure]], dict[str, Figure]]:
    """The baselines that learn, then the scores that the frames had already."""
    found: dict[str, dict[str, Figure]] = {}
    some = folds[:BASELINE_REPEATS]
    names = (baselines.SVM, baselines.FOREST)
    job.stage("Comparing with other ways of learning", len(names) * len(some))
    for name in names:
        scores = []
        for number, fold_of in enumerate(some):
            scores.append(baselines.held_out_scores(name, data.embeddings, data.positive, fold_of, number))
            job.advance()
        kept = all_figures(np.stack(scores), truth, some, weights)
        found[name] = {key: kept[key] for key in (AUC, ACCURACY, TOP)}
    gains = {}
    mine = draws_of(auc, held_out, truth, folds, weights)
    for name, values in data.scores.items():
        found[name] = ranking_figures(values, truth, folds, weights)
        theirs = draws_of(auc, np.broadcast_to(values, folds.shape), truth, folds, weights)
        gains[name] = figure(mine - theirs, 0.0)
    return found, gains
