"""From a folder tree to frames: which files are photographs, and which belong together.

What a camera writes of one exposure has one name in one folder: RAW, JPEG, HEIF and sidecars are one frame.
So are a RAW and its DNG, and a RAW and a JPEG that was developed from it under the RAW's own name: nothing in
the folder tells that one from the camera's, and a mark is meant for the photograph, not for one of its forms
(`pipeline.pairs` tells when the two are of different making). Other names are other frames: IMG_1-Edit.jpg,
IMG_1-2.jpg, IMG_1 (1).jpg.

Links to folders are followed, but each real folder is visited once, so that a link to a parent ends.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aesthcull.job import Job
from aesthcull.photos.folding import folded
from aesthcull.photos.formats import HEIF, JPEG, RAW_SUFFIXES, READABLE_SUFFIXES
from aesthcull.photos.problems import Problem, os_reason

JPEG_SUFFIXES = JPEG.suffixes
HEIF_SUFFIXES = HEIF.suffixes
SIDECAR_SUFFIX = ".xmp"
_NEGATIVES = RAW_SUFFIXES | HEIF_SUFFIXES  # what a camera writes beside a JPEG
PHOTO_SUFFIXES = READABLE_SUFFIXES
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
    """One exposure on disk; `path` is the file that is shown, `files` all of its pictures and RAWs, that one
    first, `sidecars` its XMP files, IMG_1.xmp before IMG_1.CR2.xmp."""

    path: Path
    files: tuple[FrameFile, ...]
    sidecars: tuple[FrameFile, ...] = ()


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
    for files, sidecars in _folders(folder, visited, found.unreadable):
        if job is not None:
            job.advance(len(files))
        found.frames += pair(files, sidecars) if files else []
    found.frames.sort(key=lambda frame: frame.path)
    return found


def pair(files: Iterable[FrameFile], sidecars: Iterable[FrameFile] = ()) -> list[FoundFrame]:
    """Join one folder's files into frames. A sidecar whose name lacks the picture's extension (IMG_1.xmp)
    goes to the frame that has the RAW or the JPEG of that name."""
    by_name: dict[str, list[FrameFile]] = defaultdict(list)
    for sidecar in sidecars:
        by_name[folded(sidecar.path.stem)].append(sidecar)
    frames = []
    for group, alike in _of_one_name(files):
        for n, members in enumerate(_exposures(group)):
            shown = members[0].path
            names = [*([] if n else [shown.stem]), *(f.path.name for f in members)]
            mine = [s for name in names for s in by_name.get(folded(name), ()) if _is_of(s, name, alike)]
            frames.append(FoundFrame(shown, tuple(members), tuple(mine)))
    return frames


def _of_one_name(files: Iterable[FrameFile]) -> Iterator[tuple[list[FrameFile], bool]]:
    """Groups by name. Its case does not matter (IMG_1.CR2, img_1.jpg), unless names differ by nothing else:
    then it tells frames apart, and the second value is True."""
    groups: dict[str, list[FrameFile]] = defaultdict(list)
    for file in files:
        groups[folded(file.path.stem)].append(file)
    for group in groups.values():
        if len(group) > len({folded(f.path.name) for f in group}):
            exact: dict[str, list[FrameFile]] = defaultdict(list)
            for file in group:
                exact[file.path.stem].append(file)
            yield from ((members, True) for members in exact.values())
        else:
            yield group, False


def _exposures(group: list[FrameFile]) -> list[list[FrameFile]]:
    """The frames among files of one name, the shown file first: what the camera wrote, with the picture that
    stands for it, then each other picture (a TIFF or PNG beside the JPEG) alone."""
    if len(group) == 1:
        return [group]
    group.sort(key=_rank)
    first, *rest = group
    own = [f for f in rest if _suffix(f.path.name) in _NEGATIVES]
    return [[first, *own], *([f] for f in rest if f not in own)]


def _is_of(sidecar: FrameFile, name: str, alike: bool) -> bool:
    return not alike or sidecar.path.stem == name


def _rank(file: FrameFile) -> tuple[int, str]:
    """Which file of an exposure is shown: the quickest to decode; the camera's RAW before a DNG."""
    name = file.path.name
    suffix = _suffix(name)
    if suffix in JPEG_SUFFIXES:
        return 0, name
    if suffix in RAW_SUFFIXES:
        return 4 if suffix == ".dng" else 3, name
    return 1 if suffix in HEIF_SUFFIXES else 2, name


def _suffix(name: str) -> str:
    """`Path.suffix` in lower case, which takes a multiple of the time."""
    _, dot, end = name.rpartition(".")
    return dot + end.lower()


def _folders(
    folder: Path, visited: set[tuple[int, int]], unreadable: list[Problem]
) -> Iterator[tuple[list[FrameFile], list[FrameFile]]]:
    """Of each folder its photographs and its sidecars."""
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
        files, sidecars, folders = _sort_entries(inside, unreadable)
        waiting += reversed(folders)
        yield files, sidecars


def _sort_entries(
    entries: list[os.DirEntry[str]], unreadable: list[Problem]
) -> tuple[list[FrameFile], list[FrameFile], list[Path]]:
    files: list[FrameFile] = []
    sidecars: list[FrameFile] = []
    real: list[Path] = []
    linked: list[Path] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir():
                if entry.name.casefold() not in SKIPPED_FOLDERS:
                    # Real folders first: a link to one of them must not take its place.
                    (linked if entry.is_symlink() else real).append(Path(entry.path))
            elif (suffix := _suffix(entry.name)) in PHOTO_SUFFIXES or suffix == SIDECAR_SUFFIX:
                status = entry.stat()
                if stat.S_ISREG(status.st_mode):
                    kind = sidecars if suffix == SIDECAR_SUFFIX else files
                    kind.append(FrameFile(Path(entry.path), status.st_size, status.st_mtime_ns))
        except OSError as error:
            unreadable.append(Problem(Path(entry.path), os_reason(error)))
    return files, sidecars, real + linked
