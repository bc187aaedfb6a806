"""Make aesthetic.onnx: the distribution of beauty votes, from the backbone's embedding.

Run:  uv run --no-sync python models/recipes/aesthetic.py    (needs [train], [dev] and ../shared/data; a minute)

P3 (NIMA): ten bins, squared EMD loss, score = mean of the distribution. The weight decay is chosen by
cross-validation over themes inside `train`; `test` is read once, for the card.
"""

from __future__ import annotations

import csv

import numpy as np
import torch
from common import MODELS, SHARED_DATA, embed, figures_table
from numpy.typing import NDArray
from scipy.stats import spearmanr

from aesthcull.trainer.emd import emd, to_ten_bins
from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.publish import publish
from aesthcull.trainer.vote_head import Matrix, Settings, predict, train
from aesthcull.vision.judge import mean_and_spread
from aesthcull.vision.registry import ModelEntry, Registry

DECAYS = (0.3, 1.0, 3.0, 10.0, 30.0)
FOLDS = 5
MIDDLE = 5.5  # 4 on OASIS's scale of 1–7
CARD = """# aesthetic 1.0: how people would vote on a photograph's beauty

Predicts the distribution of votes over 1–10; the score is its mean, with the standard deviation as spread.

| | |
|---|---|
| input | `embedding`: float32 [batch, 1280] of backbone@1.0 |
| output | `votes`: float32 [batch, 10], sums to 1 |
| method | P3 (NIMA, Talebi & Milanfar 2018): linear layer and softmax on frozen features, squared earth mover's distance, Adam; photograph and mirror image both used for training |
| data | OASIS photographs with beauty ratings (Kurdi et al. 2017; Brielmann & Pelli 2019), {train} photographs of the `train` split; {test} of `test`, whose themes do not occur in training |
| votes | given on 1–7; a vote v is placed at 1 + (v − 1) · 1.5 on 1–10 and shared linearly between the neighbouring bins |
| licence of the data | no licence file in either repository; used for training only, no photograph is redistributed |
| made by | `models/recipes/aesthetic.py`; weight decay {decay:g}, chosen by {folds}-fold cross-validation over themes inside `train` |

## Figures
{figures}

Accuracy is the share of photographs whose predicted and true means lie on the same side of the scale's
middle (5.5). The interval is a 95 % bootstrap over photographs. The reference is ridge regression of the
mean vote on the same features.

## Known weaknesses
- Beauty as rated by American internet users on 500 × 400 pixel pictures; subject counts more than craft.
- Very good and very poor photographs are rare in the data, so that predictions crowd the middle.
- Focus and noise are not visible at 224 × 224: compare frames of a series by the technical measures too.
- It says nothing about sales.
"""


def main() -> None:
    rows = read_rows()
    folder = SHARED_DATA / "oasis_beauty"
    votes = to_ten_bins(np.array([[float(row[f"v{i}"]) for i in range(1, 8)] for row in rows]))
    is_train = np.array([row["split"] == "train" for row in rows])
    groups = np.array([row["group"] for row in rows])
    paths = [folder / row["file"] for row in rows]
    plain, mirrored = embed(paths), embed(paths, mirror=True)

    kept = np.flatnonzero(is_train)
    decay, cv = choose_decay(plain[kept], mirrored[kept], votes[kept], groups[kept])
    head = fit(plain[kept], mirrored[kept], votes[kept], decay)
    path = MODELS / "aesthetic.onnx"
    example = torch.from_numpy(plain[:1])
    export_onnx(head, example, path, input_name="embedding", output_names=["votes"])
    test = ~is_train
    figures = {
        "train: Spearman, cross-validated over themes": round(cv, 3),
        **evaluate(predict(head, plain[test]), votes[test]),
        "test: Spearman of the ridge reference": round(
            ridge(plain[kept], votes[kept], plain[test], votes[test]), 3
        ),
        "largest difference from torch": float(f"{parity(head, path, plain[:64]):.1e}"),
    }
    entry = ModelEntry(
        name="aesthetic",
        version="1.0",
        kind="head",
        output="votes",
        file=path.name,
        sha256="",
        card="aesthetic.md",
        backbone=Registry([MODELS]).backbone().id,
        summary="how people would vote on a photograph's beauty, 1–10",
        figures=figures,
        folder=MODELS,
    )
    card = CARD.format(
        train=len(kept), test=int(test.sum()), decay=decay, folds=FOLDS, figures=figures_table(figures)
    )
    publish(entry, card)
    print(f"{path}: decay {decay}, {figures}")


def read_rows() -> list[dict[str, str]]:
    with (SHARED_DATA / "oasis_beauty" / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fit(plain: Matrix, mirrored: Matrix, votes: Matrix, decay: float) -> torch.nn.Module:
    both = np.concatenate([plain, mirrored])
    return train(both, np.concatenate([votes, votes]), Settings(decay=decay))


def choose_decay(
    plain: Matrix, mirrored: Matrix, votes: Matrix, groups: NDArray[np.str_]
) -> tuple[float, float]:
    """The decay with the best Spearman of out-of-fold predictions; no theme is on both sides."""
    names = np.unique(groups)
    np.random.default_rng(0).shuffle(names)
    fold_of = {name: index % FOLDS for index, name in enumerate(names)}
    folds = np.array([fold_of[group] for group in groups])
    best = (DECAYS[0], -1.0)
    for decay in DECAYS:
        out = np.zeros_like(votes)
        for fold in range(FOLDS):
            inside, outside = folds != fold, folds == fold
            head = fit(plain[inside], mirrored[inside], votes[inside], decay)
            out[outside] = predict(head, plain[outside])
        found = spearman(out, votes)
        print(f"decay {decay:g}: cross-validated Spearman {found:.3f}, EMD {emd(out, votes):.4f}")
        if found > best[1]:
            best = (decay, found)
    return best


def evaluate(predicted: Matrix, votes: Matrix) -> dict[str, float]:
    rng = np.random.default_rng(0)
    draws = [rng.integers(0, len(votes), len(votes)) for _ in range(1000)]
    low, high = np.percentile([spearman(predicted[d], votes[d]) for d in draws], [2.5, 97.5])
    above = (means(predicted) > MIDDLE) == (means(votes) > MIDDLE)
    majority = max(np.mean(means(votes) > MIDDLE), np.mean(means(votes) <= MIDDLE))
    return {
        "test: photographs": len(votes),
        "test: Spearman": round(spearman(predicted, votes), 3),
        "test: Spearman, 95 % low": round(float(low), 3),
        "test: Spearman, 95 % high": round(float(high), 3),
        "test: accuracy at the scale's middle": round(float(above.mean()), 3),
        "test: accuracy of always saying the more frequent side": round(float(majority), 3),
        "test: EMD": round(emd(predicted, votes), 4),
    }


def ridge(x: Matrix, votes: Matrix, x_test: Matrix, votes_test: Matrix, strength: float = 300.0) -> float:
    """Spearman on the test split of ridge regression on the mean vote."""
    centre, scale = x.mean(axis=0), x.std(axis=0) + 1e-3
    z, target = (x - centre) / scale, means(votes)
    weights = np.linalg.solve(z.T @ z + strength * np.eye(z.shape[1]), z.T @ (target - target.mean()))
    return float(spearmanr((x_test - centre) / scale @ weights, means(votes_test)).statistic)


def spearman(predicted: Matrix, votes: Matrix) -> float:
    return float(spearmanr(means(predicted), means(votes)).statistic)


def means(votes: Matrix) -> NDArray[np.float32]:
    return mean_and_spread(votes)[0]


if __name__ == "__main__":
    main()
