"""The small convolutional network of P1, trained from nothing on one author's photographs.

From the paper: three blocks of convolution 5×5 (stride 1, padding 1), batch normalisation, ReLU,
cross-channel normalisation and max pooling with 15, 75 and 150 filters; a fully connected layer to 2. Ours,
because our facts leave them open: cross-channel normalisation with the constants of MATLAB (α 1e-4,
β 0.75, K 2) over five channels, pooling of 2×2 with stride 2, zero-centring by channel.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

FILTERS = (15, 75, 150)
KERNEL, PADDING = 5, 1
POOL = 2
NEIGHBOURS, ALPHA, K, BETA = 5, 1e-4, 2.0, 0.75  # of the cross-channel normalisation


class CrossChannelNorm(nn.Module):
    """[N, C, H, W] divided by (K + α · the mean square over the five nearest channels) to the power of 3/4.

    The same as torch's `LocalResponseNorm`, whose pooling takes half of a training step of this network.
    Training goes by a gradient of our own, which passes over memory half as often.
    """

    band: Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        index = torch.arange(channels)
        near = (index[:, None] - index).abs() <= NEIGHBOURS // 2
        band = near.to(torch.float32).view(channels, channels, 1, 1) * (ALPHA / NEIGHBOURS)
        self.register_buffer("band", band, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            trained: Tensor = _Normalised.apply(x, self.band)  # type: ignore[no-untyped-call]
            return trained
        base = functional.conv2d(x * x, self.band) + K
        return x * torch.rsqrt(base * torch.sqrt(base))


class _Normalised(torch.autograd.Function):
    """x · base^(−3/4), with base = K + band(x²). The band is symmetric, so that the gradient is
    g · base^(−3/4) − 3/2 · x · band(g · x · base^(−7/4))."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, band: Tensor) -> Tensor:
        base = functional.conv2d(x * x, band).add_(K)
        scale = torch.sqrt(base).mul_(base).rsqrt_()
        ctx.save_for_backward(x, base, scale, band)
        return x * scale

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        x, base, scale, band = ctx.saved_tensors
        scaled = gradients[0] * scale
        spread = functional.conv2d((scaled * x).div_(base), band)
        return scaled.addcmul_(x, spread, value=-2 * BETA), None


class SmallCnn(nn.Module):
    """Pixels [N, H, W, channels] on the 0–255 scale, of the one `size` (H, W), to logits [N, classes].

    Small photographs, for which the paper goes down to 4×6, run out of pixels: each convolution takes two
    from a side and each pooling halves it. Each side degrades by itself. Where fewer than three pixels are
    left the convolution pads by two rather than one, which keeps the side's length; where only one pixel is
    left the pooling leaves that side alone. So 4×6 becomes 2×4 and 1×2, then 1×2 and 1×1, then 1×1; sides
    of 22 pixels and more are not touched by this (at 20 and 21 only the last pooling is).
    """

    mean: Tensor

    def __init__(self, size: tuple[int, int], channels: int = 3, classes: int = 2) -> None:
        super().__init__()
        if min(size) < 1:
            raise ValueError(f"photographs of {size[0]}×{size[1]} pixels: at least 1×1 is needed")
        self.size = size
        self.register_buffer("mean", torch.full((channels,), 127.5))
        height, width = size
        blocks: list[nn.Module] = []
        inputs = channels
        for filters in FILTERS:
            padding = (_padding(height), _padding(width))
            height, width = (n + 2 * p - KERNEL + 1 for n, p in zip((height, width), padding, strict=True))
            pool = (min(POOL, height), min(POOL, width))
            blocks.append(_block(inputs, filters, padding, pool))
            height, width = height // pool[0], width // pool[1]
            inputs = filters
        self.blocks = nn.Sequential(*blocks)
        # As the pixels come: a quarter faster on a CPU.
        self.blocks.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.fc = nn.Linear(inputs * height * width, classes)

    def centre_on(self, mean: Sequence[float]) -> None:
        """Zero-centre on the training set's mean of each channel (0–255); it is kept in the state dict."""
        self.mean.copy_(torch.tensor(mean))

    def forward(self, pixels: Tensor) -> Tensor:
        x = (pixels.to(torch.float32) - self.mean).permute(0, 3, 1, 2)
        logits: Tensor = self.fc(self.blocks(x).flatten(1))
        return logits


def _padding(side: int) -> int:
    fits = side + 2 * PADDING >= KERNEL
    return PADDING if fits else KERNEL // 2


def _block(inputs: int, filters: int, padding: tuple[int, int], pool: tuple[int, int]) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(inputs, filters, KERNEL, padding=padding),
        nn.BatchNorm2d(filters),
        nn.ReLU(inplace=True),
        CrossChannelNorm(filters),
        nn.MaxPool2d(pool),
    )
