"""A classifier on the embedding with P2's top: fully connected 256 and 64, ReLU, softmax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from aesthcull.trainer.heads.ridge import LAST_LEVEL

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class TagSettings:
    """P2's widths; mini-batches with Adam, the rate falling to 0 along a cosine.

    `level_weight` weighs the features of the backbone's earlier levels, as in `kernel_head`.
    """

    hidden: tuple[int, ...] = (256, 64)
    dropout: float = 0.4
    rate: float = 1e-3
    decay: float = 1e-3
    batch: int = 128
    epochs: int = 15
    level_weight: float = 1.0
    seed: int = 0


class TagHead(nn.Module):
    """Embedding [N, D] to (probabilities [N, classes], features [N, hidden[0]]).

    The features are the activation before the last layers, with which P2 recommends similar photographs.
    """

    mean: Tensor
    scale: Tensor

    def __init__(self, mean: Tensor, scale: Tensor, classes: int, settings: TagSettings) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        widths = [len(mean), *settings.hidden]
        self.hidden = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(widths))
        self.last = nn.Linear(widths[-1], classes)
        self.dropout = settings.dropout

    def forward(self, embedding: Tensor) -> tuple[Tensor, Tensor]:
        logits, features = self.logits(embedding)
        return torch.softmax(logits, dim=1), features

    def logits(self, embedding: Tensor) -> tuple[Tensor, Tensor]:
        """(logits before the softmax, features)."""
        x = self._drop((embedding - self.mean) / self.scale)
        features = x
        for number, layer in enumerate(self.hidden):
            x = functional.relu(layer(x))
            features = x if number == 0 else features
            x = self._drop(x)
        return self.last(x), features

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)


def train_tags(
    embeddings: Matrix,
    labels: NDArray[np.int64],
    classes: int,
    settings: TagSettings = TagSettings(),
    class_weights: Sequence[float] | None = None,
) -> TagHead:
    """Fit on embeddings [N, D] and class numbers [N] with cross-entropy. Deterministic for a seed."""
    torch.manual_seed(settings.seed)
    x, y = torch.from_numpy(embeddings), torch.from_numpy(labels)
    scale = x.std(dim=0) + 1e-3
    scale[LAST_LEVEL:] /= settings.level_weight
    head = TagHead(x.mean(dim=0), scale, classes, settings).train()
    weights = None if class_weights is None else torch.tensor(class_weights, dtype=torch.float32)
    optimiser = torch.optim.AdamW(head.parameters(), lr=settings.rate, weight_decay=settings.decay)
    steps = settings.epochs * -(-len(x) // settings.batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(settings.epochs):
        for part in torch.split(torch.randperm(len(x)), settings.batch):
            optimiser.zero_grad()
            loss = functional.cross_entropy(head.logits(x[part])[0], y[part], weights)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    return head.eval()


def predict_tags(head: TagHead, embeddings: Matrix) -> Matrix:
    """Probabilities [N, classes]."""
    with torch.no_grad():
        return np.asarray(head(torch.from_numpy(embeddings))[0].numpy(), dtype=np.float32)
