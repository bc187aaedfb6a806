"""Reading what is said of frames, and writing what the user says, in workers."""

from __future__ import annotations

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
from aesthcull.exchange.upload.rows import UploadRow, UploadSettings, upload_rows
from aesthcull.gui.reporting.export import read_frames
from aesthcull.job import Job


@dataclass(frozen=True)
class Wanted:
    """The frames `ids` of the shoot `folder`, in this order, for an agency."""

    folder: Path
    ids: tuple[int, ...]
    agency: Agency
    settings: UploadSettings


@dataclass(frozen=True)
class Gathered:
    """The rows of what was wanted, and what they were made of. `refused` and `warned` count rows."""

    of: Wanted
    frames: dict[int, Frame] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)
    rows: tuple[UploadRow, ...] = ()
    refused: int = 0
    warned: int = 0


def gather(
    catalogue: Catalogue, wanted: Wanted, before: Gathered | None, stale: Collection[int], job: Job
) -> Gathered:
    """The rows; frames that `before` had are read again only where they are `stale`. Raises CatalogueError
    and Cancelled."""
    frames = dict(before.frames) if before else {}
    given = dict(before.given) if before else {}
    due = [i for i in wanted.ids if i in stale or i not in frames]
    if due:
        frames |= {frame.id: frame for frame in read_frames(catalogue, wanted.folder, due, job)}
        found = keywords.given(catalogue, due)
        given |= {i: found.get(i, {}) for i in due}
    job.check()
    there = [frames[i] for i in wanted.ids if i in frames]
    rows = tuple(upload_rows(there, wanted.agency, wanted.settings, given))
    refused, troubled = sum(row.refused for row in rows), sum(row.troubled for row in rows)
    return Gathered(wanted, frames, given, rows, refused, troubled - refused)


@dataclass(frozen=True)
class Edit:
    """`text` typed for `field` of these rows, as one step called `name`."""

    rows: Sequence[UploadRow]
    field: EditField
    text: str
    agency: Agency
    name: str

    def marks(self) -> list[tuple[list[int], Changes]]:
        """What it comes to, frame by frame. Raises TypedError."""
        found = ((row.frame.id, changes(row, self.field, self.text, self.agency)) for row in self.rows)
        return [([frame_id], what) for frame_id, what in found if what]


def carry_out(catalogue: Catalogue, edit: Edit) -> Step | None:
    """Write an edit of many rows. Raises TypedError, CatalogueError."""
    return decisions.mark_each(catalogue, edit.marks(), edit.name)
