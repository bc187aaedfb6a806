"""Which frame of a series to keep, and why, in words.

The technical faults are weighed against each other (series.faults). Among frames about equal in them the one
that looks less degraded wins, then the more neutral, the more level, the more pleasing, the first taken, and
a tie is said.
How often this finds the undegraded frame: bench_technical.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aesthcull.series import faults
from aesthcull.series.frames import SeriesFrame


@dataclass(frozen=True)
class _Step:
    word: str
    value: Callable[[SeriesFrame], float | None]  # higher is better
    tolerance: float  # smaller differences are a tie
    places: int | None = None  # of the figures said beside the word; None: none are


def _unless_measured(frame: SeriesFrame) -> float | None:
    return frame.exposure_score if frame.highlights is None else None


def _less(value: float | None) -> float | None:
    return None if value is None else -value


# The coarse exposure score is for frames whose clipping is not known: it takes a bright or dark subject for a
# wrong exposure, and a dark one that noise has lightened for a better one.
_SPOILT = _Step("well exposed", _unless_measured, 0.25)  # no sharpness makes up for that much
_AMONG_EQUALS = (
    _Step("best exposed", _unless_measured, 0.05),
    # After the faults, not one of them: the head takes a shallow depth of field for blur. Frames cut a little
    # differently differ by 0.05, one in ten by 0.13; at 0.15 no kind of training series got worse.
    _Step("least degraded-looking", lambda f: f.quality, 0.15),
    # Whites of one colour: right three times in four at a slight cast, seven times in eight at a strong one.
    _Step("most neutral colours", lambda f: _less(f.colour_cast), 0.006),
    _Step("most level horizon", lambda f: _less(None if f.tilt is None else abs(f.tilt)), 0.7),
    _Step("highest aesthetic", lambda f: f.aesthetic, 0.05, places=1),
)


def suggest(frames: Sequence[SeriesFrame]) -> tuple[int, tuple[str, ...]]:
    """Position of the suggested frame among `frames` (two or more, in their order), and the reasons."""
    everyone = list(range(len(frames)))
    left, reasons = _narrowed(_SPOILT, everyone, frames)
    if len(left) > 1:
        kept, why = faults.fewest([frames[i] for i in left], _among(left, frames))
        reasons += why
        left = [left[k] for k in kept]
    for step in _AMONG_EQUALS:
        left, why = _narrowed(step, left, frames)
        reasons += why
    if len(left) > 1:
        first = "first taken" if all(f.captured_at for f in frames) else "first by name"
        reasons.append(f"ties with {len(left) - 1} other{'s' * (len(left) > 2)}: {first}")
    return left[0], tuple(reasons)


def _narrowed(step: _Step, left: list[int], frames: Sequence[SeriesFrame]) -> tuple[list[int], list[str]]:
    """The best of `left` in one measure, and the reason if some fell behind."""
    values = [v for i in left if (v := step.value(frames[i])) is not None]
    if len(left) == 1 or len(values) < len(left):
        return left, []  # a frame without the measure must not lose by it
    kept = [i for i, v in zip(left, values, strict=True) if v >= max(values) - step.tolerance]
    if len(kept) == len(left):
        return left, []
    phrase = _phrase(step.word, len(kept), _among(left, frames))
    if step.places is not None and len(kept) == 1:
        own, best = sorted(values)[:-3:-1]
        phrase += faults.against(own, best, step.places)
    return kept, [phrase]


def _among(left: list[int], frames: Sequence[SeriesFrame]) -> str:
    return str(len(frames)) if len(left) == len(frames) else f"the {len(left)} left"


def _phrase(word: str, kept: int, among: str) -> str:
    if kept > 1:
        return f"among the {kept} {word} of {among}"
    return f"the only one {word} of {among}" if word.startswith("well") else f"{word} of {among}"
