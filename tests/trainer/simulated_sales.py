"""A simulated sales history over oasis_beauty: no contributor gave us a real one.

Sales are drawn from a negative binomial distribution (a Poisson whose rate is a gamma variable: what a
title, a price and luck do) whose log-rate rises with the photograph's mean beauty vote. `SLOPE` is per
standard deviation of the votes, `DISPERSION` the gamma's shape; the rate in the middle is `MIDDLE` sales.

Groups are OASIS's themes. The bundled `aesthetic` and `sells` heads were fitted to these very votes and must
not be compared with here; the backbone has not seen them.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull import places
from aesthcull.job import Job
from aesthcull.pipeline.embedding import embed_files
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.labels import TOP
from aesthcull.trainer.rules import Rule, chosen, classes, describe, ranks
from aesthcull.vision.judge import Judge
from aesthcull.vision.registry import Registry

SLOPE, DISPERSION, MIDDLE = 1.5, 4.0, 30.0
FRAMES = 400


def simulated_sales(beauty: NDArray[np.float64], seed: int, slope: float = SLOPE) -> NDArray[np.int64]:
    """Sales [N] of photographs with these mean votes [N]."""
    rng = np.random.default_rng(seed)
    z = (beauty - beauty.mean()) / beauty.std()
    rates = np.exp(np.log(MIDDLE) + slope * z)
    return rng.poisson(rng.gamma(DISPERSION, rates / DISPERSION))


@cache
def oasis_train(
    folder: Path,
) -> tuple[tuple[Path, ...], NDArray[np.float64], NDArray[np.str_], NDArray[np.float32]]:
    """Paths, mean votes, themes and embeddings of the split `train` (531 photographs)."""
    with (folder / "oasis_beauty" / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "train"]
    paths = tuple(folder / "oasis_beauty" / row["file"] for row in rows)
    embedded = embed_files(Judge(Registry([places.models_folder()])), paths, Job())
    assert not embedded.problems
    beauty = np.array([float(row["beauty_mean_1_7"]) for row in rows])
    return paths, beauty, np.array([row["group"] for row in rows]), embedded.embeddings.astype(np.float32)


def history(folder: Path, seed: int, *, extremes: bool = True, shuffled: bool = False) -> Dataset:
    """400 photographs with simulated sales: the 200 best and the 200 poorest sellers of all (as P1's two
    folders, P4's rule), or, without `extremes`, 400 at random cut at their median."""
    paths, beauty, themes, embeddings = oasis_train(folder)
    rng = np.random.default_rng(seed)
    # A fraction of a sale, so that equal sales are told apart and the classes have 200 each.
    values = simulated_sales(beauty, seed) + rng.random(len(beauty)) * 0.5
    if shuffled:
        values = rng.permutation(values)
    rows = np.arange(len(paths)) if extremes else np.sort(rng.permutation(len(paths))[:FRAMES])
    rule = Rule("sales", share=FRAMES / 2 / len(paths)) if extremes else Rule("sales")
    labels = classes(values[rows], rule)
    kept = rows[chosen(labels)]
    return Dataset(
        paths=tuple(paths[n] for n in kept),
        embeddings=embeddings[kept],
        target=ranks(values[kept]),
        positive=labels[chosen(labels)] == TOP,
        groups=themes[kept],
        amounts=values[kept],
        source="a simulated history",
        rule=describe(values[rows], rule),
    )
