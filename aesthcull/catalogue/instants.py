"""When frames were taken in relation to each other, also where cameras were set to different time zones.

A frame whose file tells its offset from UTC is placed by UTC. One without is taken to be in the zone of the
frame, of those with an offset, that is nearest to it by its own clock: a photographer's cameras are in one
place. Where no frame tells one, the clocks are compared as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.column_types import NO_NUMBER

Moments = NDArray[np.datetime64]  # microseconds; NaT: not known
_MINUTE = np.timedelta64(60_000_000, "us")


def instants(moments: Moments, offsets: NDArray[np.int32]) -> Moments:
    """The instants [N] of clocks' moments [N] and offsets from UTC in minutes [N], NO_NUMBER where none."""
    told = (offsets != NO_NUMBER) & ~np.isnat(moments)
    zones = np.unique(offsets[told])
    if not len(zones):
        return moments
    if len(zones) == 1:
        zone = np.full(len(moments), zones[0], dtype=np.int64)
    else:
        zone = _of_nearest(moments, offsets.astype(np.int64), told)
    found: Moments = moments - zone * _MINUTE
    return found


def in_one_zone(moments: Sequence[datetime | None], offsets: Sequence[int | None]) -> list[datetime | None]:
    """`instants` of plain values, to be compared with each other."""
    told = np.array(moments, dtype="datetime64[us]")
    zones = np.array([NO_NUMBER if offset is None else offset for offset in offsets], dtype=np.int32)
    # UTC of the last day that there is would lead out of the calendar.
    found: list[datetime | None] = np.minimum(instants(told, zones), np.datetime64(datetime.max)).tolist()
    return found


def _of_nearest(moments: Moments, offsets: NDArray[np.int64], told: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The offsets [N] with those not told taken from the last told one before, or the first one after, in the
    order of moments: from the nearer, of equally near ones from the one before."""
    order = np.argsort(moments, kind="stable")  # NaT last
    known = told[order]
    places = np.arange(len(order))
    before = np.maximum.accumulate(np.where(known, places, -1))
    after = np.minimum.accumulate(np.where(known, places, len(order))[::-1])[::-1]
    first, last = order[before.clip(min=0)], order[after.clip(max=len(order) - 1)]
    now = moments[order]
    nearer = (before >= 0) & ((after == len(order)) | (now - moments[first] <= moments[last] - now))
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.where(nearer, offsets[first], offsets[last])
    return found
