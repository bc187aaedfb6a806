"""What is said about a frame that is to be uploaded.

`refused`: the agency does not take the frame so, and it is left out. `warning`: it is written, but the agency
may cut it short or reject it. `note`: what was changed for the agency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["refused", "warning", "note"]
LEVELS: tuple[Level, ...] = ("refused", "warning", "note")


@dataclass(frozen=True)
class Remark:
    """`form` has a place {0}, {1} … for each of `values`; the window translates it."""

    level: Level
    form: str
    values: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The remark in English."""
        return self.form.format(*self.values)


def by_level(remarks: Iterable[Remark]) -> list[Remark]:
    """What matters most comes first."""
    return sorted(remarks, key=lambda remark: LEVELS.index(remark.level))


def refused(form: str, *values: object) -> Remark:
    """Why a frame is left out."""
    return Remark("refused", form, tuple(map(str, values)))


def warning(form: str, *values: object) -> Remark:
    """What the agency may not like."""
    return Remark("warning", form, tuple(map(str, values)))


def note(form: str, *values: object) -> Remark:
    """What is not as in the catalogue."""
    return Remark("note", form, tuple(map(str, values)))
