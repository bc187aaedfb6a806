"""Finished trainings, each a line of JSON on disk before the next one begins.

A line that was torn by a power cut or a full disk is passed over when the file is read, and the next one
begins on a line of its own; so a study goes on after whatever stopped it. The folder is named by a
fingerprint of the photographs, the settings and the program: other photographs have another folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from aesthcull import __version__
from aesthcull.photos.problems import os_reason
from aesthcull.trainer.problems import TrainingFailed
from aesthcull.trainer.studies.photographs import Photographs

RESULTS = "results.jsonl"
Split = Literal["random", "series"]
SPLITS: tuple[Split, ...] = ("random", "series")


@dataclass(frozen=True)
class Work:
    """One training: of which treatment, by which split, which repeat (from 0)."""

    treatment: str  # Treatment.key
    split: Split
    repeat: int


@dataclass(frozen=True)
class Finished:
    """What came of it: accuracies 0–1 on the test photographs and, in the last epoch, on the training ones;
    what always saying the more frequent kind reaches; photographs poor, good on each side; seconds."""

    work: Work
    accuracy: float
    learnt: float
    majority: float
    trained_on: tuple[int, int]
    tested_on: tuple[int, int]
    seconds: float


def fingerprint(photos: Photographs, settings: Mapping[str, object]) -> str:
    """Of the files (names, sizes, times), their classes and groups, the settings, the program's version.

    Raise TrainingFailed when a file has just vanished.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(json.dumps([__version__, settings], sort_keys=True).encode())
    for path, positive, group in zip(photos.paths, photos.positive, photos.groups, strict=True):
        try:
            status = path.stat()
        except OSError as error:
            raise TrainingFailed(f"{path}: {os_reason(error)}") from error
        line = f"{status.st_size}|{status.st_mtime_ns}|{int(positive)}|{group}\n"
        digest.update(os.fsencode(path.name) + b"|" + line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def folder_name(label: str, print_of_data: str) -> str:
    """A folder's name that a person can tell from others."""
    words = re.sub(r"[^\w]+", "-", label).strip("-_").lower()
    return f"{words[:40] or 'study'}-{print_of_data[:12]}"


def read_results(path: Path) -> dict[Work, Finished]:
    """All that is finished; nothing without such a file. Raise TrainingFailed when it cannot be read."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise TrainingFailed(f"{path}: cannot be read: {os_reason(error)}") from error
    found = [one for one in map(_from_line, lines) if one is not None]
    return {one.work: one for one in found}


def begin_results(path: Path, about: Mapping[str, object]) -> None:
    """Write what the file is about where there is none yet, before hours go into what cannot be kept.

    Raise TrainingFailed (disk full, read-only).
    """
    _append(path, b"" if path.exists() else json.dumps({"about": about}).encode() + b"\n")


def append_result(path: Path, finished: Finished) -> None:
    """Write one line, and wait until it is on the disk. Raise TrainingFailed (disk full, read-only)."""
    _append(path, json.dumps(asdict(finished)).encode() + b"\n")


def _append(path: Path, line: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            if line and _is_torn(file):
                line = b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = os_reason(error)
        raise TrainingFailed(f"{path}: {reason}; what was finished before is kept") from error


def _is_torn(file: BinaryIO) -> bool:
    """Whether the last line has no end."""
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def _from_line(line: bytes) -> Finished | None:
    """None for a line that is torn or none of ours."""
    try:
        values: dict[str, Any] = json.loads(line)
        values["work"] = Work(**values["work"])
        for name in ("trained_on", "tested_on"):
            values[name] = tuple(values[name])
        return Finished(**values)
    except (ValueError, TypeError, KeyError):
        return None
