"""The user's own table of assets and files, for agencies that tell no file name, or for renamed uploads.

A table with a header that tells an asset's number or title and a file name, or one of two columns: the asset
(number, title, or the name that the file was uploaded under) and the catalogued file. A file name may come
with folders; then only frames in such folders are meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aesthcull.catalogue.matches import NamedAsset
from aesthcull.exchange.matching.names import words
from aesthcull.exchange.sales.guess import guess_columns
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.exchange.sales.tables import Row, Table, open_table
from aesthcull.job import Job
from aesthcull.photos.naming import SUFFIXES, fold

_SAMPLE = 200


@dataclass
class AssetTable:
    """Which file shows which asset, as the user tells. `agency`: whose assets are meant; None: all."""

    path: Path
    agency: str | None = None
    files: list[str] = field(default_factory=list)
    _rows: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    _labels: list[str] = field(default_factory=list)
    _used: set[int] = field(default_factory=set)

    def add(self, keys: Sequence[tuple[str, str]], file: str) -> None:
        """Note a row: what it may call the asset, and its file."""
        for key in keys:
            self._rows[key].append(len(self.files))
        self._labels.append(keys[0][1])
        self.files.append(file)

    def files_of(self, asset: NamedAsset) -> tuple[str, ...]:
        """The files that the table tells of an asset: by its number, its uploaded name or its title."""
        if self.agency is not None and asset.agency != self.agency:
            return ()
        for key in keys_of(asset.number, asset.file_name, asset.title):
            rows = self._rows.get(key)
            if rows:
                self._used.update(rows)
                return tuple(dict.fromkeys(self.files[row] for row in rows))
        return ()

    def unused(self) -> list[str]:
        """What the rows call assets that are not there, once `files_of` was asked of all assets."""
        return [label for row, label in enumerate(self._labels) if row not in self._used]


def read_table(path: Path, job: Job, agency: str | None = None) -> AssetTable:
    """Read a table. Raises ReportError when it is none, or when its columns do not tell what is needed."""
    try:
        table = open_table(path, job)
    except ReportError as error:
        raise ReportError(str(error).replace("not a sales report", "not a table")) from error
    number, title, file, header = _columns(table)
    found = AssetTable(path, agency)
    for row in table.rows():
        job.check()
        if header:
            header = False
            continue
        name = _cell(row, file)
        if number == title:  # the column may hold either
            keys = keys_of(_cell(row, number), _cell(row, number), _cell(row, number))
        else:
            keys = keys_of(_cell(row, number), None, _cell(row, title))
        if name and keys:
            found.add(keys, name)
    if not found.files:
        raise ReportError(f"{path}: none of its rows tells an asset and a file")
    return found


def _columns(table: Table) -> tuple[int, int, int, bool]:
    """The places of number, title and file (−1: there is none), and whether the first row is a header."""
    sample = table.top(_SAMPLE)
    known = guess_columns(sample[0].cells) if sample else {}
    if "file_name" in known and ("number" in known or "title" in known):
        return known.get("number", -1), known.get("title", -2), known["file_name"], True
    if not sample or max(len(row.cells) for row in sample) != 2:
        raise ReportError(
            f"{table.path}: the table needs a header with a file name and an asset's number or title, or two "
            "columns: the asset and its file"
        )
    first, second = (sum(_is_file(_cell(row, place)) for row in sample) for place in (0, 1))
    return (1, 1, 0, False) if first > second else (0, 0, 1, False)


def _is_file(text: str) -> bool:
    stem, dot, suffix = fold(text).rpartition(".")
    return bool(stem and dot) and f".{suffix}" in SUFFIXES


def _cell(row: Row, place: int) -> str:
    """A cell as it was meant: spreadsheets write 123.0, or ="123" for a number that they shall not touch."""
    if not 0 <= place < len(row.cells):
        return ""
    text = row.cells[place].strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.removesuffix(".0").lstrip("'")


def keys_of(number: str | None, file_name: str | None, title: str | None) -> list[tuple[str, str]]:
    """How an asset may be told, the surest first."""
    found = [
        ("number", (number or "").strip()),
        ("file", fold(file_name or "")),
        ("title", words(title or "")),
    ]
    return [(kind, text) for kind, text in found if text]
