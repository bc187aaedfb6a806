"""Which frames stay together when a model is tested: one series, one shooting day, or the same picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.trainer.dataset import MIN_GROUPS, Unit

# Cosine of the similarity descriptor at which two frames are near-duplicates without any alignment:
# `direct` of series.linking's FAR limits (models/similarity.md).
ALIKE = 0.93
_BLOCK = 2048


@dataclass(frozen=True)
class Groups:
    """The group of each of N frames, as text, and what the groups are."""

    names: NDArray[np.str_]
    unit: Unit
    note: str | None = None


def divided(
    days: Sequence[date | None],
    series: Sequence[Sequence[Hashable]],
    descriptors: NDArray[np.float32],
    job: Job,
) -> Groups:
    """Groups by day and series; where these are fewer than can be tested on, by series alone, with a note."""
    by_day = joined_groups(days, series, descriptors, job)
    count = len({day for day in days if day is not None})
    if not count or len(np.unique(by_day)) >= MIN_GROUPS:
        dated = sum(day is not None for day in days)
        return Groups(by_day, "days" if 2 * dated > len(days) else "series")
    by_series = joined_groups([None] * len(days), series, descriptors, job)
    note = (
        f"the frames are of {count} shooting day{'s' * (count != 1)}: tested on other series of the same "
        "days, which is easier than on other days"
    )
    return Groups(by_series, "series", note)


def joined_groups(
    days: Sequence[date | None],
    series: Sequence[Sequence[Hashable]],
    descriptors: NDArray[np.float32] | None,
    job: Job,
) -> NDArray[np.str_]:
    """The group of each of N frames, as text.

    Frames share a group when they share a day or one of their series, or when the descriptors [N, d] (unit
    vectors) are near-duplicates; and so do frames that are joined over others.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count = len(days)
    keys: dict[Hashable, list[int]] = defaultdict(list)
    for index, (day, mine) in enumerate(zip(days, series, strict=True)):
        if day is not None:
            keys["day", day].append(index)
        for one in mine:
            keys["series", one].append(index)
    pairs = [(members[0], other) for members in keys.values() for other in members[1:]]
    links = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    if descriptors is not None:
        links = np.concatenate([links, _alike(descriptors, job)])
    graph = coo_array((np.ones(len(links), dtype=np.int8), (links[:, 0], links[:, 1])), shape=(count, count))
    _, group_of = connected_components(graph, directed=False)
    return np.asarray(group_of).astype(str)


def _alike(descriptors: NDArray[np.float32], job: Job) -> NDArray[np.intp]:
    found = [np.zeros((0, 2), dtype=np.intp)]
    for start in range(0, len(descriptors), _BLOCK):
        job.check()
        close = descriptors[start : start + _BLOCK] @ descriptors[start:].T >= ALIKE
        rows, columns = np.nonzero(close)
        later = columns > rows
        found.append(np.stack([rows[later], columns[later]], axis=1) + start)
    return np.concatenate(found)
