"""Make popular.onnx: the top against the bottom fifth by votes, from the embedding (P4).

Run:  uv run --no-sync python models/recipes/popular.py     (needs [train], [dev] and ../shared/data; a minute)

Baselines as in P4: a support vector machine and a random forest on the same frozen features. Settings are
chosen by cross-validation over themes inside `train`; `test` is read once. Contact sheets of the best and worst
hundred go to .cache/popular, not into the repository: the photographs may not be redistributed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import torch
from common import CACHE, MODELS, SHARED_DATA, Matrix, Row, embed_rows, figures_table, partition, read_rows
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from aesthcull.photos.decode import load_photo
from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.kernel_head import KernelSettings, fit_kernel_probability, predict
from aesthcull.trainer.labels import BETWEEN, SHARE, TOP, popularity_classes
from aesthcull.trainer.probability_head import fit_probability
from aesthcull.trainer.publish import publish
from aesthcull.vision.evaluation import Figure, accuracy, auc, measured
from aesthcull.vision.registry import ModelEntry, Registry
from aesthcull.vision.technical import measure

NAME, VERSION = "popular", "1.0"
FOLDS, PARTITIONS = 5, 4
GRID = [KernelSettings(r, w) for r in (0.1, 0.3) for w in (1.0, 2.5)]
SHEET = 100
CARD = """# popular {version}: top or bottom fifth by votes

The probability that a photograph belongs to the top rather than the bottom fifth.

| | |
|---|---|
| input | `embedding`: float32 [batch, 2064] of {backbone} |
| output | `probability`: float32 [batch, 1] |
| method | P4's labels (top against bottom {share:.0%}); kernel ridge regression on frozen features of several levels (λ {ridge:g}, weight of the earlier levels {level:g}), calibrated by a logistic curve through held-out values |
| data | OASIS photographs by mean beauty vote: {train} of `train`, {test} of `test` (unseen themes); the middle 60 % are left out, as in P4 |
| licence of the data | no licence file; used for training only, no photograph is redistributed |
| made by | `models/recipes/popular.py` |

**Popular here means liked by raters, not viewed**: views and days online, with which P4 ranked, were not at hand.

## Figures
{figures}

Intervals are 95 % bootstraps over photographs; chance is 0.5.

## Compared, as in P4
Cross-validated over themes inside `train` ({folds} folds, mean of {partitions} partitions), and on `test`.

| on the same frozen features | train: accuracy | train: AUC | test: accuracy | test: AUC |
|---|---|---|---|---|
{comparison}

P4's figures on 1.7 million Flickr photographs: fine-tuned AlexNet 0.709, support vector machine 0.675, random
forest 0.608. They are not comparable: extremes of votes are easier to tell than extremes of views. P4's network
itself (AlexNet, two outputs) is in `trainer/networks/alexnet.py`; without its ImageNet weights at hand it was not
fine-tuned here.

## The best and the worst hundred
By score among all {all} OASIS photographs of both splits (the contact sheets: `.cache/popular` after the recipe ran).

| | best 100 | worst 100 |
|---|---|---|
{looks}

As in P4 the best are more saturated. The worst hundred are of other subjects (waste, wounds, snakes, empty
rooms) rather than worse made: the score knows subjects first, craft second.

## Known weaknesses
- Mid-range photographs were not trained on: a probability near 0.5 means little.
- Subject counts more than craft; a fine picture of rubbish scores low.
"""

Fit = Callable[[Matrix, NDArray[np.bool_]], Callable[[Matrix], NDArray[np.float64]]]


def main() -> None:
    inside, test = load("train"), load("test")
    x, y, groups = inside
    tried = [(cross_validate(x, y, groups, kernel(s), partitions=2)[1], n) for n, s in enumerate(GRID)]
    settings = GRID[max(tried)[1]]
    methods: dict[str, Fit] = {
        "**kernel ridge regression** (bundled)": kernel(settings),
        "logistic regression": logistic,
        "support vector machine (Gaussian kernel)": machine,
        "random forest (500 trees)": forest,
    }
    comparison = []
    for name, fit in methods.items():
        cv = cross_validate(x, y, groups, fit)
        scores = fit(x, y)(test[0])
        on_test = (accuracy(scores > 0.5, test[1]), auc(scores, test[1]))
        comparison.append(f"| {name} | {cv[0]:.3f} | {cv[1]:.3f} | {on_test[0]:.3f} | {on_test[1]:.3f} |")
        print(comparison[-1], flush=True)
    head = fit_kernel_probability(x, y, partition(groups, FOLDS), settings)
    path = MODELS / f"{NAME}.onnx"
    export_onnx(head, torch.from_numpy(x[:1]), path, input_name="embedding", output_names=["probability"])
    scores = predict(head, test[0])[:, 0]
    figures = {
        "train: photographs": float(len(y)),
        "test: photographs": float(len(test[1])),
        **spread_out("test: accuracy", measured(accuracy, scores > 0.5, test[1])),
        **spread_out("test: AUC", measured(auc, scores, test[1])),
        "largest difference from torch": float(f"{parity(head, path, x[:64]):.1e}"),
    }
    rows = read_rows("oasis_beauty")
    ranked = np.argsort(-predict(head, embed_rows("oasis_beauty", rows))[:, 0])
    backbone = Registry([MODELS]).backbone().id
    card = CARD.format(
        version=VERSION,
        backbone=backbone,
        share=SHARE,
        ridge=settings.ridge,
        level=settings.level_weight,
        train=len(y),
        test=len(test[1]),
        figures=figures_table(figures),
        folds=FOLDS,
        partitions=PARTITIONS,
        comparison="\n".join(comparison),
        all=len(rows),
        looks=looks([rows[i] for i in ranked[:SHEET]], [rows[i] for i in ranked[-SHEET:]]),
    )
    entry = ModelEntry(
        name=NAME,
        version=VERSION,
        kind="head",
        output="probability",
        file=path.name,
        sha256="",
        card=f"{NAME}.md",
        backbone=backbone,
        summary="probability of the top rather than the bottom fifth by votes",
        figures=figures,
        folder=MODELS,
    )
    publish(entry, card)
    print(f"{path}: {figures}")


def load(split: str) -> tuple[Matrix, NDArray[np.bool_], list[str]]:
    """Embeddings of the extremes, whether each is of the top, and its theme."""
    rows = read_rows("oasis_beauty", split)
    labels = popularity_classes([float(row["beauty_mean_1_7"]) for row in rows])
    kept = [row for row, label in zip(rows, labels, strict=True) if label != BETWEEN]
    top = labels[labels != BETWEEN] == TOP
    return embed_rows("oasis_beauty", kept), top, [row["group"] for row in kept]


def kernel(settings: KernelSettings) -> Fit:
    def fit(x: Matrix, y: NDArray[np.bool_]) -> Callable[[Matrix], NDArray[np.float64]]:
        head = fit_kernel_probability(x, y, np.arange(len(y)) % FOLDS, settings)
        return lambda z: predict(head, z)[:, 0].astype(np.float64)

    return fit


def logistic(x: Matrix, y: NDArray[np.bool_]) -> Callable[[Matrix], NDArray[np.float64]]:
    head = fit_probability(x, y, decay=1e-4, level_weight=2.5)
    return lambda z: predict(head, z)[:, 0].astype(np.float64)


def machine(x: Matrix, y: NDArray[np.bool_]) -> Callable[[Matrix], NDArray[np.float64]]:
    model = make_pipeline(StandardScaler(), SVC(C=3.0)).fit(x, y)
    return lambda z: 1 / (1 + np.exp(-model.decision_function(z)))


def forest(x: Matrix, y: NDArray[np.bool_]) -> Callable[[Matrix], NDArray[np.float64]]:
    model = RandomForestClassifier(500, random_state=0).fit(x, y)
    return lambda z: model.predict_proba(z)[:, 1]


def cross_validate(
    x: Matrix, y: NDArray[np.bool_], groups: Sequence[str], fit: Fit, partitions: int = PARTITIONS
) -> tuple[float, float]:
    """Accuracy and AUC of out-of-fold scores, mean over partitions."""
    found = []
    for seed in range(partitions):
        folds, out = partition(groups, FOLDS, seed), np.zeros(len(y))
        for fold in range(FOLDS):
            out[folds == fold] = fit(x[folds != fold], y[folds != fold])(x[folds == fold])
        found.append((accuracy(out > 0.5, y), auc(out, y)))
    return float(np.mean([f[0] for f in found])), float(np.mean([f[1] for f in found]))


def spread_out(name: str, figure: Figure) -> dict[str, float]:
    return {
        name: round(figure.value, 3),
        f"{name}, 95 % low": round(figure.low, 3),
        f"{name}, 95 % high": round(figure.high, 3),
    }


def looks(best: Sequence[Row], worst: Sequence[Row]) -> str:
    """What the best and the worst look like, in numbers; writes both contact sheets."""
    table = []
    columns = [_appearance(rows, name) for rows, name in ((best, "best"), (worst, "worst"))]
    for measure_name in columns[0]:
        table.append(f"| {measure_name} | {columns[0][measure_name]:.3f} | {columns[1][measure_name]:.3f} |")
    return "\n".join(table)


def _appearance(rows: Sequence[Row], name: str) -> dict[str, float]:
    pictures = [load_photo(SHARED_DATA / "oasis_beauty" / row["file"]).pixels for row in rows]
    tiles = [cv2.resize(p, (160, 128), interpolation=cv2.INTER_AREA) for p in pictures]
    sheet = np.vstack([np.hstack(tiles[i : i + 10]) for i in range(0, len(tiles), 10)])
    (CACHE / NAME).mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(CACHE / NAME / f"{name}-100.jpg"), sheet[:, :, ::-1])
    hsv = [cv2.cvtColor(p, cv2.COLOR_RGB2HSV).astype(np.float32) / 255 for p in pictures]
    technical = [measure(p) for p in pictures]
    return {
        "mean beauty vote, 1–7": float(np.mean([float(row["beauty_mean_1_7"]) for row in rows])),
        "mean saturation, 0–1": float(np.mean([h[..., 1].mean() for h in hsv])),
        "contrast (standard deviation of the value), 0–1": float(np.mean([h[..., 2].std() for h in hsv])),
        "mean value, 0–1": float(np.mean([h[..., 2].mean() for h in hsv])),
        "sharpness of the sharpest parts, 0–1": float(np.mean([t.sharpness for t in technical])),
        "exposure, 0–1": float(np.mean([t.exposure for t in technical])),
    }


if __name__ == "__main__":
    main()
