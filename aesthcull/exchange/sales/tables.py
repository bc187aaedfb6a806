"""A report's bytes as rows of cells: its encoding, its separator, and its lines one after another.

The file is read twice, in small pieces: once for its hash and its encoding (a Windows-1252 file may have its
first letter beyond ASCII in the last line), then row by row. A title with a stray quotation mark would
swallow all rows up to the next one; such a row is given up after its first line, and reading goes on with
the line below.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from aesthcull.exchange.sales.kinds import not_a_table, not_a_tables_text
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.exchange.sales.refused import SAVED_COLUMNS, restored
from aesthcull.job import Job
from aesthcull.photos.problems import os_reason

SEPARATORS = "\t;|,"  # of two that fit equally well the first
_CHUNK = 2**20
_HEAD = 2**18
_ZEROS = 0.02  # of the bytes on their side, in UTF-16
_SAMPLE_ROWS = 200
_LONGEST_ROW = 100  # lines
_EXCEL_HINT = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Row(NamedTuple):
    """A row and the line it begins in (from 1). `fault`: why its cells cannot be trusted."""

    line: int
    cells: list[str]
    fault: str | None = None


@dataclass(frozen=True)
class Table:
    """A table in a file. `lines` counts its lines, `told_on` is the file's own date."""

    path: Path
    encoding: str
    separator: str
    lines: int
    sha256: str
    told_on: date
    _hint: bool  # the first line is Excel's `sep=;`
    _saved: bool = False  # by save_refused

    def rows(self) -> Iterator[Row]:
        """All rows but blank ones, the header among them. Raises ReportError when the file is gone."""
        return _of_the_report(self._rows()) if self._saved else self._rows()

    def _rows(self) -> Iterator[Row]:
        try:
            with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
                if self._hint:
                    next(file, None)
                yield from _rows(file, self.separator, 2 if self._hint else 1)
        except OSError as error:
            raise ReportError(f"{self.path}: {os_reason(error)}") from error

    def top(self, count: int) -> list[Row]:
        """The first rows."""
        return list(islice(self.rows(), count))


def open_table(path: Path, job: Job) -> Table:
    """Find out how a file is written. Raises ReportError for one that is no table, naming what it is."""
    try:
        head, look = _look(path, job)
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except OSError as error:
        raise ReportError(f"{path}: {os_reason(error)}") from error
    text = head.decode(look.encoding, "replace")
    if not text.strip(" \t\r\n\0\ufeff"):
        raise ReportError(f"{path}: is empty")
    kind = not_a_tables_text(text)
    if kind is None and look.endless:
        kind = "a file without lines"
    if kind is not None:
        raise ReportError(f"{path}: is {kind}, not a sales report")
    lines = list(io.StringIO(text, newline=""))  # as a file is cut into lines
    if len(head) == _HEAD:
        lines.pop()  # cut off
    hint = _EXCEL_HINT.fullmatch(lines[0]) if lines else None
    separator = hint[1] if hint else _separator(lines)
    saved = _is_saved(list(islice(_rows(lines[1:] if hint else lines, separator), 2)))
    told_on = min(modified, datetime.now(UTC).date())
    return Table(path, look.encoding, separator, look.lines, look.sha256, told_on, hint is not None, saved)


def _is_saved(top: list[Row]) -> bool:
    """Whether a table that begins so is a list of refused rows."""
    if len(top) < 2 or len(top[0].cells) <= len(SAVED_COLUMNS):
        return False
    names = tuple(name.strip().lstrip("\ufeff") for name in top[0].cells[: len(SAVED_COLUMNS)])
    return names == SAVED_COLUMNS and top[1].cells[0].strip().isdecimal()


def _of_the_report(rows: Iterator[Row]) -> Iterator[Row]:
    """Refused rows as they stood in their report."""
    added = len(SAVED_COLUMNS)
    for place, row in enumerate(rows):
        cells = [restored(cell) for cell in row.cells[added:]]
        no_header = [cell.strip() for cell in cells] == [str(n + 1) for n in range(len(cells))]
        if place or not no_header:
            yield row._replace(cells=cells)


@dataclass
class _Look:
    """What one pass over a file's bytes tells. `endless`: a line is longer than any table's."""

    encoding: str
    lines: int
    sha256: str
    endless: bool


def _look(path: Path, job: Job) -> tuple[bytes, _Look]:
    job.stage(f"looking at {path.name}")
    sha256, lines, endless, valid = hashlib.sha256(), 1, False, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        head = file.read(_HEAD)
        kind = not_a_table(head)
        if kind is not None:
            raise ReportError(f"{path}: is {kind}, not a sales report")
        chunk = head
        while chunk:
            job.check()
            sha256.update(chunk)
            ends = chunk.count(b"\n") or chunk.count(b"\r")
            lines += ends
            endless = endless or (len(chunk) == _CHUNK and not ends)
            if valid:
                valid = _decodes(decoder, chunk)
            chunk = file.read(_CHUNK)
    valid = valid and _decodes(decoder, b"", final=True)
    return head, _Look(_encoding(head, valid), lines, sha256.hexdigest(), endless)


def _decodes(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(head: bytes, utf8: bool) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    low, high = head[0::2].count(0), head[1::2].count(0)
    # Separators and digits have a zero byte in UTF-16, always on the same side.
    if max(low, high) > max(4 * min(low, high), _ZEROS * len(head) / 2):
        return "utf-16-le" if high > low else "utf-16-be"
    return "utf-8" if utf8 else "cp1252"


def _separator(lines: list[str]) -> str:
    """The one that cuts the most rows, and above all the first, into equally many cells."""
    best, found = (False, 0.0, 1), ","
    for separator in SEPARATORS:
        counts = [len(row.cells) for row in islice(_rows(lines, separator), _SAMPLE_ROWS)]
        if not counts:
            continue
        usual, times = Counter(counts).most_common(1)[0]
        fit = (counts[0] == usual, times / len(counts), usual)
        if usual > 1 and fit > best:
            best, found = fit, separator
    return found


class _Lines:
    """Lines, those of the present row kept, so that they can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _LONGEST_ROW:
            raise StopIteration  # the reader then hands out what it has
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def put_back(self) -> None:
        """All lines of the present row but its first."""
        self._again.extendleft(reversed(self.taken[1:]))


def _rows(lines: Iterable[str], separator: str, number: int = 1) -> Iterator[Row]:
    source = _Lines(lines)
    while True:
        row = None
        try:
            # A new reader after each fault: the old one stands between quotation marks, or has ended.
            for cells in csv.reader(source, delimiter=separator, skipinitialspace=True):
                if _unclosed(source.taken, cells):
                    first = source.taken[0].rstrip("\r\n").split(separator)
                    row = Row(number, first, "a quotation mark is opened and not closed")
                    source.put_back()
                    del source.taken[1:]
                    break
                if any(map(str.strip, cells)):
                    yield Row(number, cells)
                number += len(source.taken)
                source.taken.clear()
            else:
                return
        except csv.Error:
            start = source.taken[0][:100] if source.taken else ""
            row = Row(number, [start], f"a cell has more than {csv.field_size_limit():,} characters")
        if row is not None:
            yield row
        number += len(source.taken)
        source.taken.clear()


def _unclosed(lines: list[str], cells: list[str]) -> bool:
    """Whether a row ended, at the file's end or after very many lines, between quotation marks."""
    if len(lines) == 1 and not (cells and cells[-1][-1:] in ("\n", "\r")):
        return False
    return sum(line.count('"') for line in lines) % 2 == 1
