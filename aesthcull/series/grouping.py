"""Grouping a shoot into series: the package's door.

Frames are put into one order first (time, then key) and everything after works on that order alone, so the
result depends neither on the input's order nor on threads. How well it does: models/similarity.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.series import align, brackets, panoramas
from aesthcull.series.brackets import PictureStep
from aesthcull.series.candidates import Frames, find_pairs
from aesthcull.series.frames import Exposure, Series, SeriesFrame
from aesthcull.series.linking import link
from aesthcull.series.signature import exposure_step, mean_luminance
from aesthcull.series.suggest import suggest

__all__ = ["Exposure", "Series", "SeriesFrame", "group"]

_DETAILS_KEPT = 2048  # 9 KB each


def group(
    frames: Sequence[SeriesFrame],
    descriptors: NDArray[np.float32],
    signatures: NDArray[np.uint8] | None,
    job: Job | None = None,
) -> list[Series]:
    """Series, brackets and panoramas of two or more frames, in the order of their first frames.

    descriptors: [N, D], what the `similarity` head gives (unit rows; others are normalised);
    signatures: uint8 [N, 2304] (series.signature), or None: then by embedding alone, more strictly.
    """
    job = job or Job()
    if len(frames) < 2:
        return []
    order = sorted(range(len(frames)), key=lambda n: _place(frames[n]))
    ordered = [frames[n] for n in order]
    flat = None if signatures is None else np.ascontiguousarray(signatures.reshape(len(frames), -1)[order])
    arranged = _arrange(ordered, descriptors[order], flat, job)
    step = _picture_step(ordered, flat)
    detail = None if flat is None else _details(flat)
    groups = link(
        arranged,
        find_pairs(arranged, job),
        None if detail is None else lambda i, k: align.match(detail(i), detail(k)),
        None if flat is None else lambda i, k: abs(step(i, k) or 0.0) >= brackets.STEP_PICTURE,
        job,
    )
    found = [] if detail is None else _panoramas(ordered, detail, order, job)
    swept = {n for series in found for n in series.members}
    for members in groups:
        found += _divide([n for n in members if order[n] not in swept], ordered, step, order)
    place = {n: position for position, n in enumerate(order)}
    return sorted(found, key=lambda s: place[s.members[0]])


def _panoramas(
    frames: Sequence[SeriesFrame], detail: Callable[[int], align.Detail], order: list[int], job: Job
) -> list[Series]:
    return [
        Series(
            kind="panorama",
            members=tuple(order[n] for n in sweep),
            suggested=None,
            reasons=(f"panorama of {len(sweep)}: belongs together",),
        )
        for sweep in panoramas.sweeps(frames, detail, job)
    ]


def _divide(
    members: Sequence[int], frames: Sequence[SeriesFrame], step: PictureStep, order: list[int]
) -> list[Series]:
    """The brackets of one group, and one series of what is left."""
    shown = [frames[n] for n in members]
    runs = brackets.runs(shown, lambda p, q: step(members[p], members[q]))
    found = [
        Series(
            kind="bracket",
            members=tuple(order[members[p]] for p in run),
            suggested=None,
            reasons=(f"exposure bracket of {len(run)}: belongs together",),
        )
        for run in runs
    ]
    inside = {p for run in runs for p in run}
    rest = [p for p in range(len(members)) if p not in inside]
    if len(rest) > 1:
        best, reasons = suggest([shown[p] for p in rest])
        numbers = tuple(order[members[p]] for p in rest)
        found.append(Series(kind="series", members=numbers, suggested=numbers[best], reasons=reasons))
    return found


def _place(frame: SeriesFrame) -> tuple[bool, float, str]:
    """Sorts frames with a time first, by time, then key."""
    seconds = _seconds(frame.captured_at)
    return seconds is None, seconds or 0.0, frame.key


def _seconds(moment: datetime | None) -> float | None:
    if moment is None:
        return None
    # A camera's clock knows no zone; read as UTC so that the result is the same on every machine.
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _arrange(
    frames: Sequence[SeriesFrame],
    descriptors: NDArray[np.float32],
    signatures: NDArray[np.uint8] | None,
    job: Job,
) -> Frames:
    lengths = np.linalg.norm(descriptors, axis=1, keepdims=True)
    unit = np.nan_to_num(descriptors / np.maximum(lengths, 1e-9)).astype(np.float32)
    seconds = np.array([np.nan if (s := _seconds(f.captured_at)) is None else s for f in frames])
    if signatures is None:
        return Frames(unit, seconds, np.zeros((0, 0), np.float32), np.zeros(0, np.float32))
    layouts = []
    for start in range(0, len(signatures), 1024):
        job.check()
        chunk = signatures[start : start + 1024]
        layouts.append(align.coarse(np.stack([align.detail(s) for s in chunk])))
    levels = np.array([brackets.picture_level(b) for b in mean_luminance(signatures)], dtype=np.float32)
    return Frames(unit, seconds, np.concatenate(layouts), levels)


def _details(signatures: NDArray[np.uint8]) -> Callable[[int], align.Detail]:
    @lru_cache(maxsize=_DETAILS_KEPT)
    def detail(n: int) -> align.Detail:
        return align.detail(signatures[n])

    return detail


def _picture_step(frames: Sequence[SeriesFrame], signatures: NDArray[np.uint8] | None) -> PictureStep:
    """Exposure step between two frames from their signatures, else from their mean luminance."""
    if signatures is not None:
        return lambda i, k: exposure_step(signatures[i], signatures[k])

    def step(i: int, k: int) -> float | None:
        first, second = frames[i].brightness, frames[k].brightness
        if first is None or second is None:
            return None
        return brackets.picture_level(second) - brackets.picture_level(first)

    return step
