"""Heads on frozen features: what they compute, and that the bundled ones come out of their recipes again."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.kernel_ridge import KernelRidge

from aesthcull import places
from aesthcull.trainer.export import export_onnx, parity
from aesthcull.trainer.kernel_head import (
    LAST_LEVEL,
    KernelSettings,
    fit_kernel,
    fit_kernel_probability,
    predict,
)
from aesthcull.trainer.probability_head import fit_probability
from aesthcull.trainer.tag_head import TagSettings, predict_tags, train_tags
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import Registry
from aesthcull.vision.sessions import Session

WIDTH = LAST_LEVEL + 40


def problem(count: int = 200, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Embeddings [N, D] whose class can be seen in a few numbers of both levels, and the classes."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, count)
    x = rng.normal(size=(count, WIDTH)).astype(np.float32)
    x[:, :30] += 2 * (labels[:, None] - 1)
    x[:, LAST_LEVEL:] += labels[:, None]
    return x, labels


def test_the_kernel_head_is_kernel_ridge_regression() -> None:
    x, labels = problem()
    y = np.eye(3, dtype=np.float32)[labels]
    head = fit_kernel(x, y, KernelSettings(ridge=0.5, level_weight=1.0), distribution=False)
    z = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-3)
    other = KernelRidge(alpha=0.5, kernel="rbf", gamma=0.5 / WIDTH).fit(z, y - y.mean(axis=0))
    assert np.allclose(predict(head, x), other.predict(z) + y.mean(axis=0), atol=1e-3)


def test_a_distribution_stays_one() -> None:
    x, labels = problem()
    head = fit_kernel(x, np.eye(3, dtype=np.float32)[labels], KernelSettings(), distribution=True)
    found = predict(head, 5 * problem(50, seed=1)[0])
    assert (found > 0).all() and np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_earlier_levels_count_as_much_as_they_are_weighted() -> None:
    x, labels = problem()
    y = (labels > 0).astype(np.float32)[:, None]
    changed = x.copy()
    changed[:, LAST_LEVEL:] += 3
    moved = [
        np.abs(predict(h, changed) - predict(h, x)).mean()
        for h in (fit_kernel(x, y, KernelSettings(level_weight=w), distribution=False) for w in (0.1, 4.0))
    ]
    assert moved[1] > 3 * moved[0]


@pytest.mark.parametrize("kind", ["kernel", "linear"])
def test_probabilities_are_calibrated_and_export(kind: str, tmp_path: Path) -> None:
    x, labels = problem(400)
    noisy = (labels + np.random.default_rng(1).integers(-1, 2, 400)) > 1
    if kind == "kernel":
        head = fit_kernel_probability(x, noisy, np.arange(400) % 5, KernelSettings())
    else:
        head = fit_probability(x, noisy, decay=1e-3)
    test, test_labels = problem(400, seed=2)
    found = predict(head, test)
    assert found.shape == (400, 1) and ((found > 0) & (found < 1)).all()
    assert found[test_labels == 2].mean() > 0.6 > 0.4 > found[test_labels == 0].mean()
    path = tmp_path / "head.onnx"
    export_onnx(head, torch.from_numpy(x[:1]), path, input_name="embedding", output_names=["probability"])
    assert parity(head, path, test[:64]) < 1e-4


def test_a_tag_head_learns_and_a_seed_fixes_it(tmp_path: Path) -> None:
    x, labels = problem(300)
    settings = TagSettings(epochs=8, batch=32)
    one, two = (train_tags(x, labels, 3, settings) for _ in range(2))
    other = train_tags(x, labels, 3, TagSettings(epochs=8, batch=32, seed=1))
    test, truth = problem(200, seed=3)
    assert (predict_tags(one, test).argmax(axis=1) == truth).mean() > 0.9
    assert np.array_equal(predict_tags(one, test), predict_tags(two, test))
    assert not np.array_equal(predict_tags(one, test), predict_tags(other, test))
    path = tmp_path / "tags.onnx"
    outputs = ["probabilities", "features"]
    export_onnx(one, torch.from_numpy(x[:1]), path, input_name="embedding", output_names=outputs)
    assert parity(one, path, test[:64]) < 1e-4


@pytest.mark.usefixtures("shared_data")
@pytest.mark.parametrize("name", ["popular", "aesthetic"])
def test_the_recipe_makes_the_bundled_head_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(places.models_folder() / "recipes"), *sys.path])
    import aesthetic
    import popular

    if name == "popular":
        x, top, groups = popular.load("train")
        card = (places.models_folder() / "popular.md").read_text(encoding="utf-8")
        (settings,) = [
            s
            for s in popular.GRID
            if f"(λ {s.ridge:g}, weight of the earlier levels {s.level_weight:g})" in card
        ]
        head = fit_kernel_probability(x, top, popular.partition(groups, popular.FOLDS), settings)
    else:
        inside = aesthetic.load("train")
        x = inside.plain
        card = (places.models_folder() / "aesthetic.md").read_text(encoding="utf-8")
        (settings,) = [
            s
            for s in aesthetic.GRID
            if f"(λ {s.ridge:g}, weight of the earlier levels {s.level_weight:g})" in card
        ]
        head = fit_kernel(x, inside.votes, settings, distribution=True)
    bundled = Session(Registry([places.models_folder()]).get(name), Provider(CPU))
    # Not to the last digit: the embeddings differ a little from processor to processor.
    assert np.abs(bundled.run(x) - predict(head, x)).max() < 5e-3
