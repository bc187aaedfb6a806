"""Panoramas: frames of one sweep, each showing a part of what the frame before showed, that belong together.

Three or more frames of one camera, focal length and exposure, shot in quick succession, each shifted along
the same axis and in the same direction. A strip at the border of one frame is looked for in the next; there
the two are laid on each other, and every quarter of the overlap must agree: where a camera follows a moving
subject the background shifts as in a sweep, but the subject stays. Without capture times none is told.

A wrong panorama is left alone where it should be culled, a missed one is offered for culling: so the limits
are such that no frame of the train photographs' simulated shoots is taken for one. Simulated sweeps of test
photographs (bench_series; 3–6 frames, steps of 22–68 %, from the hand): 87 % found whole, 92 % of
their frames; panned bursts with a still subject taken for a sweep: 0.2 %; shoots of singles and retakes,
5,213 frames: none; photo_series (brackets, walks, a tennis clip): none. No real sweep was among the data.
Sweeps of brackets are not told, nor are focus stacks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from aesthcull.job import Job
from aesthcull.series.align import Detail, Warp, correlation, laid_on
from aesthcull.series.frames import SeriesFrame
from aesthcull.series.signature import SIDE

MIN_FRAMES = 3
MAX_GAP_S = 10.0  # between two frames
MAX_EV = 0.4  # automatic exposure left on drifts by a third
MAX_ZOOM = 1.02
_SHIFTS = (0.18, 0.72)  # of the frame's side; the hand's 20–70 % with the error of the alignment
_MAX_CROSS = 0.15  # the same across the sweep
_MAX_UNEVEN = 2.5  # of one shift to the next
_STRIP, _MARGIN = (
    13,
    5,
)  # pixels: a strip's width, and what it leaves free at its ends to find it higher, lower
_FOUND = 0.4  # correlation of the strip; 5 % of the neighbours in sweeps lie below 0.6
# Of the overlap, after alignment. Neighbours in sweeps: 0.92 in the median, 5 % below 0.70; frames of two
# subjects: 0.49 at most.
_AGREE, _QUARTER = 0.75, 0.5
_FEWEST = 60  # pixels of a quarter
_TERMS = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 20, 1e-3)
_WHOLE = np.ones((SIDE, SIDE), dtype=np.uint8)


@dataclass(frozen=True)
class _Shift:
    """How far the picture's middle moved from a frame to the next, in sides; `axis`: 0 across, 1 up."""

    axis: int
    length: float


def sweeps(frames: Sequence[SeriesFrame], detail: Callable[[int], Detail], job: Job) -> list[list[int]]:
    """The panoramas among frames in shooting order: lists of positions, disjoint. `detail`: align.detail."""
    found: list[list[int]] = []
    before: _Shift | None = None
    for n in range(len(frames)):
        if n % 256 == 0:
            job.check()
        quick = n > 0 and _follows(frames[n - 1], frames[n])
        shift = _shift(detail(n - 1), detail(n)) if quick else None
        if shift is not None and (before is None or _goes_on(before, shift)):
            found[-1].append(n)
            before = shift
        else:  # also after a turning point, which belongs to the sweep that it ends
            found.append([n])
            before = None
    return [run for run in found if len(run) >= MIN_FRAMES]


def _follows(before: SeriesFrame, after: SeriesFrame) -> bool:
    if before.captured_at is None or after.captured_at is None or before.camera != after.camera:
        return False
    if (after.captured_at - before.captured_at).total_seconds() > MAX_GAP_S:
        return False
    if before.focal_length and after.focal_length:
        zoom = after.focal_length / before.focal_length
        if not 1 / MAX_ZOOM <= zoom <= MAX_ZOOM:
            return False
    values = [f.exposure.value if f.exposure else None for f in (before, after)]
    return values[0] is None or values[1] is None or abs(values[0] - values[1]) <= MAX_EV


def _goes_on(before: _Shift, after: _Shift) -> bool:
    ratio = after.length / before.length  # negative where it turned
    return before.axis == after.axis and 1 / _MAX_UNEVEN <= ratio <= _MAX_UNEVEN


def _shift(first: Detail, second: Detail) -> _Shift | None:
    """A sweep's step from one frame to the next, None where it is none: 0.1 ms, 1 ms for a step."""
    score, place = max(_strip(first, second, axis, side) for axis in (0, 1) for side in (0, 1))
    if score < _FOUND or not _in_range(max(map(abs, place)) / SIDE):
        return None
    warp = _aligned(first, second, place)
    if warp is None or not _agrees(first, second, warp):
        return None
    middle = np.full(2, (SIDE - 1) / 2)
    moved = (warp[:, :2] @ middle + warp[:, 2] - middle) / SIDE
    axis = int(abs(moved[1]) > abs(moved[0]))
    if not _in_range(abs(moved[axis])) or abs(moved[1 - axis]) > _MAX_CROSS:
        return None
    return _Shift(axis, float(moved[axis]))


def _in_range(length: float) -> bool:
    return _SHIFTS[0] <= length <= _SHIFTS[1]


def _strip(first: Detail, second: Detail, axis: int, side: int) -> tuple[float, tuple[int, int]]:
    """Where the strip at the far (`side` 0) or near border of the first frame lies in the second one: the
    correlation, and by how many pixels (across, up) it moved."""
    if axis:
        first, second = np.ascontiguousarray(first.T), np.ascontiguousarray(second.T)
    left = 1 if side else SIDE - _STRIP - 1
    strip = np.ascontiguousarray(first[_MARGIN : SIDE - _MARGIN, left : left + _STRIP])
    _, score, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(second, strip, cv2.TM_CCOEFF_NORMED))
    moved = (int(x) - left, int(y) - _MARGIN)
    return float(score), moved if axis == 0 else moved[::-1]


def _aligned(first: Detail, second: Detail, place: tuple[int, int]) -> Warp | None:
    warp = np.array([[1, 0, place[0]], [0, 1, place[1]]], dtype=np.float32)
    try:
        for kind in (cv2.MOTION_EUCLIDEAN, cv2.MOTION_AFFINE):
            _, found = cv2.findTransformECC(first, second, warp, kind, _TERMS, _WHOLE, 5)
            warp = np.asarray(found, dtype=np.float32)
    except cv2.error:  # no alignment from this start
        return None
    return warp if np.isfinite(warp).all() else None


def _agrees(first: Detail, second: Detail, warp: Warp) -> bool:
    moved, inside = laid_on(first, second, warp)
    rows, columns = np.nonzero(inside.any(axis=1))[0], np.nonzero(inside.any(axis=0))[0]
    if np.count_nonzero(inside) < 4 * _FEWEST or correlation(first[inside], moved[inside]) < _AGREE:
        return False
    for some in np.array_split(rows, 2):
        for others in np.array_split(columns, 2):
            block = np.ix_(some, others)
            shown = inside[block]
            if np.count_nonzero(shown) < _FEWEST:
                continue
            if correlation(first[block][shown], moved[block][shown]) < _QUARTER:
                return False
    return True
