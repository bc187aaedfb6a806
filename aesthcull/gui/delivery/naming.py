"""The naming of a delivery: the template, the words that it may have, and what ten names become."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from aesthcull.exchange.delivery.settings import DeliveryPlan
from aesthcull.gui.delivery import words
from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.forms import heading


class Naming(QWidget):
    """`changed` with every key in the template. Return or a double click puts in a word of the legend."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template = QLineEdit()
        self.template.setAccessibleName(self.tr("Naming template"))
        self.wrong = QLabel()
        self.wrong.setObjectName("refusal")
        self.wrong.setWordWrap(True)
        self.samples = FiguresTable()
        self.legend = QListWidget()
        self._lay_out()
        for name, meaning in words.meanings().items():
            item = QListWidgetItem(f"{{{name}}}   {meaning}")
            item.setData(Qt.ItemDataRole.UserRole, f"{{{name}}}")
            self.legend.addItem(item)
        self.template.textChanged.connect(lambda _text: self.changed.emit())
        self.legend.itemActivated.connect(self._put_in)

    def show_samples(self, plan: DeliveryPlan) -> None:
        """Show where the plan's first files will stand: below the destination, and only where there is
        nothing new, below the folder of the second copies."""
        self._say("")
        to, backup = plan.settings.destination, plan.settings.backup
        second = backup is not None and any(file.target.is_relative_to(backup) for file in plan.samples)
        if second and not to.is_relative_to(backup or to):
            new, to = self.tr("New name, second copy"), backup or to
        else:
            new = self.tr("New name")
        trash = words.to_trash() if plan.settings.kind == "trash" else ""
        rows = [(file.source.name, trash or _below(file.target, to)) for file in plan.samples]
        self.samples.show_rows([self.tr("Current name"), new], rows)
        header = self.samples.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def set_naming(self, able: bool) -> None:
        """Whether files get names at all: those that go to the trash do not."""
        self.template.setEnabled(able)
        self.legend.setEnabled(able)

    def show_wrong(self, reason: str) -> None:
        """Say why there is nothing to show."""
        self._say(reason)
        self.samples.show_rows([self.tr("Current name"), self.tr("New name")], [])

    def _say(self, reason: str) -> None:
        self.wrong.setText(reason)
        self.wrong.setVisible(bool(reason))

    def _put_in(self, item: QListWidgetItem) -> None:
        self.template.insert(str(item.data(Qt.ItemDataRole.UserRole)))
        self.template.setFocus()

    def _lay_out(self) -> None:
        self.samples.setAccessibleName(self.tr("Current and new names"))
        self.samples.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.samples.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.samples.verticalHeader().setDefaultSectionSize(24)
        self.samples.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.wrong.hide()
        self.legend.setAccessibleName(self.tr("Template tokens"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(self.tr("File names")))
        column.addWidget(self.template)
        column.addWidget(self.wrong)
        column.addWidget(self.samples, 2)
        column.addSpacing(6)
        column.addWidget(heading(self.tr("Template tokens (/ makes a folder)")))
        column.addWidget(self.legend, 1)


def _below(target: Path, destination: Path) -> str:
    try:
        return str(target.relative_to(destination))
    except ValueError:
        return f"{target.parent.name}{os.sep}{target.name}"
