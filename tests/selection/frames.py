"""Frames for tests of the selection: records, the columns that hold the same, and a strategy for both."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from aesthcull.catalogue.column_types import (
    NO_NUMBER,
    Coded,
    FileRows,
    KeywordRows,
    ScoreColumn,
    SeriesColumns,
    fold,
)
from aesthcull.catalogue.columns import FLAG_CODES, LABEL_CODES, FrameColumns
from aesthcull.catalogue.records import (
    LABELS,
    PERSON,
    Capture,
    Frame,
    Keyword,
    Score,
    SeriesPlace,
    StoredFile,
)

START = datetime(2024, 5, 1, 10)


def frame(number: int, *, name: str | None = None, **values: object) -> Frame:
    """A frame of the id `number`; its path has that place in the order of paths, unless named."""
    path = Path(name if name and name.startswith("/") else f"/shoot/{name or f'{number:05d}.jpg'}")
    known: dict[str, object] = {
        "missing": False, "problem": None, "width": 3, "height": 2, "capture": Capture(), "flag": None,
        "rating": 0, "label": None,
    }  # fmt: skip
    return Frame(id=number, path=path, file=StoredFile(path, 1, 1), **(known | values))  # type: ignore[arg-type]


def at(minutes: int | None) -> Capture:
    """Taken some minutes after START."""
    return Capture(captured_at=None if minutes is None else START + timedelta(minutes=minutes))


def place(series: int, *, suggested: bool = False, kind: str = "series", position: int = 0) -> SeriesPlace:
    return SeriesPlace(series, kind, 3, position, suggested, ())


def columns_of(frames: Sequence[Frame]) -> FrameColumns:
    """The frames, which stand in the order of their paths, as columns."""
    captures = [f.capture for f in frames]
    names = np.array([f.path.name for f in frames], dtype=object)
    words = [(n, k) for n, f in enumerate(frames) for k in sorted(f.keywords, key=lambda k: k.name)]
    return FrameColumns(
        ids=np.array([f.id for f in frames], dtype=np.int64),
        folder=Coded.of(str(f.path).rpartition(os.sep)[0] for f in frames),
        names=names,
        folded=np.array([fold(name) for name in names], dtype=object),
        file_type=Coded.of(name.rpartition(".")[2].lower() for name in names),
        size=np.array([f.file.size for f in frames], dtype=np.int64),
        mtime_ns=np.array([f.file.mtime_ns for f in frames], dtype=np.int64),
        missing=np.array([f.missing for f in frames], dtype=np.bool_),
        problems={f.id: f.problem for f in frames if f.problem is not None},
        width=_whole([f.width for f in frames]),
        height=_whole([f.height for f in frames]),
        captured_at=np.array([c.captured_at for c in captures], dtype="datetime64[us]"),
        utc_offset=_whole([c.utc_offset for c in captures]),
        clock_shift=_whole([c.clock_shift for c in captures]),
        camera=Coded.of(c.camera for c in captures),
        lens=Coded.of(c.lens for c in captures),
        exposure_time=np.array([c.exposure_time for c in captures], dtype=np.float64),
        f_number=np.array([c.f_number for c in captures], dtype=np.float64),
        iso=_whole([c.iso for c in captures]),
        exposure_bias=np.array([c.exposure_bias for c in captures], dtype=np.float64),
        focal_length=np.array([c.focal_length for c in captures], dtype=np.float64),
        flag=np.array([FLAG_CODES.index(f.flag) for f in frames], dtype=np.int8),
        rating=np.array([f.rating for f in frames], dtype=np.int8),
        label=np.array([LABEL_CODES.index(f.label) for f in frames], dtype=np.int8),
        other_files=FileRows.empty(),
        series=_series(frames),
        scores={name: _score(frames, name) for name in sorted({n for f in frames for n in f.scores})},
        keywords=KeywordRows(
            np.array([n for n, _ in words], dtype=np.int32),
            Coded.of(k.name for _, k in words),
            Coded.of(k.source for _, k in words),
            np.array([k.confidence for _, k in words], dtype=np.float32),
        ),
    )


def _whole(values: Sequence[int | None]) -> np.ndarray:
    return np.array([NO_NUMBER if v is None else v for v in values], dtype=np.int32)


def _series(frames: Sequence[Frame]) -> SeriesColumns:
    places = [f.series or SeriesPlace(-1, "", 0, 0, False, ()) for f in frames]
    return SeriesColumns(
        np.array([p.id for p in places], dtype=np.int64),
        Coded.of(p.kind or None for p in places),
        np.array([p.size for p in places], dtype=np.int32),
        np.array([p.position for p in places], dtype=np.int32),
        np.array([p.suggested for p in places], dtype=np.bool_),
        {p.id: p.reasons for p in places if p.id >= 0},
    )


def _score(frames: Sequence[Frame], name: str) -> ScoreColumn:
    scores = [f.scores.get(name) for f in frames]
    return ScoreColumn(
        np.array([None if s is None else s.value for s in scores], dtype=np.float32),
        np.array([None if s is None else s.spread for s in scores], dtype=np.float32),
        Coded.of(None if s is None else s.model for s in scores),
    )


WORDS = ("sea", "sky", "Café", "dog")
CAMERAS = ("Nikon Z 8", "Écran X")
_FRAMES = st.fixed_dictionaries({
    "name": st.sampled_from(["a", "B", "é", "IMG 1", "img 2"]),
    "type": st.sampled_from(["jpg", "TIF"]),
    "missing": st.sampled_from([False, False, False, True]),
    "problem": st.sampled_from([None, None, "cut short"]),
    "flag": st.sampled_from([None, "pick", "reject"]),
    "rating": st.integers(0, 5),
    "label": st.sampled_from([None, *LABELS]),
    "capture": st.builds(
        Capture,
        captured_at=st.none() | st.integers(0, 3000).map(lambda m: START + timedelta(minutes=m)),
        utc_offset=st.sampled_from([None, None, 60, -300]),
        camera=st.sampled_from([None, *CAMERAS]), lens=st.sampled_from([None, "50 mm"]),
    ),
    "scores": st.dictionaries(
        st.sampled_from(["aesthetic", "sharpness"]),
        st.builds(Score, st.integers(0, 10).map(float), st.sampled_from(["m@1", "m@2"])),
    ),
    "keywords": st.lists(
        st.builds(Keyword, st.sampled_from(WORDS), st.sampled_from([PERSON, "tags@1"]), st.just(0.5)),
        max_size=4, unique_by=lambda k: (k.name, k.source),
    ),
    "series": st.none() | st.builds(
        lambda n, suggested: place(n, suggested=suggested, kind="series" if n < 3 else "bracket"),
        st.integers(0, 4), st.booleans(),
    ),
})  # fmt: skip


def _made(rows: list[dict[str, object]], ids: list[int]) -> list[Frame]:
    frames = []
    for number, (row, frame_id) in enumerate(zip(rows, ids, strict=False)):
        values = {**row}
        name = f"/shoot/{number:03d}/{values.pop('name')}.{values.pop('type')}"
        frames.append(frame(frame_id, name=name, **values))
    return frames


SHOOTS = st.builds(_made, st.lists(_FRAMES, max_size=14), st.permutations(range(1, 15)))
