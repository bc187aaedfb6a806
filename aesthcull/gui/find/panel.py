"""The criteria that have no place in the bar: scores, series, days, types, problems, cameras, lenses,
keywords; each with the number of frames that it would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue.column_types import fold
from aesthcull.gui.find import words
from aesthcull.gui.find.check_list import CheckList, Choice
from aesthcull.gui.find.counting import Counts
from aesthcull.gui.find.score_box import ScoreBox
from aesthcull.gui.forms import heading
from aesthcull.selection.facets import Facets
from aesthcull.selection.filters import ANY_SERIES, IN_SERIES, IN_SET, SINGLE, SUGGESTED, Filter

_SERIES = (ANY_SERIES, IN_SERIES, SUGGESTED, SINGLE, IN_SET)
_LISTS = ("cameras", "lenses", "types")


class FilterPanel(QWidget):
    """Shows a filter; every edit hands out the one that results."""

    edited = Signal(object)  # Filter
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Filter()
        self._listed: Filter | None = None  # what the widgets show; None: something was edited in them
        self._facets: Facets | None = None
        self.score = ScoreBox()
        self.series = _box(self.tr("Series"))
        self.first = _box(self.tr("From day"))
        self.last = _box(self.tr("To day"))
        self.problems = QCheckBox()
        self.lists = {
            "cameras": CheckList(self.tr("Cameras"), rows=6),
            "lenses": CheckList(self.tr("Lenses"), rows=7),
            "types": CheckList(self.tr("File types"), rows=3),
        }
        self.keyword = QLineEdit()
        self.keyword.setPlaceholderText(self.tr("Search the keywords"))
        self.keyword.setAccessibleName(self.tr("Search the keywords"))
        self.keyword.setClearButtonEnabled(True)
        self.keywords = CheckList(self.tr("Keywords"), rows=12, width=220)
        self.accepted = QCheckBox(self.tr("Accepted or typed only"))
        self.accepted.setToolTip(self.tr("Only keywords from a person, none that a model suggests"))
        self.clear_button = QPushButton(self.tr("Clear the filter"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.score.score)

    def show_filter(self, wanted: Filter) -> None:
        """Show what a filter asks for."""
        if wanted != self._listed:  # every mark comes here
            self._wanted = self._listed = wanted
            self.score.show_filter(wanted)
            self._show_values()

    def show_counts(self, counts: Counts) -> None:
        """Show how many frames each value would leave."""
        self._facets = counts.facets
        self.score.show_spread(counts.spread)
        self._show_values()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # Esc and Enter are the popup's

    # Inside

    def _show_values(self) -> None:
        facets, wanted = self._facets, self._wanted
        if facets is None:
            return
        for field in _LISTS:
            chosen = getattr(wanted, field)
            self.lists[field].show_choices(_choices(field, getattr(facets, field), chosen), chosen)
        self._show_keywords()
        self._show_series(facets)
        self._show_days(facets)
        self.problems.setText(self.tr("Cannot be read ({0})").format(f"{facets.problems:,}"))
        self.problems.setChecked(wanted.problems)
        self.accepted.setChecked(wanted.accepted)
        self.clear_button.setEnabled(bool(wanted))

    def _show_keywords(self) -> None:
        if self._facets is not None:
            asked = fold(self.keyword.text().strip())
            counts = {word: n for word, n in self._facets.keywords.items() if asked in fold(word)}
            chosen = self._wanted.keywords
            self.keywords.show_choices(_choices("keywords", counts, chosen), chosen)

    def _show_series(self, facets: Facets) -> None:
        entries: list[tuple[str, Any]] = [(words.series(ANY_SERIES), ANY_SERIES)]
        entries += [(f"{words.series(s)} ({facets.series[s]:,})", s) for s in _SERIES[1:]]
        if isinstance(self._wanted.series, int):
            entries.append((words.series(self._wanted.series), self._wanted.series))
        _fill(self.series, entries, self._wanted.series)

    def _show_days(self, facets: Facets) -> None:
        for box, any_day, chosen in (
            (self.first, self.tr("from the first day"), self._wanted.first_day),
            (self.last, self.tr("to the last day"), self._wanted.last_day),
        ):
            days = sorted({*facets.days, *([chosen] if chosen else [])})
            entries = [(f"{words.day(day)}  ({facets.days.get(day, 0):,})", day) for day in days]
            _fill(box, [(any_day, None), *entries], chosen)

    def _edit(self, **changes: Any) -> None:
        self._wanted, self._listed = replace(self._wanted, **changes), None
        self.edited.emit(self._wanted)

    def _edit_days(self, first: date | None, last: date | None) -> None:
        if first and last and first > last:  # the other one gives way
            first, last = (first, None) if self.sender() is self.first else (None, last)
        self._edit(first_day=first, last_day=last)

    def _edit_keywords(self, ticked: frozenset[str]) -> None:
        listed = self.keywords.values()
        kept = [word for word in self._wanted.keywords if word in ticked or word not in listed]
        self._edit(keywords=(*kept, *sorted(ticked - set(kept))))

    def _connect(self) -> None:
        self.score.edited.connect(lambda scores: self._edit(scores=scores))
        for field in _LISTS:
            self.lists[field].ticked.connect(lambda ticked, f=field: self._edit(**{f: ticked}))
        self.keywords.ticked.connect(self._edit_keywords)
        self.keyword.textChanged.connect(lambda _text: self._show_keywords())
        self.series.activated.connect(lambda _n: self._edit(series=self.series.currentData()))
        for box in (self.first, self.last):
            box.activated.connect(
                lambda _n: self._edit_days(self.first.currentData(), self.last.currentData())
            )
        self.problems.clicked.connect(lambda on: self._edit(problems=on))
        self.accepted.clicked.connect(lambda on: self._edit(accepted=on))
        self.clear_button.clicked.connect(self.cleared)

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.addWidget(self.first, 1)
        days.addWidget(self.last, 1)
        left: list[Any] = [heading(self.tr("Score")), self.score, heading(self.tr("Series")), self.series]
        left += [heading(self.tr("Taken")), days, heading(self.tr("File type")), self.lists["types"]]
        left += [self.problems]
        middle = [heading(self.tr("Camera")), self.lists["cameras"]]
        middle += [heading(self.tr("Lens")), self.lists["lenses"]]
        right = [heading(self.tr("Keyword")), self.keyword, self.keywords]
        right += [self.accepted, self.clear_button]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(18)
        for column in (left, middle, right):
            row.addLayout(_column(column))


def _column(parts: Iterable[Any]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _fill(box: QComboBox, entries: list[tuple[str, Any]], chosen: Any) -> None:
    """List these entries; the list stays as it is where only counts have changed."""
    if [box.itemData(n) for n in range(box.count())] != [data for _text, data in entries]:
        box.clear()
        for text, data in entries:
            box.addItem(text, data)
    for n, (text, data) in enumerate(entries):
        box.setItemText(n, text)
        if data == chosen:
            box.setCurrentIndex(n)


def _choices(field: str, counts: Mapping[str, int], chosen: Iterable[str]) -> list[Choice]:
    """The values with their counts; chosen ones that no frame has stand there too, to be taken back."""
    absent = [text for text in chosen if text not in counts]
    return [Choice(text, words.value(field, text), counts.get(text, 0)) for text in (*absent, *counts)]
