"""Decisions: flag, rating, label and keyword, each change kept with its time, so that it can be undone.

One call is one step of undo, however many frames it marks, and one transaction: it is on disk when the call
returns. Undone steps can be redone until another decision is made below the same folder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

from aesthcull.catalogue import keywords, series_standing
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import FLAGS, LABELS, MAX_RATING, Step
from aesthcull.catalogue.store import Catalogue

Field = Literal["flag", "rating", "label", "keyword", "dismissed"]
Value = str | int | tuple[str, ...] | None
Changes = Mapping[Field, Value]
_CHUNK = 500


def mark(catalogue: Catalogue, frame_ids: Sequence[int], changes: Changes, name: str) -> Step | None:
    """Set fields of frames as one step called `name` (as the Undo menu shows it).

    `changes`: `flag` pick, reject or None; `rating` 0–5; `label` one of LABELS or None; `keyword` a word, or
    a tuple of words, to give, or to accept where a model suggests it; `dismissed` such to remove, whoever
    gave it. Returns the step, or None when nothing differed. Raises ValueError for a value that is not
    allowed, CatalogueError when it could not be written (then nothing is).
    """
    return mark_each(catalogue, [(frame_ids, changes)], name)


def mark_each(catalogue: Catalogue, marks: Sequence[tuple[Sequence[int], Changes]], name: str) -> Step | None:
    """`mark` with other values for other frames, as one step."""
    for _, changes in marks:
        for field, value in changes.items():
            _validate(field, value)
    with catalogue.write() as connection:
        rows = [
            row
            for frame_ids, changes in marks
            for start in range(0, len(frame_ids), _CHUNK)
            for field, value in changes.items()
            for row in _rows(connection, list(frame_ids[start : start + _CHUNK]), field, value)
        ]
        return record(connection, rows, name)


def record(connection: sa.Connection, rows: Sequence[dict[str, Any]], name: str) -> Step | None:
    """Make decisions (`frame_id`, `field`, `before`, `after`) one step, and what they say so; None without
    any."""
    if not rows:
        return None
    now, ids = datetime.now(), sorted({row["frame_id"] for row in rows})
    _drop_redo(connection, _folders(connection, ids))
    key = connection.execute(sa.insert(t.step).values(at=now, name=name, state="done")).inserted_primary_key
    assert key is not None
    connection.execute(sa.insert(t.decision), [{"step_id": key[0], **row} for row in rows])
    moved = _apply(connection, rows, "after")
    return Step(int(key[0]), name, now, tuple(sorted({*ids, *moved})))


def undo(catalogue: Catalogue, folder: Path) -> Step | None:
    """Take back the last step that marked a frame below `folder`; None when there is none."""
    return _turn(catalogue, folder, "done", "undone", "before")


def redo(catalogue: Catalogue, folder: Path) -> Step | None:
    """Do again the step below `folder` that was undone last; None when there is none."""
    return _turn(catalogue, folder, "undone", "done", "after")


def next_steps(catalogue: Catalogue, folder: Path) -> tuple[str | None, str | None]:
    """The names of the steps that undo and redo would act on."""
    with catalogue.read() as connection:
        last = _find_step(connection, folder, "done")
        following = _find_step(connection, folder, "undone")
    return (last.name if last else None, following.name if following else None)


def next_ids(catalogue: Catalogue, folder: Path) -> tuple[int | None, int | None]:
    """The ids of the steps that undo and redo would act on."""
    with catalogue.read() as connection:
        last = _find_step(connection, folder, "done")
        following = _find_step(connection, folder, "undone")
    return (last.id if last else None, following.id if following else None)


def next_sizes(catalogue: Catalogue, folder: Path) -> tuple[int, int]:
    """How many decisions the steps hold that undo and redo would act on."""
    c = t.decision.c
    with catalogue.read() as connection:
        steps = (_find_step(connection, folder, state) for state in ("done", "undone"))
        queries = (sa.select(sa.func.count()).where(c.step_id == step.id) if step else None for step in steps)
        undo, redo = (0 if q is None else int(connection.execute(q).scalar() or 0) for q in queries)
    return undo, redo


def _validate(field: Field, value: Value) -> None:
    words = _words(value)
    good_words = bool(words) and all(0 < len(word) <= 200 for word in words)
    allowed = {
        "flag": value is None or value in FLAGS,
        "rating": isinstance(value, int) and 0 <= value <= MAX_RATING,
        "label": value is None or value in LABELS,
        "keyword": good_words,
        "dismissed": good_words,
    }
    if not allowed[field]:
        raise ValueError(f"{value!r} is not a {field}")


def _words(value: Value) -> list[str]:
    words = value if isinstance(value, tuple) else (str(value),)
    return list(dict.fromkeys(word.strip() for word in words))


def _rows(connection: sa.Connection, ids: list[int], field: Field, value: Value) -> list[dict[str, Any]]:
    """The decisions that setting a field of these frames comes to."""
    if field in keywords.SOURCES:
        find = keywords.rows_to_add if field == "keyword" else keywords.rows_to_remove
        return [row for word in _words(value) for row in find(connection, ids, word)]
    rows = connection.execute(sa.select(t.frame.c.id, t.frame.c[field]).where(t.frame.c.id.in_(ids))).all()
    return [
        {"frame_id": frame_id, "field": field, "before": _as_text(before), "after": _as_text(value)}
        for frame_id, before in rows
        if before != value
    ]


def _apply(connection: sa.Connection, rows: Sequence[dict[str, Any]], side: str) -> set[int]:
    """Write the `before` or `after` side of decisions into the frames, many frames a statement. Returns other
    frames that changed with them: those of the same series."""
    other = "before" if side == "after" else "after"
    groups: dict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
    for row in rows:
        if row["field"] != series_standing.FIELD:
            groups[row["field"], row[side], row[other]].append(row["frame_id"])
    of_series = {row["frame_id"]: row[side] for row in rows if row["field"] == series_standing.FIELD}
    for (field, value, replaced), ids in groups.items():
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            if field in keywords.SOURCES:
                keywords.apply(connection, chunk, field, value, replaced)
            else:
                new = int(value or 0) if field == "rating" else value
                connection.execute(sa.update(t.frame).where(t.frame.c.id.in_(chunk)).values({field: new}))
    return series_standing.apply(connection, of_series) if of_series else set()


def _turn(catalogue: Catalogue, folder: Path, source: str, target: str, side: str) -> Step | None:
    with catalogue.write() as connection:
        found = _find_step(connection, folder, source)
        if found is None:
            return None
        query = sa.select(t.decision).where(t.decision.c.step_id == found.id)
        rows = [dict(row._mapping) for row in connection.execute(query)]
        moved = _apply(connection, rows, side)
        connection.execute(sa.update(t.step).where(t.step.c.id == found.id).values(state=target))
    return Step(found.id, found.name, found.at, tuple(sorted({*(row["frame_id"] for row in rows), *moved})))


def _find_step(connection: sa.Connection, folder: Path, state: str) -> Any:
    """The newest done step, or the oldest undone one, of the frames below `folder`."""
    order = t.step.c.id.desc() if state == "done" else t.step.c.id.asc()
    marked = (
        sa.select(t.decision.c.step_id)
        .join(t.frame)
        .where(t.decision.c.step_id == t.step.c.id, below(t.frame.c.folder, folder))
        .exists()
    )
    query = sa.select(t.step.c.id, t.step.c.name, t.step.c.at).where(t.step.c.state == state, marked)
    return connection.execute(query.order_by(order).limit(1)).one_or_none()


def _folders(connection: sa.Connection, frame_ids: Sequence[int]) -> set[Path]:
    folders: set[Path] = set()
    for start in range(0, len(frame_ids), _CHUNK):
        chunk = list(frame_ids[start : start + _CHUNK])
        query = sa.select(t.frame.c.folder).where(t.frame.c.id.in_(chunk)).distinct()
        folders.update(connection.execute(query).scalars())
    return folders


def _drop_redo(connection: sa.Connection, folders: set[Path]) -> None:
    """After a new decision, undone steps that touch the same folders cannot be redone."""
    touched = (
        sa.select(t.decision.c.step_id)
        .join(t.frame)
        .where(t.decision.c.step_id == t.step.c.id, t.frame.c.folder.in_(list(folders)[:_CHUNK]))
        .exists()
    )
    connection.execute(sa.update(t.step).where(t.step.c.state == "undone", touched).values(state="dropped"))


def _as_text(value: Value) -> str | None:
    return None if value is None else str(value)
