"""In which order frames are shown, and which frame stands for a collapsed series.

Frames without the value that is sorted by come last, whichever the direction: those without a time by name.
Ties keep the order of paths, which is the order of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.column_types import Texts, fold
from aesthcull.catalogue.columns import FLAG_CODES, FrameColumns
from aesthcull.catalogue.instants import in_one_zone, instants
from aesthcull.catalogue.records import Frame
from aesthcull.selection.criteria import SERIES, Mask, coded_as, mask
from aesthcull.selection.filters import Filter

TIME, NAME, NEEDS_DECISION, SIMILARITY = "time", "name", "needs decision", "similarity"
DECIDED_BY = "aesthetic"  # the score whose closeness makes a decision hard
Rows = NDArray[np.intp]
_PICK, _REJECT = FLAG_CODES.index("pick"), FLAG_CODES.index("reject")


@dataclass(frozen=True)
class Order:
    """`sort` is TIME, NAME, NEEDS_DECISION, SIMILARITY (the order of the filter's `only`) or a score."""

    sort: str = TIME
    descending: bool = False


@dataclass(frozen=True)
class Stacks:
    """How series are shown. A collapsed one shows, of its frames that pass the filter, the suggested one, or
    a pick where that is hidden or was rejected, else the first. `toggled` series are the other way round than
    `collapsed` says; brackets and panoramas, all of whose frames are needed, are collapsed only by hand, as
    `toggled`."""

    collapsed: bool = False
    toggled: frozenset[int] = frozenset()


def arrange(
    columns: FrameColumns, wanted: Filter, order: Order, stacks: Stacks, sequence: Rows | None = None
) -> Rows:
    """The rows of `columns` that are shown, in order; `sequence`: what `in_order` gave, where it is known."""
    if sequence is None:
        sequence = in_order(columns, wanted, order)
    shown: Rows = sequence[_collapse(columns, mask(columns, wanted), stacks)[sequence]]
    return shown


def in_order(columns: FrameColumns, wanted: Filter, order: Order) -> Rows:
    """All rows of `columns` in an order; of the filter only `only` matters. Equal ones go by path."""
    values = _values(columns, wanted, order.sort)
    known = ~(np.isnat(values) if values.dtype.kind == "M" else np.isnan(values))
    keys = values[known].astype(np.int64) if values.dtype.kind == "M" else values[known]
    # Not turned round afterwards: ties keep the order of paths.
    sorted_ = np.argsort(-keys if order.descending else keys, kind="stable")
    last = np.flatnonzero(~known)
    if order.sort == TIME:
        last = last[np.argsort(_ranks(columns.folded[last]), kind="stable")]
    return np.concatenate([np.flatnonzero(known)[sorted_], last])


def in_time(frames: Iterable[Frame]) -> list[Frame]:
    """All frames of a shoot in the order that `in_order` has for TIME."""
    known = sorted(frames, key=lambda frame: frame.path)
    captures = [frame.capture for frame in known]
    moments = in_one_zone([c.captured_at for c in captures], [c.utc_offset for c in captures])

    def key(found: tuple[Frame, datetime | None]) -> tuple[bool, datetime, bytes]:
        frame, moment = found
        name = b"" if moment else fold(frame.path.name).encode("utf-8", "surrogatepass")
        return moment is None, moment or datetime.max, name

    return [frame for frame, _ in sorted(zip(known, moments, strict=True), key=key)]


def collapsed_frames(columns: FrameColumns, stacks: Stacks) -> Mask:
    """Which frames [N] are of a series that is shown collapsed."""
    series = columns.series
    result = coded_as(series.kind, {SERIES}) & np.bool_(stacks.collapsed)
    if stacks.toggled:
        result ^= (series.id >= 0) & np.isin(series.id, list(stacks.toggled))
    return result


def _collapse(columns: FrameColumns, passed: Mask, stacks: Stacks) -> Mask:
    folded = passed & collapsed_frames(columns, stacks)
    if not folded.any():
        return passed
    rows = np.flatnonzero(folded)
    suggested, flag = columns.series.suggested[rows], columns.flag[rows]
    chosen = np.select([suggested & (flag != _REJECT), flag == _PICK, suggested], [0, 1, 2], 3)
    best_first = rows[np.lexsort((rows, chosen, columns.series.id[rows]))]
    _, first = np.unique(columns.series.id[best_first], return_index=True)
    result = passed & ~folded
    result[best_first[first]] = True
    return result


def _values(columns: FrameColumns, wanted: Filter, sort: str) -> NDArray[Any]:
    """What the rows are sorted by [N], NaN or NaT where not known."""
    if sort == TIME:
        return instants(columns.captured_at, columns.utc_offset)
    if sort == NAME:
        return _ranks(columns.folded)
    if sort == NEEDS_DECISION:
        return _need(columns)
    if sort == SIMILARITY:
        return _places(columns, wanted.only or ())
    if sort in columns.scores:
        return columns.scores[sort].values
    return np.full(len(columns), np.nan)


def _ranks(folded: Texts) -> NDArray[np.float64]:
    """The rank [N] of each name among the names, equal names alike."""
    names = np.array([name.encode("utf-8", "surrogatepass") for name in folded], dtype="S")
    ranks = np.empty(len(names))
    order = np.argsort(names, kind="stable")
    ordered = names[order]
    ranks[order] = np.concatenate([[0], np.cumsum(ordered[1:] != ordered[:-1])])[: len(names)]
    return ranks


def _places(columns: FrameColumns, ids: tuple[int, ...]) -> NDArray[np.float64]:
    places = np.full(len(columns), np.nan)
    rows = columns.index_of(ids)[::-1]  # of an id that is there twice the first place counts
    numbers = np.arange(len(ids), dtype=np.float64)[::-1]
    places[rows[rows >= 0]] = numbers[rows >= 0]
    return places


def _need(columns: FrameColumns) -> NDArray[np.float64]:
    """The place of each frame [N] among those that need a decision; decided frames (a flag or stars) have
    none and come last.

    First the series without a pick that have two or more undecided frames, the hardest first: the smaller
    the gap between the best two scores of their undecided frames. A series stays together. Then all other
    undecided frames, the nearest to the shoot's median score first: neither clearly good nor clearly poor.
    """
    undecided = (columns.flag == 0) & (columns.rating == 0) & ~columns.missing
    score = _deciding_score(columns)
    gap = _gaps(columns, undecided, score)
    open_series = ~np.isnan(gap)
    known = score[undecided & ~np.isnan(score)]
    middle = float(np.median(known)) if len(known) else 0.0
    doubt = np.where(open_series, gap, np.nan_to_num(np.abs(score - middle), nan=np.inf))
    together = np.where(open_series, columns.series.id, -1)
    order = np.lexsort((np.arange(len(columns)), together, doubt, ~open_series))
    places = np.full(len(columns), np.nan)
    order = order[undecided[order]]
    places[order] = np.arange(len(order), dtype=np.float64)
    return places


def _deciding_score(columns: FrameColumns) -> NDArray[np.float64]:
    if DECIDED_BY not in columns.scores:
        return np.full(len(columns), np.nan)
    return columns.scores[DECIDED_BY].values.astype(np.float64)


def _gaps(columns: FrameColumns, undecided: Mask, score: NDArray[np.float64]) -> NDArray[np.float64]:
    """For the undecided frames [N] of a series without a pick, with another undecided one: by how much the
    best two differ, inf where scores are not known. NaN for all other frames."""
    series = columns.series.id
    of_series = coded_as(columns.series.kind, {SERIES})
    picked = np.unique(series[of_series & (columns.flag == _PICK)])
    rows = np.flatnonzero(of_series & undecided & ~np.isin(series, picked))
    gaps = np.full(len(columns), np.nan)
    if not len(rows):
        return gaps
    worst_last = np.nan_to_num(score[rows], nan=-np.inf)
    rows = rows[np.lexsort((-worst_last, series[rows]))]
    _, first, number, count = np.unique(
        series[rows], return_index=True, return_inverse=True, return_counts=True
    )
    second = np.minimum(first + 1, len(rows) - 1)
    gap = np.nan_to_num(score[rows[first]] - score[rows[second]], nan=np.inf)
    gap[count < 2] = np.nan
    gaps[rows] = gap[number]
    return gaps
