"""Where keywords are typed: completed from the words in use and those that the models know."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from aesthcull.gui.panel.own_keys import LEAVING, claimed

_LONGEST = 200  # characters of a keyword
_SHOWN = 12  # completions


class _LastWord(QCompleter):
    """Completes what follows the last comma."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        field = self.widget()
        typed = field.text() if isinstance(field, QLineEdit) else ""
        before = typed.rpartition(",")[0].strip()
        word = str(index.data())
        return f"{before}, {word}" if before else word


class KeywordField(QLineEdit):
    """Enter adds what was typed, several keywords parted by commas."""

    entered = Signal(tuple)  # of the words
    refused = Signal(str)  # why
    left = Signal()  # Esc: the keys go back to the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QStringListModel(self)
        completer = _LastWord(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        completer.setMaxVisibleItems(_SHOWN)
        self.setCompleter(completer)
        self.setPlaceholderText(self.tr("Add keywords, Enter"))
        self.setAccessibleName(self.tr("Add keywords"))
        self.setClearButtonEnabled(False)
        # Queued: the completer writes the chosen word into the field after it has handed on the Enter.
        for signal in (self.returnPressed, completer.activated):
            signal.connect(self._enter, Qt.ConnectionType.QueuedConnection)

    def offer(self, words: Iterable[str]) -> None:
        """Complete from these words, in this order."""
        self._words.setStringList(list(words))

    def event(self, event: QEvent) -> bool:
        return claimed(event, LEAVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        words = tuple(dict.fromkeys(word for part in self.text().split(",") if (word := part.strip())))
        if not words:
            return
        if max(map(len, words)) > _LONGEST:
            self.refused.emit(self.tr("A keyword has at most {0} characters.").format(_LONGEST))
            return
        self.clear()
        self.entered.emit(words)
