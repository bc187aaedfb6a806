"""The list of assets with what became of each; 100,000 rows without a widget for any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from aesthcull.catalogue.records import Asset
from aesthcull.exchange.matching.listing import Files, table_row

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("agency", "number", "file name", "sales", "state", "frame")
_STATES = {"open": "not found", "dismissed": "shows no frame"}
_SALES = 3


class AssetsModel(QAbstractTableModel):
    """Assets in the order given; `put` exchanges one."""

    def __init__(self) -> None:
        super().__init__()
        self.assets: list[Asset] = []
        self._files: Files = {}

    def show(self, assets: Sequence[Asset], files: Files) -> None:
        """List these assets; `files` are those of the frames that they show or may show."""
        self.beginResetModel()
        self.assets, self._files = list(assets), files
        self.endResetModel()

    def put(self, row: int, asset: Asset, files: Files) -> None:
        """Another state of the asset in this row."""
        self.assets[row] = asset
        self._files = {**self._files, **files}
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(_COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.assets)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(_COLUMNS[section]).capitalize()
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _SALES:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        asset = self.assets[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return asset.title or asset.file_name or asset.number
        if column == "state":
            said = _STATES.get(asset.state, asset.state)
            return f"{said}, {asset.how}" if asset.state == "matched" and asset.how else said
        return str(table_row(asset, self._files)[column])


class AssetsTable(QTableView):
    """One asset is current at a time."""

    def __init__(self, model: AssetsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("Assets"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for column, width in enumerate((170, 110, 190, 60, 150)):
            header.resizeSection(column, width)
