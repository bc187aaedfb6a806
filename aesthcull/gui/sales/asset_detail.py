"""What can be chosen for the asset that the matches dialog shows, or the frames of a searched name."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog

from aesthcull.catalogue.records import Asset
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.matching.listing import question
from aesthcull.gui.background import Background
from aesthcull.gui.sales.asset_tasks import Detail, choices_of
from aesthcull.gui.sales.candidates_list import HOW, MOST, Choices
from aesthcull.gui.sales.matches_page import MatchesPage

translate = QCoreApplication.translate  # by this name lupdate finds the texts


class AssetDetail(QObject):
    """Shows one asset on the page; `looking` is the worker that reads its choices."""

    def __init__(self, catalogue: Catalogue, page: MatchesPage, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._catalogue = catalogue
        self._page = page
        self._asset: Asset | None = None
        self._found: Detail | None = None
        self.looking = Background(dialog)
        self.looking.finished.connect(self._looked)
        page.search.paused.connect(lambda: self.show(self._asset))

    @property
    def busy(self) -> bool:
        """Whether choices are read, or about to be."""
        return self.looking.running or self._page.search.waiting

    def show(self, asset: Asset | None) -> None:
        """Look for what can be chosen for this asset, by the search if there is one."""
        self._asset, self._found = asset, None
        text = self._page.search.text().strip()
        self._page.show_asset(asset)
        if asset is None:
            self._page.candidates.show_choices(Choices())
        else:
            self.looking.start(lambda _job: choices_of(self._catalogue, asset, text))

    def forget(self) -> None:
        """What was found no longer holds; nothing can be taken until it is shown again."""
        self._found = None

    def shows(self, asset: Asset) -> bool:
        """Whether its choices are on the page, and not those of an asset before."""
        return self._found is not None and self._found.asset_id == asset.id

    def alike(self, asset: Asset) -> tuple[int, ...]:
        """The assets that a decision about this one is for, too, if so ticked."""
        if self._found is None or not self.shows(asset) or not self._page.alike.isChecked():
            return ()
        return self._found.alike

    def _looked(self, found: object) -> None:
        assert isinstance(found, Detail)
        asset = self._asset
        if asset is None or asset.id != found.asset_id:
            return
        self._found = found
        self._page.candidates.show_choices(found.choices)
        self._page.offer_alike(len(found.alike))
        self._page.asked.setText(self._said(asset, found))

    def _said(self, asset: Asset, found: Detail) -> str:
        if self._page.search.text().strip():
            count = len(found.choices.choices)
            said = self.tr("the first {0}").format(MOST) if found.more else f"{count}"
            return self.tr("Frames of this name: {0}").format(said)
        if asset.state == "matched":
            return (
                self.tr("Matched: {0}").format(translate("Candidates", HOW[asset.how])) if asset.how else ""
            )
        if asset.state == "dismissed":
            return self.tr("You said that it shows no frame.")
        asked = question(asset.candidates, pictured=asset.picture is not None)
        return asked or self.tr("No frame was found: search for it, or match by picture.")
