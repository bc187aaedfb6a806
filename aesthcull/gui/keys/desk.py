"""The keys of the window: what the actions have, an overlay that shows it, an editor that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog

from aesthcull.gui.actions import ROWS
from aesthcull.gui.keys import scheme
from aesthcull.gui.keys.caps_lock import CapsLock
from aesthcull.gui.keys.editor import KeysDialog
from aesthcull.gui.keys.listing import groups
from aesthcull.gui.keys.overlay import HelpOverlay
from aesthcull.gui.keys.tips import KeyTips
from aesthcull.gui.language import LanguageDialog

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_ADVANCING = ("pick", "reject", "unflag", *(f"stars_{n}" for n in range(6)))


class KeysDesk(QObject):
    """Gives the window's actions their keys. The actions must exist."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._caps = CapsLock(window)
        self.scheme, problems = scheme.read(window.settings, {row.id for row in ROWS})
        self.problems = problems + self.scheme.without_conflicts(ROWS)
        self.overlay = HelpOverlay(
            lambda: groups(ROWS, self.scheme.all_keys(ROWS)), window.views, window.centralWidget() or window
        )
        self.tips = KeyTips(window, window.actions_by_id)
        self._apply()
        window.installEventFilter(self)

    # What the actions call

    def toggle_help(self) -> None:
        """Show or hide the keys at a glance."""
        self.overlay.toggle()

    def edit(self) -> KeysDialog:
        """Show the keys in a dialog that changes them."""
        self.overlay.hide()
        dialog = KeysDialog(self.scheme, ROWS, self._window)
        dialog.changed.connect(self._changed)
        _open(dialog)
        return dialog

    def choose_language(self) -> LanguageDialog:
        """Ask for the language of the texts."""
        dialog = LanguageDialog(self._window.settings, self._window)
        _open(dialog)
        return dialog

    def advancing(self) -> bool:
        """Whether a mark goes on to the next frame: by setting, by Caps Lock, or because Shift is held."""
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        return self._window.actions_by_id["advance"].isChecked() or bool(held) or self._caps.on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space presses the button that has the focus, whatever action has that key."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressable = isinstance(self._window.focusWidget(), QAbstractButton | QComboBox)
            if event.key() == Qt.Key.Key_Space and pressable:
                event.accept()
        return super().eventFilter(watched, event)

    # Inside

    def _changed(self) -> None:
        scheme.write(self._window.settings, self.scheme)
        self._apply()

    def _apply(self) -> None:
        """Give every action its keys, and a tooltip that names them."""
        keys = self.scheme.all_keys(ROWS)
        with_shift = scheme.with_advance(keys, _ADVANCING)
        for row in ROWS:
            action = self._window.actions_by_id[row.id]
            wanted = (*keys[row.id], *with_shift.get(row.id, ()))
            action.setShortcuts([QKeySequence(key, _PORTABLE) for key in wanted])
            text = QCoreApplication.translate("actions", row.text).rstrip("…")
            shown = ", ".join(map(scheme.spoken, keys[row.id]))
            action.setToolTip(f"{text} ({shown})" if shown else text)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
