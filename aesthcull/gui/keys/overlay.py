"""The keys in use, laid over the view. Typing searches them; Esc, a click or the help key closes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aesthcull.gui.keys.listing import Line, matching
from aesthcull.gui.keys.sheet import KeySheet

_MARGIN, _PADDING, _HEAD = 6, 18, 42
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1)


class HelpOverlay(QFrame):
    """A panel in the middle of its parent. `lines` gives what to list each time it is shown; `views` get the
    keys again when it is closed."""

    def __init__(self, lines: Callable[[], list[list[Line]]], views: QStackedWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._views = views
        self._room = parent
        self.setObjectName("helpOverlay")
        self._lines = lines
        self._listed: list[list[Line]] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Type to search"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        self.search.setFixedWidth(220)
        self.search.textChanged.connect(self._fit)
        self.search.installEventFilter(self)
        self.sheet = KeySheet()
        self._area = QScrollArea()
        self._area.setWidget(self.sheet)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        self.sheet.setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(self.tr("No action is called so, and none has such a key."))
        self._lay_out()
        parent.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Show or hide."""
        if self.isVisible():
            self.close_and_leave()
            return
        self._listed = self._lines()
        self.search.clear()
        self._fit()
        self.show()
        self.raise_()
        self.search.setFocus()

    def close_and_leave(self) -> None:
        """Hide it; the keys go to the view again."""
        self.hide()
        view = self._views.currentWidget()
        if view is not None:
            view.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.close_and_leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._room and self.isVisible():
            self._fit()
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if watched is self.search and event.type() in kinds and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Of the search field's keys: those that close, and those that scroll."""
        bar = self._area.verticalScrollBar()
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Down: 0.1, Qt.Key.Key_Up: -0.1}
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # while the overlay is shown no key does anything else
        elif event.key() in _CLOSING:
            self.close_and_leave()
        elif event.key() in pages:
            bar.setValue(bar.value() + round(pages[Qt.Key(event.key())] * bar.pageStep()))
        else:
            return False
        return True

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Keys"))
        title.setObjectName("headline")
        hint = QLabel(self.tr("Edit → Keyboard shortcuts… changes them"))
        hint.setObjectName("faint")
        head = QHBoxLayout()
        head.setSpacing(16)
        for widget in (title, hint):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 12, _PADDING, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self._area, 1)

    def _fit(self) -> None:
        """As large as the lines need, at most as the parent allows."""
        room = self._room.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        inner = room - QSize(2 * _PADDING + 4 + self._area.verticalScrollBar().sizeHint().width(), 32 + _HEAD)
        found = matching(self._listed, self.search.text())
        self._nothing.setVisible(not found)
        self.sheet.fit(found, inner)
        if not self.isVisible() or not self.search.text():
            wanted = self.sheet.size() + QSize(room.width() - inner.width(), room.height() - inner.height())
            self.resize(wanted.expandedTo(QSize(620, 120)).boundedTo(room))
        self.move(self._room.rect().center() - self.rect().center())
