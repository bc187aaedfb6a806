"""What every base network offers, and how a base and a new top become one network from pixels to logits.

A base network is pretrained on ImageNet's 1,000 classes. The recipes cut its classifier, put a top of their
own on its embedding (`tops`), train the top alone, and then the last stages or everything (P2, P3, P4).
"""

from __future__ import annotations

import pickle
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor, nn

# ImageNet's mean and deviation as torchvision's weights expect them, on the 0–255 scale.
IMAGENET_MEAN = (123.675, 116.28, 103.53)
IMAGENET_STD = (58.395, 57.12, 57.375)


class CheckpointError(Exception):
    """Weights that cannot be had or do not fit; the message is one line and names the file."""


class Network(nn.Module, ABC):
    """A base network: normalised pixels [N, 3, S, S] to an embedding [N, D] or to its classifier's logits.

    `mean` and `std` are per channel (R, G, B) on the 0–255 scale; `classifier_name` is the dotted name of
    the last layer. The state dict is the published one, so that published checkpoints load strictly.
    """

    embedding_size: int
    input_size: int
    mean: tuple[float, float, float] = IMAGENET_MEAN
    std: tuple[float, float, float] = IMAGENET_STD
    classifier_name: str

    @abstractmethod
    def embed(self, x: Tensor) -> Tensor:
        """What the classifier sees: [N, 3, S, S] → [N, embedding_size]."""

    @abstractmethod
    def stages(self) -> list[nn.Module]:
        """The layers from input to output in steps that make sense to unfreeze; all but the classifier."""

    def forward(self, x: Tensor) -> Tensor:
        """The original classifier's logits: [N, 3, S, S] → [N, 1000]."""
        logits: Tensor = self.get_submodule(self.classifier_name)(self.embed(x))
        return logits

    def drop_classifier(self) -> None:
        """Forget the original classifier, so that it is neither trained, saved nor exported."""
        self.set_submodule(self.classifier_name, nn.Identity())


class Normalise(nn.Module):
    """Pixels [N, H, W, C] on the 0–255 scale (uint8 as decoders deliver them) to [N, C, H, W], normalised."""

    mean: Tensor
    std: Tensor

    def __init__(self, mean: Sequence[float], std: Sequence[float]) -> None:
        super().__init__()
        # Constants of the architecture: not part of a state dict.
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).view(1, -1, 1, 1), persistent=False)

    def forward(self, pixels: Tensor) -> Tensor:
        return (pixels.permute(0, 3, 1, 2).to(torch.float32) - self.mean) / self.std


class Classifier(nn.Module):
    """Pixels uint8 [N, H, W, 3], RGB, to logits [N, C]: normalisation, `base` without classifier, `top`.

    Load the base's checkpoint first: wrapping drops the base's classifier.
    """

    def __init__(self, base: Network, top: nn.Module) -> None:
        super().__init__()
        base.drop_classifier()
        self.normalise = Normalise(base.mean, base.std)
        self.base = base
        self.top = top

    def forward(self, pixels: Tensor) -> Tensor:
        logits: Tensor = self.top(self.base.embed(self.normalise(pixels)))
        return logits

    def unfreeze(self, last: int | None = None) -> Self:
        """Let the base's `last` stages learn and freeze those before them; 0 freezes all, None none.

        The top always learns. Frozen stages stay in eval mode also while training (see `train`).
        """
        stages = self.base.stages()
        first = 0 if last is None else max(len(stages) - last, 0)
        for index, stage in enumerate(stages):
            stage.requires_grad_(index >= first)
        return self.train(self.training)

    def train(self, mode: bool = True) -> Self:
        """As usual, but frozen stages neither update their batch statistics nor drop anything out."""
        super().train(mode)
        for stage in self.base.stages():
            if not any(parameter.requires_grad for parameter in stage.parameters()):
                stage.eval()
        return self


class Predictor(nn.Module):
    """What is exported: the same pixels to probabilities [N, C] (softmax of `network`'s logits)."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> Tensor:
        return torch.softmax(self.network(pixels), dim=1)


def load_checkpoint(base: nn.Module, path: Path) -> None:
    """Load a state dict strictly: same names, same shapes, tensors only (no pickled code is run).

    Batch counters (`num_batches_tracked`) may be missing, as they are in checkpoints from before torch 0.4;
    nothing reads them. `base` is left as it was where the file does not fit.
    """
    state = _read(path)
    own = base.state_dict()
    missing = [key for key in own if key not in state and not key.endswith("num_batches_tracked")]
    if missing:
        raise CheckpointError(f"{path} does not fit: {missing[0]} is missing{_others(missing)}")
    unexpected = [key for key in state if key not in own]
    if unexpected:
        raise CheckpointError(f"{path} does not fit: {unexpected[0]} is unexpected{_others(unexpected)}")
    for key, value in state.items():
        if value.shape != own[key].shape:
            shapes = f"{list(value.shape)}, expected {list(own[key].shape)}"
            raise CheckpointError(f"{path} does not fit: {key} has the shape {shapes}")
    base.load_state_dict(state, strict=False)  # strictness is checked above


def _read(path: Path) -> Mapping[str, Tensor]:
    try:
        state: Any = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read: {error.strerror or error}") from error
    except (RuntimeError, pickle.UnpicklingError, EOFError, ValueError, LookupError, TypeError) as error:
        raise CheckpointError(f"{path} is damaged or no checkpoint of tensors only") from error
    tensors = isinstance(state, Mapping) and all(isinstance(value, Tensor) for value in state.values())
    if not tensors:
        raise CheckpointError(f"{path} is no state dict (names to tensors)")
    named: Mapping[str, Tensor] = state
    return named


def _others(keys: Sequence[str]) -> str:
    return f" (and {len(keys) - 1} more)" if len(keys) > 1 else ""
