"""The options of an upload: which agency, which frames, which keywords."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from aesthcull.exchange.upload.agencies import AGENCIES, BY_ID
from aesthcull.exchange.upload.agency import Agency
from aesthcull.exchange.upload.rows import UploadSettings
from aesthcull.gui.forms import count, line
from aesthcull.gui.upload.category_choice import CategoryChoice
from aesthcull.gui.upload.choices import UploadChoices

FRAMES = ("picks", "suggested", "selected", "shown")  # the default is the first that has frames
Ids = Mapping[str, Sequence[int]]  # by FRAMES


class UploadOptions(QWidget):
    """`changed` when anything was chosen otherwise."""

    changed = Signal()

    def __init__(self, ids: Ids, chosen: UploadChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agency = QComboBox()
        self.agency.setAccessibleName(self.tr("Agency"))
        for each in AGENCIES:
            self.agency.addItem(each.name, each.id)
        self.agency.setCurrentIndex(max(0, self.agency.findData(chosen.agency)))
        self.frames = QComboBox()
        self.frames.setAccessibleName(self.tr("Frames"))
        for text, name in zip(self._offered(), FRAMES, strict=True):
            self.frames.addItem(text.format(f"{len(ids[name]):,}"), name)
        self.frames.setCurrentIndex(next((n for n, name in enumerate(FRAMES) if ids[name]), 0))
        self.keywords = count(self.tr("Maximum keywords"), 0, 100, chosen.keywords)
        self.keywords.setSpecialValueText(self.tr("all"))
        self.sure = count(self.tr("Minimum confidence of suggested keywords"), 0, 100, chosen.sure)
        self.sure.setSuffix(" %")
        self.sure.setSingleStep(5)
        self.sure.setToolTip(self.tr("Suggested keywords with less confidence are left out"))
        self.category = CategoryChoice(chosen.categories)
        self.editorial = QCheckBox(self.tr("E&ditorial use only"))
        self.propose = QCheckBox(self.tr("&Propose missing titles"))
        self.propose.setToolTip(self.tr("Made from the first keywords; edit them before you upload"))
        self._lay_out()
        self._follow_agency()
        self._connect()

    def chosen_agency(self) -> Agency:
        """The agency."""
        return BY_ID[str(self.agency.currentData())]

    def chosen_frames(self) -> str:
        """One of FRAMES."""
        return str(self.frames.currentData())

    def settings(self) -> UploadSettings:
        """What is asked of the rows."""
        settings = UploadSettings(
            most_keywords=self.keywords.value() or None,
            min_confidence=self.sure.value() / 100,
            editorial=self.editorial.isEnabled() and self.editorial.isChecked(),
            propose=self.propose.isChecked(),
        )
        return self.category.applied(settings)

    def choices(self, before: UploadChoices) -> UploadChoices:
        """What is kept for the next time."""
        return replace(
            before,
            agency=self.chosen_agency().id,
            keywords=self.keywords.value(),
            sure=self.sure.value(),
            categories=dict(self.category.chosen),
        )

    def _lay_out(self) -> None:
        self._category_caption = _caption(self.tr("&Category if none is set"), self.category)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(
            line(
                _caption(self.tr("&Agency"), self.agency),
                self.agency,
                _caption(self.tr("&Frames"), self.frames),
                self.frames,
                self._category_caption,
                self.category,
            )
        )
        column.addWidget(
            line(
                _caption(self.tr("Maximum &keywords"), self.keywords),
                self.keywords,
                _caption(self.tr("&Minimum confidence"), self.sure),
                self.sure,
                self.propose,
                self.editorial,
                self._keys(),
            )
        )

    def _keys(self) -> QLabel:
        label = QLabel(self.tr("Enter: edit  ·  Ctrl+Enter: all selected"))
        label.setObjectName("faint")
        return label

    def _follow_agency(self) -> None:
        """What the agency takes."""
        agency = self.chosen_agency()
        self.keywords.setMaximum(agency.keywords.most)
        self.category.offer(agency)
        for widget in (self._category_caption, self.category):
            widget.setVisible(agency.categories is not None)
        self.editorial.setEnabled(agency.tells_editorial)
        told = self.tr("{0}'s CSV cannot say so: choose it on its pages").format(agency.name)
        self.editorial.setToolTip("" if agency.tells_editorial else told)

    def _connect(self) -> None:
        self.agency.currentIndexChanged.connect(lambda _index: self._follow_agency())
        self.category.picked.connect(self.changed)
        for box in (self.agency, self.frames):
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        for spin in (self.keywords, self.sure):
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        for check in (self.editorial, self.propose):
            check.toggled.connect(lambda _on: self.changed.emit())

    def _offered(self) -> tuple[str, ...]:
        return (
            self.tr("Picks of the shoot ({0})"),
            self.tr("Suggested and single frames ({0})"),
            self.tr("Selected frames ({0})"),
            self.tr("Frames shown in the grid ({0})"),
        )


def _caption(text: str, of: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(of)
    return label
