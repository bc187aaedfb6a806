"""Better than chance: clearly, perhaps, no. In plain words, by fixed rules.

With shuffled histories 1 in 100 falls below p = 0.01 by chance; so "perhaps" already starts there, not at the
customary 0.05, because a photographer will act on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aesthcull.vision.evaluation import Figure

Level = Literal["clearly", "perhaps", "no"]
PERHAPS, CLEARLY = 0.01, 0.002
CLEARLY_ABOVE = 0.55  # the interval's lower end: a better AUC than this is of use


@dataclass(frozen=True)
class Verdict:
    """The level, and sentences for the user."""

    level: Level
    text: str


def judge(auc: Figure, p: float, top: Figure, frames: int, groups: int, unseen: str = "days") -> Verdict:
    """The verdict from the AUC, the permutation test's p and the precision at the top 10 %.

    `unseen` says what it was tested on, other days or other series."""
    level: Level = "no"
    if p <= CLEARLY and auc.low > CLEARLY_ABOVE:
        level = "clearly"
    elif p <= PERHAPS and auc.value > 0.5:
        level = "perhaps"
    pairs = (
        f"Of two of your frames from {unseen} that it had not seen, one good and one poor, it names the "
        f"good one in {auc.value:.0%} of cases ({auc.low:.0%}–{auc.high:.0%}; guessing: 50%)."
    )
    best = f"Of the tenth that it ranks highest, {top.value:.0%} are good" + (
        f"; of all, {top.chance:.0%}." if top.chance is not None else "."
    )
    size = f"Measured on {frames:,} frames of {groups:,} {'shooting days' if unseen == 'days' else 'series'}."
    words = {
        "clearly": f"Better than chance: clearly. {pairs} {best} {size}",
        "perhaps": f"Better than chance: perhaps. {pairs} More frames would tell. {best} {size}",
        "no": "Better than chance: no. What it learnt may well be luck: of shuffled histories "
        f"{p:.1%} did as well, and only up to {PERHAPS:.0%} would tell. {pairs} Do not rank by it; more "
        f"frames may change that. {size}",
    }
    return Verdict(level, words[level])
