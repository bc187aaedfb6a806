"""The previews inside RAWs."""

from __future__ import annotations

from pathlib import Path

from aesthcull.photos import formats
from aesthcull.photos.decode import ask
from aesthcull.photos.isolation.messages import Kind, Task
from aesthcull.photos.problems import PhotoError


def raw_preview(path: Path) -> bytes | None:
    """The largest JPEG that a RAW holds, as stored; None without one, or when the file is no RAW or damaged.

    It need not match the picture, and is turned as the sensor was: `load_photo` takes care of both, and
    takes the preview by itself where it is large enough.
    """
    try:
        _, data = ask(Task(Kind.PREVIEW, path, formats.RAW))
    except PhotoError:  # whatever is damaged, the photograph itself will tell
        return None
    return data.tobytes() or None
