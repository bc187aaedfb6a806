"""The counts beside the values of the filter: at once for a usual shoot, for a large one in a worker.

The columns belong to the GUI's thread and are changed there in place: the worker gets a view of them whose
codes and lists stay as they are. A mark that comes meanwhile makes the counts outdated, and they are made
anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from aesthcull.catalogue.column_types import Coded
from aesthcull.catalogue.columns import FrameColumns
from aesthcull.gui.background import Background
from aesthcull.selection.criteria import joined, masks
from aesthcull.selection.facets import Facets, facets, score_range
from aesthcull.selection.filters import Filter

BARS = 48
# Frames that are counted in some 5 ms. A thread takes ten times as long for it, since it asks for Python's
# lock again and again, and keeps a mark that is made meanwhile waiting.
AT_ONCE = 4_000


@dataclass(frozen=True)
class Spread:
    """A score's lowest and highest value in the shoot, and how many of the frames that pass all other
    criteria lie in each of BARS equal steps between them."""

    low: float
    high: float
    bars: NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """What is known of a filter; `spread` of the score that was asked for, where any frame has it."""

    facets: Facets
    spread: Spread | None


class Counting(QObject):
    """Counts for the filter that was asked last; those of an earlier one are dropped."""

    counted = Signal(object)  # Counts

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work = Background(self)
        self._next: tuple[FrameColumns, Filter, str] | None = None
        self._work.finished.connect(self._finished)
        self._work.failed.connect(lambda _why: self._go_on())

    def ask(self, columns: FrameColumns, wanted: Filter, score: str = "") -> None:
        """`counted` follows, soon or at once."""
        if len(columns.ids) <= AT_ONCE and not self._work.running:
            self.counted.emit(count(columns, wanted, score))
            return
        self._next = (columns, wanted, score)
        if not self._work.running:
            self._go_on()

    def stop(self) -> None:
        """Nothing more is told."""
        self._next = None
        self._work.stop()

    def _go_on(self) -> None:
        if self._next is not None:
            columns, wanted, score = self._next
            self._next = None
            still = _still(columns)
            self._work.start(lambda _job: count(still, wanted, score))

    def _finished(self, counts: Counts) -> None:
        if self._next is None:
            self.counted.emit(counts)
        else:
            self._go_on()


def count(columns: FrameColumns, wanted: Filter, score: str) -> Counts:
    """The counts of a filter; `score` may be empty."""
    return Counts(facets(columns, wanted), spread(columns, wanted, score))


def spread(columns: FrameColumns, wanted: Filter, score: str) -> Spread | None:
    """How a score is spread; None where no frame has it."""
    limits = score_range(columns, score)
    if limits is None:
        return None
    low, high = limits
    values = columns.scores[score].values[joined(columns, masks(columns, wanted), "scores")]
    values = values[~np.isnan(values)]
    bars, _edges = np.histogram(values, BARS, (low, high if high > low else low + 1))
    return Spread(low, high, bars)


def _still(columns: FrameColumns) -> FrameColumns:
    """The columns with codes and lists of their own; 100,000 frames take 1 ms."""
    series = replace(columns.series, kind=_own(columns.series.kind))
    words = columns.keywords
    return replace(
        columns,
        folder=_own(columns.folder),
        camera=_own(columns.camera),
        lens=_own(columns.lens),
        file_type=_own(columns.file_type),
        series=series,
        problems=dict(columns.problems),
        scores={name: replace(score) for name, score in columns.scores.items()},
        # Their codes are replaced, never changed in place: there are many more of them than frames.
        keywords=replace(words, word=replace(words.word), source=replace(words.source)),
    )


def _own(coded: Coded) -> Coded:
    return Coded(list(coded.values), coded.codes.copy())
