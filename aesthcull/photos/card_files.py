"""What a card holds that is to be kept: photographs, recordings and what goes with them.

Whoever has ingested a card formats it, so what is left out is named. Files of one stem in a folder go
together: RAW and JPEG, a clip with its small picture, the two halves of a live photo.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aesthcull.job import Job
from aesthcull.photos.companions import COMPANION_SUFFIXES
from aesthcull.photos.folding import folded
from aesthcull.photos.problems import Problem, os_reason
from aesthcull.photos.walk import PHOTO_SUFFIXES, SKIPPED_FOLDERS, FrameFile, pair

# Clips and sound, and what cameras write of them: proxies, metadata, subtitles, places.
RECORDING_SUFFIXES = frozenset(
    ".360 .3gp .aac .avi .braw .crm .gpx .insv .lrv .m2ts .m4a .m4v .mkv .mov .mp3 .mp4 .mpg .mts .mxf .nev "
    ".r3d .srt .webm .xml".split()
)


@dataclass
class CardFiles:
    """`groups`: files that go together, the one that is shown first; `left`: files of kinds that are not
    known; `unreadable`: folders and files that cannot be listed."""

    groups: list[tuple[FrameFile, ...]] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)


def card_files(folder: Path, job: Job) -> CardFiles:
    """List a card or a folder of one, ordered by path. Hidden files and folders are passed over, links are
    not followed. Raises OSError when the folder itself cannot be listed, Cancelled."""
    found = CardFiles()
    with os.scandir(folder):
        pass  # raises for the card itself
    for files in _folders(folder, found.unreadable):
        job.advance(len(files))
        kept = [file for file in files if _is_kept(file.path)]
        found.left += [file.path for file in files if not _is_kept(file.path)]
        found.groups += _grouped(kept)
    found.groups.sort(key=lambda group: group[0].path)
    return found


def _is_kept(path: Path) -> bool:
    return path.suffix.lower() in PHOTO_SUFFIXES | COMPANION_SUFFIXES | RECORDING_SUFFIXES


def _grouped(files: Iterable[FrameFile]) -> list[tuple[FrameFile, ...]]:
    """One folder's files as they go together."""
    kinds: dict[bool, list[FrameFile]] = defaultdict(list)
    for file in files:
        kinds[file.path.suffix.lower() in PHOTO_SUFFIXES].append(file)
    companions = [file for file in kinds[False] if file.path.suffix.lower() in COMPANION_SUFFIXES]
    frames = pair(kinds[True], companions)
    owned = {file for frame in frames for file in frame.sidecars}
    alone: dict[str, list[FrameFile]] = defaultdict(list)
    for file in kinds[False]:
        if file not in owned:
            alone[folded(file.path.stem)].append(file)
    groups = []
    for frame in frames:
        with_it = alone.pop(folded(frame.path.stem), [])
        groups.append((*frame.files, *frame.sidecars, *with_it))
    return [*groups, *(tuple(sorted(group, key=_clip_first)) for group in alone.values())]


def _clip_first(file: FrameFile) -> tuple[bool, Path]:
    return file.path.suffix.lower() in COMPANION_SUFFIXES, file.path


def _folders(folder: Path, unreadable: list[Problem]) -> Iterator[list[FrameFile]]:
    waiting = [folder]
    while waiting:
        directory = waiting.pop()
        files: list[FrameFile] = []
        try:
            with os.scandir(directory) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            unreadable.append(Problem(directory, f"folder cannot be read: {os_reason(error)}"))
            continue
        for entry in inside:
            path = Path(entry.path)
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name.casefold() not in SKIPPED_FOLDERS:
                        waiting.append(path)
                    continue
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                unreadable.append(Problem(path, os_reason(error)))
                continue
            if stat.S_ISREG(status.st_mode):
                files.append(FrameFile(path, status.st_size, status.st_mtime_ns))
        yield files
