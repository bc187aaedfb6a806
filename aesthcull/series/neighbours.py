"""Nearest neighbours by Euclidean distance: exact while that is quick, approximate in large collections."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Numbers (rows × columns) up to which an exact answer takes less than 50 ms on one core; see bench_similar.
EXACT_NUMBERS = 120_000_000
_COARSE = 48  # principal components of the first, coarse search
_CANDIDATES = 1000  # of which the exact distances are then taken
_SAMPLE = 5000  # rows from which the components are learnt
_BLOCK = 8_000_000  # numbers of one block of work: 32 MB


@dataclass(frozen=True)
class Nearest:
    """Rows in order of distance, ties by row."""

    rows: NDArray[np.intp]
    distances: Floats


class Index:
    """Rows [N, D] to search among. `exact` tells whether answers are exact.

    Large collections are searched by their first principal components (Jégou et al. 2011 order candidates in
    the same spirit), and the best thousand by their true distance.
    """

    def __init__(self, rows: Floats, exact_numbers: int = EXACT_NUMBERS) -> None:
        self.rows = rows
        self.exact = rows.size <= exact_numbers
        if self.exact:
            self._lengths = _lengths(rows)
        else:
            sample = rows[:: -(-len(rows) // _SAMPLE)]
            self._mean = sample.mean(axis=0)
            self._directions = _principal(sample - self._mean, _COARSE)
            self._coarse = np.concatenate(
                [(block - self._mean) @ self._directions for block in _blocks(rows)]
            )
            self._lengths = _lengths(self._coarse)

    def nearest(self, query: Floats, count: int) -> Nearest:
        """The `count` rows nearest to `query` [D], fewer when there are fewer."""
        if self.exact:
            candidates = _smallest(self._lengths - 2 * (self.rows @ query), 2 * count)
        else:
            coarse = (query - self._mean) @ self._directions
            order = self._lengths - 2 * (self._coarse @ coarse)
            candidates = _smallest(order, max(_CANDIDATES, 10 * count))
        # From the difference itself: products lose the small distances of near-duplicates to rounding.
        difference = self.rows[candidates] - query
        distances = np.sqrt((difference**2).sum(axis=1))
        best = np.lexsort((candidates, distances))[:count]
        return Nearest(candidates[best], distances[best].astype(np.float32))


def _smallest(values: Floats, count: int) -> NDArray[np.intp]:
    """Places of the smallest values, and of all that equal the last of them."""
    if count >= len(values):
        return np.arange(len(values))
    limit = np.partition(values, count)[count]
    return np.flatnonzero(values <= limit)


def _principal(centred: Floats, count: int) -> Floats:
    """About the first `count` principal directions [D, count], by subspace iteration (Halko et al. 2011):
    a full decomposition would take longer than many answers save."""
    start = np.random.default_rng(0).normal(size=(centred.shape[1], count + 8)).astype(np.float32)
    basis = start[:, : centred.shape[1]]
    for _ in range(3):
        basis, _ = np.linalg.qr(centred.T @ (centred @ basis))
    small = centred @ basis
    _, turned = np.linalg.eigh(small.T @ small)
    return np.ascontiguousarray(basis @ turned[:, ::-1][:, :count], dtype=np.float32)


def _blocks(rows: Floats) -> list[Floats]:
    step = max(1, _BLOCK // max(1, rows.shape[1]))
    return [rows[start : start + step] for start in range(0, len(rows), step)]


def _lengths(rows: Floats) -> Floats:
    return np.concatenate([np.einsum("nd,nd->n", block, block) for block in _blocks(rows)] or [rows[:0, 0]])
