"""What passes between the program and a worker: pickled, over the worker's standard input and output.

Pixels do not: they are written to a file in memory that both hold, which is gone when both are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from aesthcull.photos.formats import Format
from aesthcull.photos.photo import Wanted


class Kind(Enum):
    """What is asked of a file."""

    PHOTO = 1
    HEADER = 2
    PREVIEW = 3


@dataclass(frozen=True)
class Task:
    """One file, of a format that its beginning told."""

    kind: Kind
    path: Path
    format: Format
    wanted: Wanted = field(default_factory=Wanted)


class Note(Enum):
    """What a worker tells before its answer."""

    READING = 1  # the file is being read, and that gets on: such time is not the decoder's
    DECODING = 2  # from now on, it is
    LARGE = 3  # asks to be the only one with a large picture; waits for any byte


@dataclass(frozen=True)
class Answer:
    """What a worker found, or the `problem` with the file; `shape` is that of the uint8 numbers it left."""

    value: object
    shape: tuple[int, ...]
    problem: str | None = None
