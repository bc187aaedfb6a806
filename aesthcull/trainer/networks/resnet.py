"""ResNet50 (He et al. 2015), the base of P2 and one of the two of P5.

Names and layout are torchvision's, whose stride is in the 3×3 convolution ("v1.5"), so that its checkpoints
load strictly.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from aesthcull.trainer.networks.base import Network

BLOCKS = (3, 4, 6, 3)
WIDTHS = (64, 128, 256, 512)
EXPANSION = 4
STEM_CHANNELS = 64


class Bottleneck(nn.Module):
    """Residual block: 1×1 down to `width`, 3×3, 1×1 up to 4 × `width`."""

    def __init__(self, inputs: int, width: int, stride: int) -> None:
        super().__init__()
        outputs = width * EXPANSION
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.downsample: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False)
            self.downsample = nn.Sequential(shortcut, nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        y = functional.relu(self.bn1(self.conv1(x)))
        y = functional.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return functional.relu(y + self.downsample(x))


class ResNet50(Network):
    """[N, 3, S, S], normalised, to an embedding [N, 2048] or logits [N, 1000]. 25.6 million parameters."""

    embedding_size = WIDTHS[-1] * EXPANSION
    input_size = 224
    classifier_name = "fc"

    def __init__(self, classes: int = 1000) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, STEM_CHANNELS, 7, 2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(STEM_CHANNELS)
        self.layer1 = _layer(STEM_CHANNELS, WIDTHS[0], BLOCKS[0], 1)
        self.layer2 = _layer(WIDTHS[0] * EXPANSION, WIDTHS[1], BLOCKS[1], 2)
        self.layer3 = _layer(WIDTHS[1] * EXPANSION, WIDTHS[2], BLOCKS[2], 2)
        self.layer4 = _layer(WIDTHS[2] * EXPANSION, WIDTHS[3], BLOCKS[3], 2)
        self.fc = nn.Linear(self.embedding_size, classes)

    def embed(self, x: Tensor) -> Tensor:
        x = functional.relu(self.bn1(self.conv1(x)))
        x = functional.max_pool2d(x, 3, 2, padding=1)
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
        return x.mean(dim=(2, 3))

    def stages(self) -> list[nn.Module]:
        """The stem and each of the 16 residual blocks."""
        stem = nn.Sequential(self.conv1, self.bn1)
        return [stem, *self.layer1, *self.layer2, *self.layer3, *self.layer4]


def _layer(inputs: int, width: int, blocks: int, stride: int) -> nn.Sequential:
    rest = (Bottleneck(width * EXPANSION, width, 1) for _ in range(blocks - 1))
    return nn.Sequential(Bottleneck(inputs, width, stride), *rest)
