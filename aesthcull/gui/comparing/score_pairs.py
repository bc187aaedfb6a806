"""The scores of two frames side by side, and which of the two is the better one. Plain data."""

from __future__ import annotations

from dataclasses import dataclass

from aesthcull.catalogue.records import Frame
from aesthcull.gui.panel.score_row import number, words
from aesthcull.gui.panel.summary import score_line, shown_scores

_WORTH = 0.02  # of the scale: a smaller difference decides nothing


@dataclass(frozen=True)
class ScorePair:
    """One score as it is written for each frame, empty where a frame has none; `better` is 0 (the first), 1
    or None: as good as equal, or not comparable because different models judged. More is better in all."""

    name: str
    values: tuple[str, str]
    better: int | None


def score_pairs(first: Frame, second: Frame) -> list[ScorePair]:
    """All scores that either frame has, in the order of the info panel."""
    return [_pair(name, first, second) for name in shown_scores({**first.scores, **second.scores})]


def _pair(name: str, first: Frame, second: Frame) -> ScorePair:
    scores = first.scores.get(name), second.scores.get(name)
    lines = [score_line(name, score) if score else None for score in scores]
    one, other = (number(line.mean, line) if line else "" for line in lines)
    better = None
    if lines[0] and lines[1] and lines[0].model == lines[1].model:
        more = lines[1].mean - lines[0].mean
        if abs(more) >= _WORTH * (lines[0].top - lines[0].bottom):
            better = int(more > 0)
    return ScorePair(words(name), (one, other), better)
