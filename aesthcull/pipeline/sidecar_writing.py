"""Telling other programs the photographer's marks, in sidecars. What they changed there meanwhile is read
first, so that nothing of theirs is lost; a frame about which the user is asked is not written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from aesthcull.catalogue import sidecars as known_sidecars
from aesthcull.catalogue.records import Marks
from aesthcull.catalogue.sidecars import Sidecar
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.xmp.agreement import Agreed
from aesthcull.exchange.xmp.embedded.writing import copy_with_packet, is_writable
from aesthcull.exchange.xmp.naming import FrameSidecars, is_sidecar, sidecars_in
from aesthcull.exchange.xmp.packet import XmpError, begin, parse
from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.exchange.xmp.reading import Told, told_by
from aesthcull.exchange.xmp.writing import put_marks
from aesthcull.job import Job
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline.sidecar_files import read_file
from aesthcull.pipeline.sidecar_places import Refusing, refusing
from aesthcull.pipeline.sidecar_reading import (
    ReadReport,
    SidecarReading,
    StepName,
    changed_of,
    read_changed,
    step_name,
)
from aesthcull.writing import replacing

_BATCH = 200  # frames whose new state is kept together


@dataclass
class WriteReport:
    """What writing did: the sidecars written, or that would be; the ids of frames that were left because the
    user is asked about them, and of those with a problem; whether some place was left alone because it is a
    card or read-only; what was read first."""

    written: list[Path] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    refused: bool = False
    problems: list[Problem] = field(default_factory=list)
    read: ReadReport = field(default_factory=ReadReport)


@dataclass(frozen=True)
class _Frame:
    id: int
    picture: Path
    marks: Marks
    sidecars: FrameSidecars
    read: dict[Path, FrameFile]  # the sidecars as they were when they were last read


class _Refused(Exception):
    """A place that is left as it is; the reason in words."""


class _Overtaken(Exception):
    """Another program has just changed the file."""

    def __init__(self) -> None:
        super().__init__("another program has just changed it; the next write reads that first")


def write_sidecars(
    catalogue: Catalogue,
    frame_ids: Sequence[int],
    settings: XmpSettings,
    job: Job,
    name: StepName = step_name,
    *,
    dry: bool = False,
) -> WriteReport:
    """Bring the sidecars of frames up to date. A frame without marks gets none; one that says already what
    it should is left to the byte. `dry`: only tell which would be written. Raises CatalogueError, and
    Cancelled: what was written before stays and is known."""
    report = WriteReport()
    files = known_sidecars.files_of(catalogue, frame_ids)
    sidecars = _sidecars(files, settings, report)
    known = known_sidecars.sidecars_of(catalogue, list(sidecars))
    changed = changed_of({frame_id: s.present for frame_id, s in sidecars.items()}, known)
    reading = SidecarReading(settings.differing, name, dry, settings.into_files)
    report.read = read_changed(catalogue, changed, known, reading, job)
    report.problems += report.read.problems
    known = known_sidecars.sidecars_of(catalogue, list(sidecars))
    marks = known_sidecars.marks_of(catalogue, list(sidecars))
    asking = {s.frame_id for s in known.values() if s.asks} | set(report.read.asking)
    report.asking = sorted(asking & sidecars.keys())
    read: dict[int, dict[Path, FrameFile]] = {}
    for (frame_id, path), last in known.items():
        read.setdefault(frame_id, {})[path] = FrameFile(path, last.size, last.mtime_ns)
    work = [
        _Frame(i, files[i][0], marks[i], s, read.get(i, {}))
        for i, s in sidecars.items()
        if i in marks and i not in asking
    ]
    _write_all(catalogue, work, settings, job, report, dry)
    return report


def out_of_step(catalogue: Catalogue, folder: Path, *, inside: bool = False) -> list[int]:
    """The ids of the frames below `folder` whose marks no sidecar, or not all of theirs, are known to tell;
    with `inside`, nor the pictures into which XMP is written. A frame whose picture tells its marks needs no
    sidecar. 100,000 frames take some seconds: call it from a worker. Raises CatalogueError."""
    ids = list(known_sidecars.frames_below(catalogue, folder).values())
    marks = known_sidecars.marks_of(catalogue, ids)
    told: dict[int, set[Marks]] = {}
    pictures: dict[int, list[tuple[bool, bool]]] = {}  # whether XMP is written into it, whether it tells
    for last in known_sidecars.sidecars_below(catalogue, folder).values():
        agreed = Agreed.from_json(last.agreed)
        if is_sidecar(last.path):
            told.setdefault(last.frame_id, set()).add(agreed.frame)
        elif last.frame_id in marks:
            tells = _tells(agreed.file, marks[last.frame_id])
            pictures.setdefault(last.frame_id, []).append((is_writable(last.path), tells))

    def in_step(frame_id: int) -> bool:
        ours, inner = marks[frame_id], pictures.get(frame_id, [])
        if inside and not all(tells for written, tells in inner if written):
            return False
        if frame_id in told:
            return told[frame_id] == {ours}
        return ours == Marks() or any(tells for _, tells in inner)

    return [i for i in ids if i in marks and not in_step(i)]


def _tells(file: Marks, ours: Marks) -> bool:
    """Whether a picture says what the frame says; a reject's stars it may be unable to."""
    return file == (replace(ours, rating=file.rating) if ours.flag == "reject" else ours)


def _sidecars(
    files: dict[int, tuple[Path, ...]], settings: XmpSettings, report: WriteReport
) -> dict[int, FrameSidecars]:
    """The sidecars of each frame. Each folder is listed once; one that cannot be is a problem."""
    found: dict[Path, FrameSidecars] = {}
    for folder in sorted({paths[0].parent for paths in files.values()}):
        try:
            found |= sidecars_in(folder, settings.naming, inside=settings.into_files)
        except OSError as error:
            report.problems.append(Problem(folder, os_reason(error)))
            report.failed += [i for i, paths in files.items() if paths[0].parent == folder]
    return {i: found[paths[0]] for i, paths in files.items() if paths[0] in found}


def _write_all(
    catalogue: Catalogue,
    work: Sequence[_Frame],
    settings: XmpSettings,
    job: Job,
    report: WriteReport,
    dry: bool,
) -> None:
    job.stage("Writing sidecars", len(work))
    why_not = refusing(everywhere=settings.everywhere)
    kept: list[Sidecar] = []
    bad = {problem.path for problem in report.problems}  # named already
    try:
        for frame in work:
            job.advance()
            for path in _targets(frame):
                if path in bad:
                    report.failed.append(frame.id)
                else:
                    kept += _write(frame, path, settings, why_not, report, dry)
            if len(kept) >= _BATCH:
                known_sidecars.keep(catalogue, kept, set(report.written))
                kept = []
    finally:  # also when it was cancelled: what was written is known
        known_sidecars.keep(catalogue, kept, set(report.written))


def _targets(frame: _Frame) -> list[Path]:
    """The sidecars that are there, in whichever naming, and those that the setting asks for."""
    present = [file.path for file in frame.sidecars.present]
    named = frame.sidecars.named if frame.marks != Marks() else ()
    return list(dict.fromkeys([*present, *named]))


def _write(
    frame: _Frame,
    path: Path,
    settings: XmpSettings,
    why_not: Refusing,
    report: WriteReport,
    dry: bool,
) -> list[Sidecar]:
    """Write one sidecar if it says something else. Returns what is then known of it."""
    try:
        packet = _packet(frame, path, settings)
        if packet is not None:
            reason = why_not(path.resolve())  # a link may lead to a card
            if reason is not None:
                raise _Refused(reason)
            if not dry:
                _replace(path, packet, frame.read.get(path))
            report.written.append(path)
        if dry or not path.exists():
            return []
        now, data = read_file(path)
        told = Told() if data is None else told_by(parse(data))
        agreed = Agreed(told.marks, frame.marks, told.ways).to_json()
        return [Sidecar(frame.id, path, now.size, now.mtime_ns, agreed)]
    except (_Refused, _Overtaken, XmpError) as error:
        problem = Problem(path, f"not written: {error}")
        report.refused = report.refused or isinstance(error, _Refused)
    except OSError as error:
        problem = Problem(path, f"not written: {os_reason(error)}")
    report.problems.append(problem)
    report.failed.append(frame.id)
    return []


def _packet(frame: _Frame, path: Path, settings: XmpSettings) -> bytes | None:
    """A sidecar's or picture's new packet; None where it says all of it already. Raises XmpError, OSError."""
    present = {file.path for file in frame.sidecars.present}
    data = read_file(path)[1] if path in present else None
    if data is None and frame.marks == Marks():
        return None
    if data is None and not frame.picture.exists():  # moved meanwhile: no sidecar is left behind
        return None
    packet = begin() if data is None else parse(data)
    before = packet.to_bytes()
    put_marks(packet, frame.marks, settings)
    after = packet.to_bytes()
    if before == after:
        return None
    return after


def _replace(path: Path, packet: bytes, read: FrameFile | None) -> None:
    """`read`: how the file was when it was read; nothing that came into it since is written over."""
    real = path.resolve()  # a link stays one
    if path.is_symlink():
        real.parent.stat()  # its disk may be unplugged: no folder is made in the place of that
    if read is not None and not real.exists():  # moved or removed: it is not to stand at both places
        raise _Overtaken
    with replacing(real) as beside:
        if is_sidecar(path):
            beside.write_bytes(packet)
        else:
            copy_with_packet(real, beside, packet)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())  # else a power cut may leave an empty file in the place of a whole one
        if real.exists():
            _copy_attributes(real, beside)
            now = real.stat()
            if read is None or (read.size, read.mtime_ns) != (now.st_size, now.st_mtime_ns):
                raise _Overtaken
        elif read is not None:  # just now
            raise _Overtaken


def _copy_attributes(real: Path, beside: Path) -> None:
    """Permissions, and what file managers note beside a file, as far as the disk takes it."""
    shutil.copymode(real, beside)
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(real):
            with suppress(OSError):  # the system's own, which are not ours to set
                os.setxattr(beside, name, os.getxattr(real, name))
