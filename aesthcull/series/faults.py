"""Technical faults of a series' frames, weighed against each other.

Every fault is counted in visible steps behind the best frame of the series: one step is what is just seen
when both frames are side by side. Steps are squared before they are added, so that one plain fault outweighs
several faint ones; a frame that is noisy is a little "sharper" for it, and must not win by that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.series.frames import SeriesFrame

Matrix = NDArray[np.float64]

_SLIGHTLY_DARKER = 0.92  # a white point above this is a choice, not an underexposure
_TONE_GAMMA = 2.2
_SAME_BRIGHTNESS = 0.1  # stops of mean tone; frames no further apart are not exposed differently
_STRONG_MOTION = 0.3  # of 1: said to be motion blur, rather than less sharp
_REASONS = 3
_SHARPEST = "sharpest"


@dataclass(frozen=True)
class _Fault:
    """A measure. Steps are fitted to degraded training photographs (see bench_technical), not to viewers."""

    level: Callable[[SeriesFrame], float | None]  # higher is better
    step: float
    best: str  # said of the frame without the fault
    several: str = ""  # said of some without it: "among the 3 … of 6"; empty where no count is said
    better: str = ""  # said of a frame that is not the best, yet beats some
    by_exposure: bool = False  # is no fault between frames of the same brightness
    figure: Callable[[SeriesFrame], float | None] | None = None  # said beside the words, to two places


def _sharpness(frame: SeriesFrame) -> float | None:
    """Octaves between fine and coarse detail."""
    if frame.sharpness is None:
        return None
    value = min(max(frame.sharpness, 1e-4), 1 - 1e-4)
    return math.log2(value / (1 - value))


def _noise(frame: SeriesFrame) -> float | None:
    """Octaves above one grey level, which nobody sees."""
    return None if frame.noise is None else -math.log2(255 * frame.noise + 1)


def _compression(frame: SeriesFrame) -> float | None:
    return None if frame.compression is None else -math.log2(2 * max(0.0, frame.compression) + 0.05)


def _highlights(frame: SeriesFrame) -> float | None:
    """The side of a square as large as what is clipped."""
    return None if frame.highlights is None else -math.sqrt(frame.highlights)


def _darkness(frame: SeriesFrame) -> float | None:
    """Stops by which the brightest tones stay below white."""
    if frame.white_point is None:
        return None
    return min(0.0, _TONE_GAMMA * math.log2(max(frame.white_point, 0.05) / _SLIGHTLY_DARKER))


_FAULTS = (
    _Fault(_sharpness, 0.13, _SHARPEST, "sharpest", "sharper than", figure=lambda f: f.sharpness),
    _Fault(_highlights, 0.024, "highlights kept", by_exposure=True),
    _Fault(_darkness, 0.04, "not too dark", by_exposure=True),
    _Fault(_noise, 0.19, "least noise", "least noisy", "less noise than"),
    _Fault(_compression, 0.37, "least compressed", "least compressed", "less compressed than"),
)


def fewest(frames: Sequence[SeriesFrame], among: str) -> tuple[list[int], list[str]]:
    """Positions of the frames with the fewest faults, all where they tie, and why, in phrases.

    among: what the phrases call all of them: "6", or "the 2 left".
    """
    known = [(f, v) for f in _FAULTS if None not in (v := [f.level(frame) for frame in frames])]
    everyone = list(range(len(frames)))
    if not known:
        return everyone, []
    kinds = [fault for fault, _ in known]
    levels = np.array([values for _, values in known], dtype=np.float64).T
    left = everyone
    while True:
        steps = _behind(levels[left], kinds, [frames[i] for i in left])
        total = (steps**2).sum(axis=1)
        good = total < total.min() + 1
        if good.all():
            break
        # Half go at a time: what is far behind must not be what the good ones are compared with.
        good |= np.argsort(np.argsort(total, kind="stable")) < (len(left) + 1) // 2
        if good.all():
            good = total < total.max()
        left = [i for i, keep in zip(left, good, strict=True) if keep]
    return left, _reasons(left, frames, levels, kinds, among) if len(left) < len(frames) else []


def _behind(levels: Matrix, kinds: Sequence[_Fault], frames: Sequence[SeriesFrame]) -> Matrix:
    """Visible steps by which each frame is behind the best in each measure, [N, M]; 0 below one step."""
    best = levels.argmax(axis=0)
    steps = np.array((levels[best, range(len(kinds))] - levels) / [fault.step for fault in kinds])
    steps[steps < 1] = 0
    if all(f.brightness is not None for f in frames):
        stops = np.log2([(f.brightness or 0.0) + 1e-3 for f in frames])
        for m, fault in enumerate(kinds):
            if fault.by_exposure:
                steps[np.abs(stops - stops[best[m]]) < _SAME_BRIGHTNESS, m] = 0
    return steps


def _reasons(
    kept: list[int], frames: Sequence[SeriesFrame], levels: Matrix, kinds: Sequence[_Fault], among: str
) -> list[str]:
    """What the frames that were left out have against them, the most frequent first."""
    out = [i for i in range(len(frames)) if i not in set(kept)]
    reference = levels[kept].min(axis=0)  # what each of the kept ones reaches
    behind = (reference - levels) / [fault.step for fault in kinds]
    worst = behind[out].argmax(axis=1)
    found = []
    for m in sorted(set(worst.tolist()), key=lambda m: (-int((worst == m).sum()), m)):
        beaten = [i for i in out if behind[i, m] >= 1]
        if not beaten:
            continue
        blurred = [frames[i].motion_blur or 0.0 for i in beaten]
        if kinds[m].best == _SHARPEST and min(blurred) >= _STRONG_MOTION:
            found.append("no motion blur")
        else:
            phrase = _phrase(kinds[m], len(beaten), len(out), len(kept), among)
            found.append(phrase + _figures(kinds[m], [frames[i] for i in kept], [frames[i] for i in beaten]))
    return found[:_REASONS] or [f"fewest faults of {among}"]


def _phrase(fault: _Fault, beaten: int, out: int, kept: int, among: str) -> str:
    if not fault.several:
        return fault.best
    if beaten < out:
        return f"{fault.better} {beaten} of {among}"
    return f"{fault.best} of {among}" if kept == 1 else f"among the {kept} {fault.several} of {among}"


def _figures(fault: _Fault, kept: Sequence[SeriesFrame], beaten: Sequence[SeriesFrame]) -> str:
    """“ (0.82 against 0.61)”: the one that is left, and the best of those that it beats."""
    if fault.figure is None or len(kept) > 1:
        return ""
    own, best = fault.figure(kept[0]), max(fault.figure(frame) or 0.0 for frame in beaten)
    return against(own or 0.0, best, 2)


def against(own: float, best: float, places: int) -> str:
    """Two figures beside a reason; nothing where they look the same."""
    figures = f"{own:.{places}f}", f"{best:.{places}f}"
    return f" ({figures[0]} against {figures[1]})" if figures[0] != figures[1] else ""
