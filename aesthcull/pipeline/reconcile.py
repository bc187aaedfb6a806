"""What differs between a shoot's folder and the catalogue, and so must be decoded.

A frame is known by the file that is shown, else by any of its files, else by their name: a JPEG that appears
beside a known RAW, or goes and leaves it, changes what the frame shows and nothing that was decided about it.
Another photograph under a known name (`pipeline.replaced`) is another frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from aesthcull.catalogue import ingested_marks, scanning
from aesthcull.catalogue.records import Shoot, StoredFile
from aesthcull.catalogue.scanning import KnownFrame
from aesthcull.catalogue.store import Catalogue
from aesthcull.photos.folding import folded
from aesthcull.photos.problems import OTHER_SHOWN, is_lasting
from aesthcull.photos.walk import FoundFrame, FrameFile, pair
from aesthcull.pipeline.replaced import exchange

OnFrames = Callable[[Sequence[int]], None]
Known = dict[Path, KnownFrame]
_PIECE = 500  # frames that are added by one transaction


@dataclass(frozen=True)
class Work:
    """A frame to decode and judge, by another of its files where `file`, which is shown, cannot be read."""

    frame_id: int
    file: FrameFile
    others: tuple[Path, ...] = ()

    @classmethod
    def on(cls, frame_id: int, frame: FoundFrame) -> Work:
        """On a frame that was found."""
        return cls(frame_id, frame.files[0], tuple(file.path for file in frame.files[1:]))


@dataclass
class Changes:
    """The difference. `unchanged` are frames that need not be decoded again for their files' sake, by the id
    of the backbone that embedded them; `set_aside` counts frames at whose places others are now."""

    work: list[Work] = field(default_factory=list)
    unchanged: dict[str | None, list[Work]] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    missing: int = 0
    set_aside: int = 0
    regroup: bool = False

    def remarks(self) -> list[str]:
        """What the user is told of it."""
        told = (
            f"frames at whose names other pictures stand now; their marks wait for them: {self.set_aside:,}"
        )
        return [told] if self.set_aside else []

    def decode_for(self, backbone: str) -> None:
        """Frames that another backbone embedded, or none, are to be decoded again for this one."""
        others = [self.unchanged.pop(known) for known in list(self.unchanged) if known != backbone]
        self.work = sorted([*self.work, *chain.from_iterable(others)], key=lambda work: work.file.path)


@dataclass
class _Updates:
    """What is written of known frames: other files, and the ids of those that are back, and of those whose
    scores are of another picture."""

    files: list[tuple[int, tuple[StoredFile, ...]]] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)


def reconcile(
    catalogue: Catalogue,
    shoot: Shoot,
    found: Sequence[FoundFrame],
    unreadable: Sequence[Path],
    on_frames: OnFrames,
    marks_step: str = ingested_marks.STEP,
) -> Changes:
    """Write new, changed, vanished and returned frames into the catalogue, and list what must be decoded.

    `unreadable` folders hide their frames, which then are not called missing. `on_frames` is told of what
    was written, of new frames in pieces, so that the first of many are seen at once. `marks_step`: what the
    step is called that brings marks from a card.
    """
    changes = Changes()
    known, kept, fresh = _matched(catalogue, shoot, found, changes, on_frames)
    _add(catalogue, fresh, changes, on_frames)
    updates = _compare(kept, changes)
    unread = [*changes.work, *changes.unchanged.get(None, ())]
    ids = [work.frame_id for work in unread]
    marked = ingested_marks.take_over(catalogue, shoot.path, ids, marks_step)
    if marked:
        on_frames(marked)
    gone = _gone(known, {before.id for before, _ in kept}, unreadable)
    scanning.update_files(catalogue, updates.files, updates.outdated)
    scanning.set_missing(catalogue, updates.returned, False)
    scanning.set_missing(catalogue, gone, True)
    changes.missing = sum(known[path].missing for path in known) + len(gone) - len(updates.returned)
    written = [*(frame_id for frame_id, _ in updates.files), *updates.returned, *gone]
    if written:
        on_frames(written)
    changes.regroup = bool(updates.returned or gone)
    changes.work.sort(key=lambda work: work.file.path)
    return changes


def _matched(
    catalogue: Catalogue, shoot: Shoot, found: Sequence[FoundFrame], changes: Changes, on_frames: OnFrames
) -> tuple[Known, list[tuple[KnownFrame, FoundFrame]], list[FoundFrame]]:
    """The frames that the catalogue knows, those of them that were found, and the new ones, once those are
    set aside at whose places other photographs are."""
    known = scanning.known_frames(catalogue, shoot)
    kept, fresh = _recognised(known, found)
    exchanged = exchange(catalogue, shoot.path, kept, found)
    if exchanged:
        changes.set_aside = len(exchanged.gone)
        on_frames([*exchanged.gone, *exchanged.back])
        known = scanning.known_frames(catalogue, shoot)
        kept, fresh = _recognised(known, found)
    return known, kept, fresh


def _add(catalogue: Catalogue, fresh: Sequence[FoundFrame], changes: Changes, on_frames: OnFrames) -> None:
    for start in range(0, len(fresh), _PIECE):
        some = fresh[start : start + _PIECE]
        ids = scanning.add_frames(catalogue, [_stored(frame) for frame in some])
        changes.work += [Work.on(i, frame) for i, frame in zip(ids, some, strict=True)]
        on_frames(ids)
    changes.new = len(fresh)


def _compare(kept: Sequence[tuple[KnownFrame, FoundFrame]], changes: Changes) -> _Updates:
    """Sort known frames into those to decode and the unchanged ones."""
    updates = _Updates()
    for before, frame in kept:
        files = _stored(frame)
        changed = before.files != files
        if changed:
            updates.files.append((before.id, files))
        if before.missing:
            updates.returned.append(before.id)
        shown_changed = before.files[:1] != files[:1]
        if shown_changed:
            changes.changed += 1
        anew = shown_changed or (changed and before.problem)  # a problem may be of any of the files
        if anew:
            updates.outdated.append(before.id)
        if anew or _may_pass(before.problem):
            changes.work.append(Work.on(before.id, frame))
        elif not before.problem or before.problem.endswith(OTHER_SHOWN):
            changes.unchanged.setdefault(before.embedded_by, []).append(Work.on(before.id, frame))
    return updates


def _may_pass(problem: str | None) -> bool:
    """Whether a frame is tried again: the card may be back, the permission given."""
    return bool(problem) and not is_lasting(problem or "")


def _recognised(
    known: Known, found: Sequence[FoundFrame]
) -> tuple[list[tuple[KnownFrame, FoundFrame]], list[FoundFrame]]:
    """The found frames that the catalogue knows, each with what it knows, and the new ones."""
    kept = [(known[frame.path], frame) for frame in found if frame.path in known]
    rest = [frame for frame in found if frame.path not in known]
    shown = {frame.path for _, frame in kept}
    by_file = {f.path: before for path, before in known.items() if path not in shown for f in before.files}
    fresh: list[FoundFrame] = []
    taken: set[int] = set()
    for frame in rest:
        mine = (by_file[f.path] for f in frame.files if f.path in by_file)
        before = next((before for before in mine if before.id not in taken), None)
        if before is None:
            fresh.append(frame)
        else:
            taken.add(before.id)
            kept.append((before, frame))
    gone = [before for path, before in known.items() if path not in shown and before.id not in taken]
    same = _by_name(gone, fresh)
    kept += [(same[frame.path], frame) for frame in fresh if frame.path in same]
    return kept, [frame for frame in fresh if frame.path not in same]


def _by_name(gone: Sequence[KnownFrame], fresh: Sequence[FoundFrame]) -> dict[Path, KnownFrame]:
    """The known frames, by the path of a new one, that would be one with it if their files were still there:
    of a RAW that comes back when the JPEG, which had the marks alone for a while, is gone."""
    by_name: dict[tuple[Path, str], list[KnownFrame]] = {}
    for before in gone if fresh else ():
        for place in {_place(file.path) for file in before.files}:
            by_name.setdefault(place, []).append(before)
    same: dict[Path, KnownFrame] = {}
    for frame in fresh:
        alike = by_name.get(_place(frame.path), [])
        if len(alike) == 1 and len(pair([*map(_file, alike[0].files), *frame.files])) == 1:
            same[frame.path] = alike.pop()
    return same


def _place(path: Path) -> tuple[Path, str]:
    return path.parent, folded(path.stem)


def _file(stored: StoredFile) -> FrameFile:
    return FrameFile(stored.path, stored.size, stored.mtime_ns)


def _gone(known: Known, kept: set[int], unreadable: Sequence[Path]) -> list[int]:
    """Frames that vanished. Below a folder that could not be read nothing is known to be gone."""
    return [
        frame.id
        for path, frame in known.items()
        if frame.id not in kept
        and not frame.missing
        and not any(path.is_relative_to(folder) for folder in unreadable)
    ]


def _stored(frame: FoundFrame) -> tuple[StoredFile, ...]:
    return tuple(StoredFile(file.path, file.size, file.mtime_ns) for file in frame.files)
