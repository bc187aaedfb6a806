"""A linear head that predicts the distribution of votes from an embedding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from aesthcull.trainer.emd import BINS, squared_emd

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Settings:
    """How the head is trained: full batches with Adam; `decay` weighs the squared weights in the loss."""

    decay: float = 1e-2
    steps: int = 400
    rate: float = 1e-2
    seed: int = 0


class VoteHead(nn.Module):
    """Embedding [N, D] to votes [N, 10]; standardisation is inside."""

    mean: Tensor
    scale: Tensor

    def __init__(self, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.linear = nn.Linear(len(mean), BINS)

    def forward(self, embedding: Tensor) -> Tensor:
        votes: Tensor = torch.softmax(self.linear((embedding - self.mean) / self.scale), dim=1)
        return votes


def train(embeddings: Matrix, votes: Matrix, settings: Settings) -> VoteHead:
    """Fit the head on embeddings [N, D] and vote distributions [N, 10] with the squared EMD loss."""
    torch.manual_seed(settings.seed)
    x, y = torch.from_numpy(embeddings), torch.from_numpy(votes)
    head = VoteHead(x.mean(dim=0), x.std(dim=0) + 1e-3)
    nn.init.zeros_(head.linear.weight)
    with torch.no_grad():  # begin at the average distribution
        head.linear.bias.copy_(torch.log(y.mean(dim=0) + 1e-6))
    optimiser = torch.optim.Adam(head.parameters(), lr=settings.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.steps)
    for _ in range(settings.steps):
        optimiser.zero_grad()
        loss = squared_emd(head(x), y) + settings.decay * (head.linear.weight**2).sum() / len(x)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return head.eval()


def predict(head: VoteHead, embeddings: Matrix) -> Matrix:
    """Vote distributions [N, 10]."""
    with torch.no_grad():
        return np.asarray(head(torch.from_numpy(embeddings)).numpy(), dtype=np.float32)
