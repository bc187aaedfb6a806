"""Typing into a cell: a wide line that counts against the agency's limit, and completes categories."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.editing import EditField, typed_categories
from aesthcull.exchange.upload.keywords import typed_keywords
from aesthcull.exchange.upload.texts import one_line
from aesthcull.gui import palette
from aesthcull.gui.upload.model import FIELDS, UploadModel

Index = QModelIndex | QPersistentModelIndex
_WIDTH, _HEIGHT, _COUNT = 640, 34, 74
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Count:
    """How much of what the agency takes was typed; `most` and `advised` are 0 without a limit."""

    typed: int
    most: int
    fewest: int = 0
    advised: int = 0

    def __str__(self) -> str:
        limit = self.advised or self.most
        return f"{self.typed} / {limit}" if limit else str(self.typed)

    def colour(self) -> QColor:
        """How it looks: as it should be, advised against, or not taken."""
        if self.typed < self.fewest or 0 < self.most < self.typed:
            return palette.refusal()
        return palette.accent() if 0 < self.advised < self.typed else palette.faint()


def count(text: str, field: EditField, agency: Agency) -> Count:
    """Characters of a text, or the number of keywords or categories."""
    if field == "keywords":
        return Count(len(typed_keywords(text)), agency.keywords.most, agency.keywords.fewest)
    if field == "categories":
        known = agency.categories
        return Count(len(typed_categories(text)), known.most if known else 0)
    limits = agency.texts.get(field)
    if limits is None:
        return Count(len(one_line(text)), 0)
    return Count(len(one_line(text)), limits.most, limits.fewest, limits.advised)


class CountingLine(QLineEdit):
    """A line with the count at its right."""

    def __init__(self, field: EditField, agency: Agency, parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self._agency = field, agency
        self.setTextMargins(2, 0, _COUNT, 0)
        self.setAutoFillBackground(True)
        if field == "categories" and agency.categories is not None:
            self.setCompleter(_LastPart(list(agency.categories.codes), self))
            self.setPlaceholderText(self.tr("type part of it, or ↓ for the list"))

    @property
    def counted(self) -> Count:
        """The count of what stands in the line."""
        return count(self.text(), self._field, self._agency)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        completer = self.completer()
        if event.key() == Qt.Key.Key_Down and completer is not None:
            completer.setCompletionPrefix(completer.splitPath(self.text())[0])
            completer.complete()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = self.counted
        with QPainter(self) as painter:
            painter.setPen(now.colour())
            painter.drawText(self.rect().adjusted(0, 0, -10, 0), _RIGHT, str(now))


class _LastPart(QCompleter):
    """Completes what stands behind the last semicolon."""

    def __init__(self, names: list[str], parent: QObject) -> None:
        super().__init__(names, parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(";")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        line = self.widget()
        before = line.text().rpartition(";")[0] if isinstance(line, QLineEdit) else ""
        name = super().pathFromIndex(index)
        return f"{before}; {name}" if before else name


class UploadDelegate(QStyledItemDelegate):
    """`for_all` asks to say of all selected rows what was typed; `entered` that Enter ended the typing."""

    for_all = Signal(int, str)  # the column, the text
    entered = Signal()

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the style's own frame is hardly seen
        super().paint(painter, option, index)
        _underline(painter, option.rect)
        if focused:
            painter.setPen(palette.accent())
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        model = index.model()
        assert isinstance(model, UploadModel) and model.agency is not None
        return CountingLine(FIELDS[index.column()], model.agency, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # What is being typed stays when the row is read again.
        if isinstance(editor, CountingLine) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        # Only looking at a proposal, or at a text of the other field, is not to accept it: Enter does.
        if isinstance(editor, CountingLine) and editor.isModified():
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        del index
        cell: QRect = option.rect
        room = self._view.viewport().rect()
        width = min(max(cell.width(), _WIDTH), room.width())
        left = min(cell.left(), room.right() - width)
        editor.setGeometry(max(left, 0), cell.center().y() - _HEIGHT // 2, width, _HEIGHT)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, CountingLine) and isinstance(event, QKeyEvent) and _is_enter(event):
            popup = editor.completer().popup() if editor.completer() else None
            if popup is not None and popup.isVisible():
                return super().eventFilter(editor, event)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                column, text = self._view.currentIndex().column(), editor.text()
                self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
                self.for_all.emit(column, text)
                return True
            editor.setModified(True)
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, self.EndEditHint.NoHint)
            self.entered.emit()
            return True
        return super().eventFilter(editor, event)


class PictureDelegate(QStyledItemDelegate):
    """A thumbnail in the middle of its cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect.adjusted(3, 3, -3, -3)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap) and not picture.isNull():
            size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, picture)
        _underline(painter, option.rect)


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _underline(painter: QPainter, cell: QRect) -> None:
    """Part a row from the next."""
    painter.setPen(palette.panel())
    painter.drawLine(cell.bottomLeft(), cell.bottomRight())


def _is_enter(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
