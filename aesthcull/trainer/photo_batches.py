"""Photographs with their targets, and their pixels in batches as tensors."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aesthcull.trainer.losses import Targets
from aesthcull.trainer.plans import Plan

Indices = NDArray[np.int64]


class Photos(Protocol):
    """Photographs of one size, uint8 [H, W, 3], RGB: an array [N, H, W, 3], a list, or lazily decoded."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Any: ...


@dataclass(frozen=True)
class Examples:
    """Photographs with their targets: class numbers [N] or rows [N, C] (see `losses`)."""

    photos: Photos
    targets: Targets

    def __post_init__(self) -> None:
        if not len(self.photos):
            raise ValueError("no photographs")
        if len(self.photos) != len(self.targets):
            raise ValueError(f"{len(self.photos)} photographs, but {len(self.targets)} targets")


def batches(order: Indices, size: int) -> Iterator[Indices]:
    """Batches of at most `size`, all about equally large: a last batch of one cannot be normalised."""
    yield from np.array_split(order, math.ceil(len(order) / size))


def stack(photos: Photos, indices: Indices) -> Tensor:
    """Some of the photographs as one tensor uint8 [N, H, W, 3]."""
    return torch.from_numpy(np.stack([np.asarray(photos[int(i)], dtype=np.uint8) for i in indices]))


def middle(pixels: Tensor, plan: Plan | None) -> Tensor:
    """The middle crop, where training was on crops."""
    if plan is None or plan.augment != "crop":
        return pixels
    fits(pixels, plan.crop)
    row, column = ((side - plan.crop) // 2 for side in pixels.shape[1:3])
    return pixels[:, row : row + plan.crop, column : column + plan.crop]


def fits(pixels: Tensor, side: int) -> None:
    """Raises ValueError when photographs [N, H, W, 3] are too small for a square crop."""
    if min(pixels.shape[1:3]) < side:
        height, width = pixels.shape[1:3]
        raise ValueError(f"photographs of {height}×{width} pixels hold no crop of {side}×{side}")
