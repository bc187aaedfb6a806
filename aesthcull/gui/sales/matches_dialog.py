"""Which frame each asset shows: what was found, and the user's word where it leaves a choice.

The list reads only the rows that are seen, and pictures come from threads. A decision is written at once, as
marks are: it is on disk before the next key press is handled.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from aesthcull.catalogue import sales_reports
from aesthcull.catalogue.asset_search import Wanted
from aesthcull.catalogue.records import Asset
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.background import Background
from aesthcull.gui.pictures import Pictures, thumbnail_loader
from aesthcull.gui.sales.asset_detail import AssetDetail
from aesthcull.gui.sales.asset_tasks import Listed, counts, said_of, search
from aesthcull.gui.sales.assets_table import AssetsModel
from aesthcull.gui.sales.candidates_list import SIDE
from aesthcull.gui.sales.deciding import Deciding
from aesthcull.gui.sales.matches_keys import MatchesKeys
from aesthcull.gui.sales.matches_page import MatchesPage
from aesthcull.gui.sales.matches_work import MatchesWork
from aesthcull.job import Job
from aesthcull.pipeline import Workplace

_CACHE_MB = 48


class MatchesDialog(QDialog):
    """`changed` when an asset shows another frame than before."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which frame each asset shows"))
        self._work = work
        self._deciding = Deciding(work.catalogue)
        self.thumbnails = Pictures(thumbnail_loader(work.thumbnails, SIDE), megabytes=_CACHE_MB)
        self.model = AssetsModel(work.catalogue, self)
        self.page = MatchesPage(self.model, self.thumbnails, self)
        self.listing, self.counting = Background(self), Background(self)
        self.detail, self.working = AssetDetail(work.catalogue, self.page, self), MatchesWork(work, self)
        self._connect()
        self.resize(1180, 720)
        self.load()
        self.page.table.setFocus()

    @property
    def busy(self) -> bool:
        """Whether anything is read or written in the background."""
        parts = (self.listing, self.counting, self.working)
        waiting = self.page.filter.waiting or self.model.busy or self.detail.busy
        return waiting or any(part.running for part in parts)

    @property
    def current(self) -> Asset | None:
        """The asset that the keys act on."""
        return self.model.asset(self.page.table.currentIndex().row())

    def load(self) -> None:
        """List the assets that pass the filter."""
        wanted = Wanted(self.page.tabs.state, self.page.filter.text())
        self.listing.start(lambda _job: search(self._work.catalogue, wanted))

    # Decisions

    def decide(self, frame_id: int | None) -> None:
        """The current asset, and those alike if so ticked, show this frame, or (None) none of the
        catalogue's; on to the next one."""
        asset = self.current
        if asset is None or self.working.running:
            return
        if self._written(lambda: self._deciding.decide(asset.id, self.detail.alike(asset), frame_id)):
            self._stand_otherwise()
            self._go_on()

    def undo(self) -> None:
        """Take back the last decision made here."""
        asset_id: int | None = None

        def act() -> None:
            nonlocal asset_id
            asset_id = self._deciding.undo()

        if not self.working.running and self._written(act) and asset_id is not None:
            self.page.progress.rest(self.tr("Taken back."))
            self._stand_otherwise()
            if asset_id in self.model.ids:
                self.page.table.selectRow(self.model.ids.index(asset_id))

    def _written(self, act: Callable[[], None]) -> bool:
        """Whether it could be written; if not, the user is told why."""
        try:
            act()
        except CatalogueError as error:
            self.page.progress.rest(self.tr("Not saved: {0}").format(error))
            return False
        self.page.progress.rest("")
        return True

    def _stand_otherwise(self) -> None:
        """Assets stand otherwise than before: read them again, and count."""
        self.detail.forget()
        self.model.renew()
        self.counting.start(lambda _job: counts(self._work.catalogue))
        self.changed.emit()

    def _go_on(self) -> None:
        """To the next asset that was not decided here; at the end stay."""
        row, ids = self.page.table.currentIndex().row() + 1, self.model.ids
        while row < len(ids) and ids[row] in self._deciding.settled:
            row += 1
        if row < len(ids):
            self.page.table.selectRow(row)

    # Keys

    def reject(self) -> None:
        """Esc and Close; what goes on is cancelled first."""
        if not self.page.uploads.isHidden():
            self.page.uploads.hide()
        elif self.working.running:
            self.working.cancel()
        else:
            super().reject()

    def _entered(self) -> None:
        """Return: to the pictures, and there the one under the cursor."""
        if self.page.candidates.hasFocus():
            self._take(self.page.candidates.current_choice())
        else:
            self.page.candidates.setFocus()

    def _numbered(self, number: int) -> None:
        if number:
            self._take(self.page.candidates.choice(number))
        else:
            self.decide(None)

    def _take(self, frame_id: int | None) -> None:
        """Choose a frame that is shown; not one of the asset before, while the pictures are on their way."""
        asset = self.current
        if frame_id is not None and asset is not None and self.detail.shows(asset):
            self.decide(frame_id)

    # What the workers bring

    def _listed(self, found: object) -> None:
        assert isinstance(found, Listed)
        self.page.tabs.count(found.counts)
        ids, row = found.ids, max(0, self.page.table.currentIndex().row())
        before = self.model.ids[row] if row < len(self.model.ids) else None
        if before is not None and before in ids:
            row = ids.index(before)
        self.model.show(ids)
        self.page.say_empty(self.page.tabs.state, empty=not ids)
        if ids:
            self.page.table.selectRow(min(row, len(ids) - 1))
        else:
            self._look()
        self._enable()

    def _arrived(self) -> None:
        """Rows were read; the current one among them, perhaps."""
        asset = self.current
        if asset is not None and not self.detail.shows(asset):
            self._look()

    def _moved(self) -> None:
        """Another asset is current: what was searched for belonged to the one before."""
        self.page.search.clear_quietly()
        self._look()

    def _look(self) -> None:
        self.detail.show(self.current)
        self._enable()

    def _worked(self, outcome: object) -> None:
        self.page.progress.rest(said_of(outcome))
        if not isinstance(outcome, str):  # an export changes nothing
            self._deciding.forget()
            self.load()
            self.changed.emit()
        self._enable()

    # Arranging

    def _begun(self, job: Job) -> None:
        self.page.progress.follow(job)
        self._enable()

    def _ask_again(self) -> None:
        if self.current is not None:
            self.working.ask_again(self.current.id)

    def _rest(self, text: str) -> None:
        self.page.progress.rest(text)
        self._enable()

    def _enable(self) -> None:
        busy, asset = self.working.running, self.current
        self.page.enable(busy=busy, asset=asset, decided=asset is not None and asset.how == "person")

    def _connect(self) -> None:
        page = self.page
        page.tabs.chosen.connect(self.load)
        page.filter.paused.connect(self.load)
        page.filter.returnPressed.connect(page.table.setFocus)
        page.search.returnPressed.connect(page.candidates.setFocus)
        page.table.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        page.candidates.chosen.connect(self._take)
        page.none.clicked.connect(lambda: self.decide(None))
        page.again.clicked.connect(self._ask_again)
        page.by_picture.clicked.connect(
            lambda: page.uploads.ask(sales_reports.agencies(self._work.catalogue))
        )
        page.by_table.clicked.connect(self.working.choose_table)
        page.export.clicked.connect(lambda: self.working.choose_export(list(self.model.ids)))
        page.close_button.clicked.connect(self.reject)
        page.uploads.wanted.connect(self.working.match_pictures)
        page.progress.cancel.connect(self.working.cancel)
        self.model.arrived.connect(self._arrived)
        self.model.failed.connect(self._rest)
        for worker, take in (
            (self.listing, self._listed),
            (self.counting, page.tabs.count),
            (self.working, self._worked),
        ):
            worker.finished.connect(take)
            worker.failed.connect(self._rest)
        self.detail.looking.failed.connect(self._rest)
        self.working.begun.connect(self._begun)
        self.working.cancelled.connect(lambda: self._rest(self.tr("Cancelled; what was matched is kept.")))
        self.finished.connect(lambda _result: self.thumbnails.close())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, page.filter.setFocus)
        keys = MatchesKeys(page.table, page.candidates, parent=self)
        keys.numbered.connect(self._numbered)
        keys.entered.connect(self._entered)
