"""Transfer in two phases: the new top alone at the higher rate, then everything at a much smaller one.

P2 and P3 train in these two phases; P4 and P5 train everything from the start (no epochs for the top alone),
P4 with a higher rate for the new layer. Both phases stop early on a validation split, and the weights kept
are those of the best epoch of both: where the second phase does not improve, the first one's stay.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol, get_args

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from aesthcull.job import Cancelled
from aesthcull.trainer.losses import Matrix, Objective, Targets, as_tensor
from aesthcull.trainer.networks.base import Classifier

Augment = Literal["none", "flip", "crop"]
Optimiser = Literal["adam", "sgd"]
Phase = Literal["top", "all"]
Indices = NDArray[np.int64]
MOMENTUM = 0.9  # of "sgd"; ours, our facts of P4 leave it open
PREDICT_BATCH = 16  # larger ones are slower on a CPU: they leave its cache
BACKWARD = 3.0  # a step with backward pass takes about as long as three forward passes


class TrainingError(Exception):
    """Training that led nowhere; the message is one line."""


class Photos(Protocol):
    """Photographs of one size, uint8 [H, W, 3], RGB: an array [N, H, W, 3], a list, or lazily decoded."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Any: ...


@dataclass(frozen=True)
class Examples:
    """Photographs with their targets: class numbers [N] or rows [N, C] (see `losses`)."""

    photos: Photos
    targets: Targets

    def __post_init__(self) -> None:
        if not len(self.photos):
            raise ValueError("no photographs")
        if len(self.photos) != len(self.targets):
            raise ValueError(f"{len(self.photos)} photographs, but {len(self.targets)} targets")


@dataclass(frozen=True)
class Plan:
    """How a network is trained. Rates are those of the optimiser, epochs are at most, `batch` is photographs.

    `last_blocks`: the base's last stages that learn in the second phase; None is everything.
    `top_multiple`: how many times the base's rate the top's is in the second phase (P4).
    `rate_decay`: each epoch's rate is the one before times this. `weight_decay`: "adam" is AdamW.
    `patience`: epochs without improvement after which a phase ends.
    `augment`: "flip" mirrors every second photograph by chance; "crop" also takes a random square of `crop`
    pixels a side (P3: 224 of 256); without chance, when predicting, it is the middle one.
    `freeze_norms`: the base's batch normalisation keeps its pretrained means and variances.
    """

    top_epochs: int = 10
    top_rate: float = 1e-2
    all_epochs: int = 10
    all_rate: float = 1e-3
    last_blocks: int | None = None
    top_multiple: float = 1.0
    rate_decay: float = 1.0
    weight_decay: float = 0.0
    batch: int = 32
    patience: int = 5
    seed: int = 0
    augment: Augment = "flip"
    crop: int = 224
    optimiser: Optimiser = "adam"
    freeze_norms: bool = True

    def __post_init__(self) -> None:
        for name, allowed in (("augment", Augment), ("optimiser", Optimiser)):
            if getattr(self, name) not in get_args(allowed):
                raise ValueError(
                    f"{name} {getattr(self, name)!r}: one of {', '.join(get_args(allowed))} is meant"
                )
        if min(self.top_epochs, self.all_epochs) < 0 or not self.top_epochs + self.all_epochs:
            raise ValueError("a plan needs at least one epoch")
        if min(self.batch, self.patience, self.crop) < 1:
            raise ValueError("batch, patience and crop are at least 1")
        if (
            min(self.top_rate, self.all_rate, self.top_multiple, self.rate_decay) <= 0
            or self.weight_decay < 0
        ):
            raise ValueError("rates are more than 0 and weight decay is not less than 0")


# What our facts say of each paper. What they leave open is ours: P2's first rate, P3's rates and decay, P4's
# rates (customary for fine-tuning AlexNet), the batches but P4's.
PLANS = {
    "P2": Plan(top_epochs=10, top_rate=1e-2, all_epochs=10, all_rate=1e-3, augment="none"),
    "P3": Plan(top_epochs=5, top_rate=1e-3, all_epochs=8, all_rate=1e-4, rate_decay=0.9, augment="crop"),
    "P4": Plan(top_epochs=0, all_epochs=43, all_rate=1e-3, top_multiple=10, batch=50, optimiser="sgd"),
    "P5": Plan(top_epochs=0, all_epochs=50, all_rate=1e-5),
}


@dataclass(frozen=True)
class Epoch:
    """One time through the training photographs. `improved`: the best so far, of both phases.

    `loss` is the mean while learning (augmented, with dropout), `validation_loss` and `metric` those of the
    validation photographs afterwards.
    """

    phase: Phase
    number: int
    rate: float
    loss: float
    validation_loss: float
    metric: float
    improved: bool
    seconds: float


@dataclass(frozen=True)
class History:
    """What happened: the epochs of both phases in order."""

    objective: str
    metric_name: str
    higher_is_better: bool
    device: str
    epochs: tuple[Epoch, ...]

    @property
    def best(self) -> Epoch:
        """The epoch whose weights were kept."""
        return next(epoch for epoch in reversed(self.epochs) if epoch.improved)


OnEpoch = Callable[[Epoch, float], None]


def never() -> bool:
    """Nobody cancels."""
    return False


def train(
    network: Classifier,
    photos: Photos,
    targets: Targets,
    objective: Objective,
    plan: Plan,
    validation: Examples,
    cancelled: Callable[[], bool] = never,
    on_epoch: OnEpoch | None = None,
) -> History:
    """Train `network` in place and leave it, in eval mode on the CPU, with the weights of the best epoch.

    Whether an epoch is the best is decided by the objective's metric on `validation`, and between equal ones
    by the loss. `on_epoch(epoch, seconds)` tells how long it may still take at most; before the second phase
    has begun that is an estimate.

    `cancelled` is asked before every batch; then `Cancelled` is raised, and the network has the best weights
    so far. TrainingError where no epoch's validation loss is a finite number.

    Equal seeds, weights and photographs give equal results on the CPU, and almost equal ones on a GPU. The
    caller's random numbers are not touched.
    """
    run = _Run(network, Examples(photos, targets), objective, plan, validation, cancelled, on_epoch)
    with (
        torch.random.fork_rng(),
        torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True),
    ):
        torch.manual_seed(plan.seed)
        try:
            run.go()
        finally:
            run.restore()
            network.to("cpu").eval()
    return History(
        objective.name, objective.metric_name, objective.higher_is_better, run.device.type, tuple(run.epochs)
    )


def predict(
    network: Classifier,
    photos: Photos,
    objective: Objective,
    plan: Plan | None = None,
    *,
    flip: bool = False,
    cancelled: Callable[[], bool] = never,
) -> Matrix:
    """Activations float32 [N, C] on the device of the network, which is left in eval mode.

    With `flip` the mean of each photograph's and its mirror image's. The plan says whether it was trained on
    crops.
    """
    network.eval()
    device = next(network.parameters()).device
    found: list[Tensor] = []
    for indices in _batches(np.arange(len(photos)), PREDICT_BATCH):
        _check(cancelled)
        pixels = _middle(_stack(photos, indices), plan).to(device)
        with torch.no_grad():
            shown = objective.activation(network(pixels))
            if flip:
                shown = (shown + objective.activation(network(pixels.flip(2)))) / 2
        found.append(shown.cpu())
    return np.asarray(torch.cat(found).numpy(), dtype=np.float32)


class _Run:
    """One call of `train`."""

    def __init__(
        self,
        network: Classifier,
        training: Examples,
        objective: Objective,
        plan: Plan,
        validation: Examples,
        cancelled: Callable[[], bool],
        on_epoch: OnEpoch | None,
    ) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        # Channels last is two to four times as fast on a CPU, and what `Normalise` delivers.
        self.network = network.to(self.device).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.training, self.validation = training, validation
        self.targets = as_tensor(training.targets).to(self.device)
        self.objective, self.plan = objective, plan
        self.cancelled, self.on_epoch = cancelled, on_epoch
        self.rng = np.random.default_rng(plan.seed)
        self.epochs: list[Epoch] = []
        self.best_rank = (-math.inf, -math.inf)
        self.best: dict[str, Tensor] = {}
        self.seconds_per_photo = 0.0  # of a forward pass
        self.keep("")

    def go(self) -> None:
        plan = self.plan
        if plan.top_epochs:
            self.network.unfreeze(last=0)
            top = [{"params": list(self.network.top.parameters()), "lr": plan.top_rate}]
            if plan.augment == "crop":
                self.phase("top", plan.top_epochs, top, self.from_pixels, self.check_pixels)
            else:
                views = (False, True) if plan.augment == "flip" else (False,)
                learn, check = self.embedded(self.training, views), self.embedded(self.validation, (False,))
                forward = partial(self.from_embeddings, learn)
                self.phase("top", plan.top_epochs, top, forward, partial(self.check_embeddings, check))
            self.restore()
        if plan.all_epochs:
            self.network.unfreeze(plan.last_blocks)
            base = [p for p in self.network.base.parameters() if p.requires_grad]
            groups = [
                {"params": base, "lr": plan.all_rate},
                {"params": list(self.network.top.parameters()), "lr": plan.all_rate * plan.top_multiple},
            ]
            groups = [group for group in groups if group["params"]]
            self.phase("all", plan.all_epochs, groups, self.from_pixels, self.check_pixels)
        if self.best_rank[0] == -math.inf:
            raise TrainingError(
                "training failed: the validation loss was never a finite number; lower the rates"
            )

    def phase(
        self,
        phase: Phase,
        epochs: int,
        groups: list[dict[str, Any]],
        forward: Callable[[Indices], Tensor],
        check: Callable[[], Tensor],
    ) -> None:
        """Up to `epochs` epochs of `forward`, which takes training photographs' places to logits."""
        optimiser = self.optimiser(groups)
        schedule = torch.optim.lr_scheduler.ExponentialLR(optimiser, self.plan.rate_decay)
        waited = 0
        for number in range(1, epochs + 1):
            start = time.monotonic()
            rate = float(optimiser.param_groups[0]["lr"])
            loss = self.learn(optimiser, forward)
            schedule.step()
            validation_loss, metric = self.measure(check)
            rank = (metric if self.objective.higher_is_better else -metric, -validation_loss)
            improved = math.isfinite(validation_loss) and rank > self.best_rank
            if improved:
                self.best_rank = rank
                self.keep("top." if phase == "top" else "")
            waited = 0 if improved else waited + 1
            seconds = time.monotonic() - start
            epoch = Epoch(phase, number, rate, loss, validation_loss, metric, improved, seconds)
            self.epochs.append(epoch)
            if self.on_epoch:
                self.on_epoch(
                    epoch, self.remaining(phase, 0 if waited >= self.plan.patience else epochs - number)
                )
            if waited >= self.plan.patience:
                break

    def learn(self, optimiser: torch.optim.Optimizer, forward: Callable[[Indices], Tensor]) -> float:
        """One epoch; the mean loss."""
        self.network.train()
        if self.plan.freeze_norms:
            for module in self.network.base.modules():
                if isinstance(module, nn.modules.batchnorm._BatchNorm):
                    module.eval()
        total = 0.0
        for indices in _batches(self.rng.permutation(len(self.targets)), self.plan.batch):
            _check(self.cancelled)
            optimiser.zero_grad()
            loss = self.objective.loss(forward(indices), self.targets[torch.from_numpy(indices)])
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            total += loss.item() * len(indices)
        return total / len(self.targets)

    def measure(self, check: Callable[[], Tensor]) -> tuple[float, float]:
        """Validation loss and metric."""
        self.network.eval()
        with torch.no_grad():
            logits = check().cpu()
            loss = float(self.objective.loss(logits, as_tensor(self.validation.targets)))
            shown = np.asarray(self.objective.activation(logits).numpy(), dtype=np.float32)
        return loss, self.objective.metric(shown, self.validation.targets)

    def optimiser(self, groups: list[dict[str, Any]]) -> torch.optim.Optimizer:
        decay = self.plan.weight_decay
        if self.plan.optimiser == "sgd":
            return torch.optim.SGD(groups, momentum=MOMENTUM, weight_decay=decay)
        return torch.optim.AdamW(groups, weight_decay=decay)

    # From pixels

    def from_pixels(self, indices: Indices) -> Tensor:
        pixels = self.augmented(_stack(self.training.photos, indices)).to(self.device)
        logits: Tensor = self.network(pixels)
        return logits

    def check_pixels(self) -> Tensor:
        start = time.monotonic()
        photos = self.validation.photos
        found: list[Tensor] = []
        for indices in _batches(np.arange(len(photos)), PREDICT_BATCH):
            _check(self.cancelled)
            found.append(self.network(_middle(_stack(photos, indices), self.plan).to(self.device)))
        self.seconds_per_photo = (time.monotonic() - start) / len(photos)
        return torch.cat(found)

    def augmented(self, pixels: Tensor) -> Tensor:
        """Pixels [N, H, W, 3] as they are learnt from."""
        if self.plan.augment == "none":
            return pixels
        if self.plan.augment == "crop":
            side = self.plan.crop
            _fits(pixels, side)
            rows = self.rng.integers(0, pixels.shape[1] - side + 1, len(pixels))
            columns = self.rng.integers(0, pixels.shape[2] - side + 1, len(pixels))
            cut = [p[r : r + side, c : c + side] for p, r, c in zip(pixels, rows, columns, strict=True)]
            pixels = torch.stack(cut)
        mirrored = torch.from_numpy(self.rng.random(len(pixels)) < 0.5)
        return torch.where(mirrored[:, None, None, None], pixels.flip(2), pixels)

    # From what the top sees: the frozen base gives the same each epoch, so that it is computed once

    def embedded(self, examples: Examples, views: tuple[bool, ...]) -> tuple[Tensor, ...]:
        """What goes into the top, each [views, N, …]; a view is mirrored or not."""
        start = time.monotonic()
        photos = examples.photos
        batches: list[tuple[Tensor, ...]] = []
        for indices in _batches(np.arange(len(photos)), PREDICT_BATCH):
            pixels = _stack(photos, indices)
            seen: list[tuple[Tensor, ...]] = []
            for mirrored in views:
                _check(self.cancelled)
                seen.append(
                    top_inputs(self.network, (pixels.flip(2) if mirrored else pixels).to(self.device))
                )
            batches.append(tuple(torch.stack(each) for each in zip(*seen, strict=True)))
        self.seconds_per_photo = (time.monotonic() - start) / (len(photos) * len(views))
        return tuple(torch.cat(each, dim=1) for each in zip(*batches, strict=True))

    def from_embeddings(self, inputs: tuple[Tensor, ...], indices: Indices) -> Tensor:
        view = torch.from_numpy(self.rng.integers(0, len(inputs[0]), len(indices)))
        place = torch.from_numpy(indices)
        logits: Tensor = self.network.top(*(each[view, place] for each in inputs))
        return logits

    def check_embeddings(self, inputs: tuple[Tensor, ...]) -> Tensor:
        logits: Tensor = self.network.top(*(each[0] for each in inputs))
        return logits

    # The best weights, the time left

    def keep(self, prefix: str) -> None:
        """Remember the weights whose names begin with `prefix` as the best."""
        for name, value in self.network.state_dict().items():
            if name.startswith(prefix):
                self.best[name] = value.detach().to("cpu", copy=True)

    def restore(self) -> None:
        self.network.load_state_dict(self.best)

    def remaining(self, phase: Phase, epochs: int) -> float:
        """Seconds that the phases still take when none ends early."""
        own = [epoch.seconds for epoch in self.epochs if epoch.phase == phase]
        left = epochs * sum(own) / len(own)
        if phase == "top":
            photos = BACKWARD * len(self.training.photos) + len(self.validation.photos)
            left += self.plan.all_epochs * photos * self.seconds_per_photo
        return left


def top_inputs(network: Classifier, pixels: Tensor) -> tuple[Tensor, ...]:
    """What `network` gives its top for pixels uint8 [N, H, W, 3]: embeddings, and with P5 histograms."""
    seen: list[tuple[Tensor, ...]] = []
    network.eval()
    handle = network.top.register_forward_pre_hook(lambda _, inputs: seen.append(inputs))
    try:
        with torch.no_grad():
            network(pixels)
    finally:
        handle.remove()
    return seen[0]


def _check(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled


def _batches(order: Indices, size: int) -> Iterator[Indices]:
    """Batches of at most `size`, all about equally large: a last batch of one cannot be normalised."""
    yield from np.array_split(order, math.ceil(len(order) / size))


def _stack(photos: Photos, indices: Indices) -> Tensor:
    """Some of the photographs as one tensor uint8 [N, H, W, 3]."""
    return torch.from_numpy(np.stack([np.asarray(photos[int(i)], dtype=np.uint8) for i in indices]))


def _middle(pixels: Tensor, plan: Plan | None) -> Tensor:
    """The middle crop, where training was on crops."""
    if plan is None or plan.augment != "crop":
        return pixels
    _fits(pixels, plan.crop)
    row, column = ((side - plan.crop) // 2 for side in pixels.shape[1:3])
    return pixels[:, row : row + plan.crop, column : column + plan.crop]


def _fits(pixels: Tensor, side: int) -> None:
    if min(pixels.shape[1:3]) < side:
        height, width = pixels.shape[1:3]
        raise ValueError(f"photographs of {height}×{width} pixels hold no crop of {side}×{side}")
