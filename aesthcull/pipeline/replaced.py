"""Whether another photograph stands where a known one stood.

Cameras count anew, cards are used again, and two cards mount at one place: the file of a known name may be
another picture, which must not have the marks of the first. An edited file, on the other hand, keeps them.
What tells the two apart is the time of capture, which editors keep, or else drop; where a program has only
put that right, the picture itself is the same. Headers are read of files that changed, and only where there
are marks to lose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np

from aesthcull.catalogue import set_aside
from aesthcull.catalogue.records import StoredFile
from aesthcull.catalogue.scanning import KnownFrame
from aesthcull.catalogue.set_aside import Kept
from aesthcull.catalogue.store import Catalogue
from aesthcull.photos.decode import load_photo, read_header
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE
from aesthcull.photos.walk import FoundFrame
from aesthcull.series.signature import signature

_SAME_TIME = timedelta(seconds=2)
# What a program adds to a file when it writes a time into it.
_ADDED_BYTES, _ADDED_SHARE = 2**16, 0.02
_SAME_PICTURE = 2.0  # mean difference of luminance, 0–255: of one picture by two decoders it is below 1


Pairs = Sequence[tuple[KnownFrame, FoundFrame]]


@dataclass(frozen=True)
class Exchanged:
    """The ids of frames that were set aside, and of those that were brought back."""

    gone: tuple[int, ...]
    back: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.back)


def exchange(catalogue: Catalogue, folder: Path, kept: Pairs, found: Sequence[FoundFrame]) -> Exchanged:
    """Set frames aside at whose places other pictures are found, and bring those back whose files stand at
    their old places again. Raises CatalogueError."""
    before = set_aside.frames_from(catalogue, folder)
    back = {}
    for frame in found if before else ():
        frame_id = before.get(_stored(frame))
        if frame_id is not None:
            back[frame_id] = frame.path
    rest = {known.id: (known, frame) for known, frame in kept if frame.path not in back.values()}
    changed = [frame_id for frame_id, pair in rest.items() if _is_changed(*pair)]
    known = set_aside.kept(catalogue, changed)
    others = [frame_id for frame_id, said in known.items() if _is_other(said, *rest[frame_id])]
    if others:
        set_aside.set_aside(catalogue, others)
    displaced = set_aside.bring_back(catalogue, back) if back else []
    return Exchanged((*others, *displaced), tuple(back))


def _is_changed(known: KnownFrame, frame: FoundFrame) -> bool:
    """Whether there is none of the frame's files as it was: where one is, the frame is the same."""
    files = {StoredFile(file.path, file.size, file.mtime_ns) for file in frame.files}
    return files.isdisjoint(known.files)


def _is_other(said: Kept, known: KnownFrame, frame: FoundFrame) -> bool:
    shown = frame.files[0]
    try:
        now = read_header(shown.path).metadata
    except PhotoError:
        return False
    if said.captured_at is None or now.captured_at is None:
        return False
    if abs(now.captured_at - said.captured_at) <= _SAME_TIME and now.camera == said.camera:
        return False
    size = next((file.size for file in known.files if file.path == shown.path), 0)
    if abs(size - shown.size) > max(_ADDED_BYTES, size * _ADDED_SHARE) or said.signature is None:
        return True
    return not _looks_same(said.signature, shown.path)


def _looks_same(known: bytes, path: Path) -> bool:
    try:
        now = signature(load_photo(path, THUMBNAIL_SIDE).pixels)
    except PhotoError:
        return True
    before = np.frombuffer(known, dtype=np.uint8)
    return before.shape == now.shape and bool(np.abs(before.astype(np.int16) - now).mean() < _SAME_PICTURE)


def _stored(frame: FoundFrame) -> StoredFile:
    shown = frame.files[0]
    return StoredFile(shown.path, shown.size, shown.mtime_ns)
