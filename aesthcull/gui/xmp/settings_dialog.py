"""The settings of sidecars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from aesthcull.exchange.xmp.profiles import XmpSettings
from aesthcull.gui.forms import heading, hint, line, rows
from aesthcull.gui.xmp.preferences import Preferences


class SettingsDialog(QDialog):
    """Shows preferences; `chosen` tells the new ones when it is closed with OK."""

    chosen = Signal(object)  # Preferences

    def __init__(self, before: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sidecar settings"))
        self.reading = QCheckBox(self.tr("&Read XMP when a shoot is scanned"))
        self.inside = QCheckBox(self.tr("Also XMP inside the &pictures"))
        self.automatic = QCheckBox(self.tr("&Write sidecars automatically"))
        self.everywhere = QCheckBox(self.tr("Also on &memory cards, and over read-only files"))
        self.into_files = QCheckBox(self.tr("Also &into JPEG, TIFF, DNG, HEIC and AVIF files"))
        self.differing = _box(
            self.tr("If a frame was changed here and in its file"),
            (
                (self.tr("use the newer change"), "newer"),
                (self.tr("ask me"), "ask"),
                (self.tr("always keep mine"), "catalogue"),
                (self.tr("always take the file's"), "sidecar"),
            ),
        )
        self.profile = _box(
            self.tr("Write for"),
            (
                (self.tr("all programs"), "common"),
                (self.tr("Lightroom, Capture One"), "lightroom"),
                ("darktable", "darktable"),
                ("digiKam", "digikam"),
            ),
        )
        self.naming = _box(
            self.tr("Name of a new sidecar"),
            (
                (self.tr("IMG_1.xmp (Adobe)"), "short"),
                (self.tr("IMG_1.CR2.xmp (darktable, digiKam)"), "long"),
            ),
        )
        self.rejects = _box(
            self.tr("A reject is written"),
            (
                (self.tr("as these programs read it"), ""),
                (self.tr("as rating −1 and pick −1"), "both"),
                (self.tr("as rating −1, without its stars"), "rating"),
                (self.tr("as pick −1, with its stars"), "pick"),
            ),
        )
        self.about, self.warning = hint(), hint()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out()
        self._show(before)
        self.profile.currentIndexChanged.connect(lambda _index: self._explain())
        self.reading.toggled.connect(self.inside.setEnabled)
        for switch in (self.into_files, self.everywhere):
            switch.toggled.connect(lambda _on: self._explain())
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def preferences(self) -> Preferences:
        """What is chosen now."""
        settings = XmpSettings(
            profile=self.profile.currentData(),
            naming=self.naming.currentData(),
            rejects=self.rejects.currentData() or None,
            differing=self.differing.currentData(),
            everywhere=self.everywhere.isChecked(),
            into_files=self.into_files.isChecked(),
        )
        switches = (self.reading, self.inside, self.automatic)
        return Preferences(settings, *(switch.isChecked() for switch in switches))

    def _accept(self) -> None:
        self.chosen.emit(self.preferences())
        self.accept()

    def _show(self, before: Preferences) -> None:
        settings = before.settings
        for box, value in (
            (self.profile, settings.profile),
            (self.naming, settings.naming),
            (self.rejects, settings.rejects or ""),
            (self.differing, settings.differing),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.reading.setChecked(before.reading)
        self.inside.setChecked(before.inside)
        self.inside.setEnabled(before.reading)
        self.automatic.setChecked(before.automatic)
        self.everywhere.setChecked(settings.everywhere)
        self.into_files.setChecked(settings.into_files)
        self._explain()

    def _explain(self) -> None:
        about = {
            "common": self.tr(
                "Flags as in Lightroom; a reject also has the rating −1, which other programs read."
            ),
            "lightroom": self.tr("Flags as in Lightroom; a reject keeps its stars."),
            "darktable": self.tr("A reject is rating −1. darktable finds sidecars by their long name only."),
            "digikam": self.tr("Also digiKam's own flags, colours and tags."),
        }
        self.about.setText(about[self.profile.currentData()])
        warnings = []
        if self.into_files.isChecked():
            text = self.tr(
                "Your originals are changed: XMP is added to the file, the picture itself stays as it is. "
                "Camera makers' RAW files are never changed."
            )
            warnings.append(text)
        if self.everywhere.isChecked():
            warnings.append(self.tr("Writing to a card that the camera uses may confuse the camera."))
        self.warning.setText(" ".join(warnings))
        self.warning.setVisible(bool(warnings))
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():  # a label that wraps does not make room itself
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))

    def _lay_out(self) -> None:
        self.warning.setObjectName("refusal")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Reading")))
        column.addWidget(self.reading)
        column.addWidget(line(self.inside, indent=24))
        column.addWidget(_named(self.differing))
        column.addSpacing(8)
        column.addWidget(heading(self.tr("Writing")))
        column.addWidget(_named(self.profile, self.naming, self.rejects))
        column.addWidget(self.about)
        for widget in (self.automatic, self.everywhere, self.into_files, self.warning):
            column.addWidget(widget)
        column.addWidget(
            hint(self.tr("What other programs keep in a sidecar, such as develop settings, stays as it is."))
        )
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(560)


def _named(*boxes: QComboBox) -> QWidget:
    return rows(*((box.accessibleName(), box) for box in boxes), indent=0)


def _box(name: str, items: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for text, value in items:
        box.addItem(text, value)
    return box
