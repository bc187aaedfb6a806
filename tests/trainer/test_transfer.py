"""Training in two phases: what learns when, equal seeds, early stopping, cancelling, each paper's network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from aesthcull.job import Cancelled
from aesthcull.trainer.labels import one_hot, popularity_classes
from aesthcull.trainer.losses import Matrix, Objective, Targets, classes, votes
from aesthcull.trainer.networks.alexnet import AlexNet
from aesthcull.trainer.networks.base import Classifier, Network
from aesthcull.trainer.networks.colour_histogram import WithHistogram
from aesthcull.trainer.networks.convnext import ConvNeXtTiny
from aesthcull.trainer.networks.efficientnet_lite import efficientnet_lite
from aesthcull.trainer.networks.mobilenet import MobileNetV1
from aesthcull.trainer.networks.resnet import ResNet50
from aesthcull.trainer.networks.tops import linear_top, mlp_top, votes_top
from aesthcull.trainer.photo_batches import Examples, Photos
from aesthcull.trainer.plans import PLANS, Augment, Epoch, Plan
from aesthcull.trainer.transfer import TrainingError, predict, top_inputs, train

SIDE = 64
BRIEF = Plan(top_epochs=1, all_epochs=1, all_rate=1e-3, batch=4, seed=1)
Pixels = NDArray[np.uint8]
Numbers = NDArray[np.int64]


@pytest.fixture(autouse=True)
def _one_thread_and_one_seed() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)


class Tiny(Network):
    """Three stages, each a convolution with batch normalisation, in a network that trains in milliseconds."""

    embedding_size = 12
    input_size = 16
    classifier_name = "fc"

    def __init__(self) -> None:
        super().__init__()
        sizes = ((3, 8), (8, 12), (12, 12))
        self.layers = nn.ModuleList(
            nn.Sequential(nn.Conv2d(before, after, 3, 2, 1), nn.BatchNorm2d(after)) for before, after in sizes
        )
        self.fc = nn.Linear(self.embedding_size, 1000)

    def embed(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = functional.relu(layer(x))
        return x.mean(dim=(2, 3))

    def stages(self) -> list[nn.Module]:
        return list(self.layers)


def tiny(outputs: int = 2, seed: int = 0) -> Classifier:
    torch.manual_seed(seed)
    return Classifier(Tiny(), linear_top(Tiny.embedding_size, outputs))


def two_kinds(count: int, side: int = 16, seed: int = 0) -> tuple[Pixels, Numbers]:
    """Photographs with noise: reddish ones are of class 1, bluish ones of class 0."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    photos = rng.integers(0, 120, size=(count, side, side, 3))
    photos[np.arange(count), :, :, np.where(labels, 0, 2)] += 100
    return photos.astype(np.uint8), labels.astype(np.int64)


def examples(count: int, side: int = 16, seed: int = 9) -> Examples:
    return Examples(*two_kinds(count, side, seed))


def some_votes(count: int) -> Matrix:
    rng = np.random.default_rng(2)
    return rng.dirichlet(np.ones(10), count).astype(np.float32)


def state(network: nn.Module) -> dict[str, Tensor]:
    return {name: value.clone() for name, value in network.state_dict().items()}


def changed(before: dict[str, Tensor], network: nn.Module) -> set[str]:
    return {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}


def fit(network: Classifier, plan: Plan, count: int = 12, **others: object) -> list[Epoch]:
    photos, labels = two_kinds(count)
    history = train(network, photos, labels, classes(), plan, examples(6), **others)  # type: ignore[arg-type]
    return list(history.epochs)


# Which weights learn


@pytest.mark.parametrize("augment", ["none", "flip", "crop"])
def test_the_first_phase_changes_the_top_only(augment: Augment) -> None:
    network = Classifier(efficientnet_lite(0), linear_top(1280, 2))
    before = state(network)
    photos, labels = two_kinds(6, SIDE)
    plan = replace(BRIEF, all_epochs=0, augment=augment, crop=48)
    train(network, photos, labels, classes(), plan, examples(2, SIDE))
    assert changed(before, network) == {"top.weight", "top.bias"}
    assert not network.training and next(network.parameters()).device.type == "cpu"


@pytest.mark.parametrize(("last_blocks", "first"), [(None, 0), (2, 1), (1, 2), (0, 3)])
def test_the_second_phase_changes_the_last_blocks_or_everything(last_blocks: int | None, first: int) -> None:
    network = tiny()
    before = state(network)
    fit(network, replace(BRIEF, top_epochs=0, last_blocks=last_blocks))
    stages = {int(name.split(".")[2]) for name in changed(before, network) if name.startswith("base.layers.")}
    assert stages == set(range(first, 3))
    assert {"top.weight", "top.bias"} <= changed(before, network)


@pytest.mark.parametrize("freeze", [True, False])
def test_batch_statistics_stay_when_frozen(freeze: bool) -> None:
    network = tiny()
    before = state(network)
    fit(network, replace(BRIEF, top_epochs=0, freeze_norms=freeze))
    moved = {name for name in changed(before, network) if "running" in name}
    assert bool(moved) is not freeze
    assert "base.layers.0.1.weight" in changed(before, network)  # its scale learns in both cases


def test_the_new_layer_learns_at_a_multiple_of_the_rate() -> None:
    def moved(multiple: float) -> tuple[float, float]:
        network = tiny()
        before = state(network)
        plan = replace(BRIEF, top_epochs=0, top_multiple=multiple, optimiser="sgd", batch=100, augment="none")
        fit(network, plan)
        now = network.state_dict()
        return tuple(  # type: ignore[return-value]
            float((now[name] - before[name]).norm()) for name in ("base.layers.2.0.weight", "top.weight")
        )

    (base, top), (base_too, top_too) = moved(1), moved(10)
    assert base_too == pytest.approx(base, rel=1e-3)
    assert top_too == pytest.approx(10 * top, rel=1e-3)


def test_the_rate_decays() -> None:
    plan = replace(BRIEF, top_epochs=3, top_rate=0.1, all_epochs=2, all_rate=0.01, rate_decay=0.5, patience=9)
    rates = [epoch.rate for epoch in fit(tiny(), plan)]
    assert rates == pytest.approx([0.1, 0.05, 0.025, 0.01, 0.005])


def test_it_learns() -> None:
    network = tiny()
    photos, labels = two_kinds(40)
    plan = Plan(top_epochs=8, top_rate=0.03, all_epochs=8, all_rate=0.003, batch=8)
    history = train(network, photos, labels, classes(), plan, examples(20))
    assert history.best.metric > 0.9
    fresh, true = two_kinds(20, seed=5)
    assert (predict(network, fresh, classes()).argmax(axis=1) == true).mean() > 0.9


# Repeatable


@pytest.mark.parametrize("augment", ["flip", "crop"])
def test_equal_seeds_give_equal_weights(augment: Augment) -> None:
    def run(seed: int) -> dict[str, Tensor]:
        torch.manual_seed(3)
        network = Classifier(Tiny(), votes_top(12))  # with dropout
        torch.manual_seed(np.random.randint(1000))  # whatever the caller did before
        plan = replace(BRIEF, seed=seed, top_epochs=2, augment=augment, crop=12)
        train(
            network, two_kinds(10)[0], some_votes(10), votes(), plan, Examples(two_kinds(4)[0], some_votes(4))
        )
        return state(network)

    first, second, other = run(1), run(1), run(2)
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert any(not torch.equal(first[name], other[name]) for name in first)


def test_the_callers_random_numbers_are_not_touched() -> None:
    network = tiny()
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    fit(network, BRIEF)
    assert torch.equal(torch.rand(3), expected)


def test_lazily_decoded_photographs_give_the_same() -> None:
    class Lazy:
        def __init__(self, photos: Pixels) -> None:
            self.photos, self.read = photos, 0

        def __len__(self) -> int:
            return len(self.photos)

        def __getitem__(self, index: int) -> Pixels:
            self.read += 1
            return np.array(self.photos[index])

    photos, labels = two_kinds(10)
    lazy = Lazy(photos)
    kinds: list[Photos] = [photos, list(photos), lazy]
    found: list[dict[str, Tensor]] = []
    for each in kinds:
        network = tiny()
        train(network, each, labels, classes(), BRIEF, examples(4))
        found.append(state(network))
    for name, value in found[0].items():
        assert torch.equal(value, found[1][name]) and torch.equal(value, found[2][name])
    assert lazy.read == 2 * len(photos)  # once for the first phase, however many epochs, once for the second


# Early stopping


def scripted(values: list[float]) -> Objective:
    """Cross-entropy whose metric is a script, one value an epoch."""
    rest = iter(values)

    def metric(_: Matrix, __: Targets) -> float:
        return next(rest)

    return replace(classes(), metric=metric, metric_name="script")


def weights_after(epochs: int) -> dict[str, Tensor]:
    """After so many epochs of the first phase, all of which improve."""
    network = tiny()
    photos, labels = two_kinds(12)
    plan = replace(BRIEF, top_epochs=epochs, all_epochs=0)
    train(network, photos, labels, scripted([float(i) for i in range(epochs)]), plan, examples(6))
    return state(network)


def test_early_stopping_restores_the_best() -> None:
    network = tiny()
    photos, labels = two_kinds(12)
    plan = replace(BRIEF, top_epochs=9, all_epochs=0, patience=3)
    script = scripted([0.1, 0.5, 0.4, 0.4, 0.3, 0.9])
    history = train(network, photos, labels, script, plan, examples(6))
    assert [epoch.improved for epoch in history.epochs] == [True, True, False, False, False]
    assert history.best.number == 2
    assert not changed(weights_after(2), network)
    assert changed(weights_after(5), network)


def test_where_the_second_phase_does_not_improve_the_firsts_best_stays() -> None:
    network = tiny()
    photos, labels = two_kinds(12)
    plan = replace(BRIEF, top_epochs=2, all_epochs=5, patience=2)
    history = train(network, photos, labels, scripted([0.2, 0.8, 0.7, 0.6]), plan, examples(6))
    assert [(e.phase, e.number) for e in history.epochs] == [("top", 1), ("top", 2), ("all", 1), ("all", 2)]
    assert (history.best.phase, history.best.number) == ("top", 2)
    assert not changed(weights_after(2), network)


def test_the_second_phase_begins_at_the_firsts_best_and_may_beat_it() -> None:
    network = tiny()
    photos, labels = two_kinds(12)
    plan = replace(BRIEF, top_epochs=3, all_epochs=1, all_rate=1e-12)
    history = train(network, photos, labels, scripted([0.2, 0.1, 0.1, 0.9]), plan, examples(6))
    assert history.best.phase == "all"
    for name, value in weights_after(1).items():
        assert torch.allclose(value, network.state_dict()[name], atol=1e-6)


def test_lower_is_better_for_votes_and_equal_metrics_are_decided_by_the_loss() -> None:
    photos, labels = two_kinds(12)
    plan = replace(BRIEF, top_epochs=3, all_epochs=0)
    script = replace(scripted([0.3, 0.2, 0.4]), higher_is_better=False)
    assert train(tiny(), photos, labels, script, plan, examples(6)).best.number == 2
    history = train(tiny(), photos, labels, scripted([0.5] * 3), plan, examples(6))
    assert history.best.validation_loss == min(epoch.validation_loss for epoch in history.epochs)


def test_training_that_diverges_is_an_error_and_leaves_the_weights() -> None:
    network = tiny()
    before = state(network)
    broken = replace(classes(), loss=lambda logits, _: logits.sum() * float("nan"))
    photos, labels = two_kinds(12)
    with pytest.raises(TrainingError, match="lower the rates"):
        train(network, photos, labels, broken, BRIEF, examples(6))
    assert not changed(before, network)


# Cancelling, progress


@pytest.mark.parametrize("top_epochs", [0, 3])
def test_cancelling_stops_within_a_batch_and_keeps_the_best(top_epochs: int) -> None:
    network = tiny()
    before = state(network)
    for allowed in range(12):
        asked = 0

        def cancelled(allowed: int = allowed) -> bool:
            nonlocal asked
            asked += 1
            return asked > allowed

        steps: list[int] = []
        handle = network.top.register_forward_hook(lambda *_, steps=steps: steps.append(1))
        with pytest.raises(Cancelled):
            fit(network, replace(BRIEF, top_epochs=top_epochs, all_epochs=3), cancelled=cancelled)
        handle.remove()
        assert asked == allowed + 1
        assert len(steps) <= allowed + 1 + 3  # a forward pass for each time asked; cached checks besides
    assert changed(before, network)  # the best of the epochs that were finished
    assert not network.training


def test_progress_tells_the_time_left() -> None:
    told: list[tuple[Epoch, float]] = []
    plan = replace(BRIEF, top_epochs=3, all_epochs=2, patience=9)
    epochs = fit(tiny(), plan, on_epoch=lambda epoch, left: told.append((epoch, left)))
    assert [epoch for epoch, _ in told] == epochs and len(epochs) == 5
    left = [seconds for _, seconds in told]
    assert all(seconds > 0 for seconds in left[:-1]) and left[-1] == 0


# Predicting


def test_predictions_with_and_without_the_mirror_image() -> None:
    network, photos = tiny().eval(), two_kinds(5)[0]
    plain = predict(network, photos, classes())
    mirrored = predict(network, photos[:, :, ::-1], classes())
    assert plain.shape == (5, 2) and plain.dtype == np.float32
    assert plain.sum(axis=1) == pytest.approx(np.ones(5))
    assert predict(network, photos, classes(), flip=True) == pytest.approx((plain + mirrored) / 2, abs=1e-6)


def test_networks_trained_on_crops_see_the_middle() -> None:
    network, photos = tiny(), two_kinds(5)[0]
    plan = replace(BRIEF, augment="crop", crop=12)
    middle = predict(network, photos[:, 2:14, 2:14], classes())
    assert np.array_equal(predict(network, photos, classes(), plan), middle)
    with pytest.raises(ValueError, match="photographs of 16×16 pixels hold no crop of 20×20"):
        fit(network, replace(plan, crop=20))


def test_what_the_top_sees_is_enough_for_its_logits() -> None:
    network = WithHistogram(Tiny(), "cumulative").eval()
    pixels = torch.from_numpy(two_kinds(4)[0])
    inputs = top_inputs(network, pixels)
    assert [tuple(each.shape) for each in inputs] == [(4, 12), (4, 768)]
    assert torch.equal(network.top(*inputs), network(pixels))


# Objectives


def test_class_numbers_and_one_hot_rows_train_alike() -> None:
    photos, labels = two_kinds(12)
    validation = examples(6)
    one, two = tiny(), tiny()
    train(one, photos, labels, classes(), BRIEF, validation)
    rows = Examples(validation.photos, one_hot(validation.targets, 2))
    history = train(two, photos, one_hot(labels, 2), classes(), BRIEF, rows)
    assert history.metric_name == "accuracy" and 0 <= history.best.metric <= 1
    for name, value in one.state_dict().items():
        assert torch.allclose(value, two.state_dict()[name], atol=1e-6)


def test_smoothing_and_weights_reach_the_loss() -> None:
    logits, targets = torch.tensor([[4.0, 0.0], [0.0, 1.0]]), torch.tensor([0, 1])
    plain = functional.cross_entropy(logits, targets)
    assert classes().loss(logits, targets) == plain
    assert classes(smoothing=0.2).loss(logits, targets) > plain
    each = functional.cross_entropy(logits, targets, reduction="none")
    expected = (1 * each[0] + 3 * each[1]) / 4
    assert torch.isclose(classes(weights=[1, 3]).loss(logits, targets), expected)
    with pytest.raises(ValueError, match="smoothing of 1"):
        classes(smoothing=1)


@pytest.mark.parametrize(
    "changes",
    [
        {"top_epochs": 0, "all_epochs": 0},
        {"top_epochs": -1},
        {"batch": 0},
        {"patience": 0},
        {"all_rate": 0.0},
        {"weight_decay": -1.0},
        {"augment": "turn"},
        {"optimiser": "rmsprop"},
    ],
)
def test_impossible_plans_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(BRIEF, **changes)  # type: ignore[arg-type]


def test_photographs_and_targets_must_match() -> None:
    with pytest.raises(ValueError, match="12 photographs, but 11 targets"):
        Examples(two_kinds(12)[0], two_kinds(11)[1])
    with pytest.raises(ValueError, match="no photographs"):
        Examples([], np.zeros(0))


# The papers


def popular(count: int) -> Numbers:
    """Labels by P4's rule for photographs that all lie in the top or the bottom half."""
    return popularity_classes(np.arange(count, dtype=float), share=0.5)


def sorts(count: int) -> Numbers:
    return two_kinds(count)[1]


PAPERS: dict[str, tuple[Callable[[], Classifier], Objective, Callable[[int], Targets]]] = {
    "P2": (lambda: Classifier(ResNet50(), mlp_top(2048, 6)), classes(), sorts),
    "P3": (lambda: Classifier(MobileNetV1(), votes_top(1024)), votes(), some_votes),
    "P4": (lambda: Classifier(AlexNet(), linear_top(4096)), classes(), popular),
    "P5": (lambda: WithHistogram(ConvNeXtTiny(), "cumulative"), classes(), sorts),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_each_papers_network_goes_through_an_epoch_of_its_plan(paper: str) -> None:
    make, objective, targets = PAPERS[paper]
    plan = PLANS[paper]
    plan = replace(plan, top_epochs=min(plan.top_epochs, 1), all_epochs=1, batch=2, crop=SIDE)
    side = 72 if plan.augment == "crop" else SIDE
    photos = two_kinds(4, side)[0]
    network = make()
    first = next(iter(network.base.parameters())).clone()
    told: list[Epoch] = []
    validation = Examples(photos[:2], targets(4)[:2])
    history = train(
        network, photos, targets(4), objective, plan, validation, on_epoch=lambda epoch, _: told.append(epoch)
    )
    assert {epoch.phase for epoch in told} == ({"top", "all"} if plan.top_epochs else {"all"})
    assert np.isfinite([epoch.loss for epoch in history.epochs]).all()
    if history.best.phase == "all":
        assert not torch.equal(first, next(iter(network.base.parameters())))
    found = predict(network, photos, objective, plan)
    assert found.sum(axis=1) == pytest.approx(np.ones(4), abs=1e-5)
