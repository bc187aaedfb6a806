"""Reading a shoot's frames as columns, in two stages: their own fields, which a grid needs, and the details
(`column_details`). Both run in a worker."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.column_details import read_details
from aesthcull.catalogue.column_query import Block, Coder, Ids, Reading, raw
from aesthcull.catalogue.column_types import (
    NO_NUMBER,
    Coded,
    FileRows,
    RowIndex,
    SeriesColumns,
    Texts,
    fold,
)
from aesthcull.catalogue.columns import FLAG_CODES, LABEL_CODES, FrameColumns
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.store import Catalogue
from aesthcull.catalogue.tables import decode_path
from aesthcull.job import Job

_CODED = ("camera", "lens")
_WHOLE = ("width", "height", "utc_offset", "clock_shift", "iso")
_REAL = ("exposure_time", "f_number", "exposure_bias", "focal_length")
_MARKS = ("flag", "rating", "label")
_SPARSE = ("problem", "pair")
_FIELDS = ("id", "path", "missing", *_SPARSE, *_MARKS, "captured_at", *_CODED, *_WHOLE, *_REAL)
_FILE = ("size", "mtime_ns")
_FLAGS = {text: code for code, text in enumerate(FLAG_CODES)}
_LABELS = {text: code for code, text in enumerate(LABEL_CODES)}


def read_frames(
    catalogue: Catalogue, shoot: Shoot, job: Job, ids: Sequence[int] | None = None
) -> FrameColumns:
    """The first stage: the frames of the shoot (or those with these ids) without scores, keywords, series.

    Raises Cancelled, CatalogueError.
    """
    reading = Reading(catalogue, shoot, job, ids)
    coders = {name: Coder() for name in ("folder", *_CODED)}
    blocks = reading.blocks(_frames_query(), t.frame.c.id, t.frame.c.path)
    parts = [_arrays(dict(zip((*_FIELDS, *_FILE), block, strict=True)), coders) for block in blocks]
    if not parts:
        return FrameColumns.empty()
    read = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    if ids is not None:  # they were read in several pieces
        order = np.argsort(read["path"], kind="stable")
        read = {name: values[order] for name, values in read.items()}
    del read["path"]
    frame_ids = read["ids"]
    problems, pairs = (_by_id(frame_ids, read.pop(name)) for name in _SPARSE)
    files, types = _other_files(reading, frame_ids, read["names"])
    coded: dict[str, Any] = {name: Coded(coder.values, read.pop(name)) for name, coder in coders.items()}
    plain: dict[str, Any] = read
    return FrameColumns(
        **plain,
        **coded,
        file_type=types,
        problems=problems,
        pairs=pairs,
        other_files=files,
        series=SeriesColumns.empty(len(frame_ids)),
    )


def read_changed(catalogue: Catalogue, shoot: Shoot, ids: Sequence[int], job: Job) -> FrameColumns:
    """Both stages of some frames. Raises Cancelled, CatalogueError."""
    columns = read_frames(catalogue, shoot, job, ids)
    details = read_details(catalogue, shoot, columns.ids, job, some=True)
    columns.series, columns.scores, columns.keywords = details.series, details.scores, details.keywords
    return columns


def _by_name(names: Sequence[str], blocks: Iterator[Block]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for block in blocks:
        for column, values in zip(columns.values(), block, strict=True):
            column.extend(values)
    return columns


def _arrays(read: dict[str, tuple[Any, ...]], coders: dict[str, Coder]) -> dict[str, NDArray[Any]]:
    """A block of frames as arrays, under the names of FrameColumns' fields; and `path` and _SPARSE."""
    places = [decode_path(path).rpartition(os.sep) for path in read["path"]]
    names = [name for _, _, name in places]
    return {
        "ids": np.array(read["id"], dtype=np.int64),
        "path": _texts(read["path"]),
        **{name: _texts(read[name]) for name in _SPARSE},
        "folder": coders["folder"].codes(folder for folder, _, _ in places),
        "names": _texts(names),
        "folded": _texts([fold(name) for name in names]),
        "missing": np.array(read["missing"], dtype=np.bool_),
        "captured_at": np.array(read["captured_at"], dtype="datetime64[us]"),
        "flag": np.array([_FLAGS.get(flag, 0) for flag in read["flag"]], dtype=np.int8),
        "rating": np.array(read["rating"], dtype=np.int8),
        "label": np.array([_LABELS.get(label, 0) for label in read["label"]], dtype=np.int8),
        **{name: coders[name].codes(read[name]) for name in _CODED},
        **{name: np.array(read[name], dtype=np.int64) for name in _FILE},
        **{name: _whole(read[name]) for name in _WHOLE},
        **{name: np.array(read[name], dtype=np.float64) for name in _REAL},
    }


def _frames_query() -> sa.Select[Any]:
    shown = sa.and_(t.frame_file.c.frame_id == t.frame.c.id, t.frame_file.c.position == 0)
    columns = [*(t.frame.c[name] for name in _FIELDS), *(t.frame_file.c[name] for name in _FILE)]
    return sa.select(*map(raw, columns)).join_from(t.frame, t.frame_file, shown)


def _other_files(reading: Reading, ids: Ids, names: Texts) -> tuple[FileRows, Coded]:
    """The frames' files beside the shown one, and the frames' file types."""
    c = t.frame_file.c
    query = sa.select(*map(raw, (c.frame_id, c.path, c.size, c.mtime_ns))).where(c.position > 0)
    columns = ("frame_id", "path", "size", "mtime_ns")
    read = _by_name(columns, reading.blocks(query, c.frame_id, c.frame_id, c.position))
    frames = RowIndex(ids).rows(read["frame_id"])
    order = np.argsort(frames, kind="stable")
    order = order[frames[order] >= 0]
    places = [decode_path(read["path"][i]).rpartition(os.sep) for i in order]
    rows = FileRows(
        frame=frames[order].astype(np.int32),
        folder=Coded.of(folder for folder, _, _ in places),
        name=_texts([name for _, _, name in places]),
        size=np.array(read["size"], dtype=np.int64)[order],
        mtime_ns=np.array(read["mtime_ns"], dtype=np.int64)[order],
    )
    types = [_suffix(name) for name in names]
    for frame, name in zip(rows.frame.tolist(), rows.name, strict=True):
        types[frame] += f"+{_suffix(name)}"
    return rows, Coded.of(types)


def _by_id(ids: Ids, texts: Texts) -> dict[int, str]:
    return {i: text for i, text in zip(ids.tolist(), texts, strict=True) if text}


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _texts(texts: Sequence[str | None]) -> Texts:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array


def _whole(values: Sequence[int | None]) -> NDArray[np.int32]:
    """Whole numbers; a camera's nonsense beyond the type is cut to its limit."""
    known = np.array([NO_NUMBER if value is None else value for value in values], dtype=np.int64)
    return np.clip(known, NO_NUMBER, -(NO_NUMBER + 1)).astype(np.int32)
