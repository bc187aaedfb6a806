"""What the commands share: the workplace, exit statuses, and how listings are written."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aesthcull import places
from aesthcull.terminal import say

if TYPE_CHECKING:  # a command imports what it needs; `aesthcull --help` should not wait for OpenCV
    from aesthcull.catalogue.records import Frame, Shoot
    from aesthcull.photos.problems import Problem
    from aesthcull.pipeline import Workplace
    from aesthcull.vision.registry import Registry

DONE, SOME_FAILED, WRONG, CANCELLED = 0, 1, 2, 130
Options = argparse.Namespace


class UsageError(Exception):
    """The call was wrong; one line that says how."""


def model_folders() -> list[Path]:
    return [places.models_folder(), places.user_models_folder()]


def registry() -> Registry:
    from aesthcull.vision.registry import Registry

    return Registry(model_folders())


@contextlib.contextmanager
def workplace(options: Options, *, existing: bool = False) -> Iterator[Workplace]:
    """The catalogue, registry and cache that a command works with; closes the catalogue. `existing`: a
    command that has nothing to say on a new catalogue; a mistyped name shall not begin one. Raises
    UsageError."""
    from aesthcull.catalogue.store import open_catalogue
    from aesthcull.photos.thumbnails import ThumbnailCache
    from aesthcull.pipeline import Workplace

    if existing and options.catalogue and not has_catalogue(options):
        raise UsageError(f"catalogue {options.catalogue}: no such file")
    catalogue = open_catalogue(options.catalogue or places.default_catalogue())
    try:
        if catalogue.notice:
            say(f"aesthcull: {catalogue.notice}")
        yield Workplace(catalogue, registry(), ThumbnailCache(places.thumbnail_cache()))
    finally:
        catalogue.close()


def has_catalogue(options: Options) -> bool:
    """Whether there is a catalogue already; a database server has one as far as we can tell."""
    place = options.catalogue or places.default_catalogue()
    return "://" in place or Path(place).expanduser().exists()


def frames_of(work: Workplace, folder: Path) -> tuple[Shoot, list[Frame]]:
    """The present frames of a scanned shoot. Raises UsageError when it was never scanned."""
    from aesthcull.catalogue import queries
    from aesthcull.pipeline import shoot_folder

    shoot = queries.find_shoot(work.catalogue, shoot_folder(folder))
    if shoot is None:
        raise UsageError(f"{folder}: not scanned yet; run: aesthcull scan {folder}")
    return shoot, [f for f in queries.frames_of(work.catalogue, shoot) if not f.missing]


def problems_of(work: Workplace, shoot: Shoot) -> tuple[Problem, ...]:
    from aesthcull.pipeline import problems_of

    return problems_of(work.catalogue, shoot)


def output_path(out: Path) -> Path:
    """The place of a file to be written, whose folder must be there: a mistyped one is not made. Raises
    UsageError."""
    place = out.expanduser().absolute()
    if not place.parent.is_dir():
        raise UsageError(f"{out}: there is no folder {place.parent}")
    return place


def file_path(file: Path) -> Path:
    """The path as the catalogue names it: folders resolved, the file's own name as it is."""
    try:
        return file.expanduser().parent.resolve(strict=True) / file.name
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{file}: no such file") from error


def formatted(rows: Sequence[dict[str, Any]], form: str) -> str:
    from aesthcull.exchange import listing

    return listing.to_csv(rows) if form == "csv" else listing.to_table(rows)


def report_problems(problems: Sequence[Problem]) -> int:
    for problem in problems:
        say(f"aesthcull: {str(problem.path)!r}: {problem.reason}")
    return SOME_FAILED if problems else DONE


def has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    # QT_QPA_PLATFORM: offscreen, vnc and the like need none.
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
