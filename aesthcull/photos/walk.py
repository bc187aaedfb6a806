"""From a folder tree to frames: which files are photographs, and which belong together.

A RAW and a JPEG of one name in one folder are one frame with two files. Links to folders are followed, but
each real folder is visited once, so that a link to a parent ends.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aesthcull.job import Job
from aesthcull.photos.decode import DECODERS
from aesthcull.photos.problems import Problem, os_reason

RAW_SUFFIXES = frozenset(
    ".3fr .ari .arw .bay .cr2 .cr3 .crw .dcr .dng .erf .fff .gpr .iiq .k25 .kdc .mef .mos .mrw .nef .nrw "
    ".orf .pef .raf .raw .rw2 .rwl .sr2 .srf .srw .x3f".split()
)
JPEG_SUFFIXES = frozenset({".jpg", ".jpeg", ".jpe"})
# Photographs that we know but cannot decode yet: named as problems rather than passed over in silence.
UNDECODED_SUFFIXES = frozenset(".heic .heif .hif .avif .jp2 .j2k .jxl .psd .bmp .gif".split()) | RAW_SUFFIXES
PHOTO_SUFFIXES = frozenset(DECODERS) | UNDECODED_SUFFIXES
# Folders of other programs' previews and of file servers, which hold no photographs of the user's.
SKIPPED_FOLDERS = frozenset({"@eadir", "__macosx", "$recycle.bin", "system volume information"})


@dataclass(frozen=True)
class FrameFile:
    """One file of a frame. `size` in bytes, `mtime_ns` as the file system gives it."""

    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class FoundFrame:
    """One exposure on disk; `path` is the file that is shown, `files` all of its files, that one first."""

    path: Path
    files: tuple[FrameFile, ...]


@dataclass
class Walk:
    """What a folder tree holds. Frames below an `unreadable` folder are unknown, not gone."""

    frames: list[FoundFrame] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)


def walk(folder: Path, job: Job | None = None) -> Walk:
    """Find the frames below `folder`, ordered by path.

    Raise OSError when the folder itself cannot be listed; folders below it that cannot be listed are named
    in the result. Hidden files and folders are passed over.
    """
    found = Walk()
    with os.scandir(folder):
        pass  # raises for the shoot's own folder
    visited: set[tuple[int, int]] = set()
    for files in _folders(folder, visited, found.unreadable):
        if job is not None:
            job.advance(len(files))
        found.frames += pair(files) if files else []
    found.frames.sort(key=lambda frame: frame.path)
    return found


def pair(files: list[FrameFile]) -> list[FoundFrame]:
    """Join one folder's files into frames: RAWs go with the JPEG (else another picture) of their name."""
    groups: dict[str, list[FrameFile]] = defaultdict(list)
    for file in files:
        groups[file.path.stem.casefold()].append(file)
    frames = []
    for group in groups.values():
        group.sort(key=lambda f: (_rank(f.path), f.path.name))
        raws = [f for f in group if f.path.suffix.lower() in RAW_SUFFIXES]
        pictures = [f for f in group if f.path.suffix.lower() not in RAW_SUFFIXES]
        if pictures:
            first, *others = pictures
            frames.append(FoundFrame(first.path, (first, *raws)))
            frames += [FoundFrame(other.path, (other,)) for other in others]
        else:
            frames.append(FoundFrame(raws[0].path, tuple(raws)))
    return frames


def _rank(path: Path) -> int:
    suffix = path.suffix.lower()
    return 0 if suffix in JPEG_SUFFIXES else 1 if suffix in DECODERS else 2


def _folders(
    folder: Path, visited: set[tuple[int, int]], unreadable: list[Problem]
) -> Iterator[list[FrameFile]]:
    waiting = [folder]
    while waiting:
        directory = waiting.pop()
        try:
            status = directory.stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(directory) as entries:
                inside = sorted(entries, key=lambda e: e.name)
        except OSError as error:
            unreadable.append(Problem(directory, f"folder cannot be read: {os_reason(error)}"))
            continue
        files, folders = _sort_entries(inside, unreadable)
        waiting += reversed(folders)
        yield files


def _sort_entries(
    entries: list[os.DirEntry[str]], unreadable: list[Problem]
) -> tuple[list[FrameFile], list[Path]]:
    files: list[FrameFile] = []
    real: list[Path] = []
    linked: list[Path] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        try:
            if entry.is_dir():
                if entry.name.casefold() not in SKIPPED_FOLDERS:
                    # Real folders first: a link to one of them must not take its place.
                    (linked if entry.is_symlink() else real).append(path)
            elif path.suffix.lower() in PHOTO_SUFFIXES:
                status = entry.stat()
                if stat.S_ISREG(status.st_mode):
                    files.append(FrameFile(path, status.st_size, status.st_mtime_ns))
        except OSError as error:
            unreadable.append(Problem(path, os_reason(error)))
    return files, real + linked
