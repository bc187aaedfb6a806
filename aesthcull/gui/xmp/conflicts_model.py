"""What differs between frames and sidecars, one row a field. Texts are made when they are painted, so that
thousands of rows are shown at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from aesthcull.exchange.xmp.agreement import Field
from aesthcull.gui.panel.summary import marks
from aesthcull.gui.xmp.words import translate
from aesthcull.pipeline.sidecar_conflicts import Conflict

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ConflictsModel(QAbstractTableModel):
    """The rows of the table of conflicts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Conflict, Field]] = []
        self._headers = (self.tr("Frame"), self.tr("What"), self.tr("Here"), self.tr("In the file"))

    def show_conflicts(self, found: Sequence[Conflict]) -> None:
        """Show these in place of the earlier ones."""
        self.beginResetModel()
        self._rows = [(conflict, name) for conflict in found for name in conflict.fields]
        self.endResetModel()

    def conflict(self, row: int) -> Conflict:
        """The frame and sidecar of a row."""
        return self._rows[row][0]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        conflict, name = self._rows[index.row()]
        if index.column() > 1:
            side = conflict.frame if index.column() == 2 else conflict.file
            return _shown(name, getattr(side, name))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(map(str, dict.fromkeys((conflict.picture, conflict.sidecar))))
        return _field(name) if index.column() else conflict.picture.name


def _field(name: Field) -> str:
    return {
        "flag": translate("Xmp", "Flag"),
        "rating": translate("Xmp", "Stars"),
        "label": translate("Xmp", "Label"),
        "title": translate("Xmp", "Title"),
        "description": translate("Xmp", "Description"),
    }[name]


def _shown(name: Field, value: Any) -> str:
    if name == "flag":
        return marks(value, 0, None)
    if name == "rating":
        return marks(None, value, None)
    if name == "label":
        return marks(None, 0, value)
    return " ".join((value or "").split()) or marks(None, 0, None)
