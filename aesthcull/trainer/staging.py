"""A new model's files are written aside and take their places when all of them are whole.

A full disk, a cancel or a killed process leaves the models as they were.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aesthcull.photos.problems import os_reason
from aesthcull.trainer.problems import TrainingFailed
from aesthcull.trainer.sources import OWN
from aesthcull.vision.registry import read_entries

PREFIX = ".training-"
ROOM = 4 * 2**20  # bytes: a head with its report takes one
FORGOTTEN_S = 7 * 86_400  # what a killed training left


def check_room(folder: Path) -> None:
    """Raise TrainingFailed when `folder` cannot take a model: better now than after hours of training."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(ROOM))
    except OSError as error:
        raise TrainingFailed(f"{folder}: {os_reason(error)}; nothing was trained") from error


@contextmanager
def staging(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    """A scratch folder inside `folder` (made when it is not there) and the version of `name` that it claims:
    two trainings at once get two versions. It goes in any case.

    What the block raises for a full or read-only disk becomes TrainingFailed.
    """
    stage = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        stage, version = _claim(folder, name)
        yield stage, version
    except OSError as error:
        raise TrainingFailed(f"{folder}: {os_reason(error)}; the model in use stays as it was") from error
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def settled(moves: dict[Path, Path]) -> Iterator[None]:
    """Rename each path to its place for the block, and take them away again when the block fails."""
    done: list[Path] = []
    try:
        for source, target in moves.items():
            if target.exists():  # a rename would silently take its place
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            source.rename(target)
            done.append(target)
        yield
    except BaseException:
        for target in done:
            shutil.rmtree(target, ignore_errors=True) if target.is_dir() else target.unlink(missing_ok=True)
        raise


def next_version(folder: Path, name: str) -> str:
    """own-1, own-2 …; a number is not used again while files of it stand there."""
    taken = [e.version for e in read_entries(folder) if e.name == name]
    for pattern in (f"{name}-{OWN}*", f"{PREFIX}{name}-{OWN}*"):
        taken += [OWN + p.name.rpartition(OWN)[2] for p in folder.glob(pattern) if p.is_dir()]
    numbers = [int(v.removeprefix(OWN)) for v in taken if v.removeprefix(OWN).isdigit()]
    return f"{OWN}{max(numbers, default=0) + 1}"


def _claim(folder: Path, name: str) -> tuple[Path, str]:
    while True:
        version = next_version(folder, name)
        stage = folder / f"{PREFIX}{name}-{version}"
        with contextlib.suppress(FileExistsError):  # somebody was faster
            stage.mkdir()
            return stage, version


def _sweep(folder: Path) -> None:
    for old in folder.glob(f"{PREFIX}*"):
        if time.time() - old.stat().st_mtime > FORGOTTEN_S:
            shutil.rmtree(old, ignore_errors=True)
