"""The folders that a delivery goes from and to. When a card is pulled out or a disk unplugged, every frame
would fail, and making folders anew would write to the disk beneath the place where it was mounted."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TypeVar

from aesthcull.catalogue.deliveries import Delivery, JournalFile
from aesthcull.exchange.delivery.carrying import Stopped
from aesthcull.exchange.delivery.settings import DeliveryError, DeliverySettings
from aesthcull.exchange.delivery.transfer import make_folder
from aesthcull.photos.problems import os_reason

Folder = TypeVar("Folder", bound=PurePath)


class Grounds:
    """The folder that holds all sources (one a drive), the destination and the backup. Raises DeliveryError
    where one of them is gone, or the folder in which it is to be made."""

    def __init__(self, settings: DeliverySettings, found: Delivery, files: Sequence[JournalFile]) -> None:
        origins = common_folders(file.source.parent for file in files)
        to = () if settings.kind == "trash" else (settings.destination, settings.backup)
        new = new_folders(found)
        self._to = [folder for folder in to if folder is not None]
        self._devices: dict[Path, int] = {}
        for folder in [*origins, *(_base(folder, new) for folder in self._to)]:
            self._devices[folder] = _device(folder)

    def make(self) -> None:
        """Make the destination and the backup. Raises DeliveryError."""
        for folder in self._to:
            try:
                make_folder(folder)
            except OSError as error:
                raise DeliveryError(f"{folder}: {os_reason(error)}") from error
            self._devices[folder] = _device(folder)

    def check(self, *, thoroughly: bool = False) -> None:
        """Raise Stopped when one of the folders is gone, or lies on another volume. `thoroughly`: also when
        it cannot be listed."""
        for folder, device in self._devices.items():
            try:
                same = folder.stat().st_dev == device
                if thoroughly:
                    with os.scandir(folder) as entries:
                        next(entries, None)
            except OSError as error:
                raise Stopped(f"{folder}: {os_reason(error)}; was it pulled out, or moved?") from error
            if not same:
                raise Stopped(f"{folder}: gone; was it pulled out?")


def common_folders(folders: Iterable[Folder]) -> list[Folder]:
    """The folder that holds all of these; on Windows one of each drive."""
    drives: dict[str, Folder] = {}
    for folder in folders:
        common = drives.setdefault(folder.anchor, folder)
        while not folder.is_relative_to(common):
            common = common.parent
        drives[folder.anchor] = common
    return list(drives.values())


def new_folders(found: Delivery) -> list[Path]:
    """The folders that were not there before the delivery."""
    return [Path(folder) for folder in found.settings.get("new_folders", [])]


def remove_folders(found: Delivery) -> None:
    """Remove the folders that the delivery made, those that are empty."""
    for folder in sorted(new_folders(found), key=lambda f: len(f.parts), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _base(folder: Path, new: Sequence[Path]) -> Path:
    while folder in new:
        folder = folder.parent
    return folder


def _device(folder: Path) -> int:
    try:
        if not folder.is_dir():
            raise DeliveryError(f"{folder}: not there; plug in its disk or card, or make the folder again")
        return folder.stat().st_dev
    except OSError as error:
        raise DeliveryError(f"{folder}: {os_reason(error)}") from error
