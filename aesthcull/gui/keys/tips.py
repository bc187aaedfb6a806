"""Tooltips that name the key of an action, on widgets that are not made of an action but do what one does.

A widget says so by its property "action", an action's id; a button without a tip, by having an action's text.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget


class KeyTips(QObject):
    """Watches a window, in which all widgets that have the property exist already."""

    def __init__(self, window: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        for widget in (window, *window.findChildren(QWidget)):
            if widget is window or widget.property("action") in actions:
                widget.installEventFilter(self)

    def tip(self, widget: QWidget) -> str:
        """What the widget's tooltip says; empty where that is its own affair."""
        action = self._actions.get(str(widget.property("action")))
        if action is not None:
            keys = ", ".join(key.toString(key.SequenceFormat.NativeText) for key in action.shortcuts()[:2])
            told = widget.toolTip()
            return f"{told} ({keys})" if keys else told
        if isinstance(widget, QAbstractButton) and widget.text() and not widget.toolTip():
            same = [one for one in self._actions.values() if one.text() == widget.text()]
            return same[0].toolTip() if same else ""
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            widget = watched
            if watched is self._window:  # a tip that nobody below the pointer had
                widget = self._window.childAt(event.pos()) or watched
            text = self.tip(widget) if isinstance(widget, QWidget) else ""
            if text:
                QToolTip.showText(event.globalPos(), text, self._window)
                return True
        return super().eventFilter(watched, event)
