"""Memory cards: which mounted volumes are a camera's, so that nothing is written to them unasked.

A volume is a card where the system calls it removable or where its root holds the DCIM folder that cameras
make. Only volumes on local devices are looked into: a file server that has gone would hold us up for
minutes. A copy of a card's folders on a fixed disk is no card.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

DCIM = "dcim"
_SYSTEM = frozenset(map(Path, ("/", "/boot", "/boot/efi", "/boot/firmware", "/home", "/usr", "/var")))
_PHONES = ("gphoto2:", "mtp:")  # cameras and phones by cable, as GNOME's gvfs names them
_ESCAPED = re.compile(r"\\([0-7]{3})")  # a blank in /proc/self/mountinfo is \040
_WINDOWS_REMOVABLE = 2


@dataclass(frozen=True)
class Volume:
    """A mounted volume. `dcim`: its root holds a folder of that name."""

    folder: Path
    removable: bool
    dcim: bool


def is_on_card(path: Path, volumes: Sequence[Volume] | None = None) -> bool:
    """Whether an absolute path lies on a memory card or in a camera that is plugged in.

    `volumes`: as `volumes()` gave them, for asking of many paths; None reads them anew.
    """
    found = volume_of(path, _volumes() if volumes is None else volumes)
    return found is not None and (found.removable or found.dcim)


def mounted_cards(volumes: Sequence[Volume] | None = None) -> list[Path]:
    """The roots of the volumes with a camera's folders, by path; empty where there is none."""
    known = _volumes() if volumes is None else volumes
    return sorted(volume.folder for volume in known if volume.dcim)


def volume_of(path: Path, volumes: Iterable[Volume]) -> Volume | None:
    """The innermost volume that holds `path`."""
    around = [volume for volume in volumes if path.is_relative_to(volume.folder)]
    return max(around, key=lambda volume: len(volume.folder.parts), default=None)


def volumes() -> tuple[Volume, ...]:
    """The volumes on local devices that are mounted now; the system's own counts as neither removable nor a
    camera's. Takes some milliseconds: ask once for many paths."""
    if sys.platform == "win32":
        return tuple(_volume(Path(f"{letter}:\\"), _windows_removable(letter)) for letter in _letters())
    if sys.platform == "darwin":
        return tuple(_volume(folder, False) for folder in _folders_in(Path("/Volumes")))
    try:
        table = Path("/proc/self/mountinfo").read_text(errors="surrogateescape")
    except OSError:
        return ()
    return tuple(linux_volumes(table))


_volumes = volumes  # the functions above have parameters of that name


def linux_volumes(table: str, sysfs: Path = Path("/sys")) -> Iterable[Volume]:
    """The volumes of a /proc/self/mountinfo; `sysfs` tells which devices are removable."""
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields, (kind, source, *_) = before.split(), (*after.split(), "", "")
        if len(fields) < 5:
            continue
        folder = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        if kind == "fuse.gvfsd-fuse":
            yield from _plugged_in(folder)
        elif folder in _SYSTEM:
            yield Volume(folder, removable=False, dcim=False)
        elif source.startswith("/dev/"):
            yield _volume(folder, _linux_removable(fields[2], sysfs))


def _linux_removable(numbers: str, sysfs: Path) -> bool:
    """Whether the block device `major:minor` or the disk that it is a part of is removable."""
    device = (sysfs / "dev" / "block" / numbers).resolve()
    disk = device.parent if (device / "partition").exists() else device
    # A reader that is built in calls itself fixed, and its card SD (fixed flash memory: MMC).
    return _word(disk / "removable") == "1" or _word(disk / "device" / "type") == "SD"


def _word(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError:
        return ""


def _plugged_in(gvfs: Path) -> Iterable[Volume]:
    """Cameras and phones; a phone has its DCIM folder one level down."""
    for device in _folders_in(gvfs):
        if device.name.startswith(_PHONES):
            yield _volume(device, True)
            yield from (_volume(store, True) for store in _folders_in(device))


def _volume(folder: Path, removable: bool) -> Volume:
    return Volume(folder, removable, any(f.name.casefold() == DCIM for f in _folders_in(folder)))


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:  # pulled out meanwhile, or another user's
        return []


def _letters() -> list[str]:
    return [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if Path(f"{letter}:\\").exists()]


def _windows_removable(letter: str) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there is none elsewhere, says mypy)
    return bool(kernel.GetDriveTypeW(f"{letter}:\\") == _WINDOWS_REMOVABLE)
