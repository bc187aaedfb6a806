"""From what is known about frames to what a network is trained towards (numpy only).

Class numbers from names, the popularity classes of P4, the undersampling of frequent ratings of P3.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Labels = NDArray[np.int64]
BOTTOM, TOP, BETWEEN = 0, 1, -1  # of `popularity_classes`
SHARE = 0.2  # P4: the top and the bottom 20 %
BINS = 10  # P3


def popularity(views: ArrayLike, days_online: ArrayLike) -> NDArray[np.float64]:
    """P4's score of each frame: log2((views + 1) / (days online + 1))."""
    seen, days = np.asarray(views, dtype=np.float64), np.asarray(days_online, dtype=np.float64)
    if seen.shape != days.shape:
        raise ValueError(f"{seen.size} numbers of views, but {days.size} of days online")
    for name, values in (("views", seen), ("days online", days)):
        wrong = values[~(values >= 0) | np.isinf(values)]  # also what is not a number
        if wrong.size:
            raise ValueError(f"{name} of {wrong[0]:g}: a number from 0 upwards is meant")
    return np.asarray(np.log2((seen + 1) / (days + 1)))


def popularity_classes(scores: ArrayLike, share: float = SHARE) -> Labels:
    """TOP for the best `share` of the frames, BOTTOM for the worst, BETWEEN (−1) for the rest (P4).

    Each class has the whole part of `share` × frames. Equal scores are never told apart: where a class could
    take only some of several equal frames it takes none of them, so that it may be smaller (ours; P4's facts
    are silent). ValueError where a class would be empty.
    """
    values = np.asarray(scores, dtype=np.float64)
    if not 0 < share <= 0.5:
        raise ValueError(f"a share of {share:g}: more than 0 and at most 0.5 is meant")
    if np.isnan(values).any():
        raise ValueError("a score is not a number")
    wanted = math.floor(share * len(values) + 1e-9)  # 0.29 × 100 is 28.999…
    if wanted < 1:
        needed = math.ceil(1 / share - 1e-9)
        raise ValueError(f"{len(values)} frames are too few: a share of {share:g} needs at least {needed}")
    labels = np.full(len(values), BETWEEN, dtype=np.int64)
    ordered = np.sort(values)
    # The neighbours across each cut: a class holds what is strictly beyond them.
    above_bottom, below_top = ordered[wanted], ordered[len(values) - wanted - 1]
    labels[values < above_bottom] = BOTTOM
    labels[values > below_top] = TOP
    if not ((labels == BOTTOM).any() and (labels == TOP).any()):
        raise ValueError(f"too many of the {len(values)} frames have equal scores to tell top from bottom")
    return labels


def class_numbers(names: Sequence[str]) -> tuple[Labels, list[str]]:
    """Class names of frames [N] to numbers [N], and the classes in alphabetical order."""
    classes = sorted(set(names))
    number = {name: i for i, name in enumerate(classes)}
    return np.array([number[name] for name in names], dtype=np.int64), classes


def one_hot(labels: ArrayLike, classes: int) -> NDArray[np.float32]:
    """Class numbers [N] to rows float32 [N, classes] with a single 1."""
    numbers = np.asarray(labels, dtype=np.int64)
    if numbers.size and not (numbers.min() >= 0 and numbers.max() < classes):
        raise ValueError(f"class numbers from {numbers.min()} to {numbers.max()}, but {classes} classes")
    return np.eye(classes, dtype=np.float32)[numbers]


def balanced_weights(labels: ArrayLike, classes: int) -> list[float]:
    """A weight for each class that makes all count alike: frames / (classes × frames of the class)."""
    counts = np.bincount(np.asarray(labels, dtype=np.int64), minlength=classes)
    if len(counts) != classes or not counts.all():
        raise ValueError(f"{classes} classes, but the frames of each are {counts.tolist()}")
    return [float(counts.sum() / (classes * count)) for count in counts]


def undersample(
    ratings: ArrayLike,
    first: int,
    *,
    low: float = 1.0,
    high: float = 10.0,
    bins: int = BINS,
    seed: int | None = None,
) -> Labels:
    """The places of the first `first` frames of each of `bins` rating bins, ascending (P3).

    The bins divide low…high evenly (ratings beyond fall into the outermost). "First" is the given order, or,
    with a seed, an order drawn from it.
    """
    values = np.asarray(ratings, dtype=np.float64)
    if first < 1 or bins < 1 or not low < high:
        raise ValueError(f"first {first} of {bins} bins from {low:g} to {high:g} chooses nothing")
    if np.isnan(values).any():
        raise ValueError("a rating is not a number")
    bin_of = np.clip(((values - low) / (high - low) * bins).astype(np.int64), 0, bins - 1)
    order = np.arange(len(values)) if seed is None else np.random.default_rng(seed).permutation(len(values))
    kept = [order[bin_of[order] == b][:first] for b in range(bins)]
    return np.sort(np.concatenate(kept)).astype(np.int64)
