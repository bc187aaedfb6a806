"""What a network is trained towards: interchangeable objectives on the same logits [N, C].

`votes` predicts a distribution of votes (P3), `classes` one of several classes (P2, P5; with the labels of
`labels.popularity_classes` also P4). A `Classifier` and `transfer.train` work with either.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from aesthcull.trainer.emd import squared_emd
from aesthcull.vision.votes import emd

Matrix = NDArray[np.float32]
Targets = NDArray[np.generic]


@dataclass(frozen=True)
class Objective:
    """A loss with the measure that chooses the best epoch.

    `loss(logits, targets)` is the mean over the batch; `activation(logits)` is what the trained network
    shows, rows that sum to 1; `metric(activations, targets)`, called `metric_name`, is computed on all of the
    validation photographs at once.
    """

    name: str
    loss: Callable[[Tensor, Tensor], Tensor]
    activation: Callable[[Tensor], Tensor]
    metric: Callable[[Matrix, Targets], float]
    metric_name: str
    higher_is_better: bool


def votes() -> Objective:
    """Distributions of votes [N, bins], rows sum to 1: squared EMD (r = 2), measured as EMD (r = 1) (P3)."""

    def loss(logits: Tensor, targets: Tensor) -> Tensor:
        return squared_emd(torch.softmax(logits, dim=1), targets)

    return Objective("votes", loss, softmax, _emd, "EMD", higher_is_better=False)


def classes(smoothing: float = 0.0, weights: Sequence[float] | None = None) -> Objective:
    """Class numbers [N] or one-hot rows [N, C]: cross-entropy, measured as accuracy (P2, P4, P5).

    `smoothing` (0–1) shares that much of each label among all classes. `weights`, one a class, make rare
    classes count for more (`labels.balanced_weights`).
    """
    if not 0 <= smoothing < 1:
        raise ValueError(f"label smoothing of {smoothing:g}: at least 0 and less than 1 is meant")
    weight = None if weights is None else torch.tensor(list(weights), dtype=torch.float32)

    def loss(logits: Tensor, targets: Tensor) -> Tensor:
        each = None if weight is None else weight.to(logits.device)
        return functional.cross_entropy(logits, targets, weight=each, label_smoothing=smoothing)

    return Objective("classes", loss, softmax, accuracy, "accuracy", higher_is_better=True)


def softmax(logits: Tensor) -> Tensor:
    """Logits [N, C] to probabilities [N, C]."""
    return torch.softmax(logits, dim=1)


def accuracy(predicted: Matrix, targets: Targets) -> float:
    """Share of rows whose largest activation is the target's class (numbers [N] or one-hot rows [N, C])."""
    true = targets.argmax(axis=1) if targets.ndim == 2 else targets
    return float(np.mean(predicted.argmax(axis=1) == true))


def as_tensor(targets: Targets) -> Tensor:
    """Targets as torch wants them: whole numbers as int64 (classes), others as float32 (rows)."""
    kind = np.int64 if np.issubdtype(targets.dtype, np.integer) else np.float32
    return torch.from_numpy(np.array(targets, dtype=kind))


def _emd(predicted: Matrix, targets: Targets) -> float:
    return emd(predicted, np.asarray(targets, dtype=np.float32))
