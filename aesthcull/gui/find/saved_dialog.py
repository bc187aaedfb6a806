"""Saving the filter in force under a name; using, renaming, overwriting and deleting saved ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.gui.find import words
from aesthcull.gui.find.built_in import built_in
from aesthcull.gui.find.saved import Saved, SavedFiltersError, lasting
from aesthcull.gui.forms import heading, hint
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import Order

if TYPE_CHECKING:
    from aesthcull.gui.find.desk import FindDesk

_SAVED = Qt.ItemDataRole.UserRole
_LONGEST = 80  # characters of a name


class SavedDialog(QDialog):
    """The name that is typed is that of a new filter, or of one to overwrite, as the button says."""

    def __init__(self, desk: FindDesk, wanted: Filter, order: Order, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Saved filters"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._shown = Saved("", *lasting(wanted, order))
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST)
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of the filter"))
        self.save = QPushButton(self.tr("Overwrite"))
        self.save.setMinimumWidth(self.save.sizeHint().width())  # it says Save or Overwrite
        self.list = QListWidget()
        self.list.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)  # F2 is this dialog's
        self.list.setAccessibleName(self.tr("Your saved filters"))
        self.use = QPushButton(self.tr("Show these frames"))
        self.rename = QPushButton(self.tr("Rename…"))
        self.delete = QPushButton(self.tr("Delete…"))
        self.question = QuestionBar()
        self.message = QLabel()
        self.message.setObjectName("refusal")
        self.message.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.refresh()
        self.name.setFocus()

    def refresh(self, choose: str = "") -> None:
        """List them anew; the one of that name is chosen."""
        self.message.setText("")
        try:
            saved = self._desk.saved.load()
        except SavedFiltersError as error:
            self.message.setText(str(error))
            saved = []
        self.list.clear()
        for one in saved:
            item = QListWidgetItem(f"{one.name}\n{_described(one)}", self.list)
            item.setData(_SAVED, one)
            item.setToolTip(_described(one))
            if one.name == choose:
                self.list.setCurrentItem(item)
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.delete.click()
        elif event.key() == Qt.Key.Key_F2 and self.list.hasFocus():
            self.rename.click()
        elif event.key() == Qt.Key.Key_Escape and self.question.isVisible():
            self.question.drop()
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    # Inside

    def _chosen(self) -> Saved | None:
        item = self.list.currentItem()
        found: Saved | None = item.data(_SAVED) if item is not None else None
        return found

    def _is_new(self, name: str) -> bool:
        return bool(name) and name not in _reserved() and name not in self._names()

    def _names(self) -> set[str]:
        return {self.list.item(n).data(_SAVED).name for n in range(self.list.count())}

    def _typed(self) -> None:
        self.message.setText("")
        self._renew()

    def _renew(self) -> None:
        """What can be done now."""
        name, chosen = self.name.text().strip(), self._chosen()
        taken = name in _reserved()
        self.save.setEnabled(bool(name) and not taken)
        self.save.setText(self.tr("Overwrite") if name in self._names() else self.tr("Save"))
        for button in (self.use, self.delete):
            button.setEnabled(chosen is not None)
        fits = self._is_new(name)
        self.rename.setEnabled(chosen is not None)
        self.rename.setText(self.tr("Rename to “{0}”").format(_cut(name)) if fits else self.tr("Rename…"))
        if taken:
            self.message.setText(self.tr("“{0}” is always there; choose another name.").format(name))

    def _save(self) -> None:
        name = self.name.text().strip()
        if self.save.isEnabled():
            saved = Saved(name, self._shown.wanted, self._shown.order)
            self._do(lambda: self._desk.saved.put(saved), name)

    def _rename(self) -> None:
        """Rename the chosen one to what is typed; with nothing typed, its name is put there to be edited."""
        chosen, name = self._chosen(), self.name.text().strip()
        if chosen is not None and self._is_new(name):
            self._do(lambda: self._desk.saved.rename(chosen.name, name), name)
        elif chosen is not None:
            self.name.setText(chosen.name)
            self.name.selectAll()
            self.name.setFocus()
            self.message.setText(self.tr("Type the new name above, then press Rename."))

    def _ask_to_delete(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            text = self.tr("Delete the saved filter “{0}”? No frame is changed by it.").format(chosen.name)
            act = lambda: self._do(lambda: self._desk.saved.delete(chosen.name), "")  # noqa: E731
            self.question.ask(text, self.tr("Delete"), self.tr("Keep"), act)

    def _do(self, act: Callable[[], None], choose: str) -> None:
        try:
            act()
        except SavedFiltersError as error:
            self.message.setText(str(error))
            return
        self.name.clear()
        self.refresh(choose)
        self.list.setFocus()

    def _use(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.accept()
            self._desk.show_saved(chosen)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._typed)
        self.name.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self.list.currentItemChanged.connect(lambda _now, _before: self._renew())
        self.list.itemActivated.connect(lambda _item: self._use())
        self.use.clicked.connect(self._use)
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self._ask_to_delete)

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        for button in (self.save, self.use, self.rename, self.delete, close):
            button.setAutoDefault(False)
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.save)
        for widget in (self.use, self.rename, self.delete):
            buttons.addWidget(widget)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Save what is shown now")))
        column.addWidget(hint(_described(self._shown)))
        column.addLayout(top)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("Your saved filters")))
        column.addWidget(self.list, 1)
        column.addWidget(self.question)
        column.addWidget(self.message)
        column.addLayout(buttons)
        self.resize(560, 460)


def _reserved() -> set[str]:
    return {saved.name for saved in built_in()}


def _described(saved: Saved) -> str:
    arrow = "↓" if saved.order.descending else "↑"
    return f"{words.in_short(saved.wanted)}  ·  {words.sort(saved.order.sort)} {arrow}"


def _cut(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "…"
