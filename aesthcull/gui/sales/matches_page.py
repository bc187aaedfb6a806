"""The parts of the matches dialog and how they are arranged: the list on the left, one asset on the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue.records import Asset, AssetState
from aesthcull.gui.forms import hint
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.sales.assets_table import AssetsModel, AssetsTable
from aesthcull.gui.sales.candidates_list import CandidatesList
from aesthcull.gui.sales.state_tabs import StateTabs
from aesthcull.gui.sales.uploads_bar import UploadsBar
from aesthcull.gui.search_field import SearchField

translate = QCoreApplication.translate  # by this name lupdate finds the texts

_LEFT, _RIGHT = 525, 725


class MatchesPage:
    """The widgets of `dialog`; what they do is the dialog's."""

    def __init__(self, model: AssetsModel, thumbnails: Pictures, dialog: QDialog) -> None:
        self.tabs = StateTabs()
        self.filter = SearchField(
            translate("MatchesDialog", "name, number, title, agency or folder"),
            translate("MatchesDialog", "Filter"),
        )
        self.table = AssetsTable(model)
        self.empty = hint()
        self.name = QLabel()
        self.about = hint()
        self.asked = QLabel()
        self.search = SearchField(
            translate("MatchesDialog", "another frame: a part of its name"),
            translate("MatchesDialog", "Search for another frame"),
        )
        self.candidates = CandidatesList(thumbnails)
        self.alike = QCheckBox()
        self.none = QPushButton(translate("MatchesDialog", "Shows &none of these"))
        self.again = QPushButton(translate("MatchesDialog", "Ask &again"))
        self.uploads = UploadsBar()
        self.progress = ProgressLine(margin=0)
        self.by_picture = QPushButton(translate("MatchesDialog", "Match by &picture…"))
        self.by_table = QPushButton(translate("MatchesDialog", "Match by a &table…"))
        self.export = QPushButton(translate("MatchesDialog", "E&xport…"))
        self.close_button = QPushButton(translate("MatchesDialog", "Close"))
        self._dress()
        self._lay_out(dialog)

    def show_asset(self, asset: Asset | None) -> None:
        """Say which asset it is about."""
        self.alike.hide()
        self.asked.setText("")
        self.name.setText("" if asset is None else asset.file_name or asset.number or asset.title or "")
        self.about.setText("" if asset is None else self._about(asset))

    def offer_alike(self, count: int) -> None:
        """Other assets of the same file name wait, too."""
        if count:
            self.alike.setText(
                translate("MatchesDialog", "also for {0} more of this file name").format(f"{count:,}")
            )
        self.alike.setVisible(bool(count))

    def say_empty(self, state: AssetState | None, *, empty: bool) -> None:
        """Why nothing is listed of this state, if nothing is."""
        texts: dict[AssetState | None, str] = {
            None: translate("MatchesDialog", "No assets yet: import a sales report first."),
            "ambiguous": translate("MatchesDialog", "Nothing to decide."),
            "open": translate("MatchesDialog", "A frame was found for every asset."),
            "matched": translate(
                "MatchesDialog", "No asset is matched yet: scan the shoots that were sold from."
            ),
            "dismissed": translate("MatchesDialog", "You have not said of any asset that it shows no frame."),
        }
        self.empty.setText(
            translate("MatchesDialog", "Nothing of this name.")
            if self.filter.text().strip()
            else texts[state]
        )
        self.empty.setVisible(empty)

    def enable(self, *, busy: bool, asset: Asset | None, decided: bool) -> None:
        """What can be done now."""
        self.none.setEnabled(not busy and asset is not None)
        self.again.setEnabled(not busy and decided)
        self.candidates.setEnabled(not busy)
        for button in (self.by_picture, self.by_table, self.export):
            button.setEnabled(not busy)

    def _about(self, asset: Asset) -> str:
        sales = (
            translate("MatchesDialog", "1 sale")
            if asset.sales == 1
            else translate("MatchesDialog", "{0} sales").format(f"{asset.sales:,}")
        )
        earned = ", ".join(f"{amount:,.2f} {currency}" for currency, amount in asset.earnings.items())
        parts = [asset.agency, asset.number if asset.file_name else None, sales, earned]
        if asset.uploaded_on:
            parts.append(translate("MatchesDialog", "online since {0}").format(asset.uploaded_on.isoformat()))
        line = "  ·  ".join(part for part in parts if part)
        return f"{line}\n{asset.title}" if asset.title else line

    def _dress(self) -> None:
        self.filter.setMinimumWidth(260)
        self.search.setMinimumWidth(250)
        self.name.setObjectName("section")
        self.alike.setChecked(True)
        self.alike.hide()
        self.empty.hide()
        self.none.setToolTip(translate("MatchesDialog", "Key 0"))
        self.again.setToolTip(
            translate("MatchesDialog", "Take your decision about this asset back; Ctrl+Z: the last one")
        )
        for button in (
            self.none, self.again, self.by_picture, self.by_table, self.export, self.close_button
        ):  # fmt: skip
            button.setAutoDefault(False)

    def _lay_out(self, dialog: QDialog) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.about)
        column.addLayout(_row(self.asked, None, self.search))
        column.addWidget(self.candidates, 1)
        column.addLayout(_row(self.alike, None, self.none, self.again))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for side in (left, right):
            split.addWidget(side)
        split.setSizes([_LEFT, _RIGHT])
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(_row(self.tabs, None, self.filter))
        column.addWidget(split, 1)
        for widget in (self.uploads, self.progress):
            column.addWidget(widget)
        column.addLayout(_row(self.by_picture, self.by_table, self.export, None, self.close_button))


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(10)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
