"""The history of a shoot's decisions: its steps, and going back or forth over many of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from aesthcull.catalogue import decisions
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import Step
from aesthcull.catalogue.store import Catalogue


@dataclass(frozen=True)
class PastStep:
    """One step: `frames` is how many it decided on; `undone` when it can be redone."""

    id: int
    name: str
    at: datetime
    frames: int
    undone: bool


def steps(catalogue: Catalogue, folder: Path, limit: int = 200) -> list[PastStep]:
    """The last steps that decided on frames below `folder`, newest first. Raises CatalogueError."""
    here = (
        sa.select(t.decision.c.step_id)
        .join(t.frame)
        .where(t.decision.c.step_id == t.step.c.id, below(t.frame.c.folder, folder))
        .exists()
    )
    frames = (
        sa.select(sa.func.count(sa.distinct(t.decision.c.frame_id)))
        .where(t.decision.c.step_id == t.step.c.id)
        .scalar_subquery()
    )
    query = (
        sa.select(t.step.c.id, t.step.c.name, t.step.c.at, frames, t.step.c.state == "undone")
        .where(t.step.c.state.in_(("done", "undone")), here)
        .order_by(t.step.c.id.desc())
        .limit(limit)
    )
    with catalogue.read() as connection:
        return [PastStep(*row) for row in connection.execute(query)]


def travel(catalogue: Catalogue, folder: Path, past: list[PastStep], to: int | None) -> Iterator[Step]:
    """Undo or redo, one by one, until the step `to` is the last one done; None: until all of `past`, as
    `steps` gave them, are undone. Each is on disk when it is told. It ends early where the history is no
    longer as `past` says. Raises CatalogueError."""
    back = [step.id for step in past if not step.undone and (to is None or step.id > to)]
    forth = [step.id for step in reversed(past) if step.undone and to is not None and step.id <= to]
    for act, ids in ((decisions.undo, back), (decisions.redo, forth)):
        for step_id in ids:
            if decisions.next_ids(catalogue, folder)[act is decisions.redo] != step_id:
                return
            step = act(catalogue, folder)
            if step is None:
                return
            yield step
