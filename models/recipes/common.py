"""What the recipes share: where data and models lie, and how photographs become arrays."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos.decode import load_photo
from aesthcull.vision.preprocess import squeeze

MODELS = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("AESTHCULL_DATA", MODELS.parent.parent / "shared" / "data"))


def photo_batch(paths: Sequence[Path], size: int) -> NDArray[np.uint8]:
    """Photographs as the application sees them: uint8 [N, size, size, 3], RGB."""
    return np.stack([squeeze(load_photo(path).pixels, size) for path in paths])


def figures_table(figures: Mapping[str, float]) -> str:
    """A Markdown table of a card's figures."""
    if not figures:
        return "Not measured: the evaluation photographs were not at hand when the model was made."
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {k} | {v:g} |" for k, v in figures.items())])
