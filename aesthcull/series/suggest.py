"""Which frame of a series to keep, and why, in words.

Lexicographic with tolerances: frames whose exposure is spoilt go first (hard clipping also looks sharp);
then a clearly sharper frame wins; among those about equally sharp, the better exposed; among those, the more
pleasing; then the first taken. Every step is one a photographer can check.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aesthcull.series.frames import SeriesFrame

# Differences below these are not visible in a side-by-side view and count as a tie.
SHARPNESS_TOLERANCE = 0.15  # share of the sharpest frame's measure
EXPOSURE_TOLERANCE = 0.05
SPOILT_EXPOSURE = 0.25  # this much less than the best exposed frame: no sharpness makes up for it
AESTHETIC_TOLERANCE = 0.05


def suggest(frames: Sequence[SeriesFrame]) -> tuple[int, tuple[str, ...]]:
    """Position of the suggested frame among `frames` (two or more, in their order), and the reasons."""
    steps: tuple[tuple[str, Callable[[SeriesFrame], float | None], float, bool], ...] = (
        ("well exposed", lambda f: f.exposure_score, SPOILT_EXPOSURE, False),
        ("sharpest", lambda f: f.sharpness, SHARPNESS_TOLERANCE, True),
        ("best exposed", lambda f: f.exposure_score, EXPOSURE_TOLERANCE, False),
        ("highest aesthetic", lambda f: f.aesthetic, AESTHETIC_TOLERANCE, False),
    )
    left = list(range(len(frames)))
    reasons: list[str] = []
    for word, measure, tolerance, relative in steps:
        values = [measure(frames[i]) for i in left]
        if any(v is None for v in values):
            continue  # a frame without the measure must not lose by it
        kept = _best(left, [v for v in values if v is not None], tolerance, relative)
        if len(kept) < len(left):
            among = f"of {len(frames)}" if len(left) == len(frames) else f"of the {len(left)} left"
            reasons.append(_phrase(word, len(kept), among))
        left = kept
        if len(left) == 1:
            return left[0], tuple(reasons)
    first = "first taken" if all(f.captured_at for f in frames) else "first by name"
    reasons.append(f"ties: {len(left)} frames are equal, {first}")
    return left[0], tuple(reasons)


def _phrase(word: str, kept: int, among: str) -> str:
    if kept > 1:
        return f"among the {kept} {word} {among}"
    return f"the only one {word} {among}" if word.startswith("well") else f"{word} {among}"


def _best(left: list[int], values: list[float], tolerance: float, relative: bool) -> list[int]:
    top = max(values)
    margin = tolerance * abs(top) if relative else tolerance
    return [i for i, value in zip(left, values, strict=True) if value >= top - margin]
