"""What to train, as plain data: it goes to the trainer's process, stays beside the model, and comes back when
the model is retrained."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from aesthcull.trainer.honesty.plan import Plan
from aesthcull.trainer.rules import Rule

Source = Literal["sales", "folders", "votes"]
Kind = Literal["head", "fine-tune", "p1"]
SOURCES: tuple[Source, ...] = get_args(Source)
KINDS: tuple[Kind, ...] = get_args(Kind)
# Networks learn for minutes, where a head takes a fraction of a second.
NETWORK_PLAN = Plan(folds=3, repeats=1)


@dataclass(frozen=True)
class Request:
    """`paths` are the good and the poor folder, or the table of votes; none for sales. `scale` is that of the
    table's means. `name` is the score's name; `epochs` of P1's network (P1: 75). `follows` is the id of the
    model whose settings these are, when it is retrained."""

    source: Source = "sales"
    rule: Rule = field(default_factory=Rule)
    paths: tuple[str, ...] = ()
    scale: tuple[float, float] | None = None
    network: Kind = "head"
    name: str = "sells"
    epochs: int | None = None
    plan: Plan = field(default_factory=Plan)
    follows: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(values: dict[str, Any]) -> Request:
    """The inverse of `as_json`. Raise ValueError when it is none."""
    try:
        found = dict(values)
        found["rule"] = Rule(**found.get("rule", {}))
        found["plan"] = Plan(**found.get("plan", {}))
        found["paths"] = tuple(found.get("paths", ()))
        found["scale"] = tuple(found["scale"]) if found.get("scale") else None
        request = Request(**found)
    except (TypeError, AttributeError) as error:
        raise ValueError(f"not a training request: {error}") from error
    if request.source not in SOURCES or request.network not in KINDS:
        raise ValueError(f"not a training request: {request.source!r}, {request.network!r}")
    return request
