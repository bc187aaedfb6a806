"""Reading what is said of frames, and writing what the user says, in workers."""

from __future__ import annotations

import gc
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aesthcull.catalogue import decisions, keywords
from aesthcull.catalogue.decisions import Changes
from aesthcull.catalogue.records import Frame, Step
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.editing import EditField, changes
from aesthcull.exchange.upload.keywords import Given
from aesthcull.exchange.upload.presence import looked_up
from aesthcull.exchange.upload.rows import UploadRow, UploadSettings, compared, upload_row
from aesthcull.gui.reporting.export import read_frames
from aesthcull.job import Job

_MANY = 100  # frames


@dataclass(frozen=True)
class Wanted:
    """The frames `ids` of the shoot `folder`, in this order, for an agency."""

    folder: Path
    ids: tuple[int, ...]
    agency: Agency
    settings: UploadSettings


@dataclass(frozen=True)
class Gathered:
    """The rows of what was wanted, with the `ids` of their frames, and what they were made of: `alone` are
    the rows before they were compared. `refused` and `warned` count rows."""

    of: Wanted
    frames: dict[int, Frame] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    alone: dict[int, UploadRow] = field(default_factory=dict)
    rows: list[UploadRow] = field(default_factory=list)
    ids: tuple[int, ...] = ()
    refused: int = 0
    warned: int = 0


def gather(
    catalogue: Catalogue, wanted: Wanted, before: Gathered | None, stale: Collection[int], job: Job
) -> Gathered:
    """The rows; frames that `before` had are read again only where they are `stale`. Raises CatalogueError
    and Cancelled.

    Python's collector rests meanwhile, and is spared what was made: it would look through thousands of frames
    again and again, and every thread waits for it, in the middle of typing.
    """
    gc.disable()
    try:
        found = _gather(catalogue, wanted, before, stale, job)
        if before is None or before.of != wanted or len(stale) > _MANY:
            gc.freeze()
        return found
    finally:
        gc.enable()


def _gather(
    catalogue: Catalogue, wanted: Wanted, before: Gathered | None, stale: Collection[int], job: Job
) -> Gathered:
    frames = dict(before.frames) if before else {}
    given = dict(before.given) if before else {}
    due = [i for i in wanted.ids if i in stale or i not in frames]
    if due:
        read = read_frames(catalogue, wanted.folder, due, job)
        frames |= {frame.id: frame for frame in looked_up(read)}
        found = keywords.given(catalogue, due)
        given |= {i: found.get(i, {}) for i in due}
    agency, settings = wanted.agency, wanted.settings
    same = before is not None and (before.of.agency, before.of.settings) == (agency, settings)
    alone = {i: row for i, row in before.alone.items() if i not in stale} if before and same else {}
    ids = tuple(i for i in wanted.ids if i in frames)
    for i in ids:
        if i not in alone:
            job.check()
            alone[i] = upload_row(frames[i], agency, settings, given[i])
    rows = compared((alone[i] for i in ids), agency)
    refused, troubled = sum(row.refused for row in rows), sum(row.troubled for row in rows)
    return Gathered(wanted, frames, given, alone, rows, ids, refused, troubled - refused)


def let_go(gathered: Gathered) -> None:
    """Empty what is no longer shown, one by one and in a worker: thousands of frames and rows that end
    together would stop the window's thread."""
    for found in (gathered.alone, gathered.frames, gathered.given):
        while found:
            found.popitem()
    while gathered.rows:
        gathered.rows.pop()


@dataclass(frozen=True)
class Edit:
    """`texts` typed for `field` of these rows, one for each or one for all, as one step called `name`."""

    rows: Sequence[UploadRow]
    field: EditField
    texts: tuple[str, ...]
    agency: Agency
    name: str

    def marks(self) -> list[tuple[list[int], Changes]]:
        """What it comes to; frames of which the same is said go together. Raises TypedError."""
        groups: dict[tuple[object, ...], tuple[list[int], Changes]] = {}
        texts = self.texts if len(self.texts) > 1 else self.texts * len(self.rows)
        for row, text in zip(self.rows, texts, strict=True):
            what = changes(row, self.field, text, self.agency)
            if what:
                groups.setdefault(tuple(what.items()), ([], what))[0].append(row.frame.id)
        return list(groups.values())


def carry_out(catalogue: Catalogue, edit: Edit) -> Step | None:
    """Write an edit of many rows. Raises TypedError, CatalogueError."""
    return decisions.mark_each(catalogue, edit.marks(), edit.name)
