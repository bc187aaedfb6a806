"""Moving a frame's files, there and back: renamed within a volume, else copied, verified, then removed. The
catalogue follows in the same transaction in which the journal says that they have moved."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from dataclasses import replace

from aesthcull.catalogue import deliveries, frame_moves
from aesthcull.catalogue.deliveries import FileState, JournalFile
from aesthcull.catalogue.frame_moves import Move
from aesthcull.catalogue.records import StoredFile
from aesthcull.exchange.delivery.legs import (
    GONE,
    Carrier,
    Leg,
    bring,
    is_intact,
    is_moved,
    is_ready,
    refuse_taken,
    remove,
    stands,
    there,
)
from aesthcull.exchange.delivery.transfer import (
    flush_folders,
    is_same,
    make_folder,
    move_within,
    naming,
    place,
)
from aesthcull.photos.walk import FrameFile


def move(carrier: Carrier, legs: Sequence[Leg], arrived: FileState) -> list[JournalFile]:
    """Move the files of one frame: all of them or none. `arrived`: their state then.

    On the way back what is gone is named, and the rest goes. Raises OSError that names a file, Cancelled.
    Where not all sources can be removed any more, what is left
    stands at both places, as the journal says.
    """
    gone: list[Leg] = []
    if arrived == "undone":
        gone = _gone(carrier, legs)
        legs = _as_they_are(carrier, [leg for leg in legs if leg not in gone])
    if any(leg.file.state == leg.halfway for leg in legs) or not _within(carrier, legs):
        legs = _across(carrier, legs)
    done = [replace(leg.file, state=arrived, problem=None) for leg in legs]
    done += [replace(leg.file, state=arrived, problem=GONE) for leg in gone]
    moves = [_move(leg) for leg in legs if leg.file.frame_id is not None]
    lost = [_move(leg) for leg in gone if leg.file.frame_id is not None and not os.path.lexists(leg.end)]
    frame_moves.note_moves(carrier.catalogue, done, [*moves, *lost])
    for moved in moves:
        _move_thumbnail(carrier, moved)
    return done


def _gone(carrier: Carrier, legs: Sequence[Leg]) -> list[Leg]:
    """What the user has removed since, of a frame of which something is left: that goes back without it."""
    gone = [
        leg
        for leg in legs
        if not os.path.lexists(leg.start)
        and not leg.part(carrier.mark).exists()
        and not _is_half(leg)
        and not is_moved(leg)
    ]
    return gone if len(gone) < len(legs) else []


def _as_they_are(carrier: Carrier, legs: Sequence[Leg]) -> list[Leg]:
    """The journal learns of files that were edited at their targets, so that after a crash they are known
    by their size and time at their old places, where another photograph may have come to be."""
    now, edited = [], []
    for leg in legs:
        if os.path.lexists(leg.start) and leg.file.state != leg.halfway and _is_changed(leg):
            status = leg.start.stat()
            edited.append(replace(leg.file, size=status.st_size, mtime_ns=status.st_mtime_ns))
            now.append(replace(leg, file=edited[-1]))
        else:
            now.append(leg)
    if edited:
        deliveries.note(carrier.catalogue, edited)
    return now


def unfinished_moves(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Files whose moving was cut short: those that stand at their targets alone count as done; of those that
    stand at both places the copy goes."""
    settled = []
    for file in files:
        leg = there(file)
        if is_ready(carrier, leg) and not os.path.lexists(leg.end):
            place(leg.part(carrier.mark), leg.end)
        arrived = is_moved(leg) or (_is_half(leg) and not os.path.lexists(leg.start))
        if not arrived and (is_same(leg.start, leg.end) or (is_intact(file) and stands(carrier, leg))):
            leg.end.unlink()
        remove([leg.part(carrier.mark)])
        settled.append(replace(file, state="done" if arrived else "undone", problem=None))
    return settled


def _within(carrier: Carrier, legs: Sequence[Leg]) -> bool:
    """Rename the files; False when they go to another volume."""
    moved: list[Leg] = []
    try:
        for leg in legs:
            if is_moved(leg):
                continue
            if not is_same(leg.start, leg.end):
                refuse_taken(leg.end)
            make_folder(leg.end.parent)
            with naming(leg.start):
                move_within(leg.start, leg.end)
            moved.append(leg)
    except OSError as error:
        for leg in legs:
            # On the way there also what a run that was cut short has moved: a frame stays together.
            if leg in moved or (leg.halfway == "copied" and is_moved(leg)):
                with contextlib.suppress(OSError):
                    move_within(leg.end, leg.start)
        if error.errno == errno.EXDEV:
            return False
        raise
    carrier.job.advance(sum(leg.file.size for leg in legs))
    return True


def _across(carrier: Carrier, legs: Sequence[Leg]) -> list[Leg]:
    """Copy, verify, then remove the sources."""
    gone = [leg for leg in legs if _is_half(leg) and not os.path.lexists(leg.start)]
    left = [leg for leg in legs if leg not in gone]
    for leg in left:
        if _is_half(leg) and _is_changed(leg) and stands(carrier, leg):
            leg.end.unlink()  # the original was edited while the delivery lay
    here = bring(carrier, left)
    flush_folders({leg.end.parent for leg in here})
    removed = bool(gone)
    try:
        for leg in here:
            if _is_changed(leg):
                raise OSError(errno.EBUSY, "changed since it was copied; it stays", str(leg.start))
            with naming(leg.start):
                leg.start.unlink()
            removed = True
    except OSError:
        if not removed:  # of a source that vanished by itself the copy is all there is
            remove([leg.end for leg in here if os.path.lexists(leg.start)])
        raise
    return [*gone, *here]


def _is_half(leg: Leg) -> bool:
    return leg.file.state == leg.halfway and leg.end.exists()


def _is_changed(leg: Leg) -> bool:
    status = leg.start.stat()
    return (status.st_size, status.st_mtime_ns) != (leg.file.size, leg.file.mtime_ns)


def _move(leg: Leg) -> Move:
    before = StoredFile(leg.start, leg.file.size, leg.file.mtime_ns)
    after = replace(before, path=leg.end)
    if os.path.lexists(leg.end):
        status = leg.end.stat()
        after = StoredFile(leg.end, status.st_size, status.st_mtime_ns)
    assert leg.file.frame_id is not None
    return Move(leg.file.frame_id, before, after)


def _move_thumbnail(carrier: Carrier, moved: Move) -> None:
    """Thumbnails are named by path, size and time. One that is lost is made again."""
    before, after = (
        carrier.thumbnails.path(FrameFile(file.path, file.size, file.mtime_ns))
        for file in (moved.before, moved.after)
    )
    with contextlib.suppress(OSError):
        after.parent.mkdir(parents=True, exist_ok=True)
        before.replace(after)
