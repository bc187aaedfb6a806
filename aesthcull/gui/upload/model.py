"""The frames of an upload as a table, with what is said of each at the chosen agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont

from aesthcull.exchange.reports.captions import plain
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.editing import EditField, typed_categories
from aesthcull.exchange.upload.keywords import typed_keywords
from aesthcull.exchange.upload.remarks import by_level
from aesthcull.exchange.upload.rows import UploadRow
from aesthcull.gui import palette
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.upload.words import said

Index = QModelIndex | QPersistentModelIndex
PICTURE, NAME, TITLE, DESCRIPTION, KEYWORDS, CATEGORIES, REMARKS = range(7)
HEADINGS = (
    "",
    str(QT_TRANSLATE_NOOP("UploadModel", "File")),
    str(QT_TRANSLATE_NOOP("UploadModel", "Title")),
    str(QT_TRANSLATE_NOOP("UploadModel", "Description")),
    str(QT_TRANSLATE_NOOP("UploadModel", "Keywords")),
    str(QT_TRANSLATE_NOOP("UploadModel", "Category")),
    str(QT_TRANSLATE_NOOP("UploadModel", "Remarks")),
)
FIELDS: dict[int, EditField] = {
    TITLE: "title",
    DESCRIPTION: "description",
    KEYWORDS: "keywords",
    CATEGORIES: "categories",
}
_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_USUAL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _USUAL | Qt.ItemFlag.ItemIsEditable
_Role = Qt.ItemDataRole
_REMARKS = 2  # that a cell has room for


class UploadModel(QAbstractTableModel):
    """`edited` asks for a change: the row, the field and what was typed. `editable` is False while earlier
    edits are being written."""

    edited = Signal(int, str, str)

    def __init__(self, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.rows: list[UploadRow] = []
        self.agency: Agency | None = None
        self.editable = True
        self._ids: tuple[int, ...] = ()
        self._places: dict[int, int] = {}  # rows by frame id
        pictures.arrived.connect(self._repaint)

    def show_rows(self, rows: Sequence[UploadRow], ids: tuple[int, ...], agency: Agency) -> None:
        """Show these, of the frames `ids`. Where the frames stay, so do the selection and what is being
        typed."""
        if ids == self._ids and rows:
            self.rows, self.agency = list(rows), agency
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, REMARKS))
            return
        self.beginResetModel()
        self.rows, self.agency = list(rows), agency
        self._ids, self._places = ids, dict(zip(ids, range(len(ids)), strict=True))
        self.endResetModel()

    def show_typed(self, place: int, field: EditField, text: str) -> None:
        """Show what was typed into a row until it is read again."""
        row = self.rows[place]
        values: dict[EditField, Any] = {
            "keywords": tuple(typed_keywords(text)),
            "categories": tuple(typed_categories(text)),
        }
        entry = replace(row.entry, **{field: values.get(field, text)})
        self.rows[place] = replace(row, entry=entry, borrowed=row.borrowed - {field})
        for column in range(len(HEADINGS)):  # a table repaints all of itself for more than one cell
            self.dataChanged.emit(self.index(place, column), self.index(place, column))

    def text_of(self, place: int, field: EditField) -> str:
        """What an editor begins with."""
        entry = self.rows[place].entry
        if field == "keywords":
            return ", ".join(entry.keywords)
        return "; ".join(entry.categories) if field == "categories" else str(getattr(entry, field))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self.tr(HEADINGS[section]) if HEADINGS[section] else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _EDITABLE if self.editable and index.column() in FIELDS else _USUAL

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return self._text(row, index.row(), column, whole=role != _Role.DisplayRole)
        if role == _Role.EditRole and column in FIELDS:
            return self.text_of(index.row(), FIELDS[column])
        if role == _Role.DecorationRole and column == PICTURE:
            return self._pictures.get(row.frame)
        if role == _Role.ForegroundRole:
            return _colour(row, column)
        if role == _Role.FontRole and FIELDS.get(column) in row.borrowed:
            font = QFont()
            font.setItalic(True)
            return font
        return _TOP if role == _Role.TextAlignmentRole else None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or index.column() not in FIELDS:
            return False
        self.edited.emit(index.row(), FIELDS[index.column()], str(value))
        return True

    def _text(self, row: UploadRow, place: int, column: int, *, whole: bool) -> str:
        if column == NAME:
            return plain(row.entry.file_name)
        if column == REMARKS:
            return self._remarks(row, None if whole else _REMARKS)
        return self.text_of(place, FIELDS[column]) if column in FIELDS else ""

    def _remarks(self, row: UploadRow, most: int | None) -> str:
        remarks = by_level(row.remarks)
        # A cell has one colour: beside what is refused, a harmless remark would look refused, too.
        alike = [remark for remark in remarks if most is None or remark.level == remarks[0].level][:most]
        left = len(remarks) - len(alike)
        more = [self.tr("… and {0} more").format(left)] if left else []
        return "\n".join([*map(said, alike), *more])

    def _repaint(self, frame_id: int) -> None:
        place = self._places.get(frame_id)
        if place is not None:
            self.dataChanged.emit(self.index(place, PICTURE), self.index(place, PICTURE))


def _colour(row: UploadRow, column: int) -> QBrush | None:
    if column == REMARKS:
        return QBrush(
            palette.refusal() if row.refused else palette.accent() if row.troubled else palette.faint()
        )
    if column == NAME and row.refused:
        return QBrush(palette.faint())
    return QBrush(palette.accent()) if FIELDS.get(column) in row.borrowed else None
