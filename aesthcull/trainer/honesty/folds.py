"""Who is tested when: repeated k-fold, by whole groups (honest) or frame by frame (naive, as P1 split)."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

Folds = NDArray[np.intp]  # [R, N]: in each repeat, the fold in which a frame is tested


def grouped_folds(
    positive: NDArray[np.bool_], groups: NDArray[np.str_], count: int, repeats: int, seed: int = 0
) -> Folds:
    """Folds of which none shares a group with another; classes spread over them as evenly as that allows."""
    from sklearn.model_selection import StratifiedGroupKFold

    _, group_of = np.unique(groups, return_inverse=True)
    return _folds(StratifiedGroupKFold, positive, group_of, count, repeats, seed)


def random_folds(positive: NDArray[np.bool_], count: int, repeats: int, seed: int = 0) -> Folds:
    """Folds frame by frame: near-duplicates fall on both sides."""
    from sklearn.model_selection import StratifiedKFold

    return _folds(StratifiedKFold, positive, None, count, repeats, seed)


def blind_folds(groups: NDArray[np.str_], count: int, repeats: int, seed: int = 0) -> Folds:
    """Folds of whole groups and of about one size, drawn without a look at the classes: for shuffled
    histories, to which folds that were balanced for the real one would be unfair."""
    names, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    rng = np.random.default_rng(seed)
    found = np.zeros((repeats, len(groups)), dtype=np.intp)
    for repeat in range(repeats):
        filled, fold_of = np.zeros(count), np.zeros(len(names), dtype=np.intp)
        for group in rng.permutation(len(names)):
            fold_of[group] = rng.choice(np.flatnonzero(filled == filled.min()))
            filled[fold_of[group]] += sizes[group]
        found[repeat] = fold_of[group_of]
    return found


def _folds(
    kind: type,
    positive: NDArray[np.bool_],
    groups: NDArray[np.intp] | None,
    count: int,
    repeats: int,
    seed: int,
) -> Folds:
    found = np.zeros((repeats, len(positive)), dtype=np.intp)
    blank = np.zeros((len(positive), 1))
    for repeat in range(repeats):
        splitter = kind(n_splits=count, shuffle=True, random_state=seed + repeat)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a class may have fewer groups than there are folds
            for fold, (_, testing) in enumerate(splitter.split(blank, positive, groups)):
                found[repeat, testing] = fold
    return found
