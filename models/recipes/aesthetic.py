"""Make aesthetic.onnx: the distribution of beauty votes, from the backbone's embedding.

Run:  uv run --no-sync python models/recipes/aesthetic.py    (needs [train], [dev] and ../shared/data; 5 minutes)

P3 (NIMA): ten bins, score = mean of the distribution. Heads are compared by cross-validation over themes
inside `train`; `test` is read once, for the card, with the head that was chosen.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from common import MODELS, RUNS, Matrix, embed_rows, figures_table, read_rows
from numpy.typing import NDArray

from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.kernel_head import LAST_LEVEL, KernelSettings, fit_kernel, predict
from aesthcull.trainer.labels import undersample
from aesthcull.trainer.publish import publish
from aesthcull.trainer.vote_head import Settings, train
from aesthcull.vision.evaluation import accuracy, majority, measured, spearman
from aesthcull.vision.judge import mean_and_spread
from aesthcull.vision.registry import ModelEntry, Registry
from aesthcull.vision.votes import emd, to_ten_bins

FOLDS = 5
PARTITIONS = 4
MIDDLE = 5.5  # 4 on OASIS's scale of 1–7
GRID = [KernelSettings(r, w) for r in (0.1, 0.3) for w in (1.0, 2.5, 4.0)]
CARD = """# aesthetic 2.0: how people would vote on a photograph's beauty

Predicts the distribution of votes over 1–10; the score is its mean, with the standard deviation as spread.

| | |
|---|---|
| input | `embedding`: float32 [batch, 2064] of {backbone} |
| output | `votes`: float32 [batch, 10], sums to 1 |
| method | P3's ten-bin distribution (NIMA, Talebi & Milanfar 2018) by kernel ridge regression, Gaussian kernel, on the frozen features of several levels (λ {ridge:g}, weight of the earlier levels {level:g}) |
| data | OASIS photographs with beauty ratings (Kurdi et al. 2017; Brielmann & Pelli 2019), {train} photographs of the `train` split; {test} of `test`, whose themes do not occur in training |
| votes | given on 1–7; a vote v is placed at 1 + (v − 1) · 1.5 on 1–10 and shared linearly between the neighbouring bins |
| licence of the data | no licence file in either repository; used for training only, no photograph is redistributed |
| made by | `models/recipes/aesthetic.py`; the two settings chosen by cross-validation over themes inside `train` |

## Figures
{figures}

Intervals are 95 % bootstraps over photographs. The reference is ridge regression of the mean vote on the last
level's 1,280 features alone. Accuracy: predicted and true mean on the same side of the scale's middle (5.5).

## Compared, inside `train`
Cross-validated over themes ({folds} folds, mean of {partitions} partitions; fine-tuned networks: one partition),
no theme on both sides. Training mirror images gave nothing to the kernel head.

| head | Spearman | accuracy at the middle | EMD |
|---|---|---|---|
{comparison}

## Known weaknesses
- Beauty as rated by American internet users on 500 × 400 pixel pictures; subject counts more than craft.
- Very good and very poor photographs are rare in the data, so that predictions crowd the middle.
- Focus and noise are not visible at 224 × 224: compare frames of a series by the technical measures too.
- It says nothing about sales.
"""

Fit = Callable[[Matrix, Matrix, Matrix], torch.nn.Module]


@dataclass(frozen=True)
class Data:
    """Photographs of one split: embeddings [N, D] plain and mirrored, votes [N, 10], themes [N]."""

    plain: Matrix
    mirrored: Matrix
    votes: Matrix
    themes: NDArray[np.str_]


@dataclass(frozen=True)
class Result:
    spearman: float
    accuracy: float
    emd: float


def main() -> None:
    inside = load("train")
    settings, comparison = choose(inside)
    head = fit_kernel(inside.plain, inside.votes, settings, distribution=True)
    path = MODELS / "aesthetic.onnx"
    example = torch.from_numpy(inside.plain[:1])
    export_onnx(head, example, path, input_name="embedding", output_names=["votes"])
    test = load("test")
    figures = {
        "train: Spearman, cross-validated over themes": round(comparison["chosen"].spearman, 3),
        "train: Spearman of the reference": round(comparison["reference: ridge, last level"].spearman, 3),
        **evaluate(predict(head, test.plain), test.votes),
        "test: Spearman of the reference": round(
            spearman(
                means(ridge(inside.plain, inside.mirrored, inside.votes)(test.plain)), means(test.votes)
            ),
            3,
        ),
        "largest difference from torch": float(f"{parity(head, path, inside.plain[:64]):.1e}"),
    }
    backbone = Registry([MODELS]).backbone().id
    entry = ModelEntry(
        name="aesthetic",
        version="2.0",
        kind="head",
        output="votes",
        file=path.name,
        sha256="",
        card="aesthetic.md",
        backbone=backbone,
        summary="how people would vote on a photograph's beauty, 1–10",
        figures=figures,
        folder=MODELS,
    )
    card = CARD.format(
        backbone=backbone,
        train=len(inside.votes),
        test=len(test.votes),
        ridge=settings.ridge,
        level=settings.level_weight,
        folds=FOLDS,
        partitions=PARTITIONS,
        figures=figures_table(figures),
        comparison=comparison_table(comparison),
    )
    publish(entry, card)
    print(f"{path}: {settings}, {figures}")


def load(split: str) -> Data:
    rows = read_rows("oasis_beauty", split)
    votes = to_ten_bins(np.array([[float(row[f"v{i}"]) for i in range(1, 8)] for row in rows]))
    return Data(
        embed_rows("oasis_beauty", rows),
        embed_rows("oasis_beauty", rows, mirror=True),
        votes,
        np.array([row["group"] for row in rows]),
    )


def choose(data: Data) -> tuple[KernelSettings, dict[str, Result]]:
    """The kernel's settings with the best cross-validated Spearman, and all that was compared."""
    found: dict[str, Result] = {}

    def compare(name: str, fit: Fit, *, flip: bool = False, partitions: int = PARTITIONS) -> Result:
        found[name] = cross_validate(data, fit, flip=flip, partitions=partitions)
        print(name, found[name], flush=True)
        return found[name]

    compare("reference: ridge, last level", lambda p, m, v: Reference(p, m, v))
    compare("linear, EMD loss, last level", linear(Settings(decay=3.0), LAST_LEVEL), partitions=1)
    compare("linear, EMD loss, all levels", linear(Settings(decay=3.0)), partitions=1)
    small = Settings(decay=0.1, rate=1e-3, steps=150, hidden=(64,))
    compare("MLP with 64 hidden, EMD loss, all levels", linear(small), partitions=1)
    tried = [(cross_validate(data, kernel(s), partitions=2).spearman, n) for n, s in enumerate(GRID)]
    settings = GRID[max(tried)[1]]
    compare("kernel, last level", lambda p, _m, v: last_level(p, v, settings))
    found["chosen"] = compare("**kernel, all levels** (bundled)", kernel(settings))
    compare("kernel, all levels, mean with the mirror image", kernel(settings), flip=True)

    def undersampled(p: Matrix, _m: Matrix, v: Matrix) -> torch.nn.Module:
        kept = undersample(means(v), len(v) // 20)
        return fit_kernel(p[kept], v[kept], settings, distribution=True)

    compare("kernel, all levels, ratings undersampled (P3)", undersampled)
    return settings, found | fine_tuned()


def fine_tuned() -> dict[str, Result]:
    """What finetune_study.py measured, where it has run: networks fine-tuned from pixels."""
    file = RUNS / "finetune_study" / "results.json"
    if not file.is_file():
        return {}
    table: dict[str, Result] = {}
    for name, result in json.loads(file.read_text(encoding="utf-8")).items():
        for how in ("plain", "with mirror image"):
            r = result[how]
            label = f"from pixels: {name}, {how}"
            table[label] = Result(r["Spearman"], r["accuracy at the middle"], r["EMD"])
    return table


def cross_validate(data: Data, fit: Fit, *, flip: bool = False, partitions: int = PARTITIONS) -> Result:
    """Mean figures of out-of-fold predictions over several partitions of the themes."""
    results = []
    for seed in range(partitions):
        out = np.zeros_like(data.votes)
        folds = folds_of(data.themes, seed)
        for fold in range(FOLDS):
            inside, outside = folds != fold, folds == fold
            head = fit(data.plain[inside], data.mirrored[inside], data.votes[inside])
            out[outside] = predict(head, data.plain[outside])
            if flip:
                out[outside] = (out[outside] + predict(head, data.mirrored[outside])) / 2
        side, truth = means(out) > MIDDLE, means(data.votes) > MIDDLE
        results.append((spearman(means(out), means(data.votes)), accuracy(side, truth), emd(out, data.votes)))
    return Result(*(float(x) for x in np.mean(results, axis=0)))


def folds_of(themes: NDArray[np.str_], seed: int) -> NDArray[np.int64]:
    names, number = np.unique(themes, return_inverse=True)
    return (np.random.default_rng(seed).permutation(len(names)) % FOLDS)[number]


def kernel(settings: KernelSettings) -> Fit:
    return lambda plain, _mirrored, votes: fit_kernel(plain, votes, settings, distribution=True)


def linear(settings: Settings, levels: int | None = None) -> Fit:
    def fit(plain: Matrix, mirrored: Matrix, votes: Matrix) -> torch.nn.Module:
        both = np.concatenate([plain, mirrored])[:, :levels]
        return Cut(train(both, np.concatenate([votes, votes]), settings), both.shape[1])

    return fit


class Cut(torch.nn.Module):
    """A head on the first `width` numbers of the embedding."""

    def __init__(self, head: torch.nn.Module, width: int) -> None:
        super().__init__()
        self.head, self.width = head, width

    def forward(self, embedding: torch.Tensor) -> torch.Tensor:
        return self.head(embedding[:, : self.width])


def last_level(plain: Matrix, votes: Matrix, settings: KernelSettings) -> torch.nn.Module:
    return Cut(fit_kernel(plain[:, :LAST_LEVEL], votes, settings, distribution=True), LAST_LEVEL)


class Reference(torch.nn.Module):
    """Ridge regression of the distribution on the last level's features (its mean: that of the mean vote)."""

    def __init__(self, plain: Matrix, mirrored: Matrix, votes: Matrix) -> None:
        super().__init__()
        self.predict = ridge(plain, mirrored, votes)

    def forward(self, embedding: torch.Tensor) -> torch.Tensor:
        return torch.from_numpy(self.predict(embedding.numpy()))


def ridge(
    plain: Matrix, mirrored: Matrix, votes: Matrix, strength: float = 300.0
) -> Callable[[Matrix], Matrix]:
    del mirrored  # the reference is trained on the photographs as they are
    x = plain[:, :LAST_LEVEL].astype(np.float64)
    centre, scale, bias = x.mean(axis=0), x.std(axis=0) + 1e-3, votes.mean(axis=0)
    z = (x - centre) / scale
    weights = np.linalg.solve(z.T @ z + strength * np.eye(z.shape[1]), z.T @ (votes - bias))
    return lambda e: ((e[:, :LAST_LEVEL] - centre) / scale @ weights + bias).astype(np.float32)


def evaluate(predicted: Matrix, votes: Matrix) -> dict[str, float]:
    scores, truth = means(predicted), means(votes)
    side = truth > MIDDLE
    rank = measured(spearman, scores, truth)
    right = measured(accuracy, scores > MIDDLE, side)
    return {
        "test: photographs": len(votes),
        "test: Spearman": round(rank.value, 3),
        "test: Spearman, 95 % low": round(rank.low, 3),
        "test: Spearman, 95 % high": round(rank.high, 3),
        "test: accuracy at the scale's middle": round(right.value, 3),
        "test: accuracy, 95 % low": round(right.low, 3),
        "test: accuracy, 95 % high": round(right.high, 3),
        "test: accuracy of always saying the more frequent side": round(majority(side), 3),
        "test: EMD": round(emd(predicted, votes), 4),
    }


def comparison_table(results: dict[str, Result]) -> str:
    return "\n".join(
        f"| {name} | {r.spearman:.3f} | {r.accuracy:.3f} | {r.emd:.4f} |"
        for name, r in results.items()
        if name != "chosen"
    )


def means(votes: Matrix) -> NDArray[np.float32]:
    return mean_and_spread(votes)[0]


if __name__ == "__main__":
    main()
