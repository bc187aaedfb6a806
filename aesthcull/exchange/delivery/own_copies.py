"""Frames that an earlier delivery made of others of the shoot: copied into a folder of it, they were found by
the next scan, with the marks of their originals. A delivery that has the originals leaves them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.records import Frame
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.transfer import same_time


def without_copies(catalogue: Catalogue, frames: Sequence[Frame], root: Path) -> list[Frame]:
    """The frames in their order, without unchanged copies of others of them. Raises CatalogueError."""
    there = {frame.file.path: frame for frame in frames if not frame.missing}
    source_of = {
        copy.target: copy.source
        for copy in deliveries.copies_below(catalogue, root)
        if copy.source in there and copy.target in there and _unchanged(there[copy.target], copy)
    }
    return [frame for frame in frames if not _has_origin(frame.file.path, source_of)]


def _unchanged(frame: Frame, copy: deliveries.JournalFile) -> bool:
    """Whether a frame is still as it was brought; one that was edited since is a picture of its own."""
    return frame.file.size == copy.size and same_time(frame.file.mtime_ns, copy.mtime_ns)


def _has_origin(path: Path, source_of: Mapping[Path, Path]) -> bool:
    """Whether it comes, maybe through other copies, from what is no copy; two that were each made of the
    other at some time both stay."""
    seen = {path}
    origin = path
    while origin in source_of:
        origin = source_of[origin]
        if origin in seen:
            return False
        seen.add(origin)
    return origin != path


def left_out_remark(count: int) -> list[str]:
    """What the user should know of `count` frames that were left out."""
    if not count:
        return []
    frames = "1 frame is" if count == 1 else f"{count:,} frames are"
    return [f"{frames} left out: brought earlier into this shoot, as copies of what is delivered now"]
