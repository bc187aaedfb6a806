"""Which category frames without one get: suggested by their keywords, none, or one for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.rows import UploadSettings

_SUGGEST = None
_NONE = ""


class CategoryChoice(QComboBox):
    """`chosen` is remembered for each agency: by its id a category, or "" for none; what has no entry is
    suggested, where the agency's categories allow it. `picked` when the user chooses."""

    picked = Signal()

    def __init__(self, chosen: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = dict(chosen)
        self._agency = ""
        self.setAccessibleName(self.tr("Category of frames without one"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.currentIndexChanged.connect(self._keep)

    def offer(self, agency: Agency) -> None:
        """Show the categories of this agency, with what was chosen for it."""
        with QSignalBlocker(self):
            self.clear()
            self._agency = agency.id
            if agency.categories is None:
                return
            if agency.categories.by_theme:
                self.addItem(self.tr("Suggest by keywords"), _SUGGEST)
            self.addItem(self.tr("Leave empty"), _NONE)
            for name in agency.categories.codes:
                self.addItem(name, name)
            kept = self.findData(self.chosen[agency.id]) if agency.id in self.chosen else 0
            self.setCurrentIndex(max(0, kept))

    def applied(self, settings: UploadSettings) -> UploadSettings:
        """The settings with what is chosen."""
        name = self.currentData()
        suggest = name is _SUGGEST and self.count() > 0
        return replace(settings, categories=(str(name),) if name else (), suggest_category=suggest)

    def _keep(self, _index: int) -> None:
        name = self.currentData()
        if name is _SUGGEST:
            self.chosen.pop(self._agency, None)
        else:
            self.chosen[self._agency] = str(name)
        self.picked.emit()
