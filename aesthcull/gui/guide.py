"""The user guide, shown beside the window so that it can be read while culling."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QTextCharFormat
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from aesthcull import places
from aesthcull.gui.local_page import LocalPage

_PICTURE = 760  # logical px: as wide as a picture is shown
_MARGINS = 70  # of the page, with its scroll bar


class GuidePage(LocalPage):
    """The guide's text with its pictures, made as wide as the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        resources = places.resources_folder()
        super().__init__(parent, pictures=resources / "screenshots")
        self.setAccessibleName(self.tr("User guide"))
        self.show_file(resources / "guide" / "culling.md")
        self._mark_keys()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        found = super().loadResource(kind, name)
        picture = QImage.fromData(found) if found else QImage()
        if picture.isNull():
            return found
        ratio = self.devicePixelRatioF()
        picture = picture.scaledToWidth(round(_PICTURE * ratio), Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:  # another theme
            self._mark_keys()

    def _mark_keys(self) -> None:
        """On a ground of their own; a lone full stop would be overlooked."""
        key = QTextCharFormat()
        key.setBackground(self.palette().button())
        key.setForeground(self.palette().brightText())
        self.change_format([one for one in self.fragments() if one.charFormat().fontFixedPitch()], key)


def open_guide(window: QWidget) -> QDialog:
    """Show the guide; the window stays usable."""
    dialog = QDialog(window)
    dialog.setWindowTitle(QCoreApplication.translate("GuidePage", "User guide"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(GuidePage(dialog))
    dialog.resize(_PICTURE + _MARGINS, 680)
    dialog.show()
    return dialog
