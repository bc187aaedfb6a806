"""How a network is trained, and what happened then, epoch by epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Augment = Literal["none", "flip", "crop"]
Optimiser = Literal["adam", "sgd"]
Phase = Literal["top", "all"]


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
