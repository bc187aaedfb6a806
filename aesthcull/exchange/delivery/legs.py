"""A file's way in one direction, and bringing the files of one frame together to where they go."""

from __future__ import annotations

import contextlib
import errno
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.deliveries import FileState, JournalFile
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.settings import Kind
from aesthcull.exchange.delivery.transfer import (
    content_digest,
    copy_verified,
    is_same,
    make_folder,
    place,
    same_time,
)
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache

GONE = "removed since; the rest of its frame is back"


@dataclass(frozen=True)
class Carrier:
    """What carrying works with. `mark` names what it writes on the way: of two catalogues that deliver into
    one folder, each has its own delivery 1."""

    catalogue: Catalogue
    thumbnails: ThumbnailCache
    mark: str
    kind: Kind
    job: Job


@dataclass(frozen=True)
class Leg:
    """A file from `start` to `end`: to its target, or back from there. `halfway`: its state once it stands at
    both."""

    file: JournalFile
    start: Path
    end: Path
    halfway: FileState

    def part(self, mark: str) -> Path:
        """What is written beside the end before it gets its name."""
        return self.end.with_name(f".aesthcull-{mark}-{self.file.id}.part")


def there(file: JournalFile) -> Leg:
    """The way to the target."""
    return Leg(file, file.source, file.target, "copied")


def back(file: JournalFile) -> Leg:
    """The way back to the source."""
    return Leg(file, file.target, file.source, "back")


def bring(carrier: Carrier, legs: Sequence[Leg]) -> list[Leg]:
    """Let all of these files stand at their ends, too, or none that did not before; verified, on the disk.

    Returns the legs as the journal has them then. Raises OSError that names a file, Cancelled.
    """
    settled = [leg for leg in legs if stands(carrier, leg)]
    fresh = [leg for leg in legs if leg not in settled]
    ready = [leg for leg in fresh if is_ready(carrier, leg)]
    fresh = [leg for leg in fresh if leg not in ready]
    remove([leg.part(carrier.mark) for leg in fresh])  # of a run that was cut short
    for leg in (*ready, *fresh):
        refuse_taken(leg.end)
    copied = ready + _copied(carrier, fresh)
    placed: list[Leg] = []
    try:
        deliveries.note(carrier.catalogue, [leg.file for leg in copied], durable=True)
        for leg in copied:
            place(leg.part(carrier.mark), leg.end)
            placed.append(leg)
    except BaseException:
        doubled = [leg for leg in copied if os.path.lexists(leg.start)]  # else it is all there is
        remove([leg.end for leg in placed if leg in doubled])
        remove([leg.part(carrier.mark) for leg in doubled])
        raise
    return [*settled, *copied]


def _copied(carrier: Carrier, legs: Sequence[Leg]) -> list[Leg]:
    """Copies beside their ends, each source read once."""
    groups: dict[Path, list[Leg]] = defaultdict(list)
    for leg in legs:
        groups[leg.start].append(leg)
    copied: list[Leg] = []
    try:
        for start, group in groups.items():
            for leg in group:
                make_folder(leg.end.parent)
            status = start.stat()
            parts = [leg.part(carrier.mark) for leg in group]
            digest = copy_verified(start, parts, carrier.job, to_edit=carrier.kind != "move")
            for leg in group:
                file = replace(leg.file, state=leg.halfway, sha256=digest, problem=None)
                file = replace(file, size=status.st_size, mtime_ns=status.st_mtime_ns)
                copied.append(replace(leg, file=file))
    except BaseException:
        remove([leg.part(carrier.mark) for leg in copied])
        raise
    return copied


def stands(carrier: Carrier, leg: Leg) -> bool:
    """Whether an earlier run, cut short, brought this file to its end: as the journal says, or with what was
    written still linked under both names."""
    if leg.file.state != leg.halfway or not leg.end.exists():
        return False
    part = leg.part(carrier.mark)
    if is_same(part, leg.end):
        part.unlink()
    if part.exists():  # the end is somebody else's
        return False
    return content_digest(leg.end, carrier.job.check) == leg.file.sha256


def is_ready(carrier: Carrier, leg: Leg) -> bool:
    """Whether what an earlier run wrote and verified is all there is: the start has gone since."""
    part = leg.part(carrier.mark)
    if leg.file.state != leg.halfway or os.path.lexists(leg.start) or not part.exists():
        return False
    return content_digest(part, carrier.job.check) == leg.file.sha256


def is_moved(leg: Leg) -> bool:
    """Whether an earlier run, cut short, moved this file before it could write so down."""
    if os.path.lexists(leg.start):
        return False
    try:
        status = leg.end.stat()
    except OSError:
        return False
    return status.st_size == leg.file.size and same_time(status.st_mtime_ns, leg.file.mtime_ns)


def is_intact(file: JournalFile) -> bool:
    """Whether the source is still as it was when it was read, and not one and the same with the target: a
    program that looks for doubles may have put a link in the place of either."""
    try:
        status = file.source.stat()
        if os.path.samestat(status, file.target.stat()):
            return False
    except OSError:
        return False
    return status.st_size == file.size and status.st_mtime_ns == file.mtime_ns


def refuse_taken(path: Path) -> None:
    """Raise FileExistsError when there is something of this name."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "something of this name has come to be there", str(path))


def remove(paths: Sequence[Path]) -> None:
    """Remove files that this program has made, as far as it goes."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
