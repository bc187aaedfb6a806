"""Whether the files of frames are there now: a disk may have been unplugged since the shoot was scanned."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from aesthcull.catalogue.records import Frame


def looked_up(frames: Iterable[Frame]) -> list[Frame]:
    """The frames in their order, as missing where their file is gone, and without their other files that are.
    Each folder is listed once, which is much faster than to ask for every file."""
    names = cache(_names)

    def there(path: Path) -> bool:
        return path.name in names(path.parent) or path.exists()  # a disk may spell the name otherwise

    found = []
    for frame in frames:
        others = tuple(file for file in frame.other_files if there(file.path))
        missing = frame.missing or not there(frame.file.path)
        unchanged = (missing, others) == (frame.missing, frame.other_files)
        found.append(frame if unchanged else replace(frame, missing=missing, other_files=others))
    return found


def _names(folder: Path) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries)
    except OSError:
        return frozenset()
