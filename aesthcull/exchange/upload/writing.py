"""Rows as CSV files, as many as the agency's limits need.

UTF-8 without a byte order mark: every agency takes that, and some read the mark as a part of the first
heading. Lines end as RFC 4180 has it. What a spreadsheet would run as a formula is defused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from aesthcull.exchange.upload.agency import Agency, Entry
from aesthcull.exchange.upload.rows import UploadRow
from aesthcull.exchange.upload.texts import defused
from aesthcull.writing import replacing


def csv_files(rows: Iterable[UploadRow], agency: Agency) -> list[bytes]:
    """The contents of the files: the rows that are not refused, each file with the header."""
    header = _line(agency.columns, agency)
    files: list[list[bytes]] = []
    size = 0
    for line in _lines(rows, agency):
        full = agency.most_rows and files and len(files[-1]) > agency.most_rows
        if not files or full or (agency.most_bytes and size + len(line) > agency.most_bytes):
            files.append([header])
            size = len(header)
        files[-1].append(line)
        size += len(line)
    return [b"".join(lines) for lines in files]


def paths_of(out: Path, count: int) -> list[Path]:
    """Where so many files go: `out` itself, or `out` with -1, -2 … behind its name."""
    if count <= 1:
        return [out]
    return [out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(1, count + 1)]


def write_files(contents: Sequence[bytes], out: Path) -> list[Path]:
    """Write what `csv_files` gave; returns the files. Raises OSError, which names the file that could not be
    written; those before it are whole."""
    paths = paths_of(out, len(contents)) if contents else []
    for path, content in zip(paths, contents, strict=True):
        with replacing(path) as beside:
            beside.write_bytes(content)
    return paths


def _lines(rows: Iterable[UploadRow], agency: Agency) -> Iterator[bytes]:
    for row in rows:
        if not row.refused:
            entry = _coded(row.entry, agency)
            yield _line([defused(cell(entry), agency.separator) for cell in agency.columns.values()], agency)


def _coded(entry: Entry, agency: Agency) -> Entry:
    """The entry with its categories as the agency writes them."""
    if agency.categories is None:
        return entry
    names = (agency.categories.named(name) for name in entry.categories)
    return replace(entry, categories=tuple(agency.categories.codes[name] for name in names if name))


def _line(cells: Iterable[str], agency: Agency) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=agency.separator, lineterminator="\r\n").writerow(list(cells))
    return out.getvalue().encode("utf-8")
