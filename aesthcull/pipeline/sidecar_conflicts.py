"""Frames that were changed here and in a sidecar, where the user is to say which one is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aesthcull.catalogue import sidecars as known_sidecars
from aesthcull.catalogue.records import Marks
from aesthcull.catalogue.sidecars import Sidecar
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.xmp.agreement import Agreed, Field, says_now, settle
from aesthcull.exchange.xmp.packet import XmpError, parse
from aesthcull.exchange.xmp.profiles import Differing
from aesthcull.exchange.xmp.reading import told_by
from aesthcull.job import Job
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline.sidecar_files import read_file
from aesthcull.pipeline.sidecar_reading import (
    ReadReport,
    SidecarReading,
    StepName,
    read_changed,
    step_name,
)


@dataclass(frozen=True)
class Conflict:
    """A frame and a sidecar that differ in `fields`, with what each says now."""

    frame_id: int
    picture: Path
    sidecar: Path
    frame: Marks
    file: Marks
    fields: tuple[Field, ...]


def conflicts(catalogue: Catalogue, folder: Path) -> tuple[list[Conflict], list[Problem]]:
    """The frames below `folder` that wait for a decision, by sidecar, and sidecars that can no longer be
    read. Raises CatalogueError."""
    waiting = known_sidecars.asking(catalogue, folder)
    ids = [sidecar.frame_id for sidecar in waiting]
    marks, files = known_sidecars.marks_of(catalogue, ids), known_sidecars.files_of(catalogue, ids)
    found: list[Conflict] = []
    problems: list[Problem] = []
    for sidecar in waiting:
        if sidecar.frame_id not in files:
            continue  # its pictures are gone
        try:
            data = read_file(sidecar.path)[1]
            if data is None:
                continue  # a picture that has lost its XMP: the next scan forgets the question
            told = told_by(parse(data))
        except XmpError as error:
            problems.append(Problem(sidecar.path, str(error)))
        except OSError as error:
            problems.append(Problem(sidecar.path, os_reason(error)))
        else:
            mine = marks[sidecar.frame_id]
            agreed = Agreed.from_json(sidecar.agreed)
            fields = settle(told, mine, agreed, "ask", lambda _: False).asks
            if fields:
                picture = files[sidecar.frame_id][0]
                found.append(
                    Conflict(sidecar.frame_id, picture, sidecar.path, mine, says_now(told, agreed), fields)
                )
    return found, problems


def decide(
    catalogue: Catalogue,
    decided: Sequence[Conflict],
    who: Differing,
    job: Job,
    name: StepName = step_name,
) -> ReadReport:
    """Let the catalogue, or the sidecar, be right about these; the other side follows: the frames now, the
    sidecars when they are written. Raises CatalogueError, Cancelled."""
    known: dict[tuple[int, Path], Sidecar] = known_sidecars.sidecars_of(
        catalogue, [conflict.frame_id for conflict in decided]
    )
    changed: dict[int, list[FrameFile]] = {}
    for conflict in decided:
        changed.setdefault(conflict.frame_id, []).append(FrameFile(conflict.sidecar, 0, 0))
    return read_changed(catalogue, changed, known, SidecarReading(who, name), job)
