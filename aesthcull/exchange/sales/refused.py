"""The rows of a report that could not be used, each with its line and the reason.

A wrong mapping may refuse a million rows: beyond the first ones they wait in a temporary file.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from aesthcull.writing import replacing

_IN_MEMORY = 2**20  # bytes
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
SAVED_COLUMNS = ("line", "reason")  # before the report's own


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that could not be used: the line it begins in, why, and its cells as they stand in the file."""

    line: int
    reason: str
    cells: tuple[str, ...]


class RefusedRows:
    """Refused rows in the order of the file. `header` names their columns."""

    def __init__(self, header: Sequence[str] = ()) -> None:
        self.header = tuple(header)
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115  # lives as long as this object
            _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
        )
        self._writer = csv.writer(self._file)
        self._count = 0

    def add(self, line: int, reason: str, cells: Sequence[str]) -> None:
        """Keep one more."""
        self._file.seek(0, 2)
        self._writer.writerow((line, reason, *cells))
        self._count += 1

    def first(self, count: int) -> list[RefusedRow]:
        """The first rows."""
        return list(islice(self, count))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[RefusedRow]:
        self._file.seek(0)
        for line, reason, *cells in csv.reader(self._file):
            yield RefusedRow(int(line), reason, tuple(cells))


def save_refused(refused: RefusedRows, out: Path) -> Path:
    """Write them as CSV with their lines and reasons; the columns keep their names, so that the file can be
    mended and imported itself (`tables` passes over what was added). Cells that a spreadsheet would run are
    defused. Raises OSError, and then an earlier file of that name is still there."""
    with (
        replacing(out) as beside,
        beside.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([*SAVED_COLUMNS, *map(_defused, refused.header)])
        for row in refused:
            writer.writerow([row.line, row.reason, *map(_defused, row.cells)])
    return out


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUN_BY_SPREADSHEETS) else cell


def restored(cell: str) -> str:
    """A saved cell as it stood in the report."""
    return cell[1:] if cell.startswith("'") and _defused(cell[1:]) == cell else cell
