"""A new model's files are written aside and take their places when all of them are whole.

A full disk, a cancel or a killed process leaves the models as they were.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aesthcull.photos.problems import os_reason
from aesthcull.trainer.problems import TrainingFailed

PREFIX = ".training-"
FORGOTTEN_S = 7 * 86_400  # what a killed training left


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A scratch folder inside `folder`, made when it is not there; it goes in any case.

    What the block raises for a full or read-only disk becomes TrainingFailed.
    """
    stage = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        stage = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        yield stage
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
            source.rename(target)
            done.append(target)
        yield
    except BaseException:
        for target in done:
            shutil.rmtree(target, ignore_errors=True) if target.is_dir() else target.unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    for old in folder.glob(f"{PREFIX}*"):
        if time.time() - old.stat().st_mtime > FORGOTTEN_S:
            shutil.rmtree(old, ignore_errors=True)
