"""How fast the frames most like one are found, exact and approximate.

Run:  python -m tests.bench.bench_similar [FRAMES …]

Limit: an answer within 50 ms, on one core; the size up to which the search is exact is chosen for it.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from aesthcull.series.neighbours import EXACT_NUMBERS, Index

LIMIT_MS = 50.0
WIDTH = 1024
QUESTIONS = 20


def main() -> int:
    counts = [int(a) for a in sys.argv[1:]] or [10_000, 50_000, 100_000, 200_000]
    kept = True
    print(f"exact up to {EXACT_NUMBERS // WIDTH:,} frames of {WIDTH} features")
    for count in counts:
        rows = _rows(count)
        begun = time.perf_counter()
        index = Index(rows)
        built = time.perf_counter() - begun
        questions = rows[:: max(1, count // QUESTIONS)][:QUESTIONS] + 0.01
        worst, answers = _ask(index, questions)
        within = worst <= LIMIT_MS
        kept &= within
        kind = "exact" if index.exact else "approximate"
        line = (
            f"{count:8,} frames, {kind:<12}{worst:8.1f} ms (median)  limit {LIMIT_MS}  built in {built:.2f} s"
        )
        if not index.exact:
            _, true = _ask(Index(rows, exact_numbers=rows.size), questions)
            shared = [len(a & b) / 10 for a, b in zip(answers, true, strict=True)]
            line += f"  recall {np.mean(shared):.3f}"
        print(f"{line}  {'kept' if within else 'MISSED'}", flush=True)
    return 0 if kept else 1


def _ask(index: Index, questions: np.ndarray) -> tuple[float, list[set[int]]]:
    index.nearest(questions[0], 10)
    took, answers = [], []
    for question in questions:
        begun = time.perf_counter()
        found = index.nearest(question, 10)
        took.append(time.perf_counter() - begun)
        answers.append({int(row) for row in found.rows})
    return 1e3 * float(np.median(took)), answers


def _rows(count: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    basis = rng.normal(size=(64, WIDTH)).astype(np.float32)
    centres = rng.normal(size=(200, 64)).astype(np.float32)
    rows = np.empty((count, WIDTH), dtype=np.float32)
    for start in range(0, count, 10_000):
        some = min(10_000, count - start)
        inner = centres[rng.integers(0, 200, some)] + 0.5 * rng.normal(size=(some, 64)).astype(np.float32)
        rows[start : start + some] = np.maximum(inner @ basis, 0) / 8
    return rows


if __name__ == "__main__":
    sys.exit(main())
