"""The tops that the recipes put on a base network's embedding: [N, inputs] to logits [N, classes]."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from torch import nn

HIDDEN = (256, 64)  # P2
BINS = 10  # P3: votes from 1 to 10
DROPOUT = 0.75  # the NIMA paper's, before its last layer (P3)


def linear_top(inputs: int, classes: int = 2) -> nn.Module:
    """One fully connected layer in the place of the 1000-way one (P4)."""
    return nn.Linear(inputs, classes)


def mlp_top(inputs: int, classes: int, hidden: Sequence[int] = HIDDEN) -> nn.Module:
    """Fully connected layers with ReLU between them (P2: 256, 64, classes)."""
    layers: list[nn.Module] = []
    for before, after in pairwise((inputs, *hidden)):
        layers += [nn.Linear(before, after), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear([inputs, *hidden][-1], classes))


def votes_top(inputs: int, bins: int = BINS, dropout: float = DROPOUT) -> nn.Module:
    """Dropout and one fully connected layer; its softmax is the predicted distribution of votes (P3)."""
    return nn.Sequential(nn.Dropout(dropout), nn.Linear(inputs, bins))
