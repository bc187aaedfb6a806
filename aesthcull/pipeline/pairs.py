"""Whether the picture beside a RAW is what the camera made of it.

A JPEG of the RAW's name is one frame with it, even if it was developed later, since a mark is meant for the
photograph; and counters of cameras begin anew, so that it may even show something else. That must not be
hidden by the pair: what the two headers say is told wherever the frame is described. They cost 2 ms a frame,
so that it comes after all that the user waits for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from aesthcull.catalogue.pairs import store_pairs, uncompared_pairs
from aesthcull.catalogue.records import Pair, Shoot
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.photos.decode import read_header
from aesthcull.photos.metadata import Metadata
from aesthcull.photos.problems import UNKNOWN_RAW, PhotoError, Problem

_BATCH = 100
_SAME_TIME = timedelta(seconds=2)
# Cameras write a file within a minute of its exposure, or of the last one of a long series.
_WRITTEN = timedelta(minutes=10)


@dataclass
class Pairs:
    """What there is to tell: of frames, by id, and of files that are not shown and cannot be read; `unknown`
    counts RAWs of cameras that are not known yet."""

    told: dict[int, Pair] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: int = 0

    def remarks(self) -> list[str]:
        """What the user is told, once: what was compared is not compared again."""
        pairs = Counter(self.told.values())
        edited = "frames whose picture was edited after it was taken, unlike the RAW of its name"
        other = "frames whose RAW and picture, of one name, were not taken at the same time"
        unknown = f"{UNKNOWN_RAW}; the pictures beside them are shown"
        counts = {edited: pairs["edited"], other: pairs["other time"], unknown: self.unknown}
        return [f"{text}: {count:,}" for text, count in counts.items() if count]


def compare_pairs(catalogue: Catalogue, shoot: Shoot, job: Job) -> Pairs:
    """Compare the files of frames that have several, again where one could not be read.

    Raises Cancelled; what was compared before stays.
    """
    waiting = list(uncompared_pairs(catalogue, shoot).items())
    if waiting:
        job.stage("Comparing RAW and JPEG", len(waiting))
    pairs = Pairs()
    for start in range(0, len(waiting), _BATCH):
        some = waiting[start : start + _BATCH]
        found: dict[int, Pair] = {}
        for frame_id, files in some:
            before = len(pairs.problems)
            pair = _compared(files, pairs)
            if len(pairs.problems) == before:
                found[frame_id] = pair
        store_pairs(catalogue, found)
        pairs.told |= {frame_id: pair for frame_id, pair in found.items() if pair != "same"}
        job.advance(len(some))
    return pairs


def _compared(files: Sequence[Path], pairs: Pairs) -> Pair:
    """What the first file, which is shown, is to the others. Those that cannot be read are added to
    `pairs`; that of the first is known from decoding it."""
    shown = _metadata(files[0], Pairs())
    others = [_metadata(file, pairs) for file in files[1:]]
    for other in others:
        if (
            shown.captured_at
            and other.captured_at
            and abs(shown.captured_at - other.captured_at) > _SAME_TIME
        ):
            return "other time"
    written, taken = shown.written_at, shown.captured_at
    return "edited" if written and taken and written - taken > _WRITTEN else "same"


def _metadata(file: Path, pairs: Pairs) -> Metadata:
    try:
        return read_header(file).metadata
    except PhotoError as error:
        if error.reason == UNKNOWN_RAW:
            pairs.unknown += 1
        else:
            pairs.problems.append(Problem(file, error.reason))
        return Metadata()
