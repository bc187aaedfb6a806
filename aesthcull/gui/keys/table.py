"""The table of actions and their keys in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from aesthcull.gui.actions import Row
from aesthcull.gui.keys.scheme import Scheme, spoken

Index = QModelIndex | QPersistentModelIndex
_MENU, _ACTION, _KEYS = range(3)


class _Rows(QAbstractTableModel):
    """One line a row of the table of actions."""

    def __init__(self, scheme: Scheme, rows: Sequence[Row]) -> None:
        super().__init__()
        self._scheme = scheme
        self.rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Menu"), self.tr("Action"), self.tr("Keys"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        changed = self._scheme.is_changed(row)
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == _KEYS:
                return ",  ".join(map(spoken, self._scheme.keys(row)))
            return QCoreApplication.translate("actions", (row.menu, row.text)[index.column()])
        if role == Qt.ItemDataRole.FontRole and changed:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ToolTipRole and changed:
            usual = ", ".join(map(spoken, self._scheme.preset_keys(row))) or self.tr("none")
            return self.tr("Changed by you; {0} has: {1}").format(self._scheme.preset, usual)
        return None

    def renew(self) -> None:
        """Keys were changed."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, _KEYS))


class KeysTable(QTableView):
    """One action is chosen, while any is shown."""

    chosen = Signal(object)  # Row, or None

    def __init__(self, scheme: Scheme, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(scheme, rows)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._rows)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._found)
        self.setAccessibleName(self.tr("Actions and their keys"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in ((_MENU, 110), (_ACTION, 330)):
            header.resizeSection(column, width)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current()))

    def search(self, text: str) -> None:
        """Show the actions whose menu, words or keys contain `text`; the chosen one stays, if it is shown."""
        before = self.current()
        self._found.setFilterFixedString(text.strip())
        if self.current() is None or before is None:
            self.selectRow(0)
        self.chosen.emit(self.current())

    def choose(self, row: Row) -> None:
        """Choose an action."""
        self.selectRow(self._found.mapFromSource(self._rows.index(self._rows.rows.index(row), 0)).row())

    def current(self) -> Row | None:
        """The action that is chosen."""
        index = self._found.mapToSource(self.currentIndex())
        return self._rows.rows[index.row()] if index.isValid() else None

    def renew(self) -> None:
        """Keys were changed."""
        self._rows.renew()
