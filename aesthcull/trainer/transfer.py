"""Transfer in two phases: the new top alone at the higher rate, then everything at a much smaller one.

P2 and P3 train in these two phases; P4 and P5 train everything from the start (no epochs for the top alone),
P4 with a higher rate for the new layer. Both phases stop early on a validation split, and the weights kept
are those of the best epoch of both: where the second phase does not improve, the first one's stay.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from aesthcull.job import Cancelled
from aesthcull.trainer.losses import Matrix, Objective, Targets, as_tensor
from aesthcull.trainer.networks.base import Classifier
from aesthcull.trainer.photo_batches import Examples, Indices, Photos, batches, fits, middle, stack
from aesthcull.trainer.plans import Epoch, History, Phase, Plan

MOMENTUM = 0.9  # of "sgd"; ours, our facts of P4 leave it open
PREDICT_BATCH = 16  # larger ones are slower on a CPU: they leave its cache
BACKWARD = 3.0  # a step with backward pass takes about as long as three forward passes


class TrainingError(Exception):
    """Training that led nowhere; the message is one line."""


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
    for indices in batches(np.arange(len(photos)), PREDICT_BATCH):
        _check(cancelled)
        pixels = middle(stack(photos, indices), plan).to(device)
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
        for indices in batches(self.rng.permutation(len(self.targets)), self.plan.batch):
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
        pixels = self.augmented(stack(self.training.photos, indices)).to(self.device)
        logits: Tensor = self.network(pixels)
        return logits

    def check_pixels(self) -> Tensor:
        start = time.monotonic()
        photos = self.validation.photos
        found: list[Tensor] = []
        for indices in batches(np.arange(len(photos)), PREDICT_BATCH):
            _check(self.cancelled)
            found.append(self.network(middle(stack(photos, indices), self.plan).to(self.device)))
        self.seconds_per_photo = (time.monotonic() - start) / len(photos)
        return torch.cat(found)

    def augmented(self, pixels: Tensor) -> Tensor:
        """Pixels [N, H, W, 3] as they are learnt from."""
        if self.plan.augment == "none":
            return pixels
        if self.plan.augment == "crop":
            side = self.plan.crop
            fits(pixels, side)
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
        whole: list[tuple[Tensor, ...]] = []
        for indices in batches(np.arange(len(photos)), PREDICT_BATCH):
            pixels = stack(photos, indices)
            seen: list[tuple[Tensor, ...]] = []
            for mirrored in views:
                _check(self.cancelled)
                seen.append(
                    top_inputs(self.network, (pixels.flip(2) if mirrored else pixels).to(self.device))
                )
            whole.append(tuple(torch.stack(each) for each in zip(*seen, strict=True)))
        self.seconds_per_photo = (time.monotonic() - start) / (len(photos) * len(views))
        return tuple(torch.cat(each, dim=1) for each in zip(*whole, strict=True))

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
