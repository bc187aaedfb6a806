"""What can be wrong with a sales report as a whole; a single row that cannot be used is a `RefusedRow`."""

from __future__ import annotations

from typing import Literal

Setting = Literal["dates", "decimal"]  # of a mapping


class ReportError(Exception):
    """A file that cannot be imported: one line that names it and the cause."""


class UnknownColumns(ReportError):
    """A table whose columns have to be explained first, with `--columns` or in the window."""


class Undecided(ReportError):
    """A table from which it cannot be told how its dates or amounts are written; the mapping's `setting` of
    that name would tell."""

    def __init__(self, text: str, setting: Setting) -> None:
        super().__init__(text)
        self.setting = setting
