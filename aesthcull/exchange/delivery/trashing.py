"""A frame's files put into the trash, and brought back."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from dataclasses import replace

from aesthcull.catalogue import frame_moves
from aesthcull.catalogue.deliveries import FileState, JournalFile
from aesthcull.exchange.delivery import trash
from aesthcull.exchange.delivery.legs import GONE, Carrier


def throw(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Put the files of one frame into the trash: all of them or none. Raises OSError that names a file."""
    done: list[JournalFile] = []
    try:
        for file in files:
            # One that is gone already went in a run that was cut short.
            gone = not os.path.lexists(file.source)
            where = (trash.find(file.source) or file.source) if gone else trash.put(file.source)
            done.append(replace(file, target=where, state="done", problem=None))
    except OSError:
        for file in done:
            if file.target != file.source:
                with contextlib.suppress(OSError):
                    trash.take_out(file.target, file.source, carrier.job)
        raise
    frame_moves.note_missing(carrier.catalogue, done, _frames(done), True)
    carrier.job.advance(sum(file.size for file in files))
    return done


def bring_back(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Take what is left of one frame's files out of the trash. Raises OSError that names a file."""
    there = [file for file in files if os.path.lexists(file.source) or os.path.lexists(file.target)]
    gone = [file for file in files if file not in there] if there else []
    for file in there or files:
        if os.path.lexists(file.source) and not os.path.lexists(file.target):
            continue  # in a run that was cut short
        if file.target == file.source:
            raise OSError(errno.ENOENT, "restore it from the system's trash", str(file.source))
        trash.take_out(file.target, file.source, carrier.job)
    back = [replace(file, state="undone", problem=GONE if file in gone else None) for file in files]
    frame_moves.note_missing(carrier.catalogue, back, _frames(back), False)
    carrier.job.advance(sum(file.size for file in files))
    return back


def unfinished(files: Sequence[JournalFile]) -> list[JournalFile]:
    """Files whose throwing away was cut short: those that are gone from their place count as done."""
    settled = []
    for file in files:
        where = None if os.path.lexists(file.source) else trash.find(file.source)
        state: FileState = "done" if where else "undone"
        settled.append(replace(file, target=where or file.target, state=state, problem=None))
    return settled


def _frames(files: Sequence[JournalFile]) -> list[int]:
    return sorted({file.frame_id for file in files if file.frame_id is not None})
