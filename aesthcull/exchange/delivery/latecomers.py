"""Files that came to stand beside a moved frame's since: sidecars above all, which any program writes. They
go back with the frame when the move is taken back; left alone, they would belong to nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.deliveries import Delivery, JournalFile, PlannedFile
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.targets import renamed
from aesthcull.photos.companions import companions_of_all
from aesthcull.photos.walk import PHOTO_SUFFIXES

Group = Sequence[JournalFile]


def write_down(catalogue: Catalogue, found: Delivery) -> None:
    """Add them to a move's journal, as if they had been moved with their frames: so they go back by the same
    way, whatever happens. Raises CatalogueError."""
    if found.kind != "move":
        return
    files = deliveries.files_of(catalogue, found.id)
    known = {file.target for file in files}
    standing = [file for file in files if file.state == "done"]
    late = [new for group, beside in _beside(standing) for new in _planned(group, beside, known)]
    deliveries.add(catalogue, found.id, late, "done")


def _beside(files: Group) -> Iterator[tuple[Group, tuple[Path, ...]]]:
    """The frames, each with what stands beside it now; every folder is listed once."""
    groups = [list(group) for _, group in groupby(files, key=lambda file: file.together)]
    folders: dict[Path, list[Group]] = {}
    for group in groups:
        folders.setdefault(group[0].target.parent, []).append(group)
    for some in folders.values():
        pictures = [[f.target for f in group if f.target.suffix.lower() in PHOTO_SUFFIXES] for group in some]
        with contextlib.suppress(OSError):  # a folder that is gone: taking its frames back will say so
            yield from zip(some, companions_of_all(pictures), strict=True)


def _planned(group: Group, beside: Sequence[Path], known: Collection[Path]) -> Iterator[PlannedFile]:
    """What is new of these, with its place beside the frame's old one."""
    shown = group[0]
    new = [path for path in beside if path not in known]
    places = renamed([shown.target, *new], shown.source.parent, shown.source.stem)
    for path in new:
        with contextlib.suppress(OSError):  # gone again
            status = path.stat()
            size, mtime_ns = status.st_size, status.st_mtime_ns
            yield PlannedFile(places[path], path, size, mtime_ns, shown.frame_id, shown.together)
