"""A linear classifier of two classes on the embedding, in the form that the application reads."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from aesthcull.trainer.heads.ridge import LAST_LEVEL

Matrix = NDArray[np.float32]


class ProbabilityHead(nn.Module):
    """Embedding [N, D] to the probability [N, 1] of the second class; standardisation is inside."""

    mean: Tensor
    scale: Tensor

    def __init__(self, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.linear = nn.Linear(len(mean), 1)

    def logit(self, embedding: Tensor) -> Tensor:
        """[N, 1] before the sigmoid."""
        value: Tensor = self.linear((embedding - self.mean) * self.scale)
        return value

    def forward(self, embedding: Tensor) -> Tensor:
        return torch.sigmoid(self.logit(embedding))


def fit_probability(
    embeddings: Matrix, positive: NDArray[np.bool_], *, decay: float, level_weight: float = 1.0
) -> ProbabilityHead:
    """Logistic regression on embeddings [N, D], classes weighted alike, squared weights penalised by `decay`.

    `level_weight` weighs the features of the earlier levels, as in `kernel_head`. Convex, solved with L-BFGS.
    """
    x, y = torch.from_numpy(embeddings), torch.from_numpy(positive.astype(np.float32))[:, None]
    weight = torch.ones(x.shape[1])
    weight[LAST_LEVEL:] = level_weight
    weight /= (weight**2).sum().sqrt()
    head = ProbabilityHead(x.mean(dim=0), weight / (x.std(dim=0) + 1e-3))
    nn.init.zeros_(head.linear.weight)
    nn.init.zeros_(head.linear.bias)
    share = y.mean()
    balance = torch.where(y > 0, 0.5 / share, 0.5 / (1 - share))
    optimiser = torch.optim.LBFGS(head.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(head.logit(x), y, balance)
        loss = loss + decay * (head.linear.weight**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return head.eval()
