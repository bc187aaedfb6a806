"""Taking over what other programs wrote into sidecars: only those that changed since they were last read, all
that they bring as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aesthcull.catalogue import sidecars as known_sidecars
from aesthcull.catalogue.records import Marks, Step
from aesthcull.catalogue.sidecars import Sidecar, Taking
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.xmp.agreement import FIELDS, Agreed, Field, settle
from aesthcull.exchange.xmp.embedded import read_packet
from aesthcull.exchange.xmp.naming import is_jpeg
from aesthcull.exchange.xmp.packet import MAX_BYTES, XmpError
from aesthcull.exchange.xmp.profiles import Differing
from aesthcull.exchange.xmp.reading import read_marks
from aesthcull.job import Job
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.walk import FoundFrame, FrameFile

StepName = Callable[[int], str]  # of a step that changed so many frames
Changed = dict[int, list[FrameFile]]  # the sidecars to be read, by frame
_TURNS = 3  # for frames that the user marks while their sidecars are read


@dataclass
class ReadReport:
    """What reading did: how many sidecars were read, the ids of the frames that got other marks, and of those
    that wait for the user's decision."""

    read: int = 0
    frames: list[int] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """A sidecar as it was read."""

    file: FrameFile
    marks: Marks


def step_name(count: int) -> str:
    """What the step is called where nobody gives it another name."""
    return f"Read XMP of {count:,} {'frame' if count == 1 else 'frames'}"


@dataclass(frozen=True)
class SidecarReading:
    """How a scan reads sidecars: who is right where both sides were changed (None: none is read), and what
    the step is called. `dry`: only tell what would be taken. `jpegs`: also
    what stands in JPEGs themselves."""

    differing: Differing | None = "newer"
    name: StepName = step_name
    dry: bool = False
    jpegs: bool = False


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
    known = known_sidecars.sidecars_below(catalogue, folder)
    if not known and not any(_carriers(frame, reading.jpegs) for frame in found):
        return ReadReport()
    ids = known_sidecars.frames_below(catalogue, folder)
    here = {ids[frame.path]: _carriers(frame, reading.jpegs) for frame in found if frame.path in ids}
    there = {(frame_id, file.path) for frame_id, files in here.items() for file in files}
    if not reading.dry:
        gone = [s for key, s in known.items() if key[0] in here and key not in there]
        known_sidecars.forget(catalogue, [s for s in gone if not is_jpeg(s.path)])
    return read_changed(catalogue, changed_of(here, known), known, reading, job)


def _carriers(frame: FoundFrame, jpegs: bool) -> list[FrameFile]:
    return [*frame.sidecars, *(file for file in frame.files if jpegs and is_jpeg(file.path))]


def changed_of(here: Mapping[int, Iterable[FrameFile]], known: Mapping[tuple[int, Path], Sidecar]) -> Changed:
    """The sidecars that are not as they were when last read, and those about which the user was asked."""
    changed: Changed = {}
    for frame_id, files in here.items():
        for file in files:
            last = known.get((frame_id, file.path))
            if last is None or last.asks or (last.size, last.mtime_ns) != (file.size, file.mtime_ns):
                changed.setdefault(frame_id, []).append(file)
    return changed


def read_changed(
    catalogue: Catalogue,
    changed: Changed,
    known: Mapping[tuple[int, Path], Sidecar],
    reading: SidecarReading,
    job: Job,
) -> ReadReport:
    """Read these sidecars and take what they bring. `known` has what was last agreed on with each. Raises
    CatalogueError, Cancelled."""
    report = ReadReport()
    if not changed:
        return report
    job.stage("Reading sidecars", sum(len(files) for files in changed.values()))
    read = {frame_id: _read_all(files, report, job) for frame_id, files in changed.items()}
    for _ in range(_TURNS):
        marks = known_sidecars.marks_of(catalogue, list(read))
        times = _Times(catalogue, list(read))
        takings = [
            _taking(frame_id, files, marks[frame_id], known, reading.differing or "newer", times)
            for frame_id, files in read.items()
            if files and frame_id in marks
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


def read_file(path: Path) -> tuple[FrameFile, bytes | None]:
    """The packet in a sidecar or a JPEG (None: it has none) with the file's size and time at that moment.
    Raises OSError, XmpError."""
    with path.open("rb") as file:
        data = read_packet(file) if is_jpeg(path) else file.read(MAX_BYTES + 1)
        status = path.stat()
    return FrameFile(path, status.st_size, status.st_mtime_ns), data


class _Times:
    """When fields of the frames were decided on; read only where both sides of some frame were changed."""

    def __init__(self, catalogue: Catalogue, frame_ids: Sequence[int]) -> None:
        self._catalogue = catalogue
        self._frame_ids = frame_ids
        self._known: dict[int, dict[str, datetime]] | None = None

    def of(self, frame_id: int) -> dict[str, datetime]:
        """By field; a sidecar that was read before may put its own time in."""
        if self._known is None:
            self._known = known_sidecars.decided_at(self._catalogue, self._frame_ids)
        return self._known.setdefault(frame_id, {})


def _read_all(files: Iterable[FrameFile], report: ReadReport, job: Job) -> list[_Read]:
    """The readable ones, that which was changed last at the end: what it says counts."""
    read = []
    for file in files:
        job.advance()
        try:
            now, data = read_file(file.path)
            read.append(_Read(now, Marks() if data is None else read_marks(data)))
            report.read += 1
        except XmpError as error:
            report.problems.append(Problem(file.path, str(error)))
        except OSError as error:
            report.problems.append(Problem(file.path, os_reason(error)))
    return sorted(read, key=lambda one: one.file.mtime_ns)


def _taking(
    frame_id: int,
    files: Sequence[_Read],
    before: Marks,
    known: Mapping[tuple[int, Path], Sidecar],
    differing: Differing,
    times: _Times,
) -> Taking:
    after, kept = before, []
    for one in files:
        file = one.file
        last = known.get((frame_id, file.path))
        agreed = Agreed.from_json(last.agreed) if last else Agreed()
        changed_at = datetime.fromtimestamp(file.mtime_ns / 1e9)

        def newer(name: Field, changed_at: datetime = changed_at) -> bool:
            return changed_at >= times.of(frame_id).get(name, datetime.min)

        outcome = settle(one.marks, after, agreed, differing, newer)
        if outcome.frame != after and len(files) > 1:
            changed = [f for f in FIELDS if getattr(after, f) != getattr(outcome.frame, f)]
            times.of(frame_id).update(dict.fromkeys(changed, changed_at))
        after = outcome.frame
        text = outcome.agreed.to_json()
        kept.append(Sidecar(frame_id, file.path, file.size, file.mtime_ns, text, bool(outcome.asks)))
    return Taking(frame_id, before, after, tuple(kept))
