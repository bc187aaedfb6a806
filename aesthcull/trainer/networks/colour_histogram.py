"""The colour branch of P5: histograms of R, G and B beside a base network.

From the paper: 256-bin histograms, plain or cumulative, scaled so that the maximum is 1; three fully
connected layers on them; both outputs together into one fully connected layer with 2 outputs. Ours, because
our facts leave them open: the three layers' widths, and that each channel is scaled by its own maximum.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, get_args

import torch
from torch import Tensor, nn

from aesthcull.trainer.networks.base import Classifier, Network
from aesthcull.trainer.networks.tops import linear_top

Kind = Literal["none", "plain", "cumulative"]
BINS = 256
CHANNELS = 3
HIDDEN = (256, 128, 64)


def colour_histogram(pixels: Tensor, kind: Kind) -> Tensor:
    """Pixels uint8 [N, H, W, 3] to histograms float32 [N, 768]: 256 bins of R, then of G, then of B.

    "plain" divides each channel's counts by its fullest bin's. "cumulative" adds up the counts from dark to
    light and divides by the last sum, which is the maximum and the number of pixels: bin v holds the share
    of pixels that are at most v, so that every channel ends in 1. Neither depends on the photograph's size.
    """
    values = pixels.flatten(1, 2).permute(0, 2, 1).to(torch.int64)  # [N, 3, H·W]
    ones = torch.ones_like(values, dtype=torch.float32)
    empty = torch.zeros(pixels.shape[0], CHANNELS, BINS, device=pixels.device)
    counts = empty.scatter_add(2, values, ones)
    if kind == "cumulative":
        counts = counts.cumsum(dim=2)
    return (counts / counts.amax(dim=2, keepdim=True)).flatten(1)


class HistogramTop(nn.Module):
    """Embedding [N, D] and histograms [N, 768] to logits [N, classes]; the three layers end in ReLU each."""

    def __init__(self, inputs: int, classes: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after in pairwise((CHANNELS * BINS, *HIDDEN)):
            layers += [nn.Linear(before, after), nn.ReLU()]
        self.branch = nn.Sequential(*layers)
        self.last = nn.Linear(inputs + HIDDEN[-1], classes)

    def forward(self, embedding: Tensor, histogram: Tensor) -> Tensor:
        logits: Tensor = self.last(torch.cat([embedding, self.branch(histogram)], dim=1))
        return logits


class WithHistogram(Classifier):
    """Pixels uint8 [N, H, W, 3], RGB, to logits [N, classes] by a base network and the colour branch.

    The histograms are those of the pixels given, at the base's input size. "none" is the base alone.
    """

    def __init__(self, base: Network, kind: Kind, classes: int = 2) -> None:
        if kind not in get_args(Kind):
            raise ValueError(f"{kind!r} is no kind of histogram: {', '.join(get_args(Kind))}")
        size = base.embedding_size
        super().__init__(base, linear_top(size, classes) if kind == "none" else HistogramTop(size, classes))
        self.kind: Kind = kind

    def forward(self, pixels: Tensor) -> Tensor:
        if self.kind == "none":
            return super().forward(pixels)
        embedding = self.base.embed(self.normalise(pixels))
        logits: Tensor = self.top(embedding, colour_histogram(pixels, self.kind))
        return logits
