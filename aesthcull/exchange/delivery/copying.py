"""Copies and hard links of a frame's files, and taking them away again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.deliveries import JournalFile
from aesthcull.exchange.delivery.legs import (
    Carrier,
    bring,
    is_intact,
    is_ready,
    refuse_taken,
    remove,
    stands,
    there,
)
from aesthcull.exchange.delivery.transfer import (
    content_digest,
    is_same,
    make_folder,
    naming,
    place,
    same_content,
)
from aesthcull.photos.companions import is_edited


def copy(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Copy the files of one frame: all of them or none. Raises OSError that names a file, Cancelled.

    A file of the same content that has come to be at a target meanwhile will do, but is nobody's of ours.
    """
    legs = [there(file) for file in files]
    present = {
        leg.file.id
        for leg in legs
        if leg.end.exists()
        and not stands(carrier, leg)
        and same_content(leg.start, leg.end, carrier.job.check)
    }
    remove([leg.part(carrier.mark) for leg in legs if leg.file.id in present])
    brought = bring(carrier, [leg for leg in legs if leg.file.id not in present])
    done = [replace(leg.file, state="done", problem=None) for leg in brought]
    done += [replace(file, state="present", problem=None) for file in files if file.id in present]
    deliveries.note(carrier.catalogue, done)
    return done


def link(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Hard-link the files of one frame: all of them or none; sidecars are copied, since what is written into
    one in place would change the original's. Raises OSError that names a file, Cancelled."""
    sidecars = [file for file in files if is_edited(file.source)]
    legs = [there(file) for file in sidecars if not is_same(file.source, file.target)]
    copied = [leg.file for leg in bring(carrier, legs)]
    rest = [file for file in files if all(file.id != known.id for known in copied)]
    made: list[JournalFile] = []
    try:
        for file in rest:
            if is_same(file.source, file.target):
                continue
            refuse_taken(file.target)
            make_folder(file.target.parent)
            with naming(file.target):
                file.target.hardlink_to(file.source.resolve())
            made.append(file)
    except OSError:
        remove([file.target for file in [*made, *copied] if os.path.lexists(file.source)])
        raise
    done = [replace(file, state="done", problem=None) for file in [*copied, *rest]]
    deliveries.note(carrier.catalogue, done)
    carrier.job.advance(sum(file.size for file in rest))
    return done


def take_away(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Remove the copies or links of one frame, those that nobody changed and whose originals are there yet:
    the last of a photograph is never removed. Raises OSError, Cancelled."""
    outcome = []
    for file in files:
        problem = _why_kept(carrier, file) if os.path.lexists(file.target) else None
        if problem is None:
            with naming(file.target):
                file.target.unlink(missing_ok=True)
        state = file.state if problem else "undone"
        outcome.append(replace(file, state=state, problem=problem))
        carrier.job.advance(file.size)
    deliveries.note(carrier.catalogue, outcome)
    return outcome


def _why_kept(carrier: Carrier, file: JournalFile) -> str | None:
    """Why a copy or link must stay; None when it may go."""
    if _is_linked(carrier, file):
        if not file.source.exists():
            return "kept: its original is gone"
        return None if is_same(file.source, file.target) else "kept: it was changed since"
    if not is_intact(file):
        return "kept: its original is gone, was changed, or is but a link to it"
    if file.target.stat().st_size != file.size:
        return "kept: it was changed since"
    changed = content_digest(file.target, carrier.job.check) != file.sha256
    return "kept: it was changed since" if changed else None


def _is_linked(carrier: Carrier, file: JournalFile) -> bool:
    return carrier.kind == "hardlink" and file.sha256 is None


def unfinished_copies(carrier: Carrier, files: Sequence[JournalFile]) -> list[JournalFile]:
    """Files whose copying was cut short: those that stand at their targets count as done, of the others
    what was written beside them goes."""
    settled = []
    for file in files:
        leg = there(file)
        if _is_linked(carrier, file):
            done = is_same(file.source, file.target)
        else:
            if is_ready(carrier, leg) and not os.path.lexists(leg.end):
                place(leg.part(carrier.mark), leg.end)
            done = stands(carrier, leg)
            remove([leg.part(carrier.mark)])
        settled.append(replace(file, state="done" if done else "undone", problem=None))
    return settled
