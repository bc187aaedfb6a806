"""What counts as good: a rule that cuts what is known of the frames (sales, earnings, votes) into classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from aesthcull.trainer.labels import BETWEEN, BOTTOM, TOP, popularity_classes

Quantity = Literal["sales", "popularity", "earnings", "votes", "folders"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
P1_SALES = 200  # P1: a good seller has more than 200 sales
Values = NDArray[np.float64]
Classes = NDArray[np.int64]  # BOTTOM, TOP, or BETWEEN for frames that take no part
_UNITS = {
    "sales": "sales",
    "votes": "on the scale of the votes",
    "earnings": "earned",
    "popularity": "popularity",
}


@dataclass(frozen=True)
class Rule:
    """More than `threshold` of a quantity is good, the rest poor; or, with `share`, the top and the bottom
    share, and the frames between take no part (P4).

    A threshold of None is the one that balances the classes. `popularity` is P4's
    log2((sales + 1) / (days online + 1)); `earnings` are counted in `currency` only.
    """

    quantity: Quantity = "sales"
    threshold: float | None = None
    share: float | None = None
    currency: str | None = None

    def __post_init__(self) -> None:
        if self.quantity not in QUANTITIES:
            raise ValueError(f"unknown quantity {self.quantity!r}; one of {', '.join(QUANTITIES)}")
        if self.threshold is not None and self.share is not None:
            raise ValueError("either a threshold or a share, not both")


def balancing_threshold(values: Values) -> float | None:
    """The value of which "more than" makes classes of as equal size as possible; None: all are equal.

    Of the values that occur, so that it reads as a number of sales.
    """
    levels = np.unique(values)[:-1]
    if not len(levels):
        return None
    above = len(values) - np.searchsorted(np.sort(values), levels, side="right")
    return float(levels[np.argmin(np.abs(above - len(values) / 2))])


def classes(values: Values, rule: Rule) -> Classes:
    """The class of each frame [N]. ValueError with one line where the rule cannot divide the values."""
    if rule.share is not None:
        return _top_and_bottom(values, rule.share)
    threshold = rule.threshold if rule.threshold is not None else balancing_threshold(values)
    if threshold is None:
        raise ValueError(
            f"all {len(values):,} frames have the same {rule.quantity}: nothing tells them apart"
        )
    return np.where(values > threshold, TOP, BOTTOM)


def _top_and_bottom(values: Values, share: float) -> Classes:
    """P4's classes; where more frames than the share have the lowest value, such as no sales at all, these
    are the bottom."""
    lowest = values == values.min(initial=np.inf)
    if lowest.mean() <= share or lowest.all():
        return popularity_classes(values, share)
    above = np.sort(values)[len(values) - int(share * len(values)) - 1]
    found = np.where(values > above, TOP, BETWEEN)
    if not (found == TOP).any():
        raise ValueError(f"too many of the {len(values):,} frames are equal to tell a top {share:.0%}")
    found[lowest] = BOTTOM
    return found


def describe(values: Values, rule: Rule) -> str:
    """The rule in words, with the number that it came to."""
    if rule.quantity == "folders":
        return "the folder"
    unit = f"{rule.currency} {_UNITS['earnings']}" if rule.quantity == "earnings" else _UNITS[rule.quantity]
    if rule.share is not None:
        lowest = float((values == values.min(initial=np.inf)).mean())
        bottom = f"bottom {rule.share:.0%}" if lowest <= rule.share else f"{lowest:.0%} with the least"
        return f"the top {rule.share:.0%} against the {bottom} by {rule.quantity}"
    threshold = rule.threshold if rule.threshold is not None else balancing_threshold(values)
    return f"more than {threshold:g} {unit}" if threshold is not None else f"by {rule.quantity}"


def ranks(values: Values) -> NDArray[np.float32]:
    """[N] mean ranks as shares 0…1: what a head is fitted to, since sales are heavy-tailed and their order
    tells more than two classes."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts) - 1
    middle = last - (counts - 1) / 2
    return np.asarray(middle[place] / max(len(values) - 1, 1), dtype=np.float32)


def chosen(found: Classes | Sequence[int]) -> NDArray[np.bool_]:
    """Which frames take part [N]."""
    return np.asarray(np.asarray(found) != BETWEEN, dtype=np.bool_)
