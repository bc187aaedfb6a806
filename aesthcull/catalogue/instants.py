"""When frames were taken in relation to each other, also where cameras were set to different time zones.

A frame whose file tells its offset from UTC is placed by UTC. One without is taken to be in the zone of the
frame, of those with an offset, that is nearest to it by its own clock: a photographer's cameras are in one
place. Where no frame tells one, the clocks are compared as they are.
"""

from __future__ import annotations

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
        zone = np.where(told, offsets, 0).astype(np.int64)
        silent = np.flatnonzero(~told & ~np.isnat(moments))
        zone[silent] = _nearest(moments[silent], moments[told], offsets[told])
    found: Moments = moments - zone * _MINUTE
    return found


def _nearest(wanted: Moments, moments: Moments, offsets: NDArray[np.int32]) -> NDArray[np.int32]:
    """The offsets of the moments nearest to the wanted ones; of equally near ones the earlier, of equal ones
    the first."""
    times, first = np.unique(moments, return_index=True)
    after = np.searchsorted(times, wanted).clip(max=len(times) - 1)
    before = (after - 1).clip(min=0)
    nearer = np.where(wanted - times[before] <= abs(times[after] - wanted), before, after)
    found: NDArray[np.int32] = offsets[first[nearer]]
    return found
