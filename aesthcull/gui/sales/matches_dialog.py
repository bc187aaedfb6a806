"""Which frame each asset shows: what was found, and the user's word where it leaves a choice.

The list reads only the rows that are seen, and pictures come from threads. A decision is written at once, as
marks are: it is on disk before the next key press is handled.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from aesthcull.catalogue import matches, sales_reports
from aesthcull.catalogue.asset_search import Wanted
from aesthcull.catalogue.records import Asset
from aesthcull.catalogue.store import CatalogueError
from aesthcull.exchange.matching import MatchReport, match_names, read_table
from aesthcull.exchange.matching.listing import question
from aesthcull.exchange.sales.agencies import agency_called
from aesthcull.gui.background import Background
from aesthcull.gui.pictures import Pictures, thumbnail_loader
from aesthcull.gui.sales.asset_tasks import (
    Detail,
    Listed,
    choices_of,
    counts,
    export,
    said_of,
    search,
)
from aesthcull.gui.sales.assets_table import AssetsModel
from aesthcull.gui.sales.candidates_list import HOW, MOST, SIDE, Choices
from aesthcull.gui.sales.deciding import Deciding
from aesthcull.gui.sales.matches_page import MatchesPage
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.uploads import UploadReport, match_uploads

_DELAY_MS = 150
_CACHE_MB = 48


class MatchesDialog(QDialog):
    """`changed` when an asset shows another frame than before."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which frame each asset shows"))
        self._work = work
        self._detail: Detail | None = None
        self._deciding = Deciding(work.catalogue)
        self.thumbnails = Pictures(thumbnail_loader(work.thumbnails, SIDE), megabytes=_CACHE_MB)
        self.model = AssetsModel(work.catalogue, self)
        self.page = MatchesPage(self.model, self.thumbnails, self)
        self.listing, self.counting = Background(self), Background(self)
        self.detail, self.working = Background(self), Background(self)
        self._typed, self._searched = self._delay(self.load), self._delay(self._look)
        self._connect()
        self.resize(1180, 720)
        self.load()
        self.page.table.setFocus()

    @property
    def busy(self) -> bool:
        """Whether anything is read or written in the background."""
        parts = (self.listing, self.counting, self.detail, self.working)
        timers = (self._typed, self._searched)
        return self.model.busy or any(p.running for p in parts) or any(timer.isActive() for timer in timers)

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
        if self._written(lambda: self._deciding.decide(asset.id, self._alike(asset), frame_id)):
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

    def ask_again(self) -> None:
        """Take the decision about the current asset back, whenever it was made, and match it anew."""
        asset = self.current
        if asset is None:
            return
        asset_id = asset.id

        def work(job: Job) -> MatchReport:
            matches.reopen(self._work.catalogue, [asset_id])
            return match_names(self._work.catalogue, job)

        self._run(work)

    def _alike(self, asset: Asset) -> tuple[int, ...]:
        if self._detail is None or self._detail.asset_id != asset.id or not self.page.alike.isChecked():
            return ()
        return self._detail.alike

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
        self._detail = None
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

    # Longer work

    def match_pictures(self, folder: Path, agency: str = "") -> None:
        """Match by the uploaded pictures in a folder; with an agency, all of them are on sale there."""

        def work(job: Job) -> UploadReport:
            known = sales_reports.agencies(self._work.catalogue)
            return match_uploads(
                self._work, folder, job, match_names, agency_called(agency, known) if agency else None
            )

        self._run(work)

    def match_table(self, table: Path) -> None:
        """Match by the user's own table of assets and files."""
        self._run(lambda job: match_names(self._work.catalogue, job, read_table(table, job)))

    def export_to(self, out: Path) -> None:
        """Write what is listed as JSON, or as CSV by the file's name."""
        ids = list(self.model.ids)
        self._run(lambda job: export(self._work.catalogue, ids, out, job))

    def reject(self) -> None:
        """Esc and Close; what goes on is cancelled first."""
        if not self.page.uploads.isHidden():
            self.page.uploads.hide()
        elif self.working.running:
            self.working.cancel()
        else:
            super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """1–9 choose and 0 dismisses, where no text is typed; Return takes the frame under the cursor."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if watched is self.page.candidates:
                self._take(self.page.candidates.current_choice())
            else:
                self.page.candidates.setFocus()
            return True
        if event.text() and event.text() in "0123456789":
            if event.text() == "0":
                self.decide(None)
            else:
                self._take(self.page.candidates.choice(int(event.text())))
            return True
        return super().eventFilter(watched, event)

    def _take(self, frame_id: int | None) -> None:
        """Choose a frame that is shown; not one of the asset before, while the pictures are on their way."""
        asset, detail = self.current, self._detail
        if frame_id is not None and asset is not None and detail is not None and detail.asset_id == asset.id:
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
        if asset is not None and (self._detail is None or self._detail.asset_id != asset.id):
            self._look()

    def _moved(self) -> None:
        """Another asset is current: what was searched for belonged to the one before."""
        self.page.search.clear()
        self._searched.stop()
        self._look()

    def _look(self) -> None:
        """Look for what can be chosen for the current asset."""
        asset, text = self.current, self.page.search.text().strip()
        self._detail = None
        self.page.show_asset(asset)
        self._enable()
        if asset is None:
            self.page.candidates.show_choices(Choices())
        else:
            self.detail.start(lambda _job: choices_of(self._work.catalogue, asset, text))

    def _looked(self, found: object) -> None:
        assert isinstance(found, Detail)
        asset = self.current
        if asset is None or asset.id != found.asset_id:
            return
        self._detail = found
        self.page.candidates.show_choices(found.choices)
        self.page.offer_alike(len(found.alike))
        if self.page.search.text().strip():
            count = len(found.choices.choices)
            said = self.tr("the first {0}").format(MOST) if found.more else f"{count}"
            self.page.asked.setText(self.tr("Frames of this name: {0}").format(said))
        else:
            self.page.asked.setText(self._asked(asset))

    def _asked(self, asset: Asset) -> str:
        if asset.state == "matched":
            return self.tr("Matched: {0}").format(HOW[asset.how]) if asset.how else ""
        if asset.state == "dismissed":
            return self.tr("You said that it shows no frame.")
        asked = question(asset.candidates, pictured=asset.picture is not None)
        return asked or self.tr("No frame was found: search for it, or match by picture.")

    def _worked(self, outcome: object) -> None:
        self.page.progress.rest(said_of(outcome))
        if not isinstance(outcome, str):  # an export changes nothing
            self._deciding.forget()
            self.load()
            self.changed.emit()
        self._enable()

    # Arranging

    def _run(self, work: Callable[[Job], object]) -> None:
        if not self.working.running:
            self.page.progress.follow(self.working.start(work))
            self._enable()

    def _rest(self, text: str) -> None:
        self.page.progress.rest(text)
        self._enable()

    def _enable(self) -> None:
        busy, asset = self.working.running, self.current
        self.page.enable(busy=busy, asset=asset, decided=asset is not None and asset.how == "person")

    def _delay(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_DELAY_MS)
        timer.timeout.connect(act)
        return timer

    def _ask_for_uploads(self) -> None:
        self.page.uploads.ask(sales_reports.agencies(self._work.catalogue))

    def _choose_table(self) -> None:
        kinds = self.tr("Tables (*.csv *.txt *.tsv);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Assets and files"), str(Path.home()), kinds)
        if chosen:
            self.match_table(Path(chosen))

    def _choose_file(self) -> None:
        start, kinds = str(Path.home() / "assets.csv"), self.tr("CSV (*.csv);;JSON (*.json)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), start, kinds)
        if chosen:
            self.export_to(Path(chosen))

    def _connect(self) -> None:
        page = self.page
        page.tabs.chosen.connect(self.load)
        page.filter.textChanged.connect(lambda _text: self._typed.start())
        page.filter.returnPressed.connect(page.table.setFocus)
        page.search.textChanged.connect(lambda _text: self._searched.start())
        page.search.returnPressed.connect(page.candidates.setFocus)
        page.table.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        page.candidates.chosen.connect(self._take)
        page.none.clicked.connect(lambda: self.decide(None))
        page.again.clicked.connect(self.ask_again)
        page.by_picture.clicked.connect(self._ask_for_uploads)
        page.by_table.clicked.connect(self._choose_table)
        page.export.clicked.connect(self._choose_file)
        page.close_button.clicked.connect(self.reject)
        page.uploads.wanted.connect(self.match_pictures)
        page.progress.cancel.connect(self.working.cancel)
        self.model.arrived.connect(self._arrived)
        self.model.failed.connect(self._rest)
        for worker, take in (
            (self.listing, self._listed),
            (self.counting, page.tabs.count),
            (self.detail, self._looked),
            (self.working, self._worked),
        ):
            worker.finished.connect(take)
            worker.failed.connect(self._rest)
        self.working.cancelled.connect(lambda: self._rest(self.tr("Cancelled; what was matched is kept.")))
        self.finished.connect(lambda _result: self.thumbnails.close())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, page.filter.setFocus)
        for view in (page.table, page.candidates):
            view.installEventFilter(self)
