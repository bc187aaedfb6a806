"""Where a card's file stands on this machine already: brought by an earlier ingest, perhaps under another
name, or by whatever means, if the catalogue knows it.

What counts as there lets the user format the card: it must be whole today, whatever was written down of it.
Two cameras of one model write files of one name, size and second, so those three alone prove nothing: both
ends of the files, with the camera's number and the time in fractions, are compared as well, and the whole
content where name or time differ.
"""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.transfer import content_digest, same_time
from aesthcull.job import Job
from aesthcull.photos import cards
from aesthcull.photos.companions import is_edited
from aesthcull.photos.naming import fold
from aesthcull.photos.walk import FrameFile

_END_BYTES = 64 * 1024


@dataclass
class _Copy:
    """A file off the card: what it was called and when it was written on the card, as far as known."""

    path: Path
    name: str
    mtime_ns: int
    sha256: str | None
    left: bool = False  # it went on from there: what stands there now may be another

    @cached_property
    def status(self) -> os.stat_result | None:
        """As it is now; None where it is gone."""
        try:
            return self.path.stat()
        except OSError:
            return None

    @cached_property
    def ends(self) -> bytes:
        """Its first and last bytes; empty where it cannot be read."""
        try:
            return _ends(self.path)
        except OSError:
            return b""


class Known:
    """What is known of files of these sizes, off the card. `changed`: what was found to be no longer as it
    was brought, and so counts for nothing."""

    def __init__(self, catalogue: Catalogue, card: Path, files: Iterable[FrameFile], job: Job) -> None:
        self._job = job
        self.changed: set[Path] = set()
        sizes = sorted({file.size for file in files})
        self._copies: dict[int, list[_Copy]] = defaultdict(list)
        moves = deliveries.moves(catalogue)
        for row in deliveries.carried_contents(catalogue, sizes):
            for path in _places(row.target, moves):
                copy = _Copy(path, row.source.name, row.mtime_ns, row.sha256, left=path in moves)
                self._copies[row.size].append(copy)
        # Nor is safe what lies on another card, that of the camera's second slot say.
        roots = (card, card.resolve(), *cards.mounted_cards())
        for path, size, mtime_ns in deliveries.catalogued_copies(catalogue, sizes):
            if not any(path.is_relative_to(root) for root in roots):
                self._copies[size].append(_Copy(path, path.name, mtime_ns, None))

    def places(self, file: FrameFile, *, below: Path | None = None, but: Iterable[Path] = ()) -> list[Path]:
        """Where the file's content stands on this machine: below a folder, or anywhere but below some. Raises
        OSError where the card's file cannot be read, Cancelled."""
        copies = [copy for copy in self._copies[file.size] if _is_in(copy.path, below, but) and copy.status]
        if not copies:
            return []
        ends = _ends(file.path)
        called = [copy for copy in copies if _is_called(copy, file)]
        sure = [copy.path for copy in called if _is_as_written(copy, file.size) and copy.ends == ends]
        if sure:
            return sure
        doubtful = [copy for copy in copies if copy in called or copy.ends == ends]
        if not doubtful:
            return []
        digest = content_digest(file.path, self._job.check)
        held = [copy.path for copy in doubtful if self._holds(copy, file, ends, digest)]
        if not held:
            self.changed |= {copy.path for copy in doubtful if copy.sha256 == digest and not copy.left}
        return held

    def _holds(self, copy: _Copy, file: FrameFile, ends: bytes, digest: str) -> bool:
        """Whether a copy has this content; of a sidecar that was brought, whether it is there at all: it is
        written to be edited."""
        edited = is_edited(file.path) and copy.status and copy.status.st_size
        if copy.sha256 == digest and (edited or (_is_as_written(copy, file.size) and copy.ends == ends)):
            return True
        with contextlib.suppress(OSError):
            same_size = copy.path.stat().st_size == file.size
            return same_size and content_digest(copy.path, self._job.check) == digest
        return False


def _places(path: Path, moves: Mapping[Path, Iterable[Path]]) -> set[Path]:
    """Wherever a file may stand that was brought here: what the catalogue does not know as a frame's, a voice
    memo say, moves with the frame all the same."""
    found, looking = {path}, [path]
    while looking:
        new = set(moves.get(looking.pop(), ())) - found
        found |= new
        looking += new
    return found


def _is_in(path: Path, below: Path | None, but: Iterable[Path]) -> bool:
    inside = below is None or path.is_relative_to(below)
    return inside and not any(path.is_relative_to(folder) for folder in but)


def _is_called(copy: _Copy, file: FrameFile) -> bool:
    return fold(copy.name) == fold(file.path.name) and same_time(copy.mtime_ns, file.mtime_ns)


def _is_as_written(copy: _Copy, size: int) -> bool:
    """Whether nobody has written to the copy since it was made, as far as its size and time tell."""
    now = copy.status
    return now is not None and now.st_size == size and same_time(now.st_mtime_ns, copy.mtime_ns)


def _ends(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(_END_BYTES)
        file.seek(max(len(head), os.fstat(file.fileno()).st_size - _END_BYTES))
        return head + file.read(_END_BYTES)
