"""Which frames stay together when a model is tested: one series, one shooting day, or the same picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job

# Cosine of the similarity descriptor at which two frames are near-duplicates without any alignment:
# `direct` of series.linking's FAR limits (models/similarity.md).
ALIKE = 0.93
_BLOCK = 2048


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
