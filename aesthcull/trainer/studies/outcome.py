"""What a study is asked for, what it says while it runs, and what comes of it; plain data, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aesthcull.photos.problems import Problem
from aesthcull.trainer.studies.results import Finished
from aesthcull.trainer.studies.summary import Line, sentences
from aesthcull.trainer.studies.variations import Study

PAPER_EPOCHS = 75


@dataclass(frozen=True)
class StudySettings:
    """`rows` are the names of those wanted, none: all. At most `most_frames` photographs are used."""

    repeats: int = 10
    epochs: int = PAPER_EPOCHS
    most_frames: int = 1000
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class StudyResult:
    """A study as far as it went: `done` of `total` trainings, of which `earlier` in earlier runs.

    `folder` holds the finished trainings; `lines` sum them up.
    """

    study: Study
    settings: StudySettings
    source: str
    rule: str
    good: int
    poor: int
    groups: int
    folder: Path
    lines: tuple[Line, ...]
    done: int
    total: int
    earlier: int
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the table says, in plain words."""
        return sentences(self.study, self.lines, alone=self.groups == self.good + self.poor)


@dataclass(frozen=True)
class Step:
    """Where a study stands: at its beginning, when `last` and `row` are None, then after each training.

    `remaining` are seconds, None while unknown.
    """

    result: StudyResult
    remaining: float | None = None
    row: str | None = None
    last: Finished | None = None
