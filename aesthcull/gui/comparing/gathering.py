"""Which frames are compared or surveyed when the user asks for it."""

from __future__ import annotations

from collections.abc import Sequence


def gathered(
    selected: Sequence[int], series: Sequence[int], shown: Sequence[int], current: int
) -> Sequence[int]:
    """Ids of the frames that are set beside each other, in reading order, `current` among them.

    Several selected ones, else the frames of the current one's series, else all that the view shows.
    """
    if len(selected) > 1:
        return selected if current in selected else [current, *selected]
    if len(series) > 1:
        return series
    return shown if current in shown else [current, *shown]
