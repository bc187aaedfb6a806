"""Taking over what other programs wrote into sidecars and into pictures themselves: only what changed since
it was last read, all that it brings as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aesthcull.catalogue import sidecars as known_sidecars
from aesthcull.catalogue.records import Step
from aesthcull.catalogue.sidecars import Sidecar, Taking
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.xmp.naming import is_sidecar
from aesthcull.exchange.xmp.profiles import Differing
from aesthcull.job import Job
from aesthcull.photos.problems import Problem
from aesthcull.photos.walk import FoundFrame, FrameFile
from aesthcull.pipeline.sidecar_files import Read, by_weight, read_one
from aesthcull.pipeline.sidecar_taking import FrameTaking, Times

StepName = Callable[[int], str]  # of a step that changed so many frames
Changed = dict[int, list[FrameFile]]  # the sidecars and pictures to be read, by frame
Known = Mapping[tuple[int, Path], Sidecar]  # what was last agreed on with each, by frame and path
_TURNS = 3  # for frames that the user marks while their sidecars are read


@dataclass
class ReadReport:
    """What reading did: how many sidecars and packets in pictures were read, the ids of the frames that got
    other marks, and of those that wait for the user's decision. `damaged` are sound pictures with XMP that
    cannot be read; they are told of once, until they change."""

    read: int = 0
    frames: list[int] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    damaged: list[Problem] = field(default_factory=list)

    def remarks(self) -> list[str]:
        """What the user is told beside the problems."""
        if not self.damaged:
            return []
        first = self.damaged[0]
        said = f"XMP inside pictures that cannot be read: {len(self.damaged):,}"
        return [f"{said}; the first: {first.path}: {first.reason}"]


def step_name(count: int) -> str:
    """What the step is called where nobody gives it another name."""
    return f"Read XMP of {count:,} {'frame' if count == 1 else 'frames'}"


@dataclass(frozen=True)
class SidecarReading:
    """How a scan reads XMP: who is right where both sides were changed (None: nothing is read), and what the
    step is called. `dry`: only tell what would be taken. `inside`: also what stands in pictures."""

    differing: Differing | None = "newer"
    name: StepName = step_name
    dry: bool = False
    inside: bool = True


def read_sidecars(
    catalogue: Catalogue,
    folder: Path,
    found: Sequence[FoundFrame],
    reading: SidecarReading,
    job: Job,
) -> ReadReport:
    """Take over what changed in the sidecars that a walk of `folder` has found. Raises CatalogueError, and
    Cancelled: then nothing is taken."""
    if reading.differing is None:
        return ReadReport()
    if _nothing_changed(catalogue, folder, found, reading):
        return ReadReport()
    known = known_sidecars.sidecars_below(catalogue, folder)
    ids = known_sidecars.frames_below(catalogue, folder)
    mine = {ids[frame.path]: frame for frame in found if frame.path in ids}
    if not reading.dry:
        there = {(i, file.path) for i, frame in mine.items() for file in (*frame.sidecars, *frame.files)}
        gone = [s for key, s in known.items() if key[0] in mine and key not in there]
        known_sidecars.forget(catalogue, gone)
    here = {i: (*frame.sidecars, *frame.files * reading.inside) for i, frame in mine.items()}
    return read_changed(catalogue, changed_of(here, known), known, reading, job)


def _nothing_changed(
    catalogue: Catalogue, folder: Path, found: Sequence[FoundFrame], reading: SidecarReading
) -> bool:
    """Whether all is as it was when last read, as on most scans: told of 100,000 frames in a second."""
    read = known_sidecars.as_read(catalogue, folder)
    there = {
        (str(frame.path), str(file.path), file.size, file.mtime_ns)
        for frame in found
        for file in (*frame.sidecars, *frame.files * reading.inside)
    }
    return there == (read if reading.inside else {row for row in read if is_sidecar(row[1])})


def changed_of(here: Mapping[int, Sequence[FrameFile]], known: Known) -> Changed:
    """The files that are not as they were when last read, and those about which the user was asked; where
    a picture is read for the first time, also the sidecars, which count more."""
    changed: Changed = {}
    for frame_id, files in here.items():
        some = [file for file in files if _has_changed(file, known.get((frame_id, file.path)))]
        if any(not is_sidecar(file.path) and (frame_id, file.path) not in known for file in some):
            some += [file for file in files if file not in some and is_sidecar(file.path)]
        if some:
            changed[frame_id] = some
    return changed


def _has_changed(file: FrameFile, last: Sidecar | None) -> bool:
    return last is None or last.asks or (last.size, last.mtime_ns) != (file.size, file.mtime_ns)


def read_changed(
    catalogue: Catalogue,
    changed: Changed,
    known: Known,
    reading: SidecarReading,
    job: Job,
) -> ReadReport:
    """Read these sidecars and pictures and take what they bring. Raises CatalogueError, Cancelled."""
    report = ReadReport()
    if not changed:
        return report
    job.stage("Reading XMP", sum(len(files) for files in changed.values()))
    read = _read_all(changed, known, report, job)
    agreed: dict[int, dict[Path, Sidecar]] = {frame_id: {} for frame_id in read}
    for (frame_id, path), last in known.items():
        if frame_id in agreed:
            agreed[frame_id][path] = last
    for _ in range(_TURNS):
        marks = known_sidecars.marks_of(catalogue, list(read))
        times = Times(catalogue, list(read))
        takings = [
            FrameTaking(i, marks[i], agreed[i], reading.differing or "newer", times).all_of(files)
            for i, files in read.items()
            if files and i in marks
        ]
        if not takings:
            break
        overtaken = () if reading.dry else _take(catalogue, takings, reading.name, report)
        told = [taking for taking in takings if taking.frame_id not in overtaken]
        report.frames += [taking.frame_id for taking in told if taking.before != taking.after]
        report.asking += [taking.frame_id for taking in told if any(s.asks for s in taking.sidecars)]
        read = {frame_id: read[frame_id] for frame_id in overtaken}
    return report


def _take(
    catalogue: Catalogue, takings: Sequence[Taking], name: StepName, report: ReadReport
) -> tuple[int, ...]:
    count = sum(taking.before != taking.after for taking in takings)
    taken = known_sidecars.take(catalogue, takings, name(count))
    report.steps += [taken.step] if taken.step else []
    return taken.overtaken


def _read_all(changed: Changed, known: Known, report: ReadReport, job: Job) -> dict[int, list[Read]]:
    """The readable ones of each frame, in the order in which they count. Not in several threads: where the
    files are cached, these wait for each other half of the time."""
    read: dict[int, list[Read]] = {}
    for frame_id, files in changed.items():
        some = []
        for file in files:
            job.advance()
            found = read_one(file)
            if isinstance(found, Problem):
                report.problems.append(found)
                continue
            some.append(found)
            report.damaged += [Problem(file.path, found.damage)] if found.damage else []
            is_news = _has_changed(file, known.get((frame_id, file.path)))
            report.read += found.told is not None and is_news
        read[frame_id] = by_weight(some)
    return read
