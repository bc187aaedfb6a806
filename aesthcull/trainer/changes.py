"""What retraining changed: the figures of the model whose settings were used again, beside the new ones.

Each figure is from its own training: other frames, other folds. Only where the earlier model can be tested on
frames that neither has learnt from are both measured alike, and only that difference has an interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from aesthcull.trainer.comparison import compare
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.honesty.evaluation import Evaluation
from aesthcull.trainer.honesty.figures import AUC
from aesthcull.trainer.report.page import read_figures
from aesthcull.vision.registry import ModelEntry

Interval = tuple[float, float]


@dataclass(frozen=True)
class Change:
    """A figure before and now, with 95 % intervals where there are any; counts are whole."""

    figure: str
    before: float
    now: float
    before_interval: Interval | None = None
    now_interval: Interval | None = None
    difference_interval: Interval | None = None

    @property
    def difference(self) -> float:
        return self.now - self.before


@dataclass(frozen=True)
class Changes:
    """Since the model `since`; `text` says in a sentence what each has learnt from."""

    since: str
    text: str
    rows: tuple[Change, ...]


def changes_since(before: ModelEntry, data: Dataset, found: Evaluation) -> Changes | None:
    """The new model's figures beside those that the report of `before` tells; None where it is lost."""
    told = read_figures(before)
    try:
        rows = [
            Change(
                name, told["honest"][name]["value"], value.value,
                _interval(told["honest"][name]), (value.low, value.high),
            )
            for name, value in found.honest.items()
            if name in told["honest"]
        ]  # fmt: skip
        alike = _measured_alike(before, data, found)
        counts = {"frames": found.frames, "good": found.positives, data.unseen: found.groups}
        known = {
            "frames": told["frames"],
            "good": told["good"],
            told.get("unseen", data.unseen): told["groups"],
        }
        rows += [Change(name, known[name], now) for name, now in counts.items() if name in known]
        text = (
            f"{before.id} learnt from {told['source']}, good: {told['rule']}; "
            f"this model from {data.source}, good: {data.rule}"
        )
    except (KeyError, TypeError):
        return None
    return Changes(before.id, text, (*alike, *rows))


def _measured_alike(before: ModelEntry, data: Dataset, found: Evaluation) -> list[Change]:
    compared = compare(before, data, found)
    if compared is None or compared.difference is None:
        return []
    low, high = compared.difference.low, compared.difference.high
    name = f"{AUC}, on frames that neither learnt from"
    return [Change(name, compared.present_auc, compared.new_auc, difference_interval=(low, high))]


def _interval(value: Mapping[str, Any]) -> Interval:
    return value["low"], value["high"]


def changes_json(changes: Changes | None) -> dict[str, Any] | None:
    """For programs; `difference` too."""
    if changes is None:
        return None
    rows = [{**asdict(row), "difference": row.difference} for row in changes.rows]
    return {"since": changes.since, "text": changes.text, "rows": rows}


def change_rows(said: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The rows of `changes_json` as texts: figure, before, now, difference."""
    return [
        {
            "figure": row["figure"],
            "before": _said(row["before"], row["before_interval"]),
            "now": _said(row["now"], row["now_interval"]),
            "difference": _said(row["difference"], row["difference_interval"], sign="+"),
        }
        for row in said
    ]


def _said(value: float, interval: Interval | None, sign: str = "") -> str:
    form = f"{sign},d" if isinstance(value, int) else f"{sign}.3f"
    if interval is None:
        return f"{value:{form}}"
    to = " to " if sign else "–"
    return f"{value:{form}} ({interval[0]:{form}}{to}{interval[1]:{form}})"
