"""Cameras' clocks that the photographer put right: a frame's `captured_at` has its `clock_shift`, in seconds,
already.

A clock is a camera's, by its name; catalogued frames have no serial number, so two bodies of one model are
told apart by the letters that their file names begin with. A frame that is read for the first time gets the
shift that all other frames of its clock in the shoot have, and joins the steps that gave it them: undo takes
it from all of them. One that is read again keeps its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.column_types import fold
from aesthcull.catalogue.queries import below
from aesthcull.catalogue.records import Capture, Shoot

FIELD = "clock"  # of a decision; the value is a text of whole seconds
MAX_SHIFT = 2_000_000_000  # seconds, 63 years: a clock that lost its battery is decades behind
_LAST_YEAR = 9900  # a clock that is nonsense, and that no shift may lead out of the calendar
Key = tuple[str | None, str]  # camera, beginning of the file names


def beginning(name: str) -> str:
    """What a body's file names begin with, folded: IMG of IMG_0001.JPG. Cameras write _MG_ and _DSC for
    the wider colour space, which is not another body."""
    letters = re.match(r"\D*", fold(name.partition(".")[0]))
    found = letters.group().strip(" -_") if letters else ""
    return "img" if found == "mg" else found


def put_right(moment: datetime | None, shift: int) -> tuple[datetime | None, int]:
    """A clock's moment with the shift, and the shift it has now: none where the moment is nonsense."""
    if moment is None:
        return None, shift
    if moment.year > _LAST_YEAR:
        return moment, 0
    return moment + timedelta(seconds=shift), shift


def apply(connection: sa.Connection, shifts: Mapping[int, str | None]) -> None:
    """Give frames these shifts (texts, as decisions keep them) in place of those they have. Their series are
    to be found anew."""
    c = t.frame.c
    folders: set[Path] = set()
    this = sa.update(t.frame).where(c.id == sa.bindparam("this"))
    for chunk in chunks(list(shifts)):
        query = sa.select(c.id, c.folder, c.captured_at, c.clock_shift).where(c.id.in_(chunk))
        rows = []
        for row in connection.execute(query):
            told, _ = put_right(row.captured_at, -row.clock_shift)
            moment, shift = put_right(told, int(shifts[row.id] or 0))
            rows.append({"this": row.id, "captured_at": moment, "clock_shift": shift})
            folders.add(row.folder)
        if rows:
            connection.execute(this, rows)
    _regroup_later(connection, folders)


def with_shifts(
    connection: sa.Connection, captures: Mapping[int, Capture], shoot: Shoot | None
) -> dict[int, dict[str, Any]]:
    """The `captured_at` and `clock_shift` of frames that were just read, by id. `shoot`: from whose frames
    those that are read for the first time take theirs."""
    c = t.frame.c
    query = sa.select(c.id, c.path, c.width, c.clock_shift).where(c.id.in_(list(captures)))
    rows = connection.execute(query).all()
    shifts = {row.id: int(row.clock_shift) for row in rows}
    if shoot is not None:
        new = {row.id: (captures[row.id].camera, beginning(row.path.name)) for row in rows if not row.width}
        shifts |= _taken_over(connection, shoot, new)
    found = {}
    for frame_id, capture in captures.items():
        moment, shift = put_right(capture.captured_at, shifts.get(frame_id, 0))
        found[frame_id] = {"captured_at": moment, "clock_shift": shift}
    return found


def _taken_over(connection: sa.Connection, shoot: Shoot, new: Mapping[int, Key]) -> dict[int, int]:
    """The shifts that new frames get; they join the steps of the clock's other frames."""
    here = below(t.frame.c.folder, shoot.path)
    # Written out, not bound: only so does the database see that its index of shifted frames serves.
    any_shifted = sa.select(t.frame.c.id).where(here, sa.text("clock_shift != 0")).limit(1)
    if not new or connection.execute(any_shifted).first() is None:
        return {}
    known = _known(connection, shoot, {camera for camera, _ in new.values() if camera})
    found = {}
    for frame_id, key in new.items():
        shifts = known.get(key, {})
        shift, mate = next(iter(shifts.items())) if len(shifts) == 1 else (0, 0)
        if shift:
            found[frame_id] = shift
            _join(connection, frame_id, mate)
    return found


def _known(connection: sa.Connection, shoot: Shoot, cameras: Collection[str]) -> dict[Key, dict[int, int]]:
    """By clock: the shifts of its frames that were read already, each with one frame that has it."""
    c = t.frame.c
    query = sa.select(c.id, c.path, c.camera, c.clock_shift)
    query = query.where(below(c.folder, shoot.path), c.camera.in_(cameras), c.width.is_not(None))
    found: dict[Key, dict[int, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.camera, beginning(row.path.name)][row.clock_shift] = row.id
    return found


def _join(connection: sa.Connection, frame_id: int, mate: int) -> None:
    c = t.decision.c
    of_mate = sa.select(c.step_id, sa.literal(frame_id), c.field, c.before, c.after)
    of_mate = of_mate.where(c.frame_id == mate, c.field == FIELD).order_by(c.id)
    names = ["step_id", "frame_id", "field", "before", "after"]
    connection.execute(sa.insert(t.decision).from_select(names, of_mate))


def _regroup_later(connection: sa.Connection, folders: Collection[Path]) -> None:
    """The shoots that these folders are in were not scanned to the end: the next scan finds series anew."""
    around = {path for folder in folders for path in (folder, *folder.parents)}
    for chunk in chunks(list(around)):
        this = sa.update(t.shoot).where(t.shoot.c.path.in_(chunk))
        connection.execute(this.values(scanned_at=None))
