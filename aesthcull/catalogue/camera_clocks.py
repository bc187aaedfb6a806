"""The clocks of a shoot's cameras: what they say, by how much they were put right, and putting them right.

A shift is absolute: that of one hour is given once, however often it is asked for. Seconds are whole.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from aesthcull.catalogue import clocks, decisions
from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.column_query import Reading, raw
from aesthcull.catalogue.column_types import NO_NUMBER
from aesthcull.catalogue.instants import Moments, instants
from aesthcull.catalogue.records import Shoot, Step
from aesthcull.catalogue.store import Catalogue
from aesthcull.catalogue.tables import decode_path
from aesthcull.job import Job

_MOST_BODIES = 4  # of more beginnings of names the user renames files, rather than owns bodies
_READ = ("id", "path", "camera", "captured_at", "utc_offset", "clock_shift")
_SECOND = np.timedelta64(1_000_000, "us")
_SHIFT = re.compile(r"([-+−]?)\s*(?:(\d+)\s*d\s*)?(?:(\d+):([0-5]\d):([0-5]\d)|(\d+))")


class ClockError(Exception):
    """A clock that cannot be put right so; one line."""


@dataclass(frozen=True)
class ShootTimes:
    """The frames of a shoot that are not missing, by path, with their times; arrays are [N].

    `told` are the clocks' moments, put right by `shifts` seconds; `instants` the same by one clock (UTC
    where the frames tell it); `offsets` minutes from UTC.
    """

    ids: NDArray[np.int64]
    names: tuple[str, ...]
    cameras: tuple[str | None, ...]
    told: Moments
    offsets: NDArray[np.int32]
    shifts: NDArray[np.int64]
    instants: Moments


@dataclass(frozen=True)
class CameraClock:
    """A camera of the shoot; `beginning` of its file names, where there are several bodies of one name.

    `rows` [M] are into ShootTimes; `timed` how many of them have a time; `first` and `last` of those;
    `offsets` from UTC in minutes (None: not told) and `shifts` in seconds with how many frames have them.
    """

    camera: str | None
    beginning: str | None
    rows: NDArray[np.intp]
    timed: int
    first: datetime | None
    last: datetime | None
    offsets: tuple[tuple[int | None, int], ...]
    shifts: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """As the listings show it, empty where no camera is told."""
        name = self.camera or ""
        return f"{name} ({self.beginning.upper()})" if self.beginning else name


def read_times(catalogue: Catalogue, shoot: Shoot, job: Job) -> ShootTimes:
    """The times of a shoot's frames; 100,000 take a second. Raises CatalogueError, Cancelled."""
    columns = [raw(t.frame.c[name]) for name in _READ]
    query = sa.select(*columns).where(sa.not_(t.frame.c.missing))
    blocks = Reading(catalogue, shoot, job, None).blocks(query, t.frame.c.id, t.frame.c.path)
    read: list[list[Any]] = [[] for _ in _READ]
    for block in blocks:
        for values, more in zip(read, block, strict=True):
            values += more
    ids, paths, cameras, moments, offsets, shifts = read
    told = np.array(moments, dtype="datetime64[us]")
    zones = np.array([NO_NUMBER if offset is None else offset for offset in offsets], dtype=np.int32)
    return ShootTimes(
        ids=np.array(ids, dtype=np.int64),
        names=tuple(decode_path(path).rpartition(os.sep)[2] for path in paths),
        cameras=tuple(cameras),
        told=told,
        offsets=zones,
        shifts=np.array(shifts, dtype=np.int64),
        instants=instants(told, zones),
    )


def clocks_of(times: ShootTimes) -> list[CameraClock]:
    """The clocks of these frames, that of the most frames first; frames that tell no camera last."""
    keys = [
        (camera, clocks.beginning(name) if camera else "")
        for camera, name in zip(times.cameras, times.names, strict=True)
    ]
    bodies = Counter(camera for camera, _ in set(keys))
    rows: dict[tuple[str | None, str | None], list[int]] = {}
    for row, (camera, beginning) in enumerate(keys):
        told_apart = beginning if 1 < bodies[camera] <= _MOST_BODIES else None
        rows.setdefault((camera, told_apart), []).append(row)
    found = [_clock(times, key, np.array(of_key, dtype=np.intp)) for key, of_key in rows.items()]
    return sorted(found, key=lambda clock: (clock.camera is None, -len(clock.rows), clock.name))


def _clock(times: ShootTimes, key: tuple[str | None, str | None], rows: NDArray[np.intp]) -> CameraClock:
    told = times.told[rows]
    told = told[~np.isnat(told)]
    offsets: Iterable[int | None] = (None if o == NO_NUMBER else o for o in times.offsets[rows].tolist())
    return CameraClock(
        camera=key[0],
        beginning=key[1],
        rows=rows,
        timed=len(told),
        first=told.min().item() if len(told) else None,
        last=told.max().item() if len(told) else None,
        offsets=tuple(Counter(offsets).most_common()),
        shifts=tuple(Counter(times.shifts[rows].tolist()).most_common()),
    )


def clock_at(found: Sequence[CameraClock], row: int) -> CameraClock:
    """The clock of a row of ShootTimes."""
    return next(clock for clock in found if row in clock.rows)


def same_moment(times: ShootTimes, kept: int, moved: int) -> int:
    """The shift of the clock of the row `moved` that lets it show what the row `kept` does at the same
    moment. Raises ClockError where one of them has no time."""
    for row in (kept, moved):
        if np.isnat(times.told[row]):
            raise ClockError(f"{times.names[row]}: has no time to go by")
    apart = (times.instants[kept] - times.instants[moved]) / _SECOND
    return int(times.shifts[moved]) + round(float(apart))


def camera_times(catalogue: Catalogue, ids: Sequence[int]) -> dict[int, datetime | None]:
    """What the cameras' clocks said, as it stands in the files, by frame id."""
    c = t.frame.c
    with catalogue.read() as connection:
        return {
            row.id: clocks.put_right(row.captured_at, -row.clock_shift)[0]
            for chunk in chunks(ids)
            for row in connection.execute(
                sa.select(c.id, c.captured_at, c.clock_shift).where(c.id.in_(chunk))
            )
        }


def set_shift(catalogue: Catalogue, ids: Sequence[int], seconds: int, name: str) -> Step | None:
    """Put the clock of these frames right by `seconds` in all, as one step called `name`; None where it is.

    Raises ClockError for a shift beyond what is possible, CatalogueError when it could not be written.
    """
    if abs(seconds) > clocks.MAX_SHIFT:
        raise ClockError(f"{shift_text(seconds)}: more than {clocks.MAX_SHIFT // 31_557_600} years")
    c = t.frame.c
    rows: list[dict[str, Any]] = []
    with catalogue.write() as connection:
        for chunk in chunks(ids):
            query = sa.select(c.id, c.clock_shift).where(c.id.in_(chunk), c.clock_shift != seconds)
            for row in connection.execute(query):
                before, after = str(row.clock_shift), str(seconds)
                rows.append({"frame_id": row.id, "field": clocks.FIELD, "before": before, "after": after})
        return decisions.record(connection, rows, name)


def shift_text(seconds: int) -> str:
    """“+1:03:20”, or “−12 d 1:03:20”."""
    sign = "−" if seconds < 0 else "+"
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    return f"{sign}{f'{days} d ' if days else ''}{hour}:{minute:02}:{second:02}"


def shift_of(text: str) -> int:
    """The seconds of a shift such as +1:03:20, −12 d 1:03:20 or 90. Raises ClockError."""
    found = _SHIFT.fullmatch(text.strip())
    if found is None:
        raise ClockError(f"{text!r} is no shift such as +1:03:20 (hours, minutes, seconds) or -90 (seconds)")
    sign, days, hours, minutes, seconds, plain = found.groups()
    total = int(days or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes or 0) * 60
    total += int(seconds or plain or 0)
    return -total if sign and sign != "+" else total


def offset_text(minutes: int | None) -> str:
    """An offset from UTC as EXIF writes it; a dash where none is told."""
    if minutes is None:
        return "–"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
