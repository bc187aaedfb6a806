"""Which photographs a study is made on.

At 400×600 one takes 720 kB in memory, so that some thousand fit; of more, a part is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos.problems import Problem


@dataclass(frozen=True)
class Photographs:
    """N labelled photographs. `positive` [N]: sold well; `groups` [N]: what must not be on both sides of a
    split by series. `source` and `rule` say where they come from and what "well" means; `label` is short
    enough for a folder's name."""

    paths: tuple[Path, ...]
    positive: NDArray[np.bool_]
    groups: NDArray[np.str_]
    source: str
    rule: str
    label: str
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()  # of files that are already left out

    def only(self, places: NDArray[np.intp]) -> Photographs:
        """The photographs at these places."""
        return replace(
            self,
            paths=tuple(self.paths[place] for place in places),
            positive=self.positive[places],
            groups=self.groups[places],
        )


def some(photos: Photographs, most: int, seed: int = 0) -> Photographs:
    """At most so many, chosen at random, of each kind the same share; series stay whole where they can."""
    count = len(photos.paths)
    if count <= most:
        return photos
    rng = np.random.default_rng(seed)
    _, group_of = np.unique(photos.groups, return_inverse=True)
    order = np.argsort(rng.permutation(group_of.max() + 1)[group_of], kind="stable")
    kept = []
    for kind in (photos.positive, ~photos.positive):
        quota = max(1, round(most * int(kind.sum()) / count)) if kind.any() else 0
        kept.append(order[kind[order]][:quota])
    note = f"{most:,} of the {count:,} photographs, chosen at random: no more were to be used"
    return replace(photos.only(np.sort(np.concatenate(kept))), notes=(*photos.notes, note))
