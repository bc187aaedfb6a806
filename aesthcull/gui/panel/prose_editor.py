"""Where the title and the description of the selected frames are typed. What was typed is told when the field
is left, or with Enter in the title; Esc takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from aesthcull.catalogue.decisions import MAX_TEXT
from aesthcull.catalogue.prose import Prose
from aesthcull.gui.panel.own_keys import LEAVING, claimed

_LINES, _MARGIN = 3, 7


class ProseEditor(QWidget):
    """Shows the texts of the frames `ids`. `entered` tells the frames, the field, and its text or None."""

    entered = Signal(list, str, object)
    refused = Signal(str)  # why
    left = Signal()  # Esc: the keys go back to the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.description = _Title(), _Description()
        self._ids: list[int] = []
        self._shown = Prose()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for field in (self.title, self.description):
            column.addWidget(field)
            field.done.connect(self.commit)
            field.given_up.connect(self._give_up)
        self._name()

    @property
    def ids(self) -> list[int]:
        """The frames that are edited."""
        return self._ids

    def expect(self, ids: Sequence[int]) -> None:
        """Other frames are selected; `show_prose` follows. What was typed for the earlier ones is told."""
        if list(ids) != self._ids:
            self.commit()
            self._ids, self._shown = list(ids), Prose()
            self._put(frozenset(("title", "description")))
            self.setEnabled(False)

    def show_prose(self, prose: Prose) -> None:
        """Show the texts of the expected frames; a field in which the user is typing is left alone."""
        untouched = frozenset(name for name in ("title", "description") if not self._changed(name))
        self._shown = prose
        self.setEnabled(bool(self._ids))
        self._put(untouched)
        self._name()

    def commit(self) -> None:
        """Tell what was typed, if it was anything else than what is there."""
        for name in ("title", "description"):
            if not self._changed(name):
                continue
            text = self._typed(name)
            if len(text) > MAX_TEXT:
                self.refused.emit(self.tr("A text has at most {0} characters.").format(f"{MAX_TEXT:,}"))
                continue
            self._shown = Prose(
                title=(text or None) if name == "title" else self._shown.title,
                description=(text or None) if name == "description" else self._shown.description,
                differing=self._shown.differing - {name},
            )
            self.entered.emit(self._ids, name, text or None)

    def _give_up(self) -> None:
        self._put(frozenset(("title", "description")))
        self.left.emit()

    def _changed(self, name: str) -> bool:
        return self._typed(name) != (getattr(self._shown, name) or "").strip()

    def _typed(self, name: str) -> str:
        return (self.title.text() if name == "title" else self.description.toPlainText()).strip()

    def _put(self, names: frozenset[str]) -> None:
        if "title" in names and self.title.text() != (self._shown.title or ""):
            self.title.setText(self._shown.title or "")
            self.title.setCursorPosition(0)
        if "description" in names and self.description.toPlainText() != (self._shown.description or ""):
            self.description.setPlainText(self._shown.description or "")

    def _name(self) -> None:
        differing = self.tr("The frames have different ones")
        for name, field, text in (
            ("title", self.title, self.tr("Title")),
            ("description", self.description, self.tr("Description")),
        ):
            field.setAccessibleName(text)
            field.setToolTip(self.tr("{0}: kept when you leave the field; Esc takes it back").format(text))
            apart = name in self._shown.differing
            field.setPlaceholderText(f"{text}: {differing.lower()}" if apart else text)


class _Title(QLineEdit):
    done = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(MAX_TEXT)
        self.editingFinished.connect(self.done)  # Enter, and leaving

    def event(self, event: QEvent) -> bool:
        return claimed(event, LEAVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class _Description(QPlainTextEdit):
    done = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * _MARGIN + 4)

    def event(self, event: QEvent) -> bool:
        return claimed(event, LEAVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu of copy and paste
            self.done.emit()
