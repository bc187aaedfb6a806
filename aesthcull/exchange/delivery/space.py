"""Room on the volumes that a delivery writes to."""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from aesthcull.catalogue.deliveries import PlannedFile
from aesthcull.exchange.delivery.settings import DeliveryError, Kind, Space
from aesthcull.photos.companions import is_edited
from aesthcull.photos.problems import os_reason

_PER_FILE = 4096  # what a file takes beyond its size: its last block


def spaces(kind: Kind, files: Iterable[PlannedFile]) -> tuple[Space, ...]:
    """What each volume is asked for. Raises DeliveryError where a folder cannot be looked at."""
    needed: dict[int, int] = defaultdict(int)
    folders: dict[int, Path] = {}
    volumes: dict[Path, tuple[int, Path]] = {}
    for file in files:
        here, there = (_volume(folder, volumes) for folder in (file.source.parent, file.target.parent))
        folders.setdefault(there[0], there[1])
        copied = kind == "hardlink" and is_edited(file.source)
        renamed = kind == "trash" or (kind in ("move", "hardlink") and here[0] == there[0] and not copied)
        needed[there[0]] += 0 if renamed else file.size + _PER_FILE
    return tuple(Space(folders[i], bytes_, _free(folders[i])) for i, bytes_ in needed.items() if bytes_)


def check_room(found: Iterable[Space]) -> None:
    """Raise DeliveryError for the first volume that has no room."""
    for space in found:
        if not space.fits:
            needed, free = (f"{amount / 1e6:,.1f} MB" for amount in (space.needed, space.free))
            raise DeliveryError(f"{space.folder}: {needed} are needed, {free} are free")


def same_volume(one: Path, other: Path) -> bool:
    """Whether two folders, which need not exist yet, are on one volume."""
    known: dict[Path, tuple[int, Path]] = {}
    return _volume(one, known)[0] == _volume(other, known)[0]


def is_read_only(folder: Path) -> bool:
    """Whether the folder's volume cannot be written to at all, where the system tells."""
    if sys.platform == "win32":
        return False
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def existing(folder: Path) -> Path:
    """The folder, or the innermost one above it that exists."""
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def _volume(folder: Path, known: dict[Path, tuple[int, Path]]) -> tuple[int, Path]:
    if folder not in known:
        there = existing(folder)
        try:
            known[folder] = (there.stat().st_dev, there)
        except OSError as error:
            raise DeliveryError(f"{there}: {os_reason(error)}") from error
    return known[folder]


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise DeliveryError(f"{folder}: {os_reason(error)}") from error
