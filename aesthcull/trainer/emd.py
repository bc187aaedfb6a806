"""The earth mover's distance as a training loss (NIMA, Talebi & Milanfar 2018; P3)."""

from __future__ import annotations

from torch import Tensor


def squared_emd(predicted: Tensor, votes: Tensor) -> Tensor:
    """Mean over the batch of EMD with r = 2, squared (the training loss). Both [N, bins], rows sum to 1."""
    difference = predicted.cumsum(dim=1) - votes.cumsum(dim=1)
    return (difference**2).mean(dim=1).mean()
