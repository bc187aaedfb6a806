"""The curve of the report: its area is the AUC that stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from aesthcull.trainer.honesty.figures import AUC, Truth, all_figures
from aesthcull.trainer.honesty.folds import random_folds
from aesthcull.trainer.report.roc import roc_curve


@pytest.mark.parametrize("frames", [30, 400])
@pytest.mark.parametrize("signal", [0.0, 0.5, 3.0])
def test_the_drawn_curve_encloses_the_auc_that_is_said(frames: int, signal: float) -> None:
    rng = np.random.default_rng(frames)
    positive = rng.random(frames) < 0.4
    folds = random_folds(positive, 5, 4)
    by_fold = 10 * folds  # each fold's network on a scale of its own
    values = (by_fold + np.round(signal * positive + rng.normal(size=folds.shape), 1)).astype(np.float32)
    truth = Truth(positive, np.arange(frames).astype(str))
    said = all_figures(values, truth, folds, truth.weights(draws=2))[AUC].value
    across, up = roc_curve(values, positive, folds)
    assert np.trapezoid(up, across) == pytest.approx(said, abs=0.005)
    assert (np.diff(across) >= 0).all() and (np.diff(up) >= -1e-9).all() and up[-1] == pytest.approx(1)


def test_a_fold_of_one_class_is_passed_over() -> None:
    positive = np.array([True, True, False, True])
    folds = np.array([[0, 0, 1, 1]])
    across, up = roc_curve(np.array([[0.1, 0.2, 0.3, 0.9]], dtype=np.float32), positive, folds)
    assert np.trapezoid(up, across) == pytest.approx(1, abs=0.005)
