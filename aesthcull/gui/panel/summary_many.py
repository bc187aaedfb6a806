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
        Fact(translate("Summary", "Size"), summary.file_size(int(columns.size[rows].sum()))),
        Fact(translate("Summary", "Pixels"), _pixels(columns, rows)),
        Fact(translate("Summary", "Marks"), _marks(columns, rows)),
    ]


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
        (translate("Summary", "Taken"), _taken(columns.captured_at[rows])),
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
    length = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return translate("Summary", "{0} mm").format(length)


def _taken(moments: NDArray[np.datetime64]) -> str:
    known = moments[~np.isnat(moments)]
    if not len(known):
        return ""
    first, last = summary.taken(known.min().item(), None), summary.taken(known.max().item(), None)
    return first if first == last else f"{first} – {last}"


def _score_line(name: str, column: ScoreColumn, rows: Rows) -> ScoreLine | None:
    values, models = column.values[rows], column.model.codes[rows]
    known = ~np.isnan(values)
    if not known.any():
        return None
    values, by = values[known].astype(np.float64), np.unique(models[known])
    votes = not np.isnan(column.spreads[rows][known]).all()
    model = column.model.values[by[0]] if len(by) == 1 and by[0] >= 0 else ""
    low, mean, high = float(values.min()), float(values.mean()), float(values.max())
    return ScoreLine(name, low, mean, high, 10.0 if votes else 1.0, model, len(values))


def _keyword_lines(columns: FrameColumns, rows: Rows) -> list[KeywordLine]:
    chosen = np.zeros(len(columns), dtype=np.bool_)
    chosen[rows] = True
    table = columns.keywords
    kept = np.flatnonzero(chosen[table.frame])
    words, counts = np.unique(table.word.codes[kept], return_counts=True)
    most = words[np.argsort(-counts, kind="stable")[:_MOST_WORDS]]
    kept = kept[np.isin(table.word.codes[kept], most)]
    order = kept[np.argsort(table.word.codes[kept], kind="stable")]
    ends = np.flatnonzero(np.diff(table.word.codes[order])) + 1
    return summary.in_order(_keyword_line(columns, part) for part in np.split(order, ends) if len(part))


def _keyword_line(columns: FrameColumns, of_word: Rows) -> KeywordLine:
    """The line of one word from its rows of the table of keywords."""
    table = columns.keywords
    sources = table.source.codes[of_word]
    mine = sources == (table.source.values.index(PERSON) if PERSON in table.source.values else -2)
    frames, sure = table.frame[of_word], table.confidence[of_word]
    known = sure[~np.isnan(sure)]
    return KeywordLine(
        word=table.word.values[table.word.codes[of_word[0]]],
        count=len(np.unique(frames)),
        accepted=len(np.unique(frames[mine])),
        confidence=float(known.max()) if len(known) else None,
        models=tuple(table.source.values[code] for code in np.unique(sources[~mine])),
    )
