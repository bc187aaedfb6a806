"""The list of assets with what became of each: 100,000 rows, of which only those that are seen are read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from aesthcull.catalogue.records import Asset
from aesthcull.catalogue.sales import assets_by_id
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching.listing import Files, files_of, table_row
from aesthcull.gui import palette
from aesthcull.gui.background import Background

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("file name", "sales", "agency", "state", "frame")
_SALES, _STATE = 1, 3
_HEADINGS = (
    str(QT_TRANSLATE_NOOP("AssetsModel", "File name")),
    str(QT_TRANSLATE_NOOP("AssetsModel", "Sales")),
    str(QT_TRANSLATE_NOOP("AssetsModel", "Agency")),
    str(QT_TRANSLATE_NOOP("AssetsModel", "State")),
    str(QT_TRANSLATE_NOOP("AssetsModel", "Frame")),
)
_SAID = {
    "open": str(QT_TRANSLATE_NOOP("AssetsModel", "not found")),
    "dismissed": str(QT_TRANSLATE_NOOP("AssetsModel", "shows no frame")),
    "ambiguous": str(QT_TRANSLATE_NOOP("AssetsModel", "to decide")),
    "matched": str(QT_TRANSLATE_NOOP("AssetsModel", "matched")),
}
_COLOURS: dict[str, Callable[[], QColor]] = {
    "ambiguous": palette.accent,
    "open": palette.faint,
    "dismissed": palette.faint,
}
_PAGE = 100  # rows read at a time: 10 ms
_KEPT = 100  # pages
_WISHES = 3  # pages wished for; of those that were scrolled past nobody knows


@dataclass(frozen=True)
class _Page:
    of: list[int]  # the list it was read for
    number: int
    assets: list[Asset]
    files: Files


class AssetsModel(QAbstractTableModel):
    """Assets by id; `arrived` when rows that were wished for are there, `failed` with a line."""

    arrived = Signal()
    failed = Signal(str)

    def __init__(self, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._ids: list[int] = []
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._wishes: list[int] = []
        self.reading = Background(parent)
        self.reading.finished.connect(self._take)
        self.reading.failed.connect(self.failed)
        self._soon = QTimer(self)  # a repaint wishes row by row
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read)

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    @property
    def busy(self) -> bool:
        """Whether rows that were wished for are not there yet."""
        return bool(self._wishes) or self.reading.running

    def show(self, ids: list[int]) -> None:
        """List these assets; the model keeps the list."""
        self.beginResetModel()
        self._ids, self._wishes = ids, []
        self._pages.clear()
        self.endResetModel()

    def renew(self) -> None:
        """What is shown is read again, for something changed."""
        for page in list(self._pages):
            self._wish(page)
        self._pages = OrderedDict((n, p) for n, p in self._pages.items() if n in self._wishes)

    def asset(self, row: int) -> Asset | None:
        """The asset in a row; None where there is none, or not yet: then it is wished for."""
        if not 0 <= row < len(self._ids):
            return None
        page = self._pages.get(row // _PAGE)
        if page is None:
            self._wish(row // _PAGE)
            return None
        place = row % _PAGE
        return page.assets[place] if place < len(page.assets) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(_HEADINGS[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole)
        if role not in wanted:
            return None
        asset = self.asset(index.row())
        if asset is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.ForegroundRole:
            colour = _COLOURS.get(asset.state)
            return colour() if colour and index.column() == _STATE else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (asset.file_name, asset.number, asset.title) if part)
        return self._text(asset, index)

    def _text(self, asset: Asset, index: Index) -> str:
        column = _COLUMNS[index.column()]
        if column == "state":
            return self.tr(_SAID.get(asset.state, asset.state))
        if column == "file name":
            return asset.file_name or asset.number or asset.title or ""
        return str(table_row(asset, self._pages[index.row() // _PAGE].files)[column])

    def _wish(self, page: int) -> None:
        if page in self._wishes:
            self._wishes.remove(page)
        self._wishes.append(page)
        del self._wishes[:-_WISHES]
        self._soon.start()

    def _read(self) -> None:
        if self.reading.running or not self._wishes:
            return
        number = self._wishes[-1]
        listed = self._ids

        def work(_job: object) -> _Page:
            assets = assets_by_id(self._catalogue, listed[number * _PAGE : (number + 1) * _PAGE])
            return _Page(listed, number, assets, files_of(self._catalogue, assets))

        self.reading.start(work)

    def _take(self, page: object) -> None:
        assert isinstance(page, _Page)
        if page.of is not self._ids:  # another list is shown by now
            self._read()
            return
        if page.number in self._wishes:
            self._wishes.remove(page.number)
        self._pages[page.number] = page
        self._pages.move_to_end(page.number)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        first, last = page.number * _PAGE, min(len(self._ids), (page.number + 1) * _PAGE) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(_COLUMNS) - 1))
        self.arrived.emit()
        self._read()


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
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in enumerate((140, 52, 104, 92)):
            header.resizeSection(column, width)


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column == _SALES else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
