"""Does the trainer find what sells, and does it say "no" to luck? On simulated histories.

Run:  .venv/bin/python -m tests.bench.bench_honesty [--seeds 5] [--shuffled 100] [--whole]
--whole also times the whole training with every baseline and the report.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import numpy as np

from aesthcull.job import Job
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.honesty.evaluation import evaluate, evaluate_honestly
from aesthcull.trainer.honesty.figures import AUC
from aesthcull.trainer.honesty.plan import Plan
from aesthcull.trainer.honesty.verdict import Verdict
from aesthcull.trainer.ways import HeadWay
from tests.conftest import ROOT
from tests.trainer.simulated_sales import history

DATA = ROOT.parent / "shared" / "data"
LEAST_AUC, LEAST_NO, MOST_SECONDS = 0.85, 0.95, 60.0


def verdict_of(data: Dataset, plan: Plan) -> tuple[float, Verdict]:
    """The honest AUC and the verdict."""
    way = HeadWay(data, Job())
    found = evaluate_honestly(data, way.learn, way.settings, plan, Job(), lambda _: None)
    return found.figures[AUC].value, found.verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--shuffled", type=int, default=100)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()
    plan = Plan()
    for extremes, words in ((True, "200 best against 200 poorest"), (False, "400 at their median")):
        aucs = [
            verdict_of(history(arguments.data, s, extremes=extremes), plan) for s in range(arguments.seeds)
        ]
        values = np.array([auc for auc, _ in aucs])
        print(
            f"{words}: AUC {values.mean():.3f} ({values.min():.3f}–{values.max():.3f}), by theme, "
            f"{arguments.seeds} seeds; limit {LEAST_AUC}: ratio {values.mean() / LEAST_AUC:.3f}; "
            f"verdicts {dict(Counter(v.level for _, v in aucs))}",
            flush=True,
        )
    start, levels = time.monotonic(), Counter[str]()
    for seed in range(arguments.shuffled):
        levels[verdict_of(history(arguments.data, seed, shuffled=True), plan)[1].level] += 1
    if arguments.shuffled:
        share = levels["no"] / arguments.shuffled
        print(
            f"shuffled histories: {dict(levels)} of {arguments.shuffled}; limit {LEAST_NO:.0%} no: ratio "
            f"{share / LEAST_NO:.3f}; {(time.monotonic() - start) / arguments.shuffled:.1f} s each"
        )
    if arguments.whole:
        data, job = history(arguments.data, 0), Job()
        start, way = time.monotonic(), HeadWay(data, job)
        evaluate(data, way.learn, way.settings, plan, job, lambda _: None)
        seconds = time.monotonic() - start
        print(
            f"evaluation of 400 frames with every baseline: {seconds:.1f} s; limit {MOST_SECONDS:.0f} s: "
            f"ratio {seconds / MOST_SECONDS:.2f}"
        )


if __name__ == "__main__":
    main()
