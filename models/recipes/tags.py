"""Make garment.onnx, pattern.onnx, sleeve.onnx, colour.onnx and scene.onnx: tag heads on the embedding (P2).

Run:  uv run --no-sync python models/recipes/tags.py [HEAD …]   (needs [train], [dev], ../shared/data; 10 minutes)

P2's top (256, 64, softmax) on frozen features, each head with a class for "nothing of this kind". Thresholds
are chosen for precision by cross-validation inside `train` (no sender on both sides); `test` is read once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import torch
from common import MODELS, Matrix, embed_rows, figures_table, write_csv
from numpy.typing import NDArray
from tag_labels import NOTHING, Example, examples, words

from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.publish import publish
from aesthcull.trainer.tag_head import TagSettings, predict_tags, train_tags
from aesthcull.vision.evaluation import accuracy, measured
from aesthcull.vision.registry import ModelEntry, Registry

FOLDS = 4
VERSION = "1.0"
# Light and colour are in the earlier levels; weighing them more helps the colour of a garment (0.66 to 0.68).
SETTINGS = {"colour": TagSettings(level_weight=3.0)}
PRECISION = {"garment": 0.85, "pattern": 0.95, "sleeve": 0.95, "colour": 0.90, "scene": 0.95}
PAPER = {
    "garment": "P2: 46 classes, 0.50 (top-3 0.76); 0.65 at its threshold",
    "pattern": "P2: 6 classes, 0.90; 0.95 at its threshold",
    "sleeve": "P2: 3 classes, 0.90; 0.93 at its threshold",
    "colour": "P2: 10 classes, 0.91; 0.948 at its threshold",
    "scene": "not in P2",
}
SUMMARY = {
    "garment": "what garment, shoe, bag or accessory is shown",
    "pattern": "the pattern of a garment: plain, striped, checked, graphic, floral",
    "sleeve": "a garment's sleeves: none, short, long",
    "colour": "the colour of a garment",
    "scene": "buildings, forest, glacier, mountain, sea or street",
}
CARD = """# {head} {version}: {summary}

| | |
|---|---|
| input | `embedding`: float32 [batch, 2064] of {backbone} |
| outputs | `probabilities`: float32 [batch, {classes}], in the order of `{head}.csv`, the last class is "nothing of this kind"; `features`: float32 [batch, 256], for finding similar photographs |
| method | P2's top on frozen features: fully connected 256 and 64, ReLU, softmax; cross-entropy, Adam; photographs and mirror images |
| threshold | {threshold:g}: the lowest at which {precision:.0%} of what is said is right, cross-validated inside `train`; a keyword is said when the classes that imply it reach it together |
| data | `train` of {sets}: {train} photographs, {silent} of them showing nothing of this kind |
| licence of the data | clothing_cc0 is CC0; the shop photographs and scenes have no stated licence: used for training, not redistributed |
| made by | `models/recipes/tags.py` |

## Figures
{figures}

{paper}. P2 fine-tuned a ResNet50 for each on other photographs, without a class for "nothing": the figures show
what is usual, they are not a comparison. Figures of classes leave out the photographs that show nothing of this kind;
"with nothing" counts them. Intervals are 95 % bootstraps over photographs.

## Known weaknesses
{weaknesses}
- Photographs of few shops and senders: other lighting, models in motion and layers of clothes are not covered.
- Everything fine-tuned, as in P2, was not done: one embedding serves every head.
"""
WEAKNESSES = {
    "garment": "- Some classes differ by a word only (shirt, blouse, top; jacket, blazer): they are confused.",
    "pattern": "- The label comes from words in the product's name; floral has a few dozen examples.",
    "sleeve": "- The label follows from the kind of garment (t-shirt: short, hoodie: long), not from looking at the sleeve.",
    "colour": "- The shop's name for the main colour: navy counts as blue, maroon as red; garments of several colours have one.",
    "scene": "- Small web photographs (150 × 150); scenes that are none of the six are covered by garments and objects only.",
}


def main() -> None:
    for head in sys.argv[1:] or list(SUMMARY):
        make(head)


def make(head: str) -> None:
    settings = SETTINGS.get(head, TagSettings())
    inside, test = examples(head, "train"), examples(head, "test")
    classes = [*sorted({e.label for e in inside} - {NOTHING}), NOTHING]
    x, mirrored, y = inputs(inside), inputs(inside, mirror=True), numbers(inside, classes)
    out = cross_validate(x, mirrored, y, [e.group for e in inside], len(classes), settings)
    threshold = choose_threshold(out, y, PRECISION[head])
    network = train_tags(np.concatenate([x, mirrored]), np.concatenate([y, y]), len(classes), settings)
    path = MODELS / f"{head}.onnx"
    example = torch.from_numpy(x[:1])
    export_onnx(network, example, path, input_name="embedding", output_names=["probabilities", "features"])
    labels = path.with_suffix(".csv")
    write_csv(labels, ["keyword", "words"], [[c, "|".join(words(head, c))] for c in classes])
    figures = {f"train, cross-validated: {k}": v for k, v in evaluate(out, y, threshold).items()}
    known = [e for e in test if e.label in classes]
    found = predict_tags(network, inputs(known))
    figures |= {f"test: {k}": v for k, v in evaluate(found, numbers(known, classes), threshold, True).items()}
    for name in sorted({e.data_set for e in known if e.label != NOTHING}):
        rows = [i for i, e in enumerate(known) if e.data_set == name and e.label != NOTHING]
        of_set = evaluate(found[rows], numbers([known[i] for i in rows], classes), threshold)
        figures |= {f"test, {name}: {k}": of_set[k] for k in ("photographs", "accuracy")}
    figures["largest difference from torch"] = float(f"{parity(network, path, x[:64]):.1e}")
    register(head, classes, threshold, figures, inside)


def register(
    head: str, classes: Sequence[str], threshold: float, figures: dict[str, float], inside: Sequence[Example]
) -> None:
    backbone = Registry([MODELS]).backbone().id
    entry = ModelEntry(
        name=head,
        version=VERSION,
        kind="head",
        output="tags",
        file=f"{head}.onnx",
        sha256="",
        card=f"{head}.md",
        backbone=backbone,
        summary=SUMMARY[head],
        labels=f"{head}.csv",
        threshold=threshold,
        features=head != "scene",
        figures=figures,
        folder=MODELS,
    )
    card = CARD.format(
        head=head,
        version=VERSION,
        summary=SUMMARY[head],
        backbone=backbone,
        classes=len(classes),
        threshold=threshold,
        precision=PRECISION[head],
        sets=", ".join(sorted({e.data_set for e in inside})),
        train=len(inside),
        silent=sum(e.label == NOTHING for e in inside),
        figures=figures_table(figures),
        paper=PAPER[head],
        weaknesses=WEAKNESSES[head],
    )
    publish(entry, card)
    print(f"{head}: threshold {threshold}, {figures}", flush=True)


def inputs(found: Sequence[Example], *, mirror: bool = False) -> Matrix:
    """Embeddings [N, D] of the examples, in their order."""
    rows: dict[int, NDArray[np.float32]] = {}
    for name in sorted({e.data_set for e in found}):
        places = [i for i, e in enumerate(found) if e.data_set == name]
        embeddings = embed_rows(name, [found[i].row for i in places], mirror=mirror)
        rows |= dict(zip(places, embeddings, strict=True))
    return np.stack([rows[i] for i in range(len(found))])


def numbers(found: Sequence[Example], classes: Sequence[str]) -> NDArray[np.int64]:
    place = {label: i for i, label in enumerate(classes)}
    return np.array([place[e.label] for e in found], dtype=np.int64)


def cross_validate(
    x: Matrix,
    mirrored: Matrix,
    y: NDArray[np.int64],
    groups: Sequence[str],
    classes: int,
    settings: TagSettings,
) -> Matrix:
    """Out-of-fold probabilities [N, classes]; no group is on both sides."""
    names, of_group = np.unique(np.array(groups), return_inverse=True)
    folds = (np.random.default_rng(0).permutation(len(names)) % FOLDS)[of_group]
    out = np.zeros((len(y), classes), dtype=np.float32)
    for fold in range(FOLDS):
        kept = folds != fold
        head = train_tags(
            np.concatenate([x[kept], mirrored[kept]]),
            np.concatenate([y[kept], y[kept]]),
            classes,
            settings,
        )
        out[~kept] = predict_tags(head, x[~kept])
    return out


def choose_threshold(probabilities: Matrix, y: NDArray[np.int64], precision: float) -> float:
    """The lowest threshold (steps of 0.01) at which what is said is right often enough.

    Said is the best class, when it is sure enough and not "nothing"; about a photograph that shows nothing of
    the kind every word is wrong.
    """
    best, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
    silent = probabilities.shape[1] - 1
    for threshold in np.arange(0.15, 0.99, 0.01):
        said = (best != silent) & (sure >= threshold)
        if said.any() and (best[said] == y[said]).mean() >= precision:
            return round(float(threshold), 2)
    return 0.99


def evaluate(
    probabilities: Matrix, y: NDArray[np.int64], threshold: float, intervals: bool = False
) -> dict[str, float]:
    silent = probabilities.shape[1] - 1
    shown = y != silent
    among = probabilities[:, :silent]  # which class, given that something is shown
    best, top3 = among.argmax(axis=1), np.argsort(-among, axis=1)[:, :3]
    overall, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
    said = (overall != silent) & (sure >= threshold)
    figures = {"photographs": float(shown.sum())}
    right = measured(accuracy, best[shown], y[shown])
    figures["accuracy"] = right.value
    if intervals:
        figures |= {"accuracy, 95 % low": right.low, "accuracy, 95 % high": right.high}
    figures["accuracy of the top three"] = float((top3[shown] == y[shown, None]).any(axis=1).mean())
    figures["most frequent class"] = float(np.bincount(y[shown]).max() / shown.sum())
    spoken = said & shown
    figures["accuracy at the threshold"] = (
        float((overall[spoken] == y[spoken]).mean()) if spoken.any() else 0.0
    )
    figures["coverage at the threshold"] = float(spoken.sum() / shown.sum())
    if (~shown).any():
        figures["with nothing: photographs"] = float((~shown).sum())
        figures["with nothing: share about which something is said"] = float(said[~shown].mean())
    return {k: round(v, 3) for k, v in figures.items()}


if __name__ == "__main__":
    main()
