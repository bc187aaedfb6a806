"""The honest evaluation: it finds what is there, says no to luck, and shows the leak of a naive split."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aesthcull.job import Cancelled, Job
from aesthcull.trainer.dataset import Dataset, check, shortage
from aesthcull.trainer.heads.fitting import fit_head
from aesthcull.trainer.heads.linear_onnx import export_head, parity
from aesthcull.trainer.heads.ridge import RidgeSettings, fit_linear, smoother
from aesthcull.trainer.honesty.evaluation import Evaluation, evaluate
from aesthcull.trainer.honesty.figures import AUC, Truth, auc, draws_of
from aesthcull.trainer.honesty.folds import grouped_folds, random_folds
from aesthcull.trainer.honesty.permutation import score_permutation_test, shuffled_histories
from aesthcull.trainer.honesty.plan import Plan
from aesthcull.trainer.problems import TooLittle
from aesthcull.trainer.ways import HeadWay
from aesthcull.vision import evaluation
from tests.bench.bench_honesty import verdict_of
from tests.trainer.simulated_sales import history

QUICK = Plan(folds=5, repeats=2, shuffles=499)
ONCE = Plan(folds=5, repeats=1, shuffles=499)


def made_up(
    frames: int = 200, groups: int = 40, signal: float = 0.0, of_group: float = 0.0, seed: int = 0
) -> Dataset:
    """Frames of which the first feature tells the class as strongly as `signal`, and others the group.

    `of_group`: how much of the class goes with the group, which a naive split can learn by heart.
    """
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(groups), frames // groups)
    features = rng.standard_normal((frames, 50)).astype(np.float32)
    features[:, 1:30] += 3 * rng.standard_normal((groups, 29)).astype(np.float32)[group]
    luck = rng.standard_normal(frames) + of_group * rng.standard_normal(groups)[group]
    values = luck + signal * features[:, 0]
    return Dataset(
        paths=tuple(Path(f"{n}.jpg") for n in range(frames)),
        embeddings=features,
        target=(np.argsort(np.argsort(values)) / (frames - 1)).astype(np.float32),
        positive=values > np.median(values),
        groups=group.astype(str),
        amounts=values,
        source="made up",
        rule="more than the median",
    )


def evaluated(data: Dataset, plan: Plan = QUICK) -> Evaluation:
    way = HeadWay(data, Job())
    return evaluate(data, way.learn, way.settings, plan, Job(), lambda _: None)


def test_a_signal_is_found_clearly() -> None:
    found = evaluated(made_up(signal=3.0), ONCE)
    assert found.verdict.level == "clearly" and found.honest[AUC].low > 0.7
    assert found.permutation.p <= 0.002
    assert "guessing: 50%" in found.verdict.text and "200 frames of 40" in found.verdict.text


def test_luck_is_called_luck() -> None:
    levels = [verdict_of(made_up(seed=seed), QUICK)[1].level for seed in range(8)]
    assert levels.count("no") >= 7


def test_days_that_sold_alike_are_not_taken_for_knowledge() -> None:
    """Whole days sell well or poorly by luck: a naive split learns the days by heart, the honest one not."""
    found = [evaluated(made_up(of_group=3.0, seed=seed), ONCE) for seed in range(3)]
    assert np.mean([f.naive[AUC].value for f in found]) > 0.7
    assert np.mean([f.honest[AUC].value for f in found]) < 0.6
    assert all(f.verdict.level == "no" for f in found)


def test_no_group_is_on_both_sides_of_an_honest_split() -> None:
    data = made_up()
    for fold_of in grouped_folds(data.positive, data.groups, 5, 3):
        sides = {(group, fold) for group, fold in zip(data.groups, fold_of, strict=True)}
        assert len(sides) == len(np.unique(data.groups))
    assert random_folds(data.positive, 5, 1).shape == (1, 200)


def test_shuffled_histories_keep_days_alike_and_every_amount() -> None:
    data = made_up(of_group=5.0)
    targets, truths = shuffled_histories(data.target, data.positive, data.groups, 50)
    assert (targets[:, 0] == data.target).all() and (truths[:, 0] == data.positive).all()
    assert np.allclose(np.sort(targets, axis=0), np.sort(data.target)[:, None])
    assert (truths.sum(axis=0) == data.positive.sum()).all()

    def spread_within(column: np.ndarray) -> float:
        return float(np.mean([column[data.groups == g].std() for g in np.unique(data.groups)]))

    apart = np.mean([spread_within(column) for column in targets[:, 1:].T])
    assert apart == pytest.approx(spread_within(data.target), rel=0.25)  # days still sell alike


@pytest.mark.parametrize("sizes", [[100, 100, 80, *[1] * 60], [2, 3, 5, 8, 13, 21, 34, 55, 89]])
def test_days_of_very_different_sizes_are_not_taken_for_knowledge(sizes: list[int]) -> None:
    levels = []
    for seed in range(6):
        rng = np.random.default_rng(seed)
        group = np.repeat(np.arange(len(sizes)), sizes)
        features = rng.standard_normal((len(group), 50)).astype(np.float32)
        features[:, 1:30] += 3 * rng.standard_normal((len(sizes), 29)).astype(np.float32)[group]
        values = rng.standard_normal(len(group)) + 3 * rng.standard_normal(len(sizes))[group]
        data = replace(
            made_up(),
            paths=tuple(Path(f"{n}.jpg") for n in range(len(group))),
            embeddings=features,
            target=(np.argsort(np.argsort(values)) / (len(group) - 1)).astype(np.float32),
            positive=values > np.median(values),
            groups=group.astype(str),
            amounts=values,
        )
        levels.append(verdict_of(data, QUICK)[1].level)
    assert levels.count("no") >= 5


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.booleans())
def test_auc_agrees_with_counting_every_pair(seed: int, ties: bool) -> None:
    rng = np.random.default_rng(seed)
    positive = np.arange(30) % 3 == 0
    scores = rng.random(30).astype(np.float32)
    if ties:
        scores = np.round(scores * 4).astype(np.float32)
    truth = Truth(positive, np.arange(30).astype(str))
    found = draws_of(auc, scores[None], truth, np.zeros((1, 30), np.intp), truth.weights(3))[0]
    assert found == pytest.approx(evaluation.auc(scores, positive), abs=1e-6)


def test_the_smoother_predicts_what_the_fit_does() -> None:
    rng = np.random.default_rng(0)
    for count in (30, 120):  # fewer frames than features, and more
        x, z = rng.standard_normal((count, 50)), rng.standard_normal((7, 50))
        x, z, y = x.astype(np.float32), z.astype(np.float32), rng.random(count).astype(np.float32)
        s = smoother(x, z, RidgeSettings())
        expected = fit_linear(x, y, RidgeSettings()).values(z)
        assert np.allclose(y.mean() + s @ (y - y.mean()), expected, atol=1e-4)


def test_a_head_that_learnt_nothing_says_the_base_rate_and_never_the_reverse() -> None:
    data = made_up()
    head = fit_head(data.embeddings, data.target, data.positive, data.groups, RidgeSettings())
    said = head.probabilities(data.embeddings)
    assert abs(said.mean() - 0.5) < 0.1
    order = fit_linear(data.embeddings, data.target, RidgeSettings()).values(data.embeddings)
    assert np.corrcoef(order, said)[0, 1] > 0


def test_the_exported_head_says_the_same(tmp_path: Path) -> None:
    data = made_up(signal=2.0)
    head = fit_head(data.embeddings, data.target, data.positive, data.groups, RidgeSettings())
    export_head(head, tmp_path / "h.onnx")
    assert parity(head, tmp_path / "h.onnx", data.embeddings) < 1e-5


def test_networks_are_tested_with_shuffled_truths() -> None:
    data = made_up()
    folds = grouped_folds(data.positive, data.groups, 3, 1)
    good = data.positive[None] + np.random.default_rng(0).standard_normal((1, 200)) * 0.5
    known = score_permutation_test(
        good.astype(np.float32), data.target, data.positive, data.groups, folds, Job(), 499
    )
    luck = np.random.default_rng(1).random((1, 200)).astype(np.float32)
    unknown = score_permutation_test(luck, data.target, data.positive, data.groups, folds, Job(), 499)
    assert known.p <= 0.01 < unknown.p


def test_an_evaluation_is_cancelled_at_once() -> None:
    job = Job()
    data = made_up()
    way = HeadWay(data, job)
    job.cancel()
    with pytest.raises(Cancelled):
        evaluate(data, way.learn, way.settings, QUICK, job, lambda _: None)


def test_too_few_frames_are_refused_with_what_is_missing() -> None:
    assert shortage(100, 40) is None
    assert "3 more good ones" in (shortage(12, 300) or "")
    assert "one class" in (shortage(0, 50) or "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"groups": np.full(200, "one")}, "of one series"),
        ({"groups": (np.arange(200) % 4).astype(str)}, "at least 10 are needed"),
        ({"embeddings": np.ones((200, 50), np.float32)}, "same features"),
        ({"positive": np.arange(200) < 5}, "10 more good ones"),
        ({"positive": np.zeros(200, bool)}, "one class"),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(change: dict[str, object], reason: str) -> None:
    with pytest.raises(TooLittle, match=reason):
        check(replace(made_up(), **change))  # type: ignore[arg-type]


def test_a_simulated_history_is_learnt(shared_data: Path) -> None:
    found = evaluated(history(shared_data, 0), ONCE)
    assert found.verdict.level == "clearly" and found.honest[AUC].value >= 0.85
    # Themes are learnt by heart when they are on both sides.
    assert found.naive[AUC].value > found.honest[AUC].value
    assert found.rivals["support vector machine"][AUC].value < found.honest[AUC].value + 0.03


@pytest.mark.slow
def test_of_a_hundred_shuffled_histories_ninety_five_are_answered_no(shared_data: Path) -> None:
    levels = [verdict_of(history(shared_data, seed, shuffled=True), Plan())[1].level for seed in range(100)]
    assert levels.count("no") >= 95


def test_several_histories_are_learnt(shared_data: Path) -> None:
    found = [verdict_of(history(shared_data, seed), QUICK) for seed in range(1, 4)]
    assert all(auc >= 0.85 and verdict.level == "clearly" for auc, verdict in found)


def test_a_shuffled_history_is_not(shared_data: Path) -> None:
    _, verdict = verdict_of(history(shared_data, 0, shuffled=True), QUICK)
    assert verdict.level == "no" and "Do not rank by it" in verdict.text
