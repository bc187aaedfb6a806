"""ConvNeXt-Tiny (Liu et al. 2022, arXiv:2201.03545), the better base of P5.

Names and layout are torchvision's, so that its checkpoint loads strictly. Its stochastic depth, which has no
parameters and acts while training only, is left out.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from aesthcull.trainer.networks.base import Network

BLOCKS = (3, 3, 9, 3)
WIDTHS = (96, 192, 384, 768)
PATCH = 4  # the stem's kernel and stride
LAYER_NORM_EPS = 1e-6
LAYER_SCALE = 1e-6


class LayerNorm2d(nn.LayerNorm):
    """Layer normalisation over the channels of [N, C, H, W]."""

    def forward(self, x: Tensor) -> Tensor:
        x = x.permute(0, 2, 3, 1)
        x = functional.layer_norm(x, self.normalized_shape, self.weight, self.bias, self.eps)
        return x.permute(0, 3, 1, 2)


class Permute(nn.Module):
    """A change of the order of the axes, where torchvision counts it as a layer."""

    def __init__(self, *order: int) -> None:
        super().__init__()
        self.order = order

    def forward(self, x: Tensor) -> Tensor:
        return x.permute(self.order)


class Block(nn.Module):
    """Residual block: depthwise 7×7, layer normalisation, 4 × wider and back, scaled by channel."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(width, width, 7, padding=3, groups=width),
            Permute(0, 2, 3, 1),
            nn.LayerNorm(width, eps=LAYER_NORM_EPS),
            nn.Linear(width, 4 * width),
            nn.GELU(),
            nn.Linear(4 * width, width),
            Permute(0, 3, 1, 2),
        )
        self.layer_scale = nn.Parameter(torch.full((width, 1, 1), LAYER_SCALE))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.block(x)
        return x + self.layer_scale * y


class ConvNeXtTiny(Network):
    """[N, 3, S, S], normalised, to an embedding [N, 768] or logits [N, 1000]. 28.6 million parameters.

    The embedding is the pooled features after the last layer normalisation.
    """

    embedding_size = WIDTHS[-1]
    input_size = 224
    classifier_name = "classifier.2"

    def __init__(self, classes: int = 1000) -> None:
        super().__init__()
        steps: list[nn.Module] = []
        for index, (blocks, width) in enumerate(zip(BLOCKS, WIDTHS, strict=True)):
            steps.append(_stem(width) if index == 0 else _downsampling(WIDTHS[index - 1], width))
            steps.append(nn.Sequential(*(Block(width) for _ in range(blocks))))
        self.features = nn.Sequential(*steps)
        norm = LayerNorm2d(self.embedding_size, eps=LAYER_NORM_EPS)
        self.classifier = nn.Sequential(norm, nn.Flatten(1), nn.Linear(self.embedding_size, classes))

    def embed(self, x: Tensor) -> Tensor:
        pooled = self.features(x).mean(dim=(2, 3), keepdim=True)
        found: Tensor = self.classifier[:2](pooled)
        return found

    def stages(self) -> list[nn.Module]:
        """The stem, the three downsamplings and each of the 18 blocks; the last with the normalisation."""
        stages: list[nn.Module] = []
        for index, step in enumerate(self.features.children()):
            stages += [step] if index % 2 == 0 else list(step.children())
        return [*stages[:-1], nn.Sequential(stages[-1], self.classifier[0])]


def _stem(width: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, width, PATCH, PATCH), LayerNorm2d(width, eps=LAYER_NORM_EPS))


def _downsampling(inputs: int, outputs: int) -> nn.Module:
    return nn.Sequential(LayerNorm2d(inputs, eps=LAYER_NORM_EPS), nn.Conv2d(inputs, outputs, 2, 2))
