"""MobileNetV1, width 1.0 (Howard et al. 2017, arXiv:1704.04861), the base of P3.

Layout and details are Keras's, with which P3 worked: ReLU6, "same" padding, batch normalisation with an ε of
1e-3, pixels scaled to −1…1. torchvision has no MobileNetV1, so the names are ours.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from aesthcull.trainer.networks.base import Network
from aesthcull.trainer.networks.efficientnet_lite import SamePadConv

STEM_CHANNELS = 32
# Output channels and stride of each depthwise separable block.
BLOCKS = (
    (64, 1),
    (128, 2),
    (128, 1),
    (256, 2),
    (256, 1),
    (512, 2),
    *[(512, 1)] * 5,
    (1024, 2),
    (1024, 1),
)
BATCH_NORM_EPS = 1e-3


class SeparableBlock(nn.Module):
    """Depthwise 3×3, then pointwise 1×1, each with batch normalisation and ReLU6."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv_dw = SamePadConv(inputs, inputs, 3, stride, groups=inputs, bias=False)
        self.bn_dw = nn.BatchNorm2d(inputs, eps=BATCH_NORM_EPS)
        self.conv_pw = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.bn_pw = nn.BatchNorm2d(outputs, eps=BATCH_NORM_EPS)

    def forward(self, x: Tensor) -> Tensor:
        x = functional.relu6(self.bn_dw(self.conv_dw(x)))
        return functional.relu6(self.bn_pw(self.conv_pw(x)))


class MobileNetV1(Network):
    """[N, 3, S, S] in −1…1 to an embedding [N, 1024] or logits [N, 1000]. 4.23 million parameters."""

    embedding_size = BLOCKS[-1][0]
    input_size = 224
    mean = (127.5, 127.5, 127.5)
    std = (127.5, 127.5, 127.5)
    classifier_name = "fc"

    def __init__(self, classes: int = 1000) -> None:
        super().__init__()
        self.conv1 = SamePadConv(3, STEM_CHANNELS, 3, 2, bias=False)
        self.bn1 = nn.BatchNorm2d(STEM_CHANNELS, eps=BATCH_NORM_EPS)
        channels = STEM_CHANNELS
        blocks: list[nn.Module] = []
        for outputs, stride in BLOCKS:
            blocks.append(SeparableBlock(channels, outputs, stride))
            channels = outputs
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(channels, classes)

    def embed(self, x: Tensor) -> Tensor:
        x = self.blocks(functional.relu6(self.bn1(self.conv1(x))))
        return x.mean(dim=(2, 3))

    def stages(self) -> list[nn.Module]:
        """The stem and each of the 13 blocks."""
        return [nn.Sequential(self.conv1, self.bn1), *self.blocks]
