"""What the columns of a table mean, as a form: a box for each thing that a row may tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from aesthcull.exchange.sales.mapping import FIELDS, ColumnMapping, Field

_ACROSS = 3  # boxes beside each other
_NARROWEST = 14  # characters
_CURRENCIES = "USD EUR GBP AUD BRL CAD CHF CNY CZK DKK INR JPY NOK NZD PLN SEK UAH".split()


class MapperForm(QWidget):
    """Shows a mapping and hands out the edited one; `changed` after each edit by the user."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mapping = ColumnMapping()
        self.fields: dict[Field, QComboBox] = {name: self._box(text) for name, text in self._names().items()}
        self.rows = self._box(self.tr("A row is"))
        self.dates = self._box(self.tr("Order of dates"))
        self.decimal = self._box(self.tr("Decimal mark"))
        self._offer(self.rows, self._row_kinds(), "sale")
        self._offer(self.dates, self._orders(), None)
        self._offer(self.decimal, self._marks(), None)
        self._lay_out()

    def show_mapping(self, header: Sequence[str], mapping: ColumnMapping) -> None:
        """Offer these columns, with the mapping's chosen."""
        self._mapping = mapping
        columns: list[tuple[str, Any]] = [(self.tr("–"), None)]
        columns += [(name, place) for place, name in enumerate(header)]
        for name, box in self.fields.items():
            self._offer(box, columns, mapping.columns.get(name))
        fixed = [(self.tr("{0} where none is told").format(code), code) for code in _currencies(mapping)]
        self._offer(
            self.fields["currency"],
            [*columns, *fixed],
            mapping.columns.get("currency", mapping.currency),
        )
        self._offer(self.rows, self._row_kinds(), mapping.rows)
        self._offer(self.dates, self._orders(), mapping.dates)
        self._offer(self.decimal, self._marks(), mapping.decimal)

    def mapping(self) -> ColumnMapping:
        """As the form says it now."""
        chosen = {name: box.currentData() for name, box in self.fields.items()}
        currency = chosen["currency"]
        return replace(
            self._mapping,
            columns={name: place for name, place in chosen.items() if isinstance(place, int)},
            currency=currency if isinstance(currency, str) else None,
            rows=self.rows.currentData(),
            dates=self.dates.currentData(),
            decimal=self.decimal.currentData(),
        )

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_NARROWEST)
        box.activated.connect(lambda _place: self.changed.emit())
        return box

    def _offer(self, box: QComboBox, entries: Sequence[tuple[str, Any]], chosen: object) -> None:
        box.clear()
        for text, value in entries:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, next((n for n, (_, v) in enumerate(entries) if v == chosen), 0)))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        boxes = [*self.fields.values(), self.rows, self.dates, self.decimal]
        for number, box in enumerate(boxes):
            row, column = divmod(number, _ACROSS)
            caption = QLabel(box.accessibleName())
            caption.setBuddy(box)
            grid.addWidget(caption, row, 2 * column)
            grid.addWidget(box, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(grid)

    def _names(self) -> dict[Field, str]:
        texts = {
            "file_name": self.tr("File name"),
            "number": self.tr("Asset number"),
            "title": self.tr("Title"),
            "sold_at": self.tr("Sold on"),
            "count": self.tr("Sales"),
            "amount": self.tr("Earned"),
            "currency": self.tr("Currency"),
            "uploaded_on": self.tr("Uploaded on"),
            "licence": self.tr("Licence"),
        }
        return {name: texts[name] for name in sorted(FIELDS, key=list(texts).index)}

    def _row_kinds(self) -> list[tuple[str, Any]]:
        return [
            (self.tr("a sale, at a time"), "sale"),
            (self.tr("an asset with all its sales"), "total"),
            (self.tr("an asset on sale, no numbers"), "asset"),
        ]

    def _orders(self) -> list[tuple[str, Any]]:
        return [
            (self.tr("found out"), None),
            (self.tr("day, month, year"), "dmy"),
            (self.tr("month, day, year"), "mdy"),
            (self.tr("year, month, day"), "ymd"),
        ]

    def _marks(self) -> list[tuple[str, Any]]:
        return [(self.tr("found out"), None), (self.tr("1.50"), "point"), (self.tr("1,50"), "comma")]


def _currencies(mapping: ColumnMapping) -> list[str]:
    known = mapping.currency
    return _CURRENCIES if known is None or known in _CURRENCIES else [known, *_CURRENCIES]
