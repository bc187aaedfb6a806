"""The medians of the open shoot's scores, for the ticks on the bars."""

from __future__ import annotations

import time

import numpy as np

from aesthcull.catalogue.columns import FrameColumns
from aesthcull.gui.panel.summary import shown_scores

_FRESH_S = 2.0  # they change slowly, while a scan goes on; 100,000 frames take 10 ms


class Medians:
    """Kept for some seconds."""

    def __init__(self) -> None:
        self._columns: FrameColumns | None = None
        self._found: dict[str, float] = {}
        self._made_at = 0.0

    def of(self, columns: FrameColumns) -> dict[str, float]:
        """The median of each score of the frames that are not missing, by its name."""
        now = time.monotonic()
        if columns is not self._columns or now - self._made_at > _FRESH_S:
            self._columns, self._made_at = columns, now
            names = shown_scores(columns.scores)
            middles = {name: self._median(columns, name) for name in names}
            self._found = {name: value for name, value in middles.items() if value is not None}
        return self._found

    def _median(self, columns: FrameColumns, name: str) -> float | None:
        values = columns.scores[name].values
        values = values[~np.isnan(values) & ~columns.missing]
        return float(np.median(values)) if len(values) else None
