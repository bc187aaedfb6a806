"""The table of an upload: cells that are typed into, filled down, pasted and emptied by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from aesthcull.exchange.upload.agency import Agency
from aesthcull.gui.upload.editor import PictureDelegate, UploadDelegate
from aesthcull.gui.upload.model import (
    CATEGORIES,
    DESCRIPTION,
    FIELDS,
    KEYWORDS,
    NAME,
    PICTURE,
    REMARKS,
    TITLE,
    UploadModel,
)

ROW_HEIGHT = 62
_WIDTHS = {PICTURE: 84, NAME: 124}  # pixels
_SHARES = {TITLE: 5, DESCRIPTION: 5, KEYWORDS: 5, CATEGORIES: 3, REMARKS: 6}  # of what is left
_Standard = QKeySequence.StandardKey


class UploadTable(QTableView):
    """`filled` asks to say something of several rows: their numbers, the column, and one text for all or one
    for each."""

    filled = Signal(list, int, list)

    def __init__(self, model: UploadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Frames to upload"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        delegate = UploadDelegate(self)
        delegate.for_all.connect(lambda column, text: self.filled.emit(self.selected_rows(), column, [text]))
        delegate.entered.connect(self._go_down)
        self.setItemDelegate(delegate)
        self.setItemDelegateForColumn(PICTURE, PictureDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # A header paints by whether whole columns are selected, and asks every row for that: 0.2 s of 5,000.
        header.setSelectionModel(QItemSelectionModel(model, self))
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)

    def show_columns(self, agency: Agency) -> None:
        """Show what this agency takes."""
        self.setColumnHidden(TITLE, "title" not in agency.texts)
        self.setColumnHidden(DESCRIPTION, "description" not in agency.texts)
        self.setColumnHidden(CATEGORIES, agency.categories is None)
        self._share_width()

    def selected_rows(self) -> list[int]:
        """The rows of the selected cells, in order."""
        selection = self.selectionModel().selection()  # the cells one by one would take long
        ranges = (selection.at(number) for number in range(selection.count()))
        return sorted({row for some in ranges for row in range(some.top(), some.bottom() + 1)})

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        index = self._model.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def fill_down(self) -> None:
        """Say of all selected rows what the first of them says in the current column."""
        rows, column = self.selected_rows(), self.currentIndex().column()
        if len(rows) > 1 and column in FIELDS:
            self.filled.emit(rows, column, [self._model.text_of(rows[0], FIELDS[column])])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.column() in FIELDS:
            self.edit(index)
        elif event.matches(_Standard.Copy):
            self._copy()
        elif event.matches(_Standard.Paste) and index.column() in FIELDS:
            self._paste(index.column(), QApplication.clipboard().text().splitlines())
        elif event.matches(_Standard.Delete) and index.column() in FIELDS:
            self.filled.emit(self.selected_rows(), index.column(), [""])
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        shares = {column: n for column, n in _SHARES.items() if not self.isColumnHidden(column)}
        left = self.viewport().width() - sum(_WIDTHS.values())
        for column, share in shares.items():
            self.horizontalHeader().resizeSection(column, left * share // sum(shares.values()))

    def _go_down(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self._model.rowCount():
            self.go_to(index.row() + 1, index.column())

    def _paste(self, column: int, lines: list[str]) -> None:
        """One line into all selected rows; several, as a spreadsheet gives them, from the first one on."""
        rows = self.selected_rows()
        if len(lines) > 1 and rows:
            rows = list(range(rows[0], min(rows[0] + len(lines), self._model.rowCount())))
        if lines and rows:
            self.filled.emit(rows, column, lines[: len(rows)] if len(lines) > 1 else lines)

    def _copy(self) -> None:
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectionModel().selectedIndexes()):
            lines.setdefault(index.row(), []).append(str(index.data()))
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))
