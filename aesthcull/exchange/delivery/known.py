"""Whether a card's file is on this machine already: brought by an earlier ingest, perhaps under another name,
or by whatever means, if the catalogue knows it.

Two cameras of one model write files of one name, size and second, so those three alone prove nothing: the
files' beginnings, with the camera's number and the time in fractions, are compared as well, and the whole
content where name or time differ.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.transfer import content_digest, same_time
from aesthcull.job import Job
from aesthcull.photos import cards
from aesthcull.photos.naming import fold
from aesthcull.photos.walk import FrameFile

_HEAD_BYTES = 64 * 1024


@dataclass
class _Copy:
    """A file off the card: what it was called and when it was written on the card, as far as known."""

    path: Path
    name: str
    mtime_ns: int
    sha256: str | None

    @cached_property
    def head(self) -> bytes:
        """Its first bytes; empty where it cannot be read."""
        return _head(self.path)


class Known:
    """What is known of files of these sizes, off the card."""

    def __init__(self, catalogue: Catalogue, card: Path, files: Iterable[FrameFile], job: Job) -> None:
        self._job = job
        sizes = sorted({file.size for file in files})
        self._brought: dict[int, list[_Copy]] = defaultdict(list)
        for row in deliveries.carried_contents(catalogue, sizes):
            copy = _Copy(row.target, row.source.name, row.mtime_ns, row.sha256)
            self._brought[row.size].append(copy)
        self._catalogued: dict[int, list[_Copy]] = defaultdict(list)
        # Nor is safe what lies on another card, that of the camera's second slot say.
        roots = (card, card.resolve(), *cards.mounted_cards())
        for path, size, mtime_ns in deliveries.catalogued_copies(catalogue, sizes):
            if not any(path.is_relative_to(root) for root in roots):
                self._catalogued[size].append(_Copy(path, path.name, mtime_ns, None))

    def is_there(self, file: FrameFile, *, below: Path | None = None, but: Path | None = None) -> bool:
        """Whether the file's content is on this machine: below a folder, or anywhere but below one. Raises
        OSError where the card's file cannot be read, Cancelled."""
        brought = [copy for copy in self._brought[file.size] if _is_in(copy.path, below, but)]
        found = [copy for copy in self._catalogued[file.size] if _is_in(copy.path, below, but)]
        if not brought and not found:
            return False
        head = _head(file.path, needed=True)
        alike = [copy for copy in (*brought, *found) if copy.head == head]
        if any(_is_called(copy, file) for copy in alike):
            return True
        # Of what an ingest brought, the content is known even if it was edited since.
        edited = [copy for copy in brought if _is_called(copy, file) and copy.head and copy.head != head]
        if not alike and not edited:
            return False
        digest = content_digest(file.path, self._job.check)
        return any(self._digest(copy) == digest for copy in (*alike, *edited))

    def _digest(self, copy: _Copy) -> str | None:
        if copy.sha256 is not None:
            return copy.sha256
        with contextlib.suppress(OSError):
            return content_digest(copy.path, self._job.check)
        return None


def _is_in(path: Path, below: Path | None, but: Path | None) -> bool:
    return (below is None or path.is_relative_to(below)) and (but is None or not path.is_relative_to(but))


def _is_called(copy: _Copy, file: FrameFile) -> bool:
    return fold(copy.name) == fold(file.path.name) and same_time(copy.mtime_ns, file.mtime_ns)


def _head(path: Path, *, needed: bool = False) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except OSError:
        if needed:
            raise
        return b""
