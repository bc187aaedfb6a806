from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from aesthcull.trainer.emd import squared_emd
from aesthcull.trainer.vote_head import Settings, predict, train
from aesthcull.vision.judge import mean_and_spread
from aesthcull.vision.votes import emd, to_ten_bins


def test_the_distance_is_how_far_votes_must_be_moved() -> None:
    one, two = np.eye(10, dtype=np.float32)[[2]], np.eye(10, dtype=np.float32)[[5]]
    assert emd(one, two) == pytest.approx(0.3)  # three of ten bins
    assert emd(one, one) == 0
    assert squared_emd(torch.from_numpy(one), torch.from_numpy(two)).item() == pytest.approx(0.3)


@given(st.lists(st.integers(0, 50), min_size=7, max_size=7).filter(any))
def test_votes_on_seven_points_keep_their_mean_on_ten(counts: list[int]) -> None:
    votes = to_ten_bins(np.array([counts], dtype=float))
    assert votes.sum() == pytest.approx(1, abs=1e-5)
    mean7 = np.dot(counts, np.arange(1, 8)) / sum(counts)
    assert float((votes @ np.arange(1, 11))[0]) == pytest.approx(1 + (mean7 - 1) * 1.5, abs=1e-3)


def test_training_is_repeatable_and_learns() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(120, 16)).astype(np.float32)
    centres = 5.5 + 2 * np.tanh(x[:, 0])
    votes = np.exp(-((np.arange(1, 11) - centres[:, None]) ** 2) / 2).astype(np.float32)
    votes /= votes.sum(axis=1, keepdims=True)
    settings = Settings(decay=0.01)
    first, second = (predict(train(x, votes, settings), x) for _ in range(2))
    assert np.array_equal(first, second)
    means = mean_and_spread(first)[0]
    assert np.corrcoef(means, centres)[0, 1] > 0.95
    assert emd(first, votes) < 0.6 * emd(np.tile(votes.mean(axis=0), (120, 1)), votes)
