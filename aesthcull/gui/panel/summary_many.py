"""What the panel tells of several frames: what is common to them, else a dash, and the range of their scores.

Taken from the columns, not from records: all 100,000 frames may be selected.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from aesthcull.catalogue.column_types import Coded, ScoreColumn
from aesthcull.catalogue.columns import FLAG_CODES, LABEL_CODES, FrameColumns
from aesthcull.catalogue.records import PERSON
from aesthcull.gui.panel import summary
from aesthcull.gui.panel.summary import DIFFERENT, Fact, KeywordLine, ScoreLine, Summary

translate = QCoreApplication.translate
Rows = NDArray[np.intp]
_MOST_WORDS = 100  # keywords listed for several frames, the most frequent ones


def of_rows(columns: FrameColumns, rows: Rows) -> Summary:
    """All about the frames in these rows of the columns, two or more."""
    return Summary(
        count=len(rows),
        title=translate("Summary", "{0} frames").format(f"{len(rows):,}"),
        problem=_problem(columns, rows),
        file=tuple(_file_facts(columns, rows)),
        scores=tuple(
            line
            for name in summary.shown_scores(columns.scores)
            if (line := _score_line(name, columns.scores[name], rows)) is not None
        ),
        faults=(),
        series=(),
        capture=tuple(_capture_facts(columns, rows)),
        keywords=tuple(_keyword_lines(columns, rows)),
    )


def _problem(columns: FrameColumns, rows: Rows) -> str:
    if not columns.problems:
        return ""
    count = int(np.isin(columns.ids[rows], list(columns.problems)).sum())
    return translate("Summary", "{0} of them cannot be read").format(f"{count:,}") if count else ""


def _file_facts(columns: FrameColumns, rows: Rows) -> list[Fact]:
    types = _common(columns.file_type, rows)
    shown_type = types if types == DIFFERENT else types.upper().replace("+", " + ")
    return [
        Fact(translate("Summary", "Folder"), _common(columns.folder, rows)),
        Fact(translate("Summary", "Type"), shown_type),
        Fact(translate("Summary", "Size"), summary.file_size(_bytes(columns, rows))),
        Fact(translate("Summary", "Pixels"), _pixels(columns, rows)),
        Fact(translate("Summary", "Marks"), _marks(columns, rows)),
    ]


def _bytes(columns: FrameColumns, rows: Rows) -> int:
    """Of all files of the frames."""
    others = columns.other_files
    return int(columns.size[rows].sum() + others.size[np.isin(others.frame, rows)].sum())


def _common(coded: Coded, rows: Rows) -> str:
    codes = coded.codes[rows]
    if codes[0] < 0 or (codes != codes[0]).any():
        return DIFFERENT if (codes >= 0).any() else ""
    return str(coded.values[codes[0]])


def _pixels(columns: FrameColumns, rows: Rows) -> str:
    width, height = columns.width[rows], columns.height[rows]
    if (width != width[0]).any() or (height != height[0]).any() or width[0] <= 0:
        return DIFFERENT
    return summary.pixels(int(width[0]), int(height[0]))


def _marks(columns: FrameColumns, rows: Rows) -> str:
    flag, rating, label = columns.flag[rows], columns.rating[rows], columns.label[rows]
    if any((marks != marks[0]).any() for marks in (flag, rating, label)):
        return DIFFERENT
    return summary.marks(FLAG_CODES[flag[0]], int(rating[0]), LABEL_CODES[label[0]])


def _capture_facts(columns: FrameColumns, rows: Rows) -> list[Fact]:
    facts = [
        (translate("Summary", "Camera"), _common(columns.camera, rows)),
        (translate("Summary", "Lens"), _common(columns.lens, rows)),
        (translate("Summary", "Exposure"), _exposure(columns, rows)),
        (translate("Summary", "Focal length"), _focal_length(columns.focal_length[rows])),
        (translate("Summary", "Taken"), _taken(columns, rows)),
    ]
    return [Fact(name, value) for name, value in facts if value]


def _exposure(columns: FrameColumns, rows: Rows) -> str:
    texts = {summary.exposure(columns.frame(int(row)).capture) for row in rows[:2]}
    if len(texts) > 1 or not _alike(columns, rows):
        return DIFFERENT
    return texts.pop()


def _alike(columns: FrameColumns, rows: Rows) -> bool:
    numbers = (columns.exposure_time, columns.f_number, columns.exposure_bias)
    same = all(_same(column[rows]) for column in numbers)
    return same and not (columns.iso[rows] != columns.iso[rows[0]]).any()


def _same(values: NDArray[np.float64]) -> bool:
    return bool(np.isnan(values).all() or (values == values[0]).all())


def _focal_length(values: NDArray[np.float64]) -> str:
    known = values[~np.isnan(values)]
    if not len(known):
        return ""
    low, high = float(known.min()), float(known.max())
    return summary.millimetres(low, high)


def _taken(columns: FrameColumns, rows: Rows) -> str:
    moments, shifts = columns.captured_at[rows], columns.clock_shift[rows]
    known = moments[~np.isnat(moments)]
    if not len(known):
        return ""
    first, last = summary.taken(known.min().item(), None), summary.taken(known.max().item(), None)
    span = first if first == last else f"{first} – {last}"
    if (shifts == shifts[0]).all():
        return summary.adjusted(span, int(shifts[0]))
    return f"{span}  {translate('Summary', '(clocks adjusted)')}"


def _score_line(name: str, column: ScoreColumn, rows: Rows) -> ScoreLine | None:
    values, models = column.values[rows], column.model.codes[rows]
    known = ~np.isnan(values)
    if not known.any():
        return None
    values, by = values[known].astype(np.float64), models[known]
    votes = not np.isnan(column.spreads[rows][known]).all()
    model = column.model.values[by[0]] if by[0] >= 0 and (by == by[0]).all() else ""
    low, mean, high = float(values.min()), float(values.mean()), float(values.max())
    return ScoreLine(name, low, mean, high, 10.0 if votes else 1.0, model, len(values))


def _keyword_lines(columns: FrameColumns, rows: Rows) -> list[KeywordLine]:
    """Counted in arrays: half a million keywords of 100,000 frames in some milliseconds."""
    table, names = columns.keywords, columns.keywords.word.values
    place = np.full(len(columns), -1, dtype=np.intp)
    place[rows] = np.arange(len(rows))
    kept = np.flatnonzero(place[table.frame] >= 0)
    used = np.bincount(table.word.codes[kept], minlength=len(names))
    most = np.argsort(-used, kind="stable")[:_MOST_WORDS]
    most = most[used[most] > 0]
    slot = np.full(len(names), -1, dtype=np.intp)
    slot[most] = np.arange(len(most))
    kept = kept[slot[table.word.codes[kept]] >= 0]
    slots, sources = slot[table.word.codes[kept]], table.source.codes[kept]
    shows = np.zeros((len(rows), len(most)), dtype=np.bool_)
    shows[place[table.frame[kept]], slots] = True
    sure = np.full(len(most), np.nan, dtype=np.float32)
    np.fmax.at(sure, slots, table.confidence[kept])
    said = np.zeros((len(most), len(table.source.values)), dtype=np.intp)
    np.add.at(said, (slots, sources), 1)
    return summary.in_order(
        _keyword_line(names[word], int(count), float(known), table.source.values, by.tolist())
        for word, count, known, by in zip(most.tolist(), shows.sum(axis=0), sure, said, strict=True)
    )


def _keyword_line(
    word: str, count: int, confidence: float, sources: list[str], said: list[int]
) -> KeywordLine:
    """`said`: how often each of the sources gives the word."""
    by = {source: times for source, times in zip(sources, said, strict=True) if times}
    return KeywordLine(
        word=word,
        count=count,
        accepted=by.pop(PERSON, 0),
        confidence=None if confidence != confidence else confidence,
        models=tuple(by),
    )
