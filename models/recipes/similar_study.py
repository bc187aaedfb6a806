"""Which features find photographs that are alike in category, colour and pattern (P2's recommendations).

Run:  uv run --no-sync python models/recipes/similar_study.py     (needs [dev] and ../shared/data; a minute)

Each photograph asks for its nearest others of the same split. The heads were trained on `train`, so that only the
figures on `test` are fair to them; they are in models/README.md.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from common import MODELS, RUNS, Matrix
from numpy.typing import NDArray
from tag_labels import GARMENT_SETS, NOTHING, Example, examples
from tags import inputs

from aesthcull.trainer.kernel_head import LAST_LEVEL
from aesthcull.vision.evaluation import measured
from aesthcull.vision.judge import Judge
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import Registry

NEAREST = 10
ASPECTS = ("garment", "colour", "pattern", "scene")  # scenes: photographs that show no garment
WHAT = (
    "Share of the ten nearest `test` photographs that have the same label (garment, colour, pattern: clothing_cc0, "
    "fashion_products, fashion_studio; scene: intel_scenes), with 95 % bootstrap intervals over the asking photographs; Euclidean distance. Chance: a photograph drawn "
    "from all."
)


def main() -> None:
    judge = Judge(Registry([MODELS]), Provider(CPU))
    table: list[dict[str, Any]] = []
    asked = {aspect: [e for e in examples(aspect, "test") if e.label != NOTHING] for aspect in ASPECTS}
    embeddings = {aspect: inputs(found) for aspect, found in asked.items()}
    kinds = features_of(judge, embeddings["garment"])
    for kind in kinds:
        row: dict[str, Any] = {"features": kind, "numbers": kinds[kind].shape[1]}
        for aspect, found in asked.items():
            rows = features_of(judge, embeddings[aspect])[kind]
            labels = np.array([e.label for e in found])
            row[f"same {aspect}"] = str(measured(lambda p: float(p.mean()), precision(rows, labels)))
        table.append(row)
        print(row, flush=True)
    chance = {f"same {a}": f"{chance_of(found):.3f}" for a, found in asked.items()}
    table.append({"features": "chance", "numbers": "", **chance})
    folder = RUNS / "similar_study"
    folder.mkdir(parents=True, exist_ok=True)
    content = {"what": WHAT, "sets": GARMENT_SETS, "nearest": NEAREST, "table": table}
    (folder / "results.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


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


def precision(rows: Matrix, labels: NDArray[np.str_]) -> NDArray[np.float64]:
    """For each photograph the share of its nearest others that have its label."""
    lengths = (rows**2).sum(axis=1)
    squared = lengths[:, None] + lengths - 2 * rows @ rows.T
    np.fill_diagonal(squared, np.inf)
    nearest = np.argpartition(squared, NEAREST, axis=1)[:, :NEAREST]
    return np.asarray((labels[nearest] == labels[:, None]).mean(axis=1), dtype=np.float64)


def chance_of(found: list[Example]) -> float:
    _, counts = np.unique([e.label for e in found], return_counts=True)
    return float(((counts / counts.sum()) ** 2).sum())


if __name__ == "__main__":
    main()
