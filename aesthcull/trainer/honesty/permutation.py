"""Could it be chance? The AUC against that of shuffled histories (Ojala & Garriga 2010, test 1).

Each shuffled history is learnt and tested anew, as the real one was. What is exchanged are the histories of
whole groups, end to end, so that frames of one day still sold alike: exchanging single frames would make
chance look smaller than it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.trainer.heads.ridge import Matrix, RidgeSettings, smoother
from aesthcull.trainer.honesty.folds import Folds

SHUFFLES = 999


@dataclass(frozen=True)
class Permutation:
    """`p`: the share of histories, the real one among them, that did as well; `shuffled` [P]: their AUCs."""

    auc: float
    p: float
    shuffled: NDArray[np.float64]


def shuffles(groups: NDArray[np.str_], count: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """[N, 1 + count]: whose history each frame gets; the first column is its own."""
    _, group_of = np.unique(groups, return_inverse=True)
    base = np.argsort(group_of, kind="stable")
    members = np.split(base, np.flatnonzero(np.diff(group_of[base])) + 1)
    found = np.empty((len(groups), 1 + count), dtype=np.intp)
    found[:, 0] = np.arange(len(groups))
    for column in range(1, 1 + count):
        order = rng.permutation(len(members))
        # Within a group, too: else groups of one size would keep their order.
        given = np.concatenate([rng.permutation(members[g]) for g in order])
        found[base, column] = given
    return found


def permutation_test(
    embeddings: Matrix,
    target: Matrix,
    positive: NDArray[np.bool_],
    groups: NDArray[np.str_],
    folds: Folds,
    settings: RidgeSettings,
    job: Job,
    count: int = SHUFFLES,
) -> Permutation:
    """Test the ridge head on embeddings [N, D] with folds [R, N]. Raise Cancelled."""
    given = shuffles(groups, count, np.random.default_rng(0))
    targets, truth = target[given], positive[given]
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
    positive: NDArray[np.bool_],
    groups: NDArray[np.str_],
    folds: Folds,
    job: Job,
    count: int = SHUFFLES,
) -> Permutation:
    """The same for held-out probabilities [R, N] of networks that cannot be trained a thousand times: what is
    shuffled are the truths against which they are tested. Raise Cancelled."""
    given = shuffles(groups, count, np.random.default_rng(0))
    truth = positive[given]
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
