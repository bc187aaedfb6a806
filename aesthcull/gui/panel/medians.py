"""The medians of the open shoot's scores, for the ticks on the bars."""

from __future__ import annotations

import time

import numpy as np

from aesthcull.catalogue.columns import FrameColumns
from aesthcull.gui.panel.summary import shown_scores

_LOOK_S = 2.0  # how often it is looked whether scores have changed, as while a scan goes on
Mark = tuple[int, float, int]  # by which changed scores are noticed


class Medians:
    """Each is kept until the score changes: stepping through 100,000 frames must not sort them again."""

    def __init__(self) -> None:
        self._columns: FrameColumns | None = None
        self._found: dict[str, tuple[Mark, float]] = {}
        self._looked_at = 0.0

    def of(self, columns: FrameColumns) -> dict[str, float]:
        """The median of each score of the frames that are not missing, by its name."""
        now = time.monotonic()
        if columns is not self._columns or now - self._looked_at > _LOOK_S:
            self._columns, self._looked_at = columns, now
            self._renew(columns)
        return {name: median for name, (_, median) in self._found.items()}

    def _renew(self, columns: FrameColumns) -> None:
        old, self._found = self._found, {}
        absent = int(np.count_nonzero(columns.missing))
        for name in shown_scores(columns.scores):
            values = columns.scores[name].values
            mark = (id(values), float(np.nansum(values)), absent)
            if name in old and old[name][0] == mark:
                self._found[name] = old[name]
                continue
            known = values[~np.isnan(values) & ~columns.missing]
            if len(known):
                self._found[name] = (mark, float(np.median(known)))
