"""Decoding: from a file to one small upright RGB picture.

Plain JPEGs are decoded here, everything else in worker processes (`photos.isolation`), so that a file that
crashes or hangs its decoder costs that file only. All that a broken file can do ends as PhotoError with a
reason in one line.
"""

from __future__ import annotations

import threading
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import cast

from aesthcull.photos import formats
from aesthcull.photos.decoders import decode, header, reported
from aesthcull.photos.decoders.jpeg import open_jpeg
from aesthcull.photos.decoders.reading import check_size
from aesthcull.photos.formats import HEAD_BYTES, Format, format_of
from aesthcull.photos.isolation.messages import Kind, Task
from aesthcull.photos.isolation.pool import workers
from aesthcull.photos.photo import Header, Photo, Turns, Wanted
from aesthcull.photos.pixels import Pixels
from aesthcull.photos.problems import PhotoError, os_reason

_alone = threading.Lock()
_HERE = Turns(fetched=lambda: None, alone=nullcontext)  # plain JPEGs are small


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
        if data is not None:
            with open_jpeg(data) as jpeg:
                if jpeg.is_plain(wanted):
                    return decode(path, jpeg, wanted, _HERE)
    value, pixels = ask(Task(Kind.PHOTO, path, row, wanted))
    return replace(cast(Photo, value), pixels=pixels)


def read_header(path: Path) -> Header:
    """Upright size and metadata of a photograph, without decoding it. Raises PhotoError."""
    with reported(path):
        row, _ = _begin(path, whole=False)
        if row == formats.JPEG:
            with open_jpeg(path) as jpeg:
                return header(jpeg)
    return cast(Header, ask(Task(Kind.HEADER, path, row))[0])


def ask(task: Task) -> tuple[object, Pixels]:
    """Have a worker do a task: the answer's value and its numbers. Raises PhotoError."""
    answer, numbers = workers().ask(replace(task, path=task.path.absolute()), lambda: _alone)
    if answer.problem is not None:
        raise PhotoError(task.path, answer.problem)
    return answer.value, numbers


def _begin(path: Path, whole: bool = True) -> tuple[Format, bytes | None]:
    """The file's format, and of a JPEG all of it. Raises PhotoError."""
    try:
        with path.open("rb", buffering=0) as file:  # a buffer would have all of a JPEG copied once more
            check_size(path, file)
            row = format_of(path.suffix.lower(), file.read(HEAD_BYTES))
            if row is None:
                raise PhotoError(path, f"{path.suffix[1:].upper() or 'nameless'} files cannot be read")
            file.seek(0)
            return row, file.read() if whole and row == formats.JPEG else None
    except OSError as error:
        raise PhotoError(path, os_reason(error)) from error
