"""What the recipes share: where data and models lie, and how photographs become arrays."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos.decode import load_photo
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import Registry
from aesthcull.vision.sessions import Session

MODELS = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("AESTHCULL_DATA", MODELS.parent.parent / "shared" / "data"))


def photo_batch(paths: Sequence[Path], size: int) -> NDArray[np.uint8]:
    """Photographs as the application sees them: uint8 [N, size, size, 3], RGB."""
    return np.stack([squeeze(load_photo(path).pixels, size) for path in paths])


def embed(paths: Sequence[Path], *, mirror: bool = False) -> NDArray[np.float32]:
    """Embeddings [N, D] by the registered backbone, rounded to float16 as the catalogue keeps them."""
    backbone = Registry([MODELS]).backbone()
    pixels = photo_batch(paths, backbone.input_size or 0)
    pixels = np.ascontiguousarray(pixels[:, :, ::-1]) if mirror else pixels
    found = Session(backbone, Provider(CPU)).run(pixels)
    return found.astype(np.float16).astype(np.float32)


def figures_table(figures: Mapping[str, float]) -> str:
    """A Markdown table of a card's figures."""
    if not figures:
        return "Not measured: the evaluation photographs were not at hand when the model was made."
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {k} | {v:g} |" for k, v in figures.items())])
