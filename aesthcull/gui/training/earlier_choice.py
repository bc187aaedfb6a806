"""Which of the user's own models is trained again: a choice where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from aesthcull.trainer.earlier import Earlier
from aesthcull.trainer.request import Request
from aesthcull.vision.registry import Registry


class EarlierChoice(QWidget):
    """`chosen` at once for the first, the latest, and for each that the user chooses."""

    chosen = Signal(object)  # Earlier

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trainings: list[Earlier] = []
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Model to train again"))
        label = QLabel(self.tr("&With the settings of"))
        label.setObjectName("faint")
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addStretch()
        self.box.currentIndexChanged.connect(self._tell)

    def has_any(self) -> bool:
        """Whether there is a training to repeat."""
        return bool(self._trainings)

    def show_trainings(self, trainings: Sequence[Earlier], registry: Registry) -> None:
        """Offer these; the first is chosen."""
        self._trainings = list(trainings)
        self.box.blockSignals(True)
        self.box.clear()
        for one in trainings:
            used = self.tr(", in use") if registry.in_use(one.entry) else ""
            self.box.addItem(f"{one.entry.id}{used}:  {self._described(one.request)}")
        self.box.blockSignals(False)
        self.box.setEnabled(len(self._trainings) > 1)
        self._tell(0)

    def _tell(self, number: int) -> None:
        if 0 <= number < len(self._trainings):
            self.chosen.emit(self._trainings[number])

    def _described(self, request: Request) -> str:
        if request.source == "sales":
            return self.tr("the frames on sale, by {0}").format(request.rule.quantity)
        names = [Path(path).name for path in request.paths]
        if request.source == "votes":
            return self.tr("the table of votes {0}").format(*names)
        return self.tr("the folders {0} against {1}").format(*names)
