"""What can be wrong with a sales report as a whole; a single row that cannot be used is a `RefusedRow`."""

from __future__ import annotations


class ReportError(Exception):
    """A file that cannot be imported: one line that names it and the cause."""


class UnknownColumns(ReportError):
    """A table whose columns have to be explained first, with `--columns` or in the window."""
