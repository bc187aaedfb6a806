"""Compare fine-tuning on OASIS: the last blocks or everything, Lite0 or Lite2, undersampled or not.

Run:  .venv/bin/python models/recipes/finetune_study.py [--only NAME] [--folds N]
      (needs [train], [dev] and ../shared/data; about an hour with one thread)
With MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 in the environment glibc does not give memory back and
ask for it again at every layer, which otherwise takes as long as the training.

P3 (NIMA): votes on 1–10, squared EMD, the top alone and then the base at a smaller rate. Theme-grouped
cross-validation inside the split `train`: the figures are of photographs whose themes neither trained the
network nor chose its epoch (a further split of each training part, by theme too). `test` is not read.

Writes models/runs/finetune_study/results.json after every configuration, and beside it each one's plan,
curves and figures of its first fold. Results of configurations that are not run again stay.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from dataclasses import asdict, dataclass, replace

import numpy as np
import torch
from common import MODELS, SHARED_DATA, photo_batch
from numpy.typing import NDArray
from scipy.stats import spearmanr
from torch import nn

from aesthcull.trainer.labels import undersample
from aesthcull.trainer.losses import votes
from aesthcull.trainer.networks.base import Classifier
from aesthcull.trainer.networks.efficientnet_lite import EMBEDDING, pretrained_lite
from aesthcull.trainer.networks.tops import votes_top
from aesthcull.trainer.photo_batches import Examples
from aesthcull.trainer.plans import Epoch, History, Plan
from aesthcull.trainer.runs import save_run
from aesthcull.trainer.transfer import predict, train
from aesthcull.vision.votes import emd, to_ten_bins

RUN = MODELS / "runs" / "finetune_study"
FOLDS = 5
VALIDATION_SHARE = 0.15  # of the training part's themes
MIDDLE = 5.5  # 4 on OASIS's scale of 1–7
SCALE = np.arange(1, 11)
Matrix = NDArray[np.float32]

# The top's rate and dropout: of those tried, on the validation splits with the base frozen, 3e-4…3e-3 and 0…0.75
# differ by less than the splits do (EMD 0.096 to 0.100, NIMA's own 0.75 among the worse of them at low rates).
TOP_ONLY = Plan(top_epochs=30, top_rate=1e-3, all_epochs=0, weight_decay=0.01, batch=16, patience=6)
# A tenth of it for everything; the last blocks bear more (validation of two folds: EMD 0.079 and 0.110 with 3e-4,
# 0.079 and 0.117 with 1e-4). Frozen batch statistics: see the configuration that lets them move.
TUNED = replace(TOP_ONLY, all_epochs=6, all_rate=1e-4)
LAST = replace(TUNED, all_rate=3e-4, last_blocks=3)


@dataclass(frozen=True)
class Configuration:
    """One way of training; `first` of each rating bin are kept of the training part (None: all)."""

    name: str
    plan: Plan
    variant: int = 0
    side: int = 224
    first: int | None = None
    dropout: float = 0.2


CONFIGURATIONS = (
    # Three stages: two blocks and the convolution before the pooling.
    Configuration("lite0-last-blocks", LAST),
    Configuration("lite0-all", TUNED),
    Configuration("lite2-all", TUNED, variant=2, side=260),
    # P3's undersampling, on the top alone: none, and so many photographs of each rating bin.
    Configuration("lite0-top", TOP_ONLY),
    *[Configuration(f"lite0-top-first-{n}", TOP_ONLY, first=n) for n in (15, 30, 60)],
    Configuration("lite0-last-blocks-moving-norms", replace(LAST, freeze_norms=False)),
)


@dataclass(frozen=True)
class Data:
    """OASIS's split `train`: photographs uint8 [N, side, side, 3], distributions [N, 10], folds and themes [N]."""

    photos: NDArray[np.uint8]
    votes: Matrix
    themes: NDArray[np.str_]
    folds: NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=[c.name for c in CONFIGURATIONS])
    parser.add_argument("--folds", type=int, default=FOLDS, help="only the first so many of the five")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    for configuration in CONFIGURATIONS:
        if arguments.only in (None, configuration.name):
            figures = study(configuration, read(configuration.side), arguments.folds)
            keep(configuration, figures)
            print(json.dumps({configuration.name: figures}, indent=1), flush=True)


def read(side: int) -> Data:
    folder = SHARED_DATA / "oasis_beauty"
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "train"]
    distributions = to_ten_bins(np.array([[float(row[f"v{i}"]) for i in range(1, 8)] for row in rows]))
    themes = np.array([row["group"] for row in rows])
    photos = photo_batch([folder / row["file"] for row in rows], side)
    return Data(photos, distributions, themes, folds_of(themes))


def folds_of(themes: NDArray[np.str_]) -> NDArray[np.int64]:
    """The fold of each photograph, the same as in the other recipes on OASIS."""
    names = np.unique(themes)
    np.random.default_rng(0).shuffle(names)
    fold = {name: index % FOLDS for index, name in enumerate(names)}
    return np.array([fold[theme] for theme in themes])


def study(configuration: Configuration, data: Data, folds: int) -> dict[str, object]:
    """Out-of-fold figures of one configuration, with and without the mirror image when predicting."""
    start = time.monotonic()
    plain, flipped = np.zeros_like(data.votes), np.zeros_like(data.votes)
    histories: list[History] = []
    sizes: list[int] = []
    for fold in range(folds):
        outside = np.flatnonzero(data.folds == fold)
        network, history, size = fit(configuration, data, fold)
        plain[outside] = predict(network, data.photos[outside], votes(), configuration.plan)
        flipped[outside] = predict(network, data.photos[outside], votes(), configuration.plan, flip=True)
        histories.append(history)
        sizes.append(size)
        found = evaluate(plain[outside], data.votes[outside])
        print(f"{configuration.name}: fold {fold}: {found}, {time.monotonic() - start:.0f} s", flush=True)
        if fold == 0:
            described = {"configuration": configuration, "fold": fold, "seed": configuration.plan.seed}
            save_run(RUN / configuration.name, described, history, found)
    seen = data.folds < folds
    return {
        "plain": evaluate(plain[seen], data.votes[seen]),
        "with mirror image": evaluate(flipped[seen], data.votes[seen]),
        "photographs": int(seen.sum()),
        "folds": folds,
        "training photographs a fold": sizes,
        "epoch kept in each fold": [f"{h.best.phase} {h.best.number}" for h in histories],
        "validation EMD of each fold": [round(h.best.metric, 4) for h in histories],
        "validation EMD after the top alone": [
            round(min((e.metric for e in h.epochs if e.phase == "top"), default=float("nan")), 4)
            for h in histories
        ],
        "seconds": round(time.monotonic() - start),
    }


def fit(configuration: Configuration, data: Data, fold: int) -> tuple[Classifier, History, int]:
    """A network that has not seen the themes of `fold`, its history, and how many photographs taught it."""
    inside = np.flatnonzero(data.folds != fold)
    themes = np.unique(data.themes[inside])
    np.random.default_rng(fold).shuffle(themes)
    held = np.isin(data.themes[inside], themes[: round(VALIDATION_SHARE * len(themes))])
    learning, checking = inside[~held], inside[held]
    if configuration.first is not None:
        learning = learning[undersample(data.votes[learning] @ SCALE, configuration.first, seed=fold)]
    torch.manual_seed(configuration.plan.seed)
    top = votes_top(EMBEDDING, dropout=configuration.dropout)
    begin_at(top, data.votes[learning])
    network = Classifier(pretrained_lite(configuration.variant), top)

    def tell(epoch: Epoch, left: float) -> None:
        if epoch.phase == "all":
            found = f"EMD {epoch.metric:.4f}{' *' if epoch.improved else ''}"
            print(f"  {epoch.number}: loss {epoch.loss:.4f}, {found}, {left:.0f} s left", flush=True)

    validation = Examples(data.photos[checking], data.votes[checking])
    plan = configuration.plan
    history = train(
        network, data.photos[learning], data.votes[learning], votes(), plan, validation, on_epoch=tell
    )
    return network, history, len(learning)


def begin_at(top: nn.Module, distributions: Matrix) -> None:
    """Let the top's last layer say the average distribution for every photograph, before it has learnt."""
    last = list(top.modules())[-1]
    assert isinstance(last, nn.Linear)
    with torch.no_grad():
        last.weight.zero_()
        last.bias.copy_(torch.log(torch.from_numpy(distributions.mean(axis=0)) + 1e-6))


def evaluate(predicted: Matrix, true: Matrix) -> dict[str, float]:
    means, wanted = predicted @ SCALE, true @ SCALE
    above = wanted > MIDDLE
    return {
        "Spearman": round(float(spearmanr(means, wanted).statistic), 3),
        "accuracy at the middle": round(float(((means > MIDDLE) == above).mean()), 3),
        "the more frequent side": round(float(max(above.mean(), 1 - above.mean())), 3),
        "EMD": round(emd(predicted, true), 4),
    }


def keep(configuration: Configuration, figures: dict[str, object]) -> None:
    path = RUN / "results.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known[configuration.name] = {**figures, "configuration": asdict(configuration)}
    path.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
