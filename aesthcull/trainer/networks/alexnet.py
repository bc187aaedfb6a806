"""AlexNet, the network of P4.

Names and layout are torchvision's (Krizhevsky's single-column variant of 2014, arXiv:1404.5997), so that its
checkpoint loads strictly. P4 used the two-column original, whose layers have the same roles.
"""

from __future__ import annotations

from torch import Tensor, nn

from aesthcull.trainer.networks.base import Network

POOLED = 6  # pixels a side before the first fully connected layer
HIDDEN = 4096


class AlexNet(Network):
    """[N, 3, 224, 224], normalised, to an embedding [N, 4096] or logits [N, 1000]. 61.1 million parameters.

    The embedding is the seventh layer's output; `fc6` gives the sixth layer's, which P4's baselines use.
    """

    embedding_size = HIDDEN
    input_size = 224
    classifier_name = "classifier.6"

    def __init__(self, classes: int = 1000, dropout: float = 0.5) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, 11, 4, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
            nn.Conv2d(64, 192, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
            nn.Conv2d(192, 384, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(384, 256, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(256, 256, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
        )
        self.avgpool = nn.AdaptiveAvgPool2d(POOLED)
        self.classifier = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(256 * POOLED * POOLED, HIDDEN),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(HIDDEN, HIDDEN),
            nn.ReLU(),
            nn.Linear(HIDDEN, classes),
        )

    def fc6(self, x: Tensor) -> Tensor:
        """The sixth layer after its ReLU: [N, 3, 224, 224] → [N, 4096]."""
        found: Tensor = self.classifier[:3](self.avgpool(self.features(x)).flatten(1))
        return found

    def embed(self, x: Tensor) -> Tensor:
        found: Tensor = self.classifier[3:6](self.fc6(x))
        return found

    def stages(self) -> list[nn.Module]:
        """The five convolutions and the two fully connected layers before the classifier."""
        bounds = [(0, 3), (3, 6), (6, 8), (8, 10), (10, 13)]
        convolutions = [self.features[first:last] for first, last in bounds]
        return [*convolutions, self.classifier[:3], self.classifier[3:6]]
