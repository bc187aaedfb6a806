"""Where the frames and their truth come from: sales, two folders, a table of votes. Studies ask it too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from aesthcull.gui import forms
from aesthcull.gui.path_field import PathField
from aesthcull.trainer.request import SOURCES, Source


class SourceForm(QWidget):
    """`changed` at every change; `paths` is None while a folder or file is not named yet."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = (
            self.tr("the frames on &sale"),
            self.tr("two &folders, good and poor"),
            self.tr("a table of &votes"),
        )
        self.kinds = forms.choices(self, texts)
        self.good = PathField(self.tr("folder of the good photographs"))
        self.poor = PathField(self.tr("folder of the poor photographs"))
        self.votes = PathField(self.tr("table of votes"), self.tr("Tables (*.csv);;All files (*)"))
        self.low = forms.amount(self.tr("Lowest vote"), -1e6, 1e6, 1.0)
        self.high = forms.amount(self.tr("Highest vote"), -1e6, 1e6, 10.0)
        self._folders = forms.rows((self.tr("Good"), self.good), (self.tr("Poor"), self.poor))
        scale = forms.line(self.low, QLabel("–"), self.high)
        self._table = forms.rows((self.tr("CSV"), self.votes), (self.tr("Means on"), scale))
        self._table.setToolTip(self.tr("Columns: file, and v1…vK (counts of votes) or mean; perhaps group"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button, below in zip(self.kinds.buttons(), (None, self._folders, self._table), strict=True):
            column.addWidget(button)
            if below is not None:
                column.addWidget(below)
        self.kinds.idToggled.connect(self._toggled)
        for field in (self.good, self.poor, self.votes):
            field.changed.connect(self.changed)
        for box in (self.low, self.high):
            box.valueChanged.connect(lambda _value: self.changed.emit())
        self._show_fields()

    def source(self) -> Source:
        """Which kind is chosen."""
        return SOURCES[self.kinds.checkedId()]

    def paths(self) -> tuple[str, ...] | None:
        """The absolute paths that the kind needs."""
        found = [field.path() for field in self._fields(self.source())]
        if any(path is None for path in found):
            return None
        return tuple(str(path.absolute()) for path in found if path is not None)

    def scale(self) -> tuple[float, float] | None:
        """That of the table's means."""
        return (self.low.value(), self.high.value()) if self.source() == "votes" else None

    def show_source(self, source: Source, paths: tuple[str, ...], scale: tuple[float, float] | None) -> None:
        """Show what was chosen earlier."""
        self.kinds.button(SOURCES.index(source)).setChecked(True)
        for field, path in zip(self._fields(source), paths, strict=False):
            field.line.setText(path)
        if scale is not None:
            self.low.setValue(scale[0])
            self.high.setValue(scale[1])

    def _fields(self, source: Source) -> tuple[PathField, ...]:
        return {"sales": (), "folders": (self.good, self.poor), "votes": (self.votes,)}[source]

    def _toggled(self, _number: int, on: bool) -> None:
        if on:
            self._show_fields()
            self.changed.emit()

    def _show_fields(self) -> None:
        self._folders.setVisible(self.source() == "folders")
        self._table.setVisible(self.source() == "votes")
