"""Make keywords.onnx: the 1,000 ImageNet classes, as a stock contributor would say them, from the embedding.

Run:  uv run --no-sync python models/recipes/keywords.py     (needs the extra [train]; the shared data for figures)

No training: the head is the pretrained network's own classifier. `keywords.csv`, made by keywords_table.py,
turns classes into words; a word's confidence is the sum over the classes that imply it. The threshold is chosen
on one half of imagenet_samples and its figures are from the other half.
"""

from __future__ import annotations

import numpy as np
import torch
from common import MODELS, SHARED_DATA, Matrix, embed_rows, figures_table, read_rows
from torch import Tensor, nn

from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.kernel_head import LAST_LEVEL, predict
from aesthcull.trainer.networks.efficientnet_lite import pretrained_lite0
from aesthcull.trainer.publish import publish
from aesthcull.vision.evaluation import accuracy, measured
from aesthcull.vision.registry import ModelEntry, Registry, read_labels
from aesthcull.vision.tagging import Tagger

NAME, VERSION = "keywords", "1.0"
PRECISION = 0.95
CARD = """# keywords {version}: general keywords

| | |
|---|---|
| input | `embedding`: float32 [batch, 2064] of {backbone}, of which the first 1,280 numbers are used |
| output | `probabilities`: float32 [batch, 1000], ImageNet's classes in the order of `keywords.csv` |
| method | the classifier of EfficientNet-Lite0 with its ImageNet weights; classes are turned into a stock contributor's words and their hypernyms (WordNet 3.0), {words} words in all |
| threshold | {threshold:g}: the lowest at which {precision:.0%} of the words are right, chosen on every other photograph of imagenet_samples |
| licence | weights Apache-2.0 (`LICENSE.backbone.txt`); words from WordNet (`LICENSE.wordnet.txt`) |
| made by | `models/recipes/keywords.py`; the table of words by `models/recipes/keywords_table.py` |

## Figures
{figures}

imagenet_samples holds one photograph a class, probably from the network's own training set: the figures are
optimistic, a check that weights, preprocessing and table fit together. The photographs of `figures` are those that the
threshold was not chosen on. The whole frame is squeezed rather than cropped because composition counts for culling;
that costs about two points of accuracy.

## Known weaknesses
- A thousand classes of objects and animals (120 of them dogs); people, feelings, events and places are hardly among them.
- A photograph of none of the classes can still be given a word with confidence.
"""


class Classifier(nn.Module):
    """Embedding [N, D] to the probabilities [N, 1000] of the pretrained network's own classes."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = pretrained_lite0()._fc

    def forward(self, embedding: Tensor) -> Tensor:
        return torch.softmax(self.layer(embedding[:, :LAST_LEVEL]), dim=1)


def main() -> None:
    module = Classifier().eval()
    path = MODELS / f"{NAME}.onnx"
    backbone = Registry([MODELS]).backbone()
    example = torch.zeros(1, int(backbone.figures["numbers in the embedding"]))
    export_onnx(module, example, path, input_name="embedding", output_names=["probabilities"])
    entry = ModelEntry(
        name=NAME,
        version=VERSION,
        kind="head",
        output="tags",
        file=path.name,
        sha256="",
        card=f"{NAME}.md",
        backbone=backbone.id,
        summary="objects, animals and places: 1,000 classes in a stock contributor's words",
        labels=f"{NAME}.csv",
        threshold=0.5,
        folder=MODELS,
    )
    threshold, figures = 0.5, {}
    if (SHARED_DATA / "imagenet_samples").is_dir():
        rows = read_rows("imagenet_samples")
        embeddings = embed_rows("imagenet_samples", rows)
        threshold, figures = measure(entry, predict(module, embeddings), [row["wnid"] for row in rows])
        figures["largest difference from torch"] = float(f"{parity(module, path, embeddings[:64]):.1e}")
    entry = ModelEntry(**{**entry.as_json(), "threshold": threshold, "figures": figures, "folder": MODELS})
    card = CARD.format(
        version=VERSION,
        backbone=backbone.id,
        words=len(Tagger(entry).words),
        threshold=threshold,
        precision=PRECISION,
        figures=figures_table(figures),
    )
    publish(entry, card)
    print(f"{path}: threshold {threshold}, {figures}")


def measure(entry: ModelEntry, probabilities: Matrix, wnids: list[str]) -> tuple[float, dict[str, float]]:
    """The threshold, chosen on the even photographs, and the figures of the odd ones."""
    tagger, labels = Tagger(entry), read_labels(entry)
    place = {row["wnid"]: i for i, row in enumerate(_classes())}
    truth = np.array([place[wnid] for wnid in wnids])
    right = np.array([[word in labels[t].words for word in tagger.words] for t in truth])
    sure = tagger.confidences(probabilities)
    even, odd = np.arange(0, len(truth), 2), np.arange(1, len(truth), 2)
    threshold = next(
        (
            round(float(t), 2)
            for t in np.arange(0.1, 0.99, 0.01)
            if _precision(sure[even], right[even], t) >= PRECISION
        ),
        0.99,
    )
    best = probabilities.argmax(axis=1)
    top1 = measured(accuracy, best, truth)
    top5 = np.argsort(-probabilities, axis=1)[:, :5]
    said = sure[odd] >= threshold
    return threshold, {
        "imagenet_samples: photographs": len(truth),
        "imagenet_samples: top-1 accuracy": round(top1.value, 3),
        "imagenet_samples: top-1 accuracy, 95 % low": round(top1.low, 3),
        "imagenet_samples: top-1 accuracy, 95 % high": round(top1.high, 3),
        "imagenet_samples: top-5 accuracy": round(float((top5 == truth[:, None]).any(axis=1).mean()), 3),
        "figures: photographs": len(odd),
        "figures: words a photograph": round(float(said.sum(axis=1).mean()), 2),
        "figures: share of words that are right": round(_precision(sure[odd], right[odd], threshold), 3),
        "figures: share of right words that are said": round(float(said[right[odd]].mean()), 3),
        "figures: share of photographs with a word": round(float(said.any(axis=1).mean()), 3),
    }


def _precision(sure: Matrix, right: np.ndarray, threshold: float) -> float:
    said = sure >= threshold
    return float(right[said].mean()) if said.any() else 1.0


def _classes() -> list[dict[str, str]]:
    import csv

    with (MODELS / "imagenet_classes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
