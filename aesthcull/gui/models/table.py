"""The list of models: a row for every registered version."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from aesthcull.gui import palette
from aesthcull.gui.models.describe import main_figure
from aesthcull.vision.registry import ModelEntry, Registry

Index = QModelIndex | QPersistentModelIndex
_HEADINGS = (
    "",
    str(QT_TRANSLATE_NOOP("VersionsModel", "Model")),
    str(QT_TRANSLATE_NOOP("VersionsModel", "Version")),
    str(QT_TRANSLATE_NOOP("VersionsModel", "How good")),
)
_USED, _NAME = 0, 1


class VersionsModel(QAbstractTableModel):
    """The registry's versions; `show` takes notice of a change."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[ModelEntry] = []
        self._used: set[str] = set()

    def show(self, registry: Registry) -> None:
        """List what is registered now."""
        self.beginResetModel()
        self.entries = registry.versions()
        self._used = {e.id for e in self.entries if registry.in_use(e)}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(_HEADINGS[section]) if _HEADINGS[section] else ""
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        used = entry.id in self._used
        if role == Qt.ItemDataRole.DisplayRole:
            return ("●" if used else "", entry.name, entry.version, main_figure(entry))[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == _USED:
            return self.tr("in use") if used else self.tr("not in use")
        if role == Qt.ItemDataRole.ToolTipRole:
            state = self.tr("in use") if used else self.tr("not in use")
            return "\n".join(line for line in (entry.id, entry.summary, main_figure(entry), state) if line)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _USED:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            if index.column() == _USED:
                return palette.accent()
            return None if used else palette.faint()
        if role == Qt.ItemDataRole.FontRole and used and index.column() == _NAME:
            font = QFont()
            font.setBold(True)
            return font
        return None


class VersionsTable(QTableView):
    """One version is always chosen, while there is any; by arrow keys or a click."""

    chosen = Signal(object)  # ModelEntry

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.versions = VersionsModel()
        self.setModel(self.versions)
        self.setAccessibleName(self.tr("Models"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    def show_registry(self, registry: Registry, choose: str | None = None) -> None:
        """List what is registered now, and choose the version `name@version`, else the one chosen before,
        else the first that judges."""
        before = self.current()
        wanted = choose or (before.id if before else None)
        self.versions.show(registry)
        ids = [entry.id for entry in self.versions.entries]
        judging = [n for n, e in enumerate(self.versions.entries) if e.kind != "backbone"]
        row = ids.index(wanted) if wanted in ids else next(iter(judging), 0)
        self.selectRow(row)
        self._tell()

    def current(self) -> ModelEntry | None:
        """The version that is chosen."""
        row = self.currentIndex().row()
        return self.versions.entries[row] if 0 <= row < len(self.versions.entries) else None

    def _tell(self) -> None:
        self.chosen.emit(self.current())
