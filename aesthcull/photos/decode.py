"""Decoding: from a file to one small upright RGB picture.

Plain JPEGs are decoded here, everything else in worker processes (`photos.isolation`), so that a file that
crashes or hangs its decoder costs that file only. All that a broken file can do ends as PhotoError with a
reason in one line.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import cast

from aesthcull.photos import formats
from aesthcull.photos.decoders import decode, header, reported
from aesthcull.photos.decoders.jpeg import open_jpeg
from aesthcull.photos.decoders.reading import check_size
from aesthcull.photos.formats import HEAD_BYTES as FORMAT_BYTES
from aesthcull.photos.formats import Format, format_of
from aesthcull.photos.isolation.messages import Kind, Task
from aesthcull.photos.isolation.pool import workers
from aesthcull.photos.jpeg_markers import HEAD_BYTES, size_of_plain
from aesthcull.photos.photo import Header, Photo, Turns, Wanted
from aesthcull.photos.pixels import Pixels
from aesthcull.photos.problems import PhotoError, Starved, os_reason

_alone = threading.Lock()
_HERE = Turns(read=lambda _: None, alone=nullcontext)  # plain JPEGs are small


def load_photo(path: Path, long_side: int | None = None, *, for_viewing: bool = False) -> Photo:
    """Read and decode a photograph; of a RAW, the camera's preview where that is large enough.

    With `long_side` a larger picture is reduced so that its longer side is that many pixels. `for_viewing`
    gives pixels as screens take them, [h, w, 4] with blue first, and brings grey and CMYK to RGB through
    their profile; judging does without, as the models have learnt it. It also shows JPEGs of more than
    MAX_PIXELS reduced, where they unpack so.
    Raises PhotoError for whatever is wrong with the file.
    """
    wanted = Wanted(long_side, for_viewing)
    with reported(path):
        row, data = _begin(path)
        if row == formats.JPEG and size_of_plain(data):
            with open_jpeg(path, data) as jpeg:
                if jpeg.is_small(wanted):
                    return decode(path, jpeg, wanted, _HERE)
    value, pixels = ask(Task(Kind.PHOTO, path, row, wanted))
    return replace(cast(Photo, value), pixels=pixels)


def load_frame(
    paths: Sequence[Path],
    long_side: int | None = None,
    *,
    for_viewing: bool = False,
    asks_again: bool = False,
) -> tuple[Photo, PhotoError | None]:
    """The picture of a frame by the first of its files that can be read (`load_photo`), and what is wrong
    with the one that is to be shown. Raises that where none can be read. `asks_again`: whoever calls does so
    where the machine was too busy, so that Starved is raised at once."""
    first: PhotoError | None = None
    for path in paths:
        try:
            return load_photo(path, long_side, for_viewing=for_viewing), first
        except PhotoError as error:
            if asks_again and isinstance(error, Starved):
                raise
            first = first or error
    assert first is not None
    raise first


def read_header(path: Path) -> Header:
    """Upright size and metadata of a photograph, without decoding it. Raises PhotoError."""
    with reported(path):
        row, head = _begin(path, whole=False)
        if row == formats.JPEG and size_of_plain(head):
            with open_jpeg(path) as jpeg:
                return header(jpeg)
    return cast(Header, ask(Task(Kind.HEADER, path, row))[0])


def ask(task: Task) -> tuple[object, Pixels]:
    """Have a worker do a task: the answer's value and its numbers. Raises PhotoError."""
    answer, numbers = workers().ask(replace(task, path=task.path.absolute()), lambda: _alone)
    if answer.problem is not None:
        raise PhotoError(task.path, answer.problem)
    return answer.value, numbers


def _begin(path: Path, whole: bool = True) -> tuple[Format, bytes]:
    """The file's format, and of a JPEG all of it, or its head. Raises PhotoError."""
    try:
        with path.open("rb", buffering=0) as file:  # a buffer would have all of a JPEG copied once more
            check_size(path, file)
            row = format_of(path.suffix.lower(), file.read(FORMAT_BYTES))
            if row is None:
                raise PhotoError(path, f"{path.suffix[1:].upper() or 'nameless'} files cannot be read")
            file.seek(0)
            return row, file.read(-1 if whole else HEAD_BYTES) if row == formats.JPEG else b""
    except OSError as error:
        raise PhotoError(path, os_reason(error)) from error
