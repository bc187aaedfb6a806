"""What opens below a button of the filter bar, until Esc, Enter or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QFrame, QToolButton, QVBoxLayout, QWidget

from aesthcull.gui.find.check_list import CheckList

_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Popup(QFrame):
    """Holds one widget; `closed` when it is no longer shown."""

    closed = Signal()

    def __init__(self, button: QWidget, content: QWidget) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self.setObjectName("findPopup")
        self._button = button
        self._content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(content)

    def open(self) -> None:
        """Show it below its button, within the screen; its first field has the keys."""
        self.resize(self.sizeHint())
        place = self._button.mapToGlobal(QPoint(0, self._button.height() + 2))
        room = self.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()
        self._content.setFocus()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()  # the window's own keys would mark frames that are not seen
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape and isinstance(self.focusWidget(), QComboBox):
            event.accept()  # Enter has chosen from its list, and comes here as well
        elif event.key() in _LEAVING:
            self.close()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.rect().contains(event.position().toPoint()):
            # A click on the button closes only: handed on to it, it would open the popup again.
            at = self._button.mapFromGlobal(event.globalPosition().toPoint())
            self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, self._button.rect().contains(at))
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()


class ChoiceButton(QToolButton):
    """A button that says which values are chosen, with a list to tick them in."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name`: what is chosen here, for tips and screen readers."""
        super().__init__(parent)
        self._name = name
        self.setToolTip(name)
        self.list = CheckList(name, rows=6)
        self.popup = Popup(self, self.list)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.popup.open)

    def show_text(self, text: str) -> None:
        """Say what is chosen."""
        self.setText(f"{text} ▾")
        self.setAccessibleName(f"{self._name}: {text}")
