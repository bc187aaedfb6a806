"""What is delivered, how, and where to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from aesthcull.exchange.delivery.settings import DeliverySettings
from aesthcull.gui.delivery import words
from aesthcull.gui.delivery.choices import FRAMES, Choices
from aesthcull.gui.forms import choices as radio_buttons
from aesthcull.gui.forms import count, heading, hint, line, rows
from aesthcull.gui.path_field import PathField

REJECTED = "rejected"  # the folder of rejects, in that of the shoot


class DeliverForm(QWidget):
    """The choices of a delivery of frames `ids`, by FRAMES, of the shoot `folder`."""

    changed = Signal()

    def __init__(self, folder: Path, ids: Mapping[str, Sequence[int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        offered = {
            "picks": self.tr("Picks: {0:,}"),
            "shown": self.tr("Shown in the grid: {0:,}"),
            "selected": self.tr("Selected: {0:,}"),
            "rejects": self.tr("Rejects: {0:,}"),
        }
        self.frames = radio_buttons(self, [offered[name].format(len(ids[name])) for name in FRAMES])
        self.kind = _box(self.tr("How"), words.ways())
        self.destination = PathField(self.tr("Destination"))
        self.backup = PathField(self.tr("Second copy"))
        self.flat = QCheckBox()
        self.set_folders(False)
        self.collisions = _box(self.tr("Existing files"), words.collisions())
        self.first = count(self.tr("Start number"), 0, 999_999_999, 1)
        self.first.setFixedWidth(110)
        self.about = hint()
        self._lay_out()
        self._connect()

    def show_choices(self, choices: Choices) -> None:
        """Show what was chosen the last time."""
        self.frames.button(FRAMES.index(choices.frames) if choices.frames in FRAMES else 0).setChecked(True)
        self.kind.setCurrentIndex(max(0, self.kind.findData(choices.kind)))
        self.destination.line.setText(choices.destination)
        self.backup.line.setText(choices.backup)
        self.flat.setChecked(choices.flat)
        self.collisions.setCurrentIndex(max(0, self.collisions.findData(choices.collisions)))
        self.first.setValue(choices.first)
        self._renew()

    def choices(self, template: str) -> Choices:
        """What is chosen now."""
        return Choices(
            frames=self.which(),
            kind=self.kind.currentData(),
            destination=self.destination.line.text().strip(),
            template=template,
            flat=self.flat.isChecked(),
            collisions=self.collisions.currentData(),
            first=self.first.value(),
            backup=self.backup.line.text().strip(),
        )

    def which(self) -> str:
        """Which frames, by FRAMES."""
        return FRAMES[self.frames.checkedId()]

    def settings(self, template: str) -> DeliverySettings | None:
        """What is wanted; None while there is no destination."""
        kind, destination = self.kind.currentData(), self.destination.path()
        if destination is None and kind != "trash":
            return None
        backup = self.backup.path() if kind == "copy" else None
        return DeliverySettings(
            kind=kind,
            destination=(destination or self._folder).absolute(),
            template=template,
            flat=self.flat.isChecked(),
            backup=backup.absolute() if backup else None,
            collisions=self.collisions.currentData(),
            first=self.first.value(),
            root=self._folder,
        )

    def set_folders(self, by_template: bool) -> None:
        """Whether the naming template makes the folders, in place of the shoot's."""
        one, template = (
            self.tr("All in one folder, without sub-folders"),
            self.tr("The template makes the folders"),
        )
        self.flat.setText(template if by_template else one)
        self.flat.setEnabled(not by_template)

    def _renew(self) -> None:
        kind = self.kind.currentData()
        self._where.setEnabled(kind != "trash")
        self.backup.setEnabled(kind == "copy")
        self.about.setText(self._explained(kind))
        suggested = str(self._folder / REJECTED)
        place = self.destination.line.text().strip()
        if self.which() == "rejects" and kind == "move" and not place:
            self.destination.line.setText(suggested)
        elif place == suggested and not (self.which() == "rejects" and kind == "move"):
            self.destination.line.clear()

    def _explained(self, kind: str) -> str:
        place = self.destination.path()
        inside = kind in ("copy", "hardlink") and place is not None and self._folder in place.parents
        more = (
            self.tr("This folder is inside the shoot: the copies will become frames of it.") if inside else ""
        )
        return f"{self._way(kind)} {more}".strip()

    def _way(self, kind: str) -> str:
        return {
            "copy": self.tr("The originals are not touched; every copy is verified by checksum."),
            "move": self.tr("The originals are moved out of the shoot; “Deliveries…” can undo it."),
            "hardlink": self.tr(
                "A second name for the same file, on the same disk: a change to one changes both."
            ),
            "trash": self.tr(
                "The originals are moved out of the shoot; they can be restored until the trash is emptied."
            ),
        }.get(kind, "")  # fmt: skip

    def _changed(self) -> None:
        self._renew()
        self.changed.emit()

    def _connect(self) -> None:
        self.frames.idToggled.connect(lambda _id, on: self._changed() if on else None)
        for box in (self.kind, self.collisions):
            box.currentIndexChanged.connect(lambda _index: self._changed())
        self.destination.changed.connect(self._changed)
        self.backup.changed.connect(self.changed)
        self.flat.toggled.connect(lambda _on: self.changed.emit())
        self.first.valueChanged.connect(lambda _number: self.changed.emit())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(self.tr("Frames")))
        for button in self.frames.buttons():
            column.addWidget(button)
        column.addSpacing(10)
        column.addWidget(heading(self.tr("How")))
        column.addWidget(self.kind)
        column.addWidget(self.about)
        column.addSpacing(10)
        column.addWidget(heading(self.tr("Destination")))
        self.backup.line.setPlaceholderText(self.tr("none"))
        self._where = rows(
            (self.tr("Folder"), self.destination),
            (self.tr("Second copy"), self.backup),
            ("", self.flat),
            (self.tr("Existing files"), self.collisions),
            (self.tr("Start number"), line(self.first)),
            indent=0,
        )
        column.addWidget(self._where)
        column.addStretch()


def _box(name: str, offered: Mapping[Any, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for data, text in offered.items():
        box.addItem(text, data)
    return box
