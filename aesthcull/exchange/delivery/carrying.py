"""One frame's way, there or back, whatever the kind of delivery; what goes wrong ends as the files' problem,
or, where it would go wrong with every other frame too, stops the delivery."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.deliveries import FileState, JournalFile
from aesthcull.exchange.delivery import copying, moving, trashing
from aesthcull.exchange.delivery.legs import Carrier, back, there
from aesthcull.photos.problems import os_reason

UNFINISHED: frozenset[FileState] = frozenset({"planned", "copied", "failed"})
STANDING: frozenset[FileState] = frozenset({"done", "back"})
_FULL = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk quota is used up"}
_STOPPING = frozenset({*_FULL, errno.EROFS})


class Stopped(Exception):
    """The delivery cannot go on now; one line that says why."""


def carry(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Deliver the files of one frame, or go on with it. Returns them as the journal has them then. Raises
    Stopped, Cancelled, CatalogueError."""
    if carrier.kind == "move":
        return _tried(carrier, files, lambda: moving.move(carrier, [there(f) for f in files], "done"))
    ways = {"hardlink": copying.link, "trash": trashing.throw}
    return _tried(carrier, files, lambda: ways.get(carrier.kind, copying.copy)(carrier, files))


def take_back(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Take back what stands of one frame's files, as `carry`. Those that must stay have a problem then."""
    standing = [file for file in files if file.state in STANDING]
    return _tried(carrier, standing, lambda: _way_back(carrier, standing)) if standing else []


def settle(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Say of files that are on their way whether they have arrived: `done`, else `undone` and nothing of them
    is left at the target. Raises Stopped, Cancelled, CatalogueError."""
    going = [file for file in files if file.state in UNFINISHED]
    settled = _tried(carrier, going, lambda: _settled(carrier, going)) if going else []
    if settled:
        deliveries.note(carrier.catalogue, settled)
    return [*(file for file in files if file not in going), *settled]


def _way_back(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    if carrier.kind == "move":
        return moving.move(carrier, [back(file) for file in files], "undone")
    return (trashing.bring_back if carrier.kind == "trash" else copying.take_away)(carrier, files)


def _settled(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    if carrier.kind == "move":
        return moving.unfinished_moves(carrier, files)
    return (
        trashing.unfinished(files) if carrier.kind == "trash" else copying.unfinished_copies(carrier, files)
    )


def _tried(
    carrier: Carrier, files: Sequence[JournalFile], work: Callable[[], list[JournalFile]]
) -> list[JournalFile]:
    try:
        return work()
    except OSError as error:
        reason = _reason(error)
        # The journal knows better than `files` how far they came before it went wrong.
        failed = [_failed(file, reason) for file in deliveries.read_again(carrier.catalogue, files)]
        deliveries.note(carrier.catalogue, failed)
        if error.errno in _STOPPING:
            raise Stopped(reason) from error
        return failed


def _failed(file: JournalFile, reason: str) -> JournalFile:
    """The file with what went wrong. One that stands at both places remains so."""
    state = file.state
    if state == "planned" or (state == "copied" and not os.path.lexists(file.target)):
        state = "failed"
    elif state == "back" and not os.path.lexists(file.source):
        state = "done"
    return replace(file, state=state, problem=reason)


def _reason(error: OSError) -> str:
    name = error.filename if isinstance(error.filename, str) else os.fsdecode(error.filename or b"")
    reason = _FULL.get(error.errno or 0) or os_reason(error)
    return f"{Path(name)}: {reason}" if name else reason
