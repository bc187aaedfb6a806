"""Where a card's file stands on this machine already: brought by an earlier ingest, perhaps under another
name, or by whatever means, if the catalogue knows it.

What counts as there lets the user format the card: it must be whole today, whatever was written down of it.
Two cameras of one model write files of one name, size and second, so those three alone prove nothing: both
ends of the files, with the camera's number and the time in fractions, are compared as well, and the whole
content where name or time differ.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(eq=False)
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
        """The digest of its first and last bytes; empty where it cannot be read."""
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
        self._named: dict[tuple[int, str], list[_Copy]] = defaultdict(list)
        self._alike: dict[int, dict[bytes, list[_Copy]]] = {}
        moves = deliveries.moves(catalogue)
        for row in deliveries.carried_contents(catalogue, sizes):
            for path in _places(row.target, moves):
                self._add(row.size, _Copy(path, row.source.name, row.mtime_ns, row.sha256, path in moves))
        # Nor is safe what lies on another card, that of the camera's second slot say.
        roots = (card, card.resolve(), *cards.mounted_cards())
        for path, size, mtime_ns in deliveries.catalogued_copies(catalogue, sizes):
            if not any(path.is_relative_to(root) for root in roots):
                self._add(size, _Copy(path, path.name, mtime_ns, None))

    def _add(self, size: int, copy: _Copy) -> None:
        self._copies[size].append(copy)
        self._named[size, fold(copy.name)].append(copy)

    def places(self, file: FrameFile, *, below: Path | None = None, but: Iterable[Path] = ()) -> list[Path]:
        """Where the file's content stands on this machine: below a folder, or anywhere but below some. Raises
        OSError where the card's file cannot be read, Cancelled."""
        if file.size not in self._copies:
            return []

        def inside(copies: Iterable[_Copy]) -> list[_Copy]:
            return [copy for copy in copies if _is_in(copy.path, below, but) and copy.status]

        ends = _ends(file.path)
        named = self._named.get((file.size, fold(file.path.name)), ())
        called = inside(copy for copy in named if same_time(copy.mtime_ns, file.mtime_ns))
        sure = [copy.path for copy in called if _is_as_written(copy, file.size) and copy.ends == ends]
        if sure:
            return sure
        doubtful = list(dict.fromkeys([*called, *inside(self._with_ends(file.size, ends))]))
        if not doubtful:
            return []
        digest = content_digest(file.path, self._job.check)
        held = [copy.path for copy in doubtful if self._holds(copy, file, ends, digest)]
        if not held:
            self.changed |= {copy.path for copy in doubtful if copy.sha256 == digest and not copy.left}
        return held

    def _with_ends(self, size: int, ends: bytes) -> Sequence[_Copy]:
        """The copies of these ends, which of every copy of a size are read once: uncompressed RAWs all have
        one size."""
        if size not in self._alike:
            found = self._alike[size] = defaultdict(list)
            for copy in self._copies[size]:
                found[copy.ends].append(copy)
        return self._alike[size].get(ends, ())

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


def _is_as_written(copy: _Copy, size: int) -> bool:
    """Whether nobody has written to the copy since it was made, as far as its size and time tell."""
    now = copy.status
    return now is not None and now.st_size == size and same_time(now.st_mtime_ns, copy.mtime_ns)


def _ends(path: Path) -> bytes:
    """The digest of a file's first and last bytes."""
    with path.open("rb") as file:
        head = file.read(_END_BYTES)
        file.seek(max(len(head), os.fstat(file.fileno()).st_size - _END_BYTES))
        return hashlib.sha256(head + file.read(_END_BYTES)).digest()
