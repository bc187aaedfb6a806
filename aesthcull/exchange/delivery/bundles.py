"""The files of one frame with what a template knows of them."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aesthcull.catalogue.records import Frame
from aesthcull.exchange.delivery.template import Facts
from aesthcull.job import Job
from aesthcull.photos.companions import companions_of_all
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.walk import FrameFile


@dataclass(frozen=True)
class Bundle:
    """Files that go together, the one that is shown first, and their `number` in the delivery. `frame_id` is
    None where it is not catalogued."""

    number: int
    frame_id: int | None
    files: tuple[FrameFile, ...]
    facts: Facts

    @property
    def paths(self) -> list[Path]:
        return [file.path for file in self.files]


def bundles_of(
    frames: Sequence[Frame], root: Path | None, first: int, job: Job
) -> tuple[list[Bundle], list[Problem]]:
    """Frames with all of their files as they are on disk now, in this order, and those that cannot be found.

    `first` is the first sequence number; a file that two frames claim goes with the first. Raises Cancelled.
    """
    found: list[Bundle] = []
    problems: list[Problem] = []
    claimed: set[Path] = set()
    companions = _companions(frames, job)
    for number, frame in enumerate(frames):
        job.advance()
        try:
            paths = [p for p in (*_pictures(frame), *companions.get(frame.id, ())) if p not in claimed]
            files = tuple(_status(path) for path in paths)
        except FileNotFoundError as error:
            problems.append(Problem(Path(error.filename), f"{os_reason(error)}; scan the shoot again"))
            continue
        except OSError as error:
            problems.append(Problem(Path(error.filename or frame.path), os_reason(error)))
            continue
        claimed.update(paths)
        found.append(Bundle(number, frame.id, files, _facts(frame, first + number, root, files[0])))
    return found, problems


def moment_of(file: FrameFile) -> datetime:
    """When a file was written, for photographs that do not say when they were taken."""
    return datetime.fromtimestamp(file.mtime_ns / 1e9)


def _companions(frames: Sequence[Frame], job: Job) -> dict[int, tuple[Path, ...]]:
    """What goes with each frame and the catalogue does not know of, by its id; folders are listed once."""
    folders: dict[Path, list[Frame]] = defaultdict(list)
    for frame in frames:
        folders[frame.path.parent].append(frame)
    found: dict[int, tuple[Path, ...]] = {}
    for some in folders.values():
        job.check()
        with contextlib.suppress(OSError):  # a folder that is gone: its frames will say so
            others = companions_of_all([_pictures(frame) for frame in some], pictures=True)
            found.update(zip((frame.id for frame in some), others, strict=True))
    return found


def _pictures(frame: Frame) -> list[Path]:
    return [file.path for file in (frame.file, *frame.other_files)]


def _status(path: Path) -> FrameFile:
    status = path.stat()
    return FrameFile(path, status.st_size, status.st_mtime_ns)


def _facts(frame: Frame, number: int, root: Path | None, shown: FrameFile) -> Facts:
    return Facts(
        name=frame.path.stem,
        moment=frame.capture.captured_at or moment_of(shown),
        dated=frame.capture.captured_at is not None,
        sequence=number,
        camera=frame.capture.camera or "",
        lens=frame.capture.lens or "",
        rating=frame.rating,
        flag=frame.flag or "",
        label=frame.label or "",
        title=frame.title or "",
        folder=frame.path.parent.name,
        shoot=root.name if root else "",
    )
