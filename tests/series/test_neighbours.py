"""Nearest neighbours: exact, and approximate in large collections."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.series.neighbours import Index


def rows(count: int, width: int, seed: int = 0) -> np.ndarray:
    """Clustered rows, as features of photographs are."""
    rng = np.random.default_rng(seed)
    basis = rng.normal(size=(24, width))
    centres = rng.normal(size=(50, 24))[rng.integers(0, 50, count)]
    found = (centres + 0.5 * rng.normal(size=(count, 24))) @ basis + 0.3 * rng.normal(size=(count, width))
    return found.astype(np.float32)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 60), st.integers(1, 8), st.integers(1, 70), st.integers(0, 1000))
def test_exact_is_exact(count: int, width: int, wanted: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = rng.integers(-3, 4, (count, width)).astype(np.float32)  # with many ties
    query = rng.integers(-3, 4, width).astype(np.float32)
    found = Index(data).nearest(query, wanted)
    distances = np.sqrt(((data - query) ** 2).sum(axis=1))
    expected = np.lexsort((np.arange(count), distances))[:wanted]
    assert found.rows.tolist() == expected.tolist()
    assert np.allclose(found.distances, distances[expected], atol=1e-5)


def test_approximate_answers_are_nearly_those_of_the_exact_search() -> None:
    data = rows(20_000, 128)
    exact, approximate = Index(data), Index(data, exact_numbers=0)
    assert exact.exact and not approximate.exact
    shared = []
    for query in rows(40, 128, seed=0)[:40] + 0.05:
        true, found = exact.nearest(query, 10), approximate.nearest(query, 10)
        shared.append(len(set(true.rows) & set(found.rows)) / 10)
        assert np.all(np.diff(found.distances) >= 0)
    assert np.mean(shared) >= 0.95


def test_near_duplicates_have_no_distance() -> None:
    data = rows(100, 64) + 1000
    found = Index(data).nearest(data[7], 1)
    assert found.rows.tolist() == [7] and found.distances[0] == 0


def test_more_wanted_than_there_are() -> None:
    assert len(Index(rows(3, 4)).nearest(np.zeros(4, dtype=np.float32), 10).rows) == 3
    assert len(Index(rows(3, 4), exact_numbers=0).nearest(np.zeros(4, dtype=np.float32), 10).rows) == 3
