"""Which features find photographs that are alike in category, colour and pattern (P2's recommendations).

Run:  uv run --no-sync python models/recipes/similar_study.py     (needs [dev] and ../shared/data; a minute)

Each photograph asks for its nearest others of the same split. The heads were trained on `train`, so that only the
figures on `test` are fair to them; they are in models/README.md.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from common import MODELS, RUNS, Matrix, partition
from numpy.typing import NDArray
from tag_labels import GARMENT_SETS, NOTHING, Example, examples
from tags import inputs

from aesthcull.trainer.heads.ridge import LAST_LEVEL
from aesthcull.vision.evaluation import measured
from aesthcull.vision.judge import Judge
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import Registry

NEAREST = 10
FEW = 5
ASPECTS = ("garment", "colour", "pattern", "scene")  # scenes: photographs that show no garment
CLOTHES = ASPECTS[:3]
WHAT = (
    "Share of the ten nearest `test` photographs that have the same label (garment, colour, pattern: clothing_cc0, "
    "fashion_products, fashion_studio; scene: intel_scenes), with 95 % bootstrap intervals over the asking photographs, "
    "those of one sender drawn together; Euclidean distance. Chance: a photograph drawn from all. Balance: the mean over "
    "garment, colour and pattern of (share − chance) / (1 − chance), in the half of the senders on which the choice was "
    "made and in the other half. Labels differ from set to set, so that part of each share is to tell the sets apart."
)


def main() -> None:
    judge = Judge(Registry([MODELS]), Provider(CPU))
    asked = {aspect: [e for e in examples(aspect, "test") if e.label != NOTHING] for aspect in ASPECTS}
    features = {aspect: features_of(judge, inputs(found)) for aspect, found in asked.items()}
    chance = {aspect: chance_of(found) for aspect, found in asked.items()}
    table: list[dict[str, Any]] = []
    few: list[dict[str, Any]] = []
    for kind, sample in features["garment"].items():
        rows = {"features": kind, "numbers": sample.shape[1]}, {"features": kind}
        lifts: dict[str, tuple[float, float]] = {}
        for aspect, found in asked.items():
            labels = np.array([e.label for e in found])
            for row, nearest in zip(rows, (NEAREST, FEW), strict=True):
                shares = precision(features[aspect][kind], labels, nearest)
                row[f"same {aspect}"] = str(measured(_mean, shares, groups=[e.group for e in found]))
                if nearest == NEAREST:
                    lifts[aspect] = halves((shares - chance[aspect]) / (1 - chance[aspect]), found)
        for number, half in enumerate(("choice", "confirmation")):
            rows[0][f"balance, {half}"] = f"{np.mean([lifts[a][number] for a in CLOTHES]):.3f}"
        table.append(rows[0])
        few.append(rows[1])
        print(rows[0], rows[1], sep="\n", flush=True)
    best = max(table, key=lambda row: float(row["balance, choice"]))["features"]
    told = {f"same {aspect}": f"{share:.3f}" for aspect, share in chance.items()}
    table.append({"features": "chance", **told})
    folder = RUNS / "similar_study"
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "what": f"{WHAT} Best on the choosing half: {best}.",
        "sets": GARMENT_SETS,
        "nearest": NEAREST,
        "photographs": {aspect: len(found) for aspect, found in asked.items()},
        "chosen": best,
        "table": table,
        f"table of the {FEW} nearest": few,
    }
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (folder / "results.json").write_text(text, encoding="utf-8")


def halves(values: NDArray[np.float64], found: list[Example]) -> tuple[float, float]:
    """Means over two halves of the senders, the same for every kind of features."""
    half = partition([e.group for e in found], 2)
    return float(values[half == 0].mean()), float(values[half == 1].mean())


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean())


def features_of(judge: Judge, embeddings: Matrix) -> dict[str, Matrix]:
    """Features [N, …] of each kind that is compared, by name."""
    heads = {m.entry.name: m.describe(embeddings, "features") for m in judge.heads if m.entry.features}
    together = np.concatenate(list(heads.values()), axis=1)
    last, every = embeddings[:, :LAST_LEVEL], embeddings
    standard = (every - every.mean(axis=0)) / (every.std(axis=0) + 1e-3)
    found = {
        "backbone, last level": last,
        "backbone, all levels": every,
        "backbone, all levels standardised": standard,
    }
    found |= {f"head {name}": values for name, values in heads.items()}
    found["heads concatenated (P2)"] = together
    scaled = [v / v.std() for v in heads.values()]
    found["heads concatenated, each scaled"] = np.concatenate(scaled, axis=1)
    found["heads scaled, with the backbone's last level"] = np.concatenate(
        [*scaled, last / last.std()], axis=1
    )
    return found


def precision(rows: Matrix, labels: NDArray[np.str_], count: int) -> NDArray[np.float64]:
    """For each photograph the share of its nearest others that have its label."""
    lengths = (rows**2).sum(axis=1)
    squared = lengths[:, None] + lengths - 2 * rows @ rows.T
    np.fill_diagonal(squared, np.inf)
    nearest = np.argpartition(squared, count, axis=1)[:, :count]
    return np.asarray((labels[nearest] == labels[:, None]).mean(axis=1), dtype=np.float64)


def chance_of(found: list[Example]) -> float:
    _, counts = np.unique([e.label for e in found], return_counts=True)
    return float(((counts / counts.sum()) ** 2).sum())


if __name__ == "__main__":
    main()
