"""The frames of a shoot as columns: one array per field, a row for each frame, ordered by path.

100,000 frames as records are a gigabyte and twenty seconds; as columns they are a tenth of it, and a filter
or a sort is one pass over an array. `frame` builds the record of one row, which is what views show.
Reading them is in `column_reading`, changing them in `column_changes`.

Absent values: −1 in codes and series ids, NO_NUMBER in whole numbers, NaN and NaT in the others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue.column_types import (
    NO_NUMBER,
    Coded,
    FileRows,
    KeywordRows,
    RowIndex,
    ScoreColumn,
    SeriesColumns,
    Texts,
)
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

FLAG_CODES = (None, *FLAGS)  # what the codes of `flag` and `label` stand for
LABEL_CODES = (None, *LABELS)
_ANGLES = ("motion_direction",)  # neither more nor less of it is better, and 179° is next to 0°


@dataclass(slots=True)
class FrameColumns:
    """All that is known of a shoot's frames, missing ones too. `problems` and `pairs` go by frame id.

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
    clock_shift: NDArray[np.int32]
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
    pairs: dict[int, str] = field(default_factory=dict)
    _index: RowIndex | None = field(default=None, repr=False)

    @classmethod
    def empty(cls) -> FrameColumns:
        """No frames."""
        texts, bits = np.zeros(0, dtype=object), np.zeros(0, dtype=np.bool_)
        whole, real, mark = np.zeros(0, np.int32), np.zeros(0, np.float64), np.zeros(0, np.int8)
        numbers, times = np.zeros(0, np.int64), np.zeros(0, dtype="datetime64[us]")
        folder, file_type, camera, lens = (Coded.none(0) for _ in range(4))
        # fmt: off
        return cls(
            numbers, folder, texts, texts, file_type, numbers, numbers, bits, {}, whole, whole, times, whole,
            whole, camera, lens, real, real, whole, real, real, mark, mark, mark, FileRows.empty(),
            SeriesColumns.empty(0),
        )
        # fmt: on

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
        """The scores that any of the frames has and that rank, in the order of `by_weight`."""
        ranking = {name: column for name, column in self.scores.items() if name not in _ANGLES}
        return by_weight({name: column.model.values for name, column in ranking.items()})

    def frame(self, index: int) -> Frame:
        """The record of one row."""
        frame_id, file = self.ids.item(index), self.file(index)
        return Frame(
            id=frame_id,
            path=file.path,
            file=file,
            missing=bool(self.missing[index]),
            problem=self.problems.get(frame_id),
            pair=self.pairs.get(frame_id),
            width=_number(self.width.item(index)),
            height=_number(self.height.item(index)),
            capture=self._capture(index),
            flag=FLAG_CODES[self.flag[index]],
            rating=int(self.rating[index]),
            label=LABEL_CODES[self.label[index]],
            other_files=self._other_files(index),
            scores=self._scores(index),
            keywords=self._keywords(index),
            series=self._place(index),
        )

    def file(self, index: int) -> StoredFile:
        """The file of a row that is shown."""
        return StoredFile(Path(self._path_text(index)), self.size.item(index), self.mtime_ns.item(index))

    def _path_text(self, index: int) -> str:
        return f"{self.folder.values[self.folder.codes[index]]}{os.sep}{self.names[index]}"

    def _capture(self, index: int) -> Capture:
        numbers = (self.exposure_time, self.f_number, self.exposure_bias, self.focal_length)
        exposure_time, f_number, exposure_bias, focal_length = (_real(c.item(index)) for c in numbers)
        return Capture(
            captured_at=self.captured_at[index].item(),
            utc_offset=_number(self.utc_offset.item(index)),
            camera=self.camera.at(index),
            lens=self.lens.at(index),
            exposure_time=exposure_time,
            f_number=f_number,
            iso=_number(self.iso.item(index)),
            exposure_bias=exposure_bias,
            focal_length=focal_length,
            clock_shift=self.clock_shift.item(index),
        )

    def _scores(self, index: int) -> dict[str, Score]:
        # `item` gives a Python number at once; NumPy's own would take a third of a record's time.
        return {
            name: Score(value, column.model.at(index) or "", _real(column.spreads.item(index)))
            for name, column in self.scores.items()
            if (value := column.values.item(index)) == value
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
    return range(int(frames.searchsorted(wanted)), int(frames.searchsorted(wanted, "right")))


def _number(value: Any) -> int | None:
    return None if value == NO_NUMBER else int(value)


def _real(value: Any) -> float | None:
    return float(value) if value == value else None


def by_weight(models: Mapping[str, Iterable[str]]) -> list[str]:
    """Names of scores, with the models that made them, in the order in which they are listed: aesthetic, the
    other models' judgements, the measures."""
    measured = {name: all(m.startswith("technical@") for m in made_by) for name, made_by in models.items()}
    return sorted(measured, key=lambda name: (name != "aesthetic", measured[name], name))
