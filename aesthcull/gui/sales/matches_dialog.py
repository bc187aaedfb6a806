"""Which frame each asset shows: what was found, and the user's word where it leaves a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue import matches, queries, sales
from aesthcull.catalogue.records import Asset, AssetState
from aesthcull.exchange import listing
from aesthcull.exchange.matching import match_names
from aesthcull.exchange.matching.listing import Files, asset_json, asset_row, files_of, question
from aesthcull.gui.background import Background
from aesthcull.gui.pictures import Pictures, thumbnail_loader
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.sales.assets_table import AssetsModel, AssetsTable
from aesthcull.gui.sales.candidates_list import MOST, SIDE, CandidatesList, Choice, read_picture
from aesthcull.job import Job
from aesthcull.photos.problems import os_reason
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.uploads import UploadReport, match_uploads

_DELAY_MS = 150
_CACHE_MB = 24


@dataclass(frozen=True)
class _Known:
    """All assets, the files of their frames, and those that pass the filter."""

    assets: tuple[Asset, ...]
    files: Files
    shown: tuple[Asset, ...]


@dataclass(frozen=True)
class _Detail:
    """What can be chosen for one asset."""

    asset_id: int
    uploaded: QImage | None
    choices: tuple[Choice, ...]


class MatchesDialog(QDialog):
    """`changed` when an asset shows another frame than before."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which frame each asset shows"))
        self._work = work
        self._known = _Known((), {}, ())
        self.counts = QLabel()
        self.states = QComboBox()
        self.text = QLineEdit()
        self.model = AssetsModel()
        self.table = AssetsTable(self.model)
        self.asked = QLabel()
        self.thumbnails = Pictures(thumbnail_loader(work.thumbnails, SIDE), megabytes=_CACHE_MB)
        self.candidates = CandidatesList(self.thumbnails)
        self.search = QLineEdit()
        self.none = QPushButton(self.tr("Shows &none of them"))
        self.reopen = QPushButton(self.tr("Ask &again"))
        self.by_picture = QPushButton(self.tr("Match by &picture…"))
        self.export = QPushButton(self.tr("E&xport…"))
        self.close_button = QPushButton(self.tr("Close"))
        self.progress = ProgressLine(margin=0)
        self.loading = Background(self)
        self.detail = Background(self)
        self.working = Background(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_DELAY_MS)
        self._lay_out()
        self._connect()
        self.load()

    def load(self) -> None:
        """Read the assets anew."""
        state, text = self.states.currentData(), self.text.text().strip().casefold()

        def work(_job: Job) -> _Known:
            assets = tuple(sales.assets(self._work.catalogue))
            files = files_of(self._work.catalogue, assets)
            return _Known(assets, files, _filtered(assets, files, state, text))

        self.loading.start(work)

    def decide(self, frame_id: int | None) -> None:
        """The current asset shows this frame, or (None) none of the catalogue's; on to the next one."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.model.assets) or self.working.running:
            return
        asset = self.model.assets[row]
        state: AssetState = "dismissed" if frame_id is None else "matched"

        def work(_job: Job) -> tuple[Asset, Files]:
            matches.decide(self._work.catalogue, [asset.id], frame_id)
            decided = replace(asset, state=state, frame_id=frame_id, how="person")
            return decided, files_of(self._work.catalogue, [decided])

        self._run(work)

    def ask_again(self) -> None:
        """Take the decision about the current asset back."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.assets):
            asset = self.model.assets[row]

            def work(job: Job) -> str:
                matches.reopen(self._work.catalogue, [asset.id])
                return match_names(self._work.catalogue, job).line()

            self._run(work)

    def match_pictures(self, folder: Path) -> None:
        """Match by the uploaded pictures in a folder."""
        self._run(lambda job: match_uploads(self._work, folder, job, match_names))

    def export_to(self, out: Path) -> None:
        """Write what is listed as JSON, or as CSV by the file's name."""
        shown, files = self._known.shown, self._known.files

        def work(_job: Job) -> str:
            if out.suffix.lower() == ".json":
                text = listing.to_json({"assets": [asset_json(a, files) for a in shown], "problems": []})
            else:
                text = listing.to_csv([asset_row(a, files) for a in shown])
            try:
                out.write_text(text, encoding="utf-8")
            except OSError as error:
                return f"{out}: {os_reason(error)}"
            return self.tr("{0} assets written to {1}").format(f"{len(shown):,}", out)

        self._run(work)

    def reject(self) -> None:
        """Esc and Close; what goes on is cancelled first."""
        if self.working.running:
            self.working.cancel()
        else:
            super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """1–9 choose and 0 dismisses, where no text is typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text():
            if event.text() == "0":
                self.decide(None)
                return True
            if event.text() in "123456789":
                frame_id = self.candidates.choice(int(event.text()))
                if frame_id is not None:
                    self.decide(frame_id)
                return True
        return super().eventFilter(watched, event)

    # What the workers bring

    def _loaded(self, known: _Known) -> None:
        self._known = known
        row = max(0, self.table.currentIndex().row())
        self.model.show(known.shown, known.files)
        count = {
            s: sum(a.state == s for a in known.assets) for s in ("matched", "ambiguous", "open", "dismissed")
        }
        self.counts.setText(
            self.tr(
                "{0} assets  ·  {1} matched  ·  {2} ambiguous  ·  {3} not found  ·  {4} show no frame"
            ).format(*(f"{n:,}" for n in (len(known.assets), *count.values())))
            if known.assets
            else self.tr("No assets yet: import a sales report first.")
        )
        if known.shown:
            self.table.selectRow(min(row, len(known.shown) - 1))
        else:
            self._show_asset()
        self._enable()

    def _worked(self, outcome: object) -> None:
        if isinstance(outcome, tuple):
            self.progress.rest("")
            self._decided(*outcome)
        else:
            said = _said(outcome) if isinstance(outcome, UploadReport) else str(outcome)
            self.progress.rest(said)
            self.load()
        self.changed.emit()
        self._enable()

    def _decided(self, asset: Asset, files: Files) -> None:
        row = next((n for n, a in enumerate(self.model.assets) if a.id == asset.id), None)
        if row is None:
            return
        self.model.put(row, asset, files)
        self._known = replace(
            self._known,
            assets=tuple(asset if a.id == asset.id else a for a in self._known.assets),
            shown=tuple(self.model.assets),
            files={**self._known.files, **files},
        )
        if row + 1 < len(self.model.assets):
            self.table.selectRow(row + 1)
        else:
            self._show_asset()

    def _show_asset(self) -> None:
        """Look for what can be chosen for the current asset."""
        row = self.table.currentIndex().row()
        self.candidates.show_choices(None, [])
        self._enable()
        if not 0 <= row < len(self.model.assets):
            self.asked.setText("")
            return
        asset, text = self.model.assets[row], self.search.text().strip().casefold()
        self.asked.setText(_question(asset))
        self.detail.start(lambda _job: self._choices(asset, text))

    def _choices(self, asset: Asset, text: str) -> _Detail:
        picture = read_picture(asset.picture) if asset.picture is not None else None
        candidates = {c.frame_id: c for c in asset.candidates}
        ids = list(candidates)
        if asset.frame_id is not None and asset.frame_id not in candidates:
            ids.insert(0, asset.frame_id)
        if text:
            named = matches.named_files(self._work.catalogue)
            found = [f.frame_id for f in named if text in Path(f.path).name.casefold() and not f.missing]
            ids = list(dict.fromkeys(found))
        frames = queries.frames_by_id(self._work.catalogue, ids[:MOST])
        return _Detail(asset.id, picture, tuple(Choice(f, candidates.get(f.id)) for f in frames))

    def _detailed(self, found: _Detail) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.assets) and self.model.assets[row].id == found.asset_id:
            self.candidates.show_choices(found.uploaded, found.choices)

    # Arranging

    def _run(self, work: Callable[[Job], object]) -> None:
        self.progress.follow(self.working.start(work))
        self._enable()

    def _rest(self, text: str) -> None:
        self.progress.rest(text)
        self._enable()

    def _enable(self) -> None:
        busy = self.working.running
        row = self.table.currentIndex().row()
        current = self.model.assets[row] if 0 <= row < len(self.model.assets) else None
        self.none.setEnabled(not busy and current is not None)
        self.reopen.setEnabled(not busy and current is not None and current.how == "person")
        self.candidates.setEnabled(not busy)
        for button in (self.by_picture, self.export):
            button.setEnabled(not busy)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("The uploaded pictures"), str(Path.home()))
        if chosen:
            self.match_pictures(Path(chosen))

    def _choose_file(self) -> None:
        kinds = self.tr("CSV (*.csv);;JSON (*.json)")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), str(Path.home() / "assets.csv"), kinds
        )
        if chosen:
            self.export_to(Path(chosen))

    def _connect(self) -> None:
        self.states.activated.connect(lambda _place: self.load())
        self.text.textChanged.connect(lambda _text: self._soon.start())
        self._soon.timeout.connect(self.load)
        self.search.returnPressed.connect(self._show_asset)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_asset())
        self.candidates.chosen.connect(self.decide)
        self.none.clicked.connect(lambda: self.decide(None))
        self.reopen.clicked.connect(self.ask_again)
        self.by_picture.clicked.connect(self._choose_folder)
        self.export.clicked.connect(self._choose_file)
        self.close_button.clicked.connect(self.reject)
        self.loading.finished.connect(self._loaded)
        self.loading.failed.connect(self._rest)
        self.detail.finished.connect(self._detailed)
        self.detail.failed.connect(self._rest)
        self.working.finished.connect(self._worked)
        self.working.failed.connect(self._rest)
        self.working.cancelled.connect(lambda: self._rest(self.tr("Cancelled; what was matched is kept.")))
        self.progress.cancel.connect(self.working.cancel)
        self.finished.connect(lambda _result: self.thumbnails.close())
        for view in (self.table, self.candidates):
            view.installEventFilter(self)

    def _lay_out(self) -> None:
        for text, state in (
            (self.tr("to be decided"), "ambiguous"), (self.tr("not found"), "open"),
            (self.tr("matched"), "matched"), (self.tr("shows no frame"), "dismissed"), (self.tr("all"), None),
        ):  # fmt: skip
            self.states.addItem(text, state)
        self.states.setAccessibleName(self.tr("Which assets"))
        self.text.setPlaceholderText(self.tr("name, number or title"))
        self.text.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("another frame: a part of its name, then Return"))
        self.search.setClearButtonEnabled(True)
        self.asked.setWordWrap(True)
        for button in (self.none, self.reopen, self.by_picture, self.export, self.close_button):
            button.setAutoDefault(False)
        self.none.setToolTip(self.tr("Key 0"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(_row(self.counts, None, self.states, self.text))
        column.addWidget(self.table, 1)
        asked = _row(self.asked, self.search)
        asked.setStretch(0, 1)
        column.addLayout(asked)
        column.addWidget(self.candidates)
        column.addWidget(self.progress)
        column.addLayout(_row(self.none, self.reopen, None, self.by_picture, self.export, self.close_button))
        self.search.setMinimumWidth(330)
        self.text.setMinimumWidth(220)
        self.resize(1120, 690)


def _filtered(
    assets: Sequence[Asset], files: Files, state: AssetState | None, text: str
) -> tuple[Asset, ...]:
    def told(asset: Asset) -> str:
        frame = files.get(asset.frame_id) if asset.frame_id is not None else None
        parts = (asset.agency, asset.number, asset.file_name, asset.title, frame.path.name if frame else "")
        return "\n".join(part for part in parts if part).casefold()

    return tuple(a for a in assets if (state is None or a.state == state) and (not text or text in told(a)))


def _question(asset: Asset) -> str:
    name = asset.file_name or asset.number or asset.title or ""
    asked = question(asset.candidates, pictured=asset.picture is not None)
    return f"{name}: {asked}" if asked and asset.state == "ambiguous" else name


def _said(found: UploadReport) -> str:
    text = (
        f"{found.files:,} pictures: {found.recognised:,} recognised, {found.ambiguous:,} ambiguous, "
        f"{found.unknown:,} show no frame of the catalogue"
    )
    return f"{text}; {len(found.problems):,} could not be read" if found.problems else text


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
