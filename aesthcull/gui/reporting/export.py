"""Writing a report, in a worker: the frames are read from the catalogue, in the order of the ids."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Frame
from aesthcull.catalogue.store import Catalogue, CatalogueError
from aesthcull.exchange.reports.captions import Captions
from aesthcull.exchange.reports.contact_sheet import write_contact_sheet
from aesthcull.exchange.reports.proof_sheet import write_proof_sheet
from aesthcull.exchange.reports.ranking import write_ranking
from aesthcull.gui.reporting.choices import Choices, Kind
from aesthcull.gui.reporting.sheet_pdf import Sheet, write_sheet_pdf
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

_AT_ONCE = 500


@dataclass(frozen=True)
class Request:
    """A report of the frames `ids` of the shoot `folder`, written to `out`."""

    kind: Kind
    ids: tuple[int, ...]
    folder: Path
    title: str
    out: Path
    choices: Choices


@dataclass(frozen=True)
class Written:
    """What came of it: how many frames, and how many of them without a picture."""

    path: Path
    frames: int
    absent: int = 0


def export(work: Workplace, asked: Request, job: Job) -> Written:
    """Write the report. Raises OSError, CatalogueError and Cancelled; then what was there is as it was."""
    if queries.frame_ids(work.catalogue, [asked.out]):  # originals are never changed
        raise OSError(errno.EEXIST, "this is a photograph; choose another name", str(asked.out))
    frames = read_frames(work.catalogue, asked.folder, asked.ids, job)
    choices, title, out = asked.choices, asked.title, asked.out
    captions = Captions(choices.name, choices.stars, choices.flag, choices.score or None)
    absent = 0
    if asked.kind == "csv":
        job.stage("Writing the ranking")
        write_ranking(frames, str(asked.folder), out, score=captions.score, byte_order_mark=choices.excel)
    elif asked.kind == "proof":
        absent = write_proof_sheet(
            frames, work.thumbnails, out, title=title, captions=captions, side=choices.side, job=job
        )
    elif choices.form == "png":
        absent = write_contact_sheet(
            frames, work.thumbnails, out, title=title, captions=captions, columns=choices.columns, job=job
        )
    else:
        sheet = Sheet(title, captions, choices.paper, choices.landscape, choices.columns)
        absent = write_sheet_pdf(frames, work.thumbnails, out, sheet, job)
    return Written(out, len(frames), absent)


def read_frames(catalogue: Catalogue, folder: Path, ids: Sequence[int], job: Job) -> list[Frame]:
    """The frames in the order of the ids, without those that are gone meanwhile. Raises CatalogueError."""
    shoot = queries.find_shoot(catalogue, folder)
    if shoot is None:
        raise CatalogueError(f"{folder}: not in the catalogue")
    job.stage("Reading the catalogue", len(ids))
    found: dict[int, Frame] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found.update({frame.id: frame for frame in queries.frames_of(catalogue, shoot, some)})
        job.advance(len(some))
    return [found[i] for i in ids if i in found]
