"""A linear head, or a small MLP, that predicts the distribution of votes from an embedding (P3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from aesthcull.trainer.emd import squared_emd
from aesthcull.vision.votes import BINS

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Settings:
    """How the head is trained: full batches with Adam; `decay` weighs the squared weights in the loss.

    `hidden` are the widths of an MLP's hidden layers (none: linear), with `dropout` before each layer.
    """

    decay: float = 1e-2
    steps: int = 400
    rate: float = 1e-2
    seed: int = 0
    hidden: tuple[int, ...] = ()
    dropout: float = 0.5


class VoteHead(nn.Module):
    """Embedding [N, D] to votes [N, 10]; standardisation is inside."""

    mean: Tensor
    scale: Tensor

    def __init__(self, mean: Tensor, scale: Tensor, settings: Settings = Settings()) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        layers: list[nn.Module] = []
        width = len(mean)
        for hidden in settings.hidden:
            layers += [nn.Dropout(settings.dropout), nn.Linear(width, hidden), nn.ReLU()]
            width = hidden
        self.hidden = nn.Sequential(*layers, *([nn.Dropout(settings.dropout)] if layers else []))
        self.linear = nn.Linear(width, BINS)

    def forward(self, embedding: Tensor) -> Tensor:
        hidden = self.hidden((embedding - self.mean) / self.scale)
        votes: Tensor = torch.softmax(self.linear(hidden), dim=1)
        return votes


def train(embeddings: Matrix, votes: Matrix, settings: Settings) -> VoteHead:
    """Fit the head on embeddings [N, D] and vote distributions [N, 10] with the squared EMD loss."""
    torch.manual_seed(settings.seed)
    x, y = torch.from_numpy(embeddings), torch.from_numpy(votes)
    head = VoteHead(x.mean(dim=0), x.std(dim=0) + 1e-3, settings)
    nn.init.zeros_(head.linear.weight)
    with torch.no_grad():  # begin at the average distribution
        head.linear.bias.copy_(torch.log(y.mean(dim=0) + 1e-6))
    optimiser = torch.optim.Adam(head.parameters(), lr=settings.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.steps)
    weights = [p for p in head.parameters() if p.ndim == 2]
    for _ in range(settings.steps):
        optimiser.zero_grad()
        loss = squared_emd(head(x), y) + settings.decay * sum((w**2).sum() for w in weights) / len(x)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return head.eval()


def predict(head: VoteHead, embeddings: Matrix) -> Matrix:
    """Vote distributions [N, 10]."""
    with torch.no_grad():
        return np.asarray(head(torch.from_numpy(embeddings)).numpy(), dtype=np.float32)
