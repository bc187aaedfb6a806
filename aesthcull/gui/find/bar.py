"""The bar above the views: what is asked for most, the panel with the rest, the active criteria, the sort.

It keeps nothing but what it shows: an edit hands out the filter or order that results, and it is shown once
the frames have been arranged by it. A click never takes the keys from the view; who came by Tab or Ctrl+F
gives them back with Esc or Enter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from aesthcull.gui.find import words
from aesthcull.gui.find.check_list import Choice
from aesthcull.gui.find.chips import Chips
from aesthcull.gui.find.counting import Counts
from aesthcull.gui.find.flags import FlagsChoice
from aesthcull.gui.find.panel import FilterPanel
from aesthcull.gui.find.popup import ChoiceButton, Popup
from aesthcull.gui.find.sort_choice import SortChoice
from aesthcull.gui.find.stars import StarsChoice
from aesthcull.gui.find.text_field import TextField
from aesthcull.gui.palette import LABELS
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import Order

_NOT_IN_PANEL = ("flags", "stars", "how", "labels", "text", "only")  # whose button counts what is
_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_OWN = (*_LEAVING, *_MOVING, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class FilterBar(QWidget):
    """Shows a Filter and an Order, and edits them."""

    edited = Signal(object)  # Filter
    ordered = Signal(object)  # Order
    cleared = Signal()
    left = Signal()  # the keys go back to the view

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._wanted = Filter()
        self.text = TextField(self.tr("Search"), self.tr("Search name, folder, keyword, camera, lens"))
        self.text.setToolTip(self.tr("Name, folder, keyword, camera or lens contains all these words"))
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text.setProperty("action", "search")
        self.flags = FlagsChoice()
        self.stars = StarsChoice()
        self.labels = ChoiceButton(self.tr("Label"))
        self.more = QToolButton()
        self.more.setProperty("action", "criteria")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.panel = FilterPanel()
        self.popup = Popup(self.more, self.panel)
        self.sort = SortChoice()
        self.count = QLabel()
        self.count.setAccessibleName(self.tr("Frames shown"))
        self.count.setToolTip(self.tr("Frames shown, of all frames of the shoot"))
        self.chips = Chips()
        self._lay_out()
        self._connect()
        self._show_filter("")

    def add_switch(self, action: QAction, text: str) -> None:
        """Show a checkable action of the window, under a short name, as a button behind the filters."""
        button = QToolButton()
        action.setIconText(text)  # which a button shows, while menus show the whole text
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.insertWidget(self._row.indexOf(self.count), button)

    def add_menu(self, menu: QMenu, text: str) -> None:
        """A menu as a button behind the filters."""
        button = QToolButton()
        button.setText(f"{text} ▾")
        button.setToolTip(menu.title())
        button.setAccessibleName(menu.title())
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.insertWidget(self._row.indexOf(self.more) + 1, button)

    def show_selected(self, wanted: Filter, order: Order, scores: Sequence[str], like: str) -> None:
        """Show what is in force; `like` is the frame that the shown ones are similar to."""
        self._wanted = wanted
        self.sort.show_order(order, scores, similar=wanted.only is not None)
        self.panel.score.offer(scores)
        self._show_filter(like)

    def show_shown(self, shown: int, of: int) -> None:
        """Say how many frames are shown."""
        self.count.setText(self.tr("{0} of {1}").format(f"{shown:,}", f"{of:,}") if of else "")

    def show_counts(self, counts: Counts) -> None:
        """Show how many frames each value would leave."""
        self.flags.show_counts(counts.facets.flags)
        self.stars.field.show_counts(counts.facets.stars)
        self.panel.show_counts(counts)
        choices = [
            Choice(name, words.label(name), count, LABELS[name].name() if name in LABELS else None)
            for name, count in counts.facets.labels.items()
        ]
        self.labels.list.show_choices(choices, self._wanted.labels)

    def type_text(self) -> None:
        """The keys go to the text field."""
        self.text.setFocus()
        self.text.selectAll()

    def open_panel(self) -> None:
        """Open the panel of criteria, or close it."""
        if self.popup.isVisible():
            self.popup.close()
        else:
            self.popup.open()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN
            and not event.modifiers()
        ):
            event.accept()  # Space presses the button that has the focus and does not switch the view
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVING:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Inside

    def _show_filter(self, like: str) -> None:
        wanted = self._wanted
        self.flags.show_filter(wanted)
        self.stars.show_filter(wanted)
        self.panel.show_filter(wanted)
        self.labels.show_text(self._label_text())
        if self.text.text().strip() != wanted.text and not self.text.waiting:
            self.text.setText(wanted.text)
            self.text.settle()
        rest = replace(wanted, **{name: getattr(Filter(), name) for name in _NOT_IN_PANEL})
        hidden = len(words.chips(rest))
        self.more.setText((self.tr("Filter ({0})").format(hidden) if hidden else self.tr("Filter")) + " ▾")
        self.chips.show_chips(words.chips(wanted, like))

    def _label_text(self) -> str:
        chosen = sorted(self._wanted.labels)
        if not chosen:
            return self.tr("Label")
        return words.label(chosen[0]) if len(chosen) == 1 else self.tr("{0} labels").format(len(chosen))

    def _edit(self, **changes: Any) -> None:
        if self.text.waiting:  # what is typed counts at once
            self.text.settle()
            changes["text"] = self.text.text().strip()
        wanted = replace(self._wanted, **changes)
        if wanted != self._wanted:
            self.edited.emit(wanted)

    def _leave(self) -> None:
        self._edit()
        self.left.emit()

    def _connect(self) -> None:
        self.text.paused.connect(lambda: self._edit(text=self.text.text().strip()))
        self.text.left.connect(self._leave)
        self.flags.edited.connect(lambda flags: self._edit(flags=flags))
        self.stars.edited.connect(lambda stars, how: self._edit(stars=stars, how=how))
        self.labels.list.ticked.connect(lambda labels: self._edit(labels=labels))
        self.more.clicked.connect(self.open_panel)
        self.panel.edited.connect(self.edited)
        self.panel.cleared.connect(self.cleared)
        self.sort.edited.connect(self.ordered)
        self.chips.removed.connect(self.edited)
        self.chips.cleared.connect(self.cleared)
        for popup in (self.popup, self.labels.popup):
            popup.closed.connect(self.left)

    def _lay_out(self) -> None:
        self.text.setMinimumWidth(120)
        self.text.setMaximumWidth(240)
        row = self._row = QHBoxLayout()
        row.setSpacing(7)
        row.addWidget(self.text, 1)
        for widget in (self.flags, self.stars, self.labels, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.sort)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.chips)
