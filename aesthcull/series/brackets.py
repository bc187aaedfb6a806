"""Exposure brackets: frames of one scene, deliberately exposed differently, that belong together whole.

Told by EXIF where every frame has it (exposure value, else exposure bias), else by the pictures: same
scene, strongly different exposure. Runs are looked for in shooting order, so that a bracket inside a longer
series, or the same bracket shot three times over, comes out as what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from aesthcull.series.frames import SeriesFrame

# How much longer frame `second` is exposed than frame `first`, as the pictures show it; None: not known.
PictureStep = Callable[[int, int], float | None]

MAX_FRAMES = 9
MAX_GAP_S = 12.0  # between two frames; night brackets expose for seconds
# Auto-exposure drifts by thirds of a stop; brackets step by half a stop at least, pairs by one.
STEP_EV = 0.5
SPAN_EV = 1.0
# In stops of the encoded picture (signature.exposure_step): retakes at ± 12 % differ by 0.49 at most, the
# MEFB pairs by 0.61 or more. In mean luminance alone the MEFB pairs differ by 0.7 or more.
STEP_PICTURE = 0.56


def runs(frames: Sequence[SeriesFrame], step: PictureStep) -> list[list[int]]:
    """The brackets among one series' frames (in shooting order): lists of positions, disjoint."""
    exposed = _exposures(frames)
    found: list[list[int]] = []
    start = 0
    while start < len(frames):
        run = range(start, start + _run_length(frames, exposed, step, start))
        # Two frames make a bracket only alone: inside a longer series they are a corrected exposure.
        whole = len(run) >= 3 or len(run) == 2 == len(frames)
        if whole and (exposed is None or _borne_out(exposed, step, run)):
            found.append(list(run))
            start = run.stop
        else:
            start += 1
    return found


def _exposures(frames: Sequence[SeriesFrame]) -> list[float] | None:
    """Each frame's exposure in EV, larger is brighter, from EXIF; None where a frame has none."""
    exposures = [f.exposure for f in frames]
    values = [None if e is None else e.value for e in exposures]
    if all(v is not None for v in values):
        return [-v for v in values if v is not None]
    biases = [None if e is None else e.exposure_bias for e in exposures]
    if all(b is not None for b in biases):
        return [b for b in biases if b is not None]
    return None


def _run_length(
    frames: Sequence[SeriesFrame], exposed: list[float] | None, step: PictureStep, start: int
) -> int:
    """Frames from `start` on that follow each other quickly and all differ by a step or more."""
    end = start + 1
    while end < min(len(frames), start + MAX_FRAMES) and _follows(frames[end - 1], frames[end]):
        if exposed is not None:
            distinct = all(abs(exposed[end] - exposed[n]) >= STEP_EV for n in range(start, end))
        else:
            distinct = all(abs(step(n, end) or 0.0) >= STEP_PICTURE for n in range(start, end))
        if not distinct:
            break
        end += 1
    return end - start


def _follows(before: SeriesFrame, after: SeriesFrame) -> bool:
    if before.camera != after.camera:
        return False
    if before.captured_at is None or after.captured_at is None:
        return True
    return (after.captured_at - before.captured_at).total_seconds() <= MAX_GAP_S


def _borne_out(exposed: list[float], step: PictureStep, run: range) -> bool:
    """Do the pictures show what EXIF says? A passing cloud changes the exposure but not the picture."""
    darkest, brightest = min(run, key=exposed.__getitem__), max(run, key=exposed.__getitem__)
    span = exposed[brightest] - exposed[darkest]
    seen = step(darkest, brightest)
    # A stop shows as 0.3–1 (gamma, clipping); a third of the least still says "brighter".
    return span >= SPAN_EV and (seen is None or seen >= 0.1 * span)


def picture_level(brightness: float) -> float:
    """Brightness on a scale of stops (of the encoded picture): log2 of mean luminance 0–1."""
    return float(np.log2(max(brightness, 0.0) + 0.01))
