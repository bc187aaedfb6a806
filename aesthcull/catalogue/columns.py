"""The frames of a shoot as columns: one array per field, a row for each frame, ordered by path.

100,000 frames as records are a gigabyte and twenty seconds; as columns they are a tenth of it, and a filter
or a sort is one pass over an array. `frame` builds the record of one row, which is what views show.
Reading them is in `column_reading`, changing them in `column_changes`.

Absent values: −1 in codes and series ids, NO_NUMBER in whole numbers, NaN and NaT in the others.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.records import (
    FLAGS,
    LABELS,
    Capture,
    Frame,
    Keyword,
    Score,
    SeriesPlace,
    StoredFile,
)
from aesthcull.catalogue.tables import encode_path

Texts = NDArray[np.object_]  # of str
FLAG_CODES = (None, *FLAGS)  # what the codes of `flag` and `label` stand for
LABEL_CODES = (None, *LABELS)
NO_NUMBER = -(2**31)


def fold(text: str) -> str:
    """A text without case and accents, for searching and sorting by name."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


class RowIndex:
    """Finds the rows of frames by their ids [N]."""

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self.ids = ids
        self._order = np.argsort(ids)
        self._sorted = ids[self._order]

    def rows(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of these frames [len(ids)], −1 for those that are not there."""
        wanted = np.asarray(ids, dtype=np.int64)
        if not len(self.ids):
            return np.full(len(wanted), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self._sorted, wanted), len(self.ids) - 1)
        found: NDArray[np.int64] = np.where(self._sorted[place] == wanted, self._order[place], -1)
        return found


@dataclass(slots=True)
class Coded:
    """Texts that many rows share: `codes` [N] into `values`, −1 for none."""

    values: list[str]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> Coded:
        """The texts in coded form."""
        known: dict[str, int] = {}
        codes = [-1 if text is None else known.setdefault(text, len(known)) for text in texts]
        return cls(list(known), np.array(codes, dtype=np.int32))

    @classmethod
    def none(cls, count: int) -> Coded:
        """`count` rows without a text."""
        return cls([], np.full(count, -1, dtype=np.int32))

    def at(self, index: int) -> str | None:
        """The text of a row."""
        code = self.codes[index]
        return None if code < 0 else self.values[code]

    def code(self, text: str) -> int:
        """The code of a text, which is added when new."""
        if text not in self.values:
            self.values.append(text)
        return self.values.index(text)


@dataclass(slots=True)
class ScoreColumn:
    """One score of all frames: NaN where a frame has none, or no spread."""

    values: NDArray[np.float32]
    spreads: NDArray[np.float32]
    model: Coded

    @classmethod
    def empty(cls, count: int) -> ScoreColumn:
        """The score of `count` frames that have none."""
        values, spreads = np.full((2, count), np.nan, dtype=np.float32)
        return cls(values, spreads, Coded.none(count))


@dataclass(slots=True)
class SeriesColumns:
    """Where each frame stands in its series. `reasons`, by series id, are why its suggested frame is."""

    id: NDArray[np.int64]
    kind: Coded
    size: NDArray[np.int32]
    position: NDArray[np.int32]
    suggested: NDArray[np.bool_]
    reasons: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def empty(cls, count: int) -> SeriesColumns:
        """`count` frames in no series."""
        size, position = np.zeros((2, count), dtype=np.int32)
        ids = np.full(count, -1, dtype=np.int64)
        return cls(ids, Coded.none(count), size, position, np.zeros(count, dtype=np.bool_))


@dataclass(slots=True)
class KeywordRows:
    """A row for each keyword of each frame; `frame` is the frame's index, ascending."""

    frame: NDArray[np.int32]
    word: Coded
    source: Coded
    confidence: NDArray[np.float32]

    @classmethod
    def empty(cls) -> KeywordRows:
        """No keywords."""
        return cls(np.zeros(0, np.int32), Coded.none(0), Coded.none(0), np.zeros(0, np.float32))


@dataclass(slots=True)
class FileRows:
    """A row for each file of a frame beside the one that is shown; `frame` is its index, ascending."""

    frame: NDArray[np.int32]
    folder: Coded
    name: Texts
    size: NDArray[np.int64]
    mtime_ns: NDArray[np.int64]


@dataclass(slots=True)
class FrameColumns:
    """All that is known of a shoot's frames, missing ones too. `problems` goes by frame id.

    The arrays are [N]; `folded` are the names for searching (see `fold`), `file_type` is such as `jpg` or,
    for a frame of two files, `jpg+cr3`; the other fields are those of `records.Frame` and `Capture`.
    """

    ids: NDArray[np.int64]
    folder: Coded
    names: Texts
    folded: Texts
    file_type: Coded
    size: NDArray[np.int64]
    mtime_ns: NDArray[np.int64]
    missing: NDArray[np.bool_]
    problems: dict[int, str]
    width: NDArray[np.int32]
    height: NDArray[np.int32]
    captured_at: NDArray[np.datetime64]  # microseconds
    utc_offset: NDArray[np.int32]
    camera: Coded
    lens: Coded
    exposure_time: NDArray[np.float64]
    f_number: NDArray[np.float64]
    iso: NDArray[np.int32]
    exposure_bias: NDArray[np.float64]
    focal_length: NDArray[np.float64]
    flag: NDArray[np.int8]  # into FLAG_CODES
    rating: NDArray[np.int8]
    label: NDArray[np.int8]  # into LABEL_CODES
    other_files: FileRows
    series: SeriesColumns
    scores: dict[str, ScoreColumn] = field(default_factory=dict)
    keywords: KeywordRows = field(default_factory=KeywordRows.empty)
    _index: RowIndex | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def index_of(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of these frames [len(ids)], −1 for those that are not here."""
        if self._index is None or self._index.ids is not self.ids:
            self._index = RowIndex(self.ids)
        return self._index.rows(ids)

    def path_key(self, index: int) -> str:
        """What the rows are ordered by: the path as the catalogue compares it."""
        return encode_path(self._path_text(index))

    def score_names(self) -> list[str]:
        """The scores that any of the frames has: aesthetic, other models' judgements, the measures."""
        measured = {
            name: all(model.startswith("technical@") for model in column.model.values)
            for name, column in self.scores.items()
        }
        return sorted(measured, key=lambda name: (name != "aesthetic", measured[name], name))

    def frame(self, index: int) -> Frame:
        """The record of one row."""
        frame_id, path = int(self.ids[index]), Path(self._path_text(index))
        return Frame(
            id=frame_id,
            path=path,
            file=StoredFile(path, int(self.size[index]), int(self.mtime_ns[index])),
            missing=bool(self.missing[index]),
            problem=self.problems.get(frame_id),
            width=_number(self.width[index]),
            height=_number(self.height[index]),
            capture=self._capture(index),
            flag=FLAG_CODES[self.flag[index]],
            rating=int(self.rating[index]),
            label=LABEL_CODES[self.label[index]],
            other_files=self._other_files(index),
            scores=self._scores(index),
            keywords=self._keywords(index),
            series=self._place(index),
        )

    def _path_text(self, index: int) -> str:
        return f"{self.folder.values[self.folder.codes[index]]}{os.sep}{self.names[index]}"

    def _capture(self, index: int) -> Capture:
        numbers = (self.exposure_time, self.f_number, self.exposure_bias, self.focal_length)
        exposure_time, f_number, exposure_bias, focal_length = (_real(c[index]) for c in numbers)
        return Capture(
            captured_at=self.captured_at[index].item(),
            utc_offset=_number(self.utc_offset[index]),
            camera=self.camera.at(index),
            lens=self.lens.at(index),
            exposure_time=exposure_time,
            f_number=f_number,
            iso=_number(self.iso[index]),
            exposure_bias=exposure_bias,
            focal_length=focal_length,
        )

    def _scores(self, index: int) -> dict[str, Score]:
        return {
            name: Score(float(value), column.model.at(index) or "", _real(column.spreads[index]))
            for name, column in self.scores.items()
            if (value := column.values[index]) == value
        }

    def _keywords(self, index: int) -> list[Keyword]:
        rows = self.keywords
        found = [
            Keyword(
                rows.word.values[rows.word.codes[row]],
                rows.source.values[rows.source.codes[row]],
                _real(rows.confidence[row]),
            )
            for row in _rows_of(rows.frame, index)
        ]
        return sorted(found, key=lambda keyword: keyword.name)

    def _other_files(self, index: int) -> tuple[StoredFile, ...]:
        rows = self.other_files
        return tuple(
            StoredFile(
                Path(f"{rows.folder.at(row)}{os.sep}{rows.name[row]}"),
                int(rows.size[row]),
                int(rows.mtime_ns[row]),
            )
            for row in _rows_of(rows.frame, index)
        )

    def _place(self, index: int) -> SeriesPlace | None:
        series, series_id = self.series, int(self.series.id[index])
        if series_id < 0:
            return None
        return SeriesPlace(
            id=series_id,
            kind=series.kind.at(index) or "",
            size=int(series.size[index]),
            position=int(series.position[index]),
            suggested=bool(series.suggested[index]),
            reasons=series.reasons.get(series_id, ()),
        )


def _rows_of(frames: NDArray[np.int32], index: int) -> range:
    # A Python number would make NumPy copy the whole column to a wider type.
    wanted = np.int32(index)
    return range(int(np.searchsorted(frames, wanted)), int(np.searchsorted(frames, wanted, "right")))


def _number(value: Any) -> int | None:
    return None if value == NO_NUMBER else int(value)


def _real(value: Any) -> float | None:
    return float(value) if value == value else None
