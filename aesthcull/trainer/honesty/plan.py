"""How an evaluation is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """k-fold with `folds`, repeated (P1 repeats 10 times); `shuffles` of the permutation test."""

    folds: int = 5
    repeats: int = 10
    seed: int = 0
    shuffles: int = 999
