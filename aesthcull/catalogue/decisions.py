"""Decisions: flag, rating, label, keyword and what agencies are told, each kept with its time, so that it can
be undone.

One call is one step of undo, however many frames it marks, and one transaction: it is on disk when the call
returns. Undone steps can be redone until another decision is made below the same folder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

from aesthcull.catalogue import clocks, keywords, series_standing
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import FLAGS, LABELS, MAX_RATING, Step
from aesthcull.catalogue.store import Catalogue

Field = Literal[
    "flag", "rating", "label", "title", "description", "categories", "keyword_order", "keyword", "dismissed"
]
Value = str | int | tuple[str, ...] | None
Changes = Mapping[Field, Value]
_CHUNK = 500
_VARIED = 20  # values of a field in one step
_FOLDERS = 100  # in one condition
MAX_TEXT = 10_000  # characters of a text

# Made once: making a statement takes longer than SQLite takes for it.
_PARAM = sa.bindparam
_D = t.decision.c
_NEW_STEP = sa.insert(t.step)
_ANY_UNDONE = sa.select(t.step.c.id).where(t.step.c.state == "undone").limit(1)
_FRAMES = sa.select(_D.frame_id).where(_D.step_id == _PARAM("step")).distinct()


def _deciding(field: str) -> sa.Insert:
    """Adds a decision for each of the frames `ids` whose `field` is not the `value`."""
    column = t.frame.c[field]
    before, after = (sa.cast(what, sa.Text) for what in (column, _PARAM("after", type_=sa.Text)))
    values = sa.select(_PARAM("step", type_=sa.Integer), t.frame.c.id, sa.literal(field), before, after)
    changed = column.is_distinct_from(_PARAM("value", type_=column.type))
    found = values.where(t.frame.c.id.in_(_PARAM("ids", expanding=True)), changed)
    return sa.insert(t.decision).from_select(["step_id", "frame_id", "field", "before", "after"], found)


def _setting(field: str, side: str) -> sa.Update:
    """Sets `field` to `new` in the frames whose decision of the step has `text` on this side."""
    said = _D[side].is_not_distinct_from(_PARAM("text", type_=sa.Text))
    ids = sa.select(_D.frame_id).where(_D.step_id == _PARAM("step"), _D.field == field, said)
    return sa.update(t.frame).where(t.frame.c.id.in_(ids)).values({field: _PARAM("new")})


def _said(side: str) -> sa.Select[Any]:
    """The fields that a step decides on, and the values on this side, in the order of the decisions."""
    said = sa.select(_D.field, _D[side]).where(_D.step_id == _PARAM("step"))
    return said.group_by(_D.field, _D[side]).order_by(sa.func.min(_D.id))


_TEXTS = ("title", "description", "categories", "keyword_order")
_PLAIN = ("flag", "rating", "label", *_TEXTS)  # fields of the frame itself
_DECIDING = {field: _deciding(field) for field in _PLAIN}
_SETTING = {(field, side): _setting(field, side) for field in _PLAIN for side in ("before", "after")}
_SAID = {side: _said(side) for side in ("before", "after")}


def mark(catalogue: Catalogue, frame_ids: Sequence[int], changes: Changes, name: str) -> Step | None:
    """Set fields of frames as one step called `name` (as the Undo menu shows it).

    `changes`: `flag` pick, reject or None; `rating` 0–5; `label` one of LABELS or None; `title`,
    `description`, `categories` and `keyword_order` a text or None; `keyword` a word, or a tuple of words, to
    give, or to accept where a model suggests it; `dismissed` such to remove, whoever gave it. Returns the
    step, or None when nothing differed. Raises ValueError for a value that is not allowed, CatalogueError
    when it could not be written (then nothing is).
    """
    return mark_each(catalogue, [(frame_ids, changes)], name)


def mark_each(catalogue: Catalogue, marks: Sequence[tuple[Sequence[int], Changes]], name: str) -> Step | None:
    """`mark` with other values for other frames, as one step."""
    for _, changes in marks:
        for field, value in changes.items():
            _validate(field, value)
    with catalogue.write() as connection:
        step = _begin(connection, name)
        for frame_ids, changes in marks:
            for start in range(0, len(frame_ids), _CHUNK):
                ids = list(frame_ids[start : start + _CHUNK])
                for field, value in changes.items():
                    _decide(connection, step.id, ids, field, value)
        return _finish(connection, step)


def record(connection: sa.Connection, rows: Sequence[dict[str, Any]], name: str) -> Step | None:
    """Make decisions (`frame_id`, `field`, `before`, `after`) one step, and what they say so; None without
    any."""
    if not rows:
        return None
    step = _begin(connection, name)
    connection.execute(sa.insert(t.decision), [{"step_id": step.id, **row} for row in rows])
    return _finish(connection, step)


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
        **dict.fromkeys(_TEXTS, _is_text(value)),
        "keyword": good_words,
        "dismissed": good_words,
    }
    if not allowed[field]:
        raise ValueError(f"{value!r} is not a {field}")


def _is_text(value: Value) -> bool:
    return value is None or (isinstance(value, str) and 0 < len(value.strip()) <= MAX_TEXT)


def _words(value: Value) -> list[str]:
    words = value if isinstance(value, tuple) else (str(value),)
    return list(dict.fromkeys(word.strip() for word in words))


def _begin(connection: sa.Connection, name: str) -> Step:
    """A new step, to which decisions are added."""
    now = datetime.now()
    key = connection.execute(_NEW_STEP, {"at": now, "name": name, "state": "done"}).inserted_primary_key
    assert key is not None
    return Step(int(key[0]), name, now, ())


def _finish(connection: sa.Connection, step: Step) -> Step | None:
    """Let what the decisions of a new step say be so; without any, the step is taken away again."""
    ids = connection.execute(_FRAMES, {"step": step.id}).scalars().all()
    if not ids:
        connection.execute(sa.delete(t.step).where(t.step.c.id == step.id))
        return None
    if connection.execute(_ANY_UNDONE).first() is not None:
        _drop_redo(connection, _folders(connection, ids))
    moved = _apply(connection, step.id, "after")
    return replace(step, frame_ids=tuple(sorted({*ids, *moved})))


def _decide(connection: sa.Connection, step: int, ids: list[int], field: Field, value: Value) -> None:
    """Note what setting a field of these frames changes. Without a row for each in Python: a batch is of
    thousands."""
    if field not in keywords.SOURCES:
        values = {"step": step, "after": _as_text(value), "value": value, "ids": ids}
        connection.execute(_DECIDING[field], values)
        return
    find = keywords.rows_to_add if field == "keyword" else keywords.rows_to_remove
    rows = [{"step_id": step, **row} for word in _words(value) for row in find(connection, ids, word)]
    if rows:
        connection.execute(sa.insert(t.decision), rows)


def _apply(connection: sa.Connection, step: int, side: str) -> set[int]:
    """Write the `before` or `after` side of a step's decisions into the frames, many frames a statement.
    Returns other frames that changed with them: those of the same series."""
    said = connection.execute(_SAID[side], {"step": step}).all()
    varied = {field for field, count in Counter(field for field, _ in said).items() if count > _VARIED}
    for field in varied.intersection(_PLAIN):
        _set_each(connection, step, field, side)
    for field, value in said:
        if field in _PLAIN and field not in varied:
            new = int(value or 0) if field == "rating" else value
            connection.execute(_SETTING[field, side], {"step": step, "text": value, "new": new})
    if all(field in _PLAIN for field, _ in said):
        return set()
    others = sa.select(t.decision).where(_D.step_id == step, _D.field.not_in(_PLAIN)).order_by(_D.id)
    rows = connection.execute(others).all()
    return _apply_rows(connection, rows, side)


def _set_each(connection: sa.Connection, step: int, field: str, side: str) -> None:
    """`_SETTING` for a field that has other values nearly everywhere, as titles have: frame by frame."""
    query = sa.select(_D.frame_id, _D[side]).where(_D.step_id == step, _D.field == field)
    values = [{"frame": frame_id, "new": value} for frame_id, value in connection.execute(query)]
    one = sa.update(t.frame).where(t.frame.c.id == _PARAM("frame")).values({field: _PARAM("new")})
    connection.execute(one, values)


def _apply_rows(connection: sa.Connection, rows: Sequence[Any], side: str) -> set[int]:
    """`_apply` for keywords and series, which are no fields of the frame, and clocks, which are two."""
    other = "before" if side == "after" else "after"
    groups: dict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
    for row in rows:
        if row.field in keywords.SOURCES:
            groups[row.field, getattr(row, side), getattr(row, other)].append(row.frame_id)
    of_clocks, of_series = (
        {row.frame_id: getattr(row, side) for row in rows if row.field == field}
        for field in (clocks.FIELD, series_standing.FIELD)
    )
    if of_clocks:
        clocks.apply(connection, of_clocks)
    for (field, value, replaced), ids in groups.items():
        for start in range(0, len(ids), _CHUNK):
            keywords.apply(connection, ids[start : start + _CHUNK], field, value, replaced)
    return series_standing.apply(connection, of_series) if of_series else set()


def _turn(catalogue: Catalogue, folder: Path, source: str, target: str, side: str) -> Step | None:
    with catalogue.write() as connection:
        found = _find_step(connection, folder, source)
        if found is None:
            return None
        ids = connection.execute(_FRAMES, {"step": found.id}).scalars().all()
        moved = _apply(connection, found.id, side)
        connection.execute(sa.update(t.step).where(t.step.c.id == found.id).values(state=target))
    return Step(found.id, found.name, found.at, tuple(sorted({*ids, *moved})))


def _find_step(connection: sa.Connection, folder: Path, state: str) -> Any:
    """The newest done step, or the oldest undone one, of the frames below `folder`."""
    return connection.execute(_finding(folder, state)).one_or_none()


@lru_cache(maxsize=4)  # asked for after every mark
def _finding(folder: Path, state: str) -> sa.Select[Any]:
    order = t.step.c.id.desc() if state == "done" else t.step.c.id.asc()
    decided = sa.select(t.decision.c.step_id).join(t.frame).where(t.decision.c.step_id == t.step.c.id)
    marked = decided.where(below(t.frame.c.folder, folder)).exists()
    query = sa.select(t.step.c.id, t.step.c.name, t.step.c.at).where(t.step.c.state == state, marked)
    return query.order_by(order).limit(1)


def _folders(connection: sa.Connection, frame_ids: Sequence[int]) -> set[Path]:
    folders: set[Path] = set()
    for start in range(0, len(frame_ids), _CHUNK):
        chunk = list(frame_ids[start : start + _CHUNK])
        query = sa.select(t.frame.c.folder).where(t.frame.c.id.in_(chunk)).distinct()
        folders.update(connection.execute(query).scalars())
    return folders


def _drop_redo(connection: sa.Connection, folders: set[Path]) -> None:
    """After a new decision, undone steps of the same folders, and of every shoot that holds one of them,
    cannot be redone: the order of a shoot's steps stays that in which they were made."""
    shoots = connection.execute(sa.select(t.shoot.c.path)).scalars()
    around = {*folders, *(path for path in shoots if any(path in folder.parents for folder in folders))}
    widest = [folder for folder in around if not around.intersection(folder.parents)]
    for start in range(0, len(widest), _FOLDERS):
        _drop_redo_below(connection, widest[start : start + _FOLDERS])


def _drop_redo_below(connection: sa.Connection, folders: Sequence[Path]) -> None:
    touched = (
        sa.select(t.decision.c.step_id)
        .join(t.frame)
        .where(t.decision.c.step_id == t.step.c.id, sa.or_(*(below(t.frame.c.folder, f) for f in folders)))
        .exists()
    )
    connection.execute(sa.update(t.step).where(t.step.c.state == "undone", touched).values(state="dropped"))


def _as_text(value: Value) -> str | None:
    return None if value is None else str(value)
