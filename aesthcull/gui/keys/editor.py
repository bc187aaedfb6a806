"""The dialog that shows which keys the actions have, and changes them: at once, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.gui.actions import Row
from aesthcull.gui.forms import hint
from aesthcull.gui.keys.conflicts import VIEWS, owners_of
from aesthcull.gui.keys.key_field import KeyField
from aesthcull.gui.keys.presets import PRESETS
from aesthcull.gui.keys.scheme import Scheme, spoken
from aesthcull.gui.keys.table import KeysTable
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.gui.search_field import SearchField


class KeysDialog(QDialog):
    """Changes `scheme` in place; `changed` tells that it did."""

    changed = Signal()

    def __init__(self, scheme: Scheme, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._scheme = scheme
        self._rows = {row.id: row for row in rows}
        self.preset = QComboBox()
        self.preset.addItems(list(PRESETS))
        self.preset.setCurrentText(scheme.preset)
        self.preset.setAccessibleName(self.tr("Keys as in"))
        self.search = SearchField(self.tr("Search actions and keys"), self.tr("Search actions and keys"))
        self.table = KeysTable(scheme, rows)
        self.action = QLabel()
        self.action.setObjectName("section")
        self.fields = (KeyField(self.tr("First key")), KeyField(self.tr("Second key")))
        self.removers = tuple(_remover(self.tr("Remove this key")) for _ in self.fields)
        self.reset = QPushButton(self.tr("&Reset"))
        self.reset.setToolTip(self.tr("The keys that the preset gives this action"))
        self.reset_all = QPushButton(self.tr("Reset &all…"))
        self.message = hint()
        self.message.hide()
        self.question = QuestionBar()
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._connect()
        self.table.selectRow(0)
        self.search.setFocus()

    def reject(self) -> None:
        """Esc and Close; a question is answered with no first."""
        if self.question.isVisible():
            self.question.drop()
        else:
            super().reject()

    # What the user does

    def _choose_preset(self, name: str) -> None:
        self.question.drop()
        self._scheme.preset = name
        self._renew("")

    def _press(self, place: int, key: str) -> None:
        """A key was pressed in a field, or removed from it (an empty one)."""
        row = self.table.current()
        if row is None:
            return
        held = self._owners(key, row)
        if VIEWS in held:
            told = self.tr("{0} is a key of the views themselves and stays theirs.")
            self._renew(told.format(spoken(key)))
        elif held:
            texts = " ".join(f"“{self._text(self._rows[other])}”" for other in held)
            asked = self.tr("{0} is the key of {1}. Take it away there?").format(spoken(key), texts)
            self._show(row)
            self.question.ask(
                asked, self.tr("Take it"), self.tr("Leave it"), partial(self._put, row, place, key, held)
            )
        else:
            self._put(row, place, key, ())

    def _put(self, row: Row, place: int, key: str, robbed: Sequence[str]) -> None:
        for other in (self._rows[row_id] for row_id in robbed):
            self._scheme.change(other, tuple(k for k in self._scheme.keys(other) if k != key))
        keys = list(self._scheme.keys(row))
        keys[place : place + 1] = [key]
        self._scheme.change(row, tuple(dict.fromkeys(k for k in keys if k)))
        self._renew("")

    def _reset(self) -> None:
        """The preset's keys for the chosen action, as far as no other one has them now."""
        row = self.table.current()
        if row is None:
            return
        free = tuple(key for key in self._scheme.preset_keys(row) if not self._owners(key, row))
        self._scheme.change(row, free)
        taken = [spoken(key) for key in self._scheme.preset_keys(row) if key not in free]
        told = self.tr("{0} is used by another action; reset that one first.").format(", ".join(taken))
        self._renew(told if taken else "")

    def _ask_to_reset_all(self) -> None:
        asked = self.tr("Give all actions the keys of {0} again?").format(self._scheme.preset)
        self.question.ask(asked, self.tr("Reset all"), self.tr("Keep mine"), self._reset_all)

    def _reset_all(self) -> None:
        self._scheme.reset()
        self._renew("")

    # Inside

    def _renew(self, message: str) -> None:
        """Show and tell what is in use now."""
        self._say(message)
        self.table.renew()
        self._show(self.table.current())
        self.changed.emit()

    def _show(self, row: Row | None) -> None:
        keys = self._scheme.keys(row) if row else ()
        self.action.setText(self._text(row) if row else "")
        for place, field in enumerate(self.fields):
            field.show_key(keys[place] if place < len(keys) else "")
            field.setEnabled(row is not None and place <= len(keys))
            self.removers[place].setEnabled(place < len(keys))
        self.reset.setEnabled(row is not None and self._scheme.is_changed(row))
        self.reset_all.setEnabled(bool(self._scheme.changes.get(self._scheme.preset)))

    def _choose(self, row: Row | None) -> None:
        self.question.drop()
        self._say("" if row else self.tr("No action is called so, and none has such a key."))
        self._show(row)

    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    def _owners(self, key: str, wanted: Row) -> list[str]:
        rows = list(self._rows.values())
        return owners_of(rows, self._scheme.all_keys(rows), key, wanted) if key else []

    def _text(self, row: Row) -> str:
        return QCoreApplication.translate("actions", row.text).rstrip("…")

    def _connect(self) -> None:
        self.preset.textActivated.connect(self._choose_preset)
        self.search.textChanged.connect(self.table.search)
        self.table.chosen.connect(self._choose)
        for place, field in enumerate(self.fields):
            field.pressed.connect(partial(self._press, place))
            self.removers[place].clicked.connect(lambda _checked=False, place=place: self._press(place, ""))
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._ask_to_reset_all)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        top, edit, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (top, edit, bottom):
            row.setSpacing(10)
        caption = QLabel(self.tr("&Keys as in"))
        caption.setBuddy(self.preset)
        caption.setMinimumWidth(caption.sizeHint().width() + 6)  # Qt forgets the underlined letter
        top.addWidget(caption)
        top.addWidget(self.preset)
        top.addStretch()
        top.addWidget(self.search, 1)
        edit.addWidget(self.action, 1)
        for field, remover in zip(self.fields, self.removers, strict=True):
            field.setFixedWidth(150)
            edit.addWidget(field)
            edit.addWidget(remover)
        edit.addWidget(self.reset)
        bottom.addWidget(self.reset_all)
        bottom.addStretch()
        bottom.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(edit)
        column.addWidget(self.message)
        column.addWidget(self.question)
        column.addLayout(bottom)
        for button in (self.reset, self.reset_all, self.close_button):
            button.setAutoDefault(False)
        self.resize(760, 600)


def _remover(name: str) -> QToolButton:
    button = QToolButton()
    button.setText("✕")
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
