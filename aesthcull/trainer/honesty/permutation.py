"""Could it be chance? The AUC against that of shuffled histories (Ojala & Garriga 2010, test 1).

Each shuffled history is learnt and tested anew, as the real one was. Frames of one day sell alike; so what is
exchanged are the groups' means, and the frames' differences from them stay in their group, in another order.
Exchanging single frames would make chance look smaller than it is, and so would laying whole histories end to
end where groups differ in size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.trainer.heads.ridge import Matrix, RidgeSettings, smoother
from aesthcull.trainer.honesty.folds import Folds, blind_folds
from aesthcull.trainer.honesty.plan import Plan

REPEATS = 2


@dataclass(frozen=True)
class Permutation:
    """`p`: the share of histories, the real one among them, that did as well; `shuffled` [P]: their AUCs."""

    auc: float
    p: float
    shuffled: NDArray[np.float64]


def shuffled_histories(
    target: Matrix, positive: NDArray[np.bool_], groups: NDArray[np.str_], count: int, seed: int = 0
) -> tuple[Matrix, NDArray[np.bool_]]:
    """Targets and classes [N, 1 + count] of as many histories; the first column is the real one.

    Each has the real one's targets, given out in another order, and as many good frames: the highest ones.
    """
    rng = np.random.default_rng(seed)
    _, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    means = np.bincount(group_of, weights=target) / sizes
    rest = target - means[group_of]
    in_groups = np.argsort(group_of, kind="stable")
    targets = np.repeat(target[:, None], 1 + count, axis=1).astype(np.float32)
    truths = np.repeat(positive[:, None], 1 + count, axis=1)
    poor, ascending = int((~positive).sum()), np.sort(target)
    for column in range(1, 1 + count):
        moved = np.empty_like(rest)
        moved[in_groups] = rest[np.lexsort((rng.random(len(rest)), group_of))]
        history = rng.permutation(means)[group_of] + moved
        order = np.lexsort((rng.random(len(rest)), history))
        targets[order, column] = ascending
        truths[order, column] = np.arange(len(rest)) >= poor
    return targets, truths


def permutation_test(
    embeddings: Matrix,
    target: Matrix,
    positive: NDArray[np.bool_],
    groups: NDArray[np.str_],
    settings: RidgeSettings,
    plan: Plan,
    job: Job,
) -> Permutation:
    """Test the ridge head on embeddings [N, D], with folds of its own (`blind_folds`). Raise Cancelled."""
    count = plan.shuffles
    folds = blind_folds(groups, plan.folds, min(plan.repeats, REPEATS), plan.seed)
    targets, truth = shuffled_histories(target, positive, groups, count)
    right, pairs = np.zeros(1 + count), np.zeros(1 + count)
    for fold_of in folds:
        for fold in np.unique(fold_of):
            job.check()
            inside = fold_of != fold
            s = smoother(embeddings[inside], embeddings[~inside], settings)
            known = targets[inside]
            r, p = _ordered_pairs(s @ (known - known.mean(axis=0)), truth[~inside])
            right, pairs = right + r, pairs + p
    return _result(right, pairs)


def score_permutation_test(
    held_out: Matrix,
    target: Matrix,
    positive: NDArray[np.bool_],
    groups: NDArray[np.str_],
    folds: Folds,
    job: Job,
    count: int,
) -> Permutation:
    """The same for held-out probabilities [R, N] of networks that cannot be trained a thousand times: what is
    shuffled are the truths against which they are tested. Raise Cancelled."""
    _, truth = shuffled_histories(target, positive, groups, count)
    right, pairs = np.zeros(1 + count), np.zeros(1 + count)
    for probabilities, fold_of in zip(held_out, folds, strict=True):
        for fold in np.unique(fold_of):
            job.check()
            tested = fold_of == fold
            same = np.broadcast_to(probabilities[tested, None], truth[tested].shape)
            r, p = _ordered_pairs(same, truth[tested])
            right, pairs = right + r, pairs + p
    return _result(right, pairs)


def _result(right: NDArray[np.float64], pairs: NDArray[np.float64]) -> Permutation:
    found = right / np.maximum(pairs, 1)
    return Permutation(float(found[0]), float(np.mean(found >= found[0] - 1e-12)), found[1:])


def _ordered_pairs(
    values: Matrix, positive: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each column of [T, P]: pairs in the right order, and all pairs."""
    order = np.argsort(values, axis=0)
    good = np.take_along_axis(positive, order, axis=0)
    poor_below = np.cumsum(~good, axis=0)
    goods = good.sum(axis=0, dtype=np.float64)
    return (good * poor_below).sum(axis=0, dtype=np.float64), goods * (len(good) - goods)
