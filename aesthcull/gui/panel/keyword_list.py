"""The keywords of the selected frames, each to be accepted or removed with one click or one key.

With the keyboard in the list: up and down choose, Enter accepts, Delete removes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from aesthcull.gui.panel.keyword_delegate import LINE_ROLE, KeywordDelegate
from aesthcull.gui.panel.own_keys import LEAVING, claimed
from aesthcull.gui.panel.summary import KeywordLine

Index = QModelIndex | QPersistentModelIndex
_ACCEPT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus)
_MOVE = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_OWN_KEYS = (*_ACCEPT, *_REMOVE, *_MOVE, *LEAVING)


class KeywordList(QListView):
    """As high as its rows: the panel scrolls, not the list."""

    accepted = Signal(str)
    removed = Signal(str)
    left = Signal()  # Esc: the keys go back to the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Lines(self)
        self._delegate = KeywordDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys from the picture
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Keywords"))
        self.hide()  # until there are keywords

    @property
    def lines(self) -> Sequence[KeywordLine]:
        """What is listed."""
        return self._model.lines

    def show_keywords(self, lines: Sequence[KeywordLine], frames: int) -> None:
        """List the keywords of this many frames; the chosen word stays chosen, or its neighbour is."""
        if (tuple(lines), frames) == (self._model.lines, self._model.frames):
            return
        row = self.currentIndex().row()
        word = self._model.lines[row].word if 0 <= row < len(self._model.lines) else None
        self._model.show_lines(tuple(lines), frames)
        places = {line.word: place for place, line in enumerate(lines)}
        if lines and row >= 0:
            chosen = places.get(word or "", min(row, len(lines) - 1))
            self.setCurrentIndex(self._model.index(chosen))
        self.setVisible(bool(lines))
        self.setFixedHeight(self._delegate.height() * len(lines))

    def event(self, event: QEvent) -> bool:
        return claimed(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.currentIndex().data(LINE_ROLE)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ACCEPT and line is not None:
            self.accepted.emit(line.word)
        elif event.key() in _REMOVE and line is not None:
            self.removed.emit(line.word)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        button = self._delegate.button_at(self.visualRect(index), event.position().toPoint())
        word = index.data(LINE_ROLE).word
        if button == "accept":
            self.accepted.emit(word)
        elif button == "remove":
            self.removed.emit(word)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))

    def sizeHint(self) -> QSize:
        return QSize(280, self.height())


class _Lines(QAbstractListModel):
    """The lines below LINE_ROLE."""

    def __init__(self, parent: KeywordList) -> None:
        super().__init__(parent)
        self.lines: tuple[KeywordLine, ...] = ()
        self.frames = 1

    def show_lines(self, lines: tuple[KeywordLine, ...], frames: int) -> None:
        self.beginResetModel()
        self.lines, self.frames = lines, frames
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.word if line.count == self.frames else f"{line.word}  {line.count} / {self.frames}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(line)
        return None

    def _told(self, line: KeywordLine) -> str:
        parts = [line.word]
        if self.frames > 1:
            parts.append(self.tr("{0} of {1} frames").format(line.count, self.frames))
        if line.accepted == line.count:
            parts.append(self.tr("accepted"))
        elif line.confidence is not None:
            by = ", ".join(line.models)
            parts.append(self.tr("suggested by {0}, {1} %").format(by, f"{100 * line.confidence:.0f}"))
        return " – ".join(parts)
