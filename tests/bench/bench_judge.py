"""How fast frames are judged once decoded: embedding and all heads, on two CPU cores.

Run:  python -m tests.bench.bench_judge [FRAMES]

Limits: embedding + heads at least 200 frames a second on two cores; all heads together less than 5 % of the
backbone's time. Times are the better of three rounds, since other programs may run at the same time; on a GPU
the first figure is that of the GPU's provider, and no limit is stated.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from aesthcull import places
from aesthcull.vision.judge import Judge
from aesthcull.vision.providers import CPU, Provider, choose_provider
from aesthcull.vision.registry import Registry

ROUNDS = 3
STORE_BATCH = 32  # as the scan hands frames to the heads
LIMIT_RATE, LIMIT_SHARE = 200.0, 0.05


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    squares = np.random.default_rng(0).integers(0, 256, (64, 224, 224, 3), dtype=np.uint8)
    registry = Registry([places.models_folder()])
    judges = [Judge(registry, Provider(CPU)) for _ in range(2)]
    heads = ", ".join(m.entry.name for m in judges[0].heads)
    embed_s = min(_embed_seconds(judges[0], squares, count // 2) for _ in range(ROUNDS))
    heads_s = min(_heads_seconds(judges[0], squares) for _ in range(ROUNDS))
    rate = max(_rate(judges, squares, count) for _ in range(ROUNDS))
    share = heads_s / embed_s
    print(f"heads: {heads}")
    print(f"backbone, one core              {1e3 * embed_s:7.2f} ms a frame")
    print(f"all heads, one core             {1e3 * heads_s:7.3f} ms a frame")
    print(
        f"heads / backbone                {share:7.3f}    limit {LIMIT_SHARE} "
        f" {_verdict(share < LIMIT_SHARE)}"
    )
    print(
        f"embedding + heads, two cores    {rate:7.1f} /s limit {LIMIT_RATE}  {_verdict(rate >= LIMIT_RATE)}"
    )
    provider = choose_provider()
    if not provider.is_cpu:
        judge = Judge(registry, provider)
        seconds = min(_embed_seconds(judge, np.tile(squares, (8, 1, 1, 1)), 4096) for _ in range(ROUNDS))
        print(f"backbone, {judge.provider.name:<22}{1 / seconds:7.1f} /s")
    return 0 if share < LIMIT_SHARE and rate >= LIMIT_RATE else 1


def _embed_seconds(judge: Judge, squares: np.ndarray, count: int) -> float:
    begun, done = time.perf_counter(), 0
    while done < count:
        judge.embed(list(squares[: judge.batch]) if judge.batch == 1 else list(squares))
        done += 1 if judge.batch == 1 else len(squares)
    return (time.perf_counter() - begun) / done


def _heads_seconds(judge: Judge, squares: np.ndarray) -> float:
    embeddings = judge.embed(list(squares[:STORE_BATCH]))
    rounds = 20
    begun = time.perf_counter()
    for _ in range(rounds):
        judge.verdicts(embeddings, {})
    return (time.perf_counter() - begun) / rounds / len(embeddings)


def _rate(judges: list[Judge], squares: np.ndarray, count: int) -> float:
    def work(judge: Judge) -> None:
        for _ in range(count // len(judges) // STORE_BATCH):
            rows = np.concatenate([judge.embed([square]) for square in squares[:STORE_BATCH]])
            judge.verdicts(rows, {})

    begun = time.perf_counter()
    with ThreadPoolExecutor(len(judges)) as pool:
        list(pool.map(work, judges))
    return count // len(judges) // STORE_BATCH * STORE_BATCH * len(judges) / (time.perf_counter() - begun)


def _verdict(kept: bool) -> str:
    return "kept" if kept else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
