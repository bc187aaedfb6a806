"""Kernel ridge regression on the embedding, in closed form: for when there are some hundred examples.

Gaussian kernel (Saunders, Gammerman & Vovk 1998), on standardised features. The embedding's levels are
weighted, because the 1,280 numbers of the last would otherwise drown the 784 of the earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from aesthcull.trainer.calibration import logistic_curve
from aesthcull.trainer.heads.ridge import LAST_LEVEL

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class KernelSettings:
    """`ridge` is the regularisation λ, `level_weight` the weight of the earlier levels' features, `width` the
    kernel's width in units of the root of the number of features."""

    ridge: float = 0.1
    level_weight: float = 2.5
    width: float = 1.0


class KernelHead(nn.Module):
    """Embedding [N, D] to values [N, K]; with `distribution`, to distributions over K bins."""

    mean: Tensor
    scale: Tensor
    centres: Tensor
    weights: Tensor
    bias: Tensor
    lengths: Tensor

    def __init__(
        self, mean: Matrix, scale: Matrix, centres: Matrix, weights: Matrix, bias: Matrix, distribution: bool
    ) -> None:
        super().__init__()
        for name, values in (
            ("mean", mean),
            ("scale", scale),
            ("centres", centres),
            ("weights", weights),
            ("bias", bias),
        ):
            self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values, dtype=np.float32)))
        self.register_buffer("lengths", (self.centres**2).sum(dim=1))
        self.distribution = distribution

    def forward(self, embedding: Tensor) -> Tensor:
        z = (embedding - self.mean) * self.scale
        squared = (z**2).sum(dim=1, keepdim=True) + self.lengths - 2 * z @ self.centres.T
        values = torch.exp(-0.5 * squared.clamp_min(0)) @ self.weights + self.bias
        if not self.distribution:
            return values
        # Ridge regression keeps the sum at 1 but can go slightly below 0 in a bin.
        positive = values.clamp_min(1e-6)
        return positive / positive.sum(dim=1, keepdim=True)


def fit_kernel(
    embeddings: Matrix, targets: Matrix, settings: KernelSettings, *, distribution: bool
) -> KernelHead:
    """Fit on embeddings [N, D] and targets [N, K]; every example is a centre."""
    mean, spread = embeddings.mean(axis=0), embeddings.std(axis=0) + 1e-3
    weight = np.ones(embeddings.shape[1])
    weight[LAST_LEVEL:] = settings.level_weight
    weight /= np.sqrt((weight**2).sum()) * settings.width
    scale = (weight / spread).astype(np.float32)
    centres = ((embeddings - mean) * scale).astype(np.float64)
    lengths = (centres**2).sum(axis=1)
    squared = np.maximum(lengths[:, None] + lengths - 2 * centres @ centres.T, 0)
    bias = targets.mean(axis=0)
    kernel = np.exp(-0.5 * squared) + settings.ridge * np.eye(len(centres))
    weights = np.linalg.solve(kernel, targets - bias)
    return KernelHead(
        mean, scale, centres.astype(np.float32), weights.astype(np.float32), bias, distribution
    ).eval()


class KernelProbability(nn.Module):
    """Embedding [N, D] to the probability [N, 1] of the positive class: a kernel's value, calibrated.

    Regression on 0 and 1, then a logistic curve through held-out values (Platt 1999).
    """

    def __init__(self, kernel: KernelHead, slope: float, offset: float) -> None:
        super().__init__()
        self.kernel, self.slope, self.offset = kernel, slope, offset

    def forward(self, embedding: Tensor) -> Tensor:
        return torch.sigmoid(self.kernel(embedding) * self.slope + self.offset)


def fit_kernel_probability(
    embeddings: Matrix, positive: NDArray[np.bool_], folds: NDArray[np.int64], settings: KernelSettings
) -> KernelProbability:
    """Fit on embeddings [N, D]; `folds` [N] tell which examples are held out together for the calibration.

    The probability is that for two classes of equal frequency, whatever their shares among the examples.
    """
    targets = positive.astype(np.float32)[:, None]
    held_out = np.zeros_like(targets)
    for fold in np.unique(folds):
        inside = folds != fold
        head = fit_kernel(embeddings[inside], targets[inside], settings, distribution=False)
        held_out[~inside] = predict(head, embeddings[~inside])
    slope, offset = logistic_curve(held_out[:, 0], positive)
    share = float(np.mean(positive))
    offset -= float(np.log(share / (1 - share)))
    return KernelProbability(
        fit_kernel(embeddings, targets, settings, distribution=False), slope, offset
    ).eval()


def predict(head: nn.Module, embeddings: Matrix) -> Matrix:
    """The head's output [N, K] for embeddings [N, D]."""
    with torch.no_grad():
        return np.asarray(head(torch.from_numpy(embeddings)).numpy(), dtype=np.float32)
