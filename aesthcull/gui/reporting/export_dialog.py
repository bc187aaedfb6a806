"""Exporting a report: of which frames, how it looks, where it goes; then it can be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from aesthcull.exchange.reports.captions import plain
from aesthcull.gui.background import Background
from aesthcull.gui.forms import choices as radio_buttons
from aesthcull.gui.forms import hint, line
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.gui.reporting.choices import FRAMES, KINDS, Choices, Kind, recall, remember
from aesthcull.gui.reporting.export import Request, Written, export
from aesthcull.gui.reporting.options import OptionsForm, captioned
from aesthcull.gui.reporting.save_field import SaveField
from aesthcull.pipeline import Workplace

Ids = Mapping[str, Sequence[int]]  # by FRAMES


class ExportDialog(QDialog):
    """Writes reports of the frames `ids` of the shoot `folder`, one after the other if the user likes.
    `scores` are offered; `sort`, where it is one of them, stands first in a ranking."""

    def __init__(
        self,
        work: Workplace,
        settings: QSettings,
        folder: Path,
        ids: Ids,
        scores: Sequence[str],
        sort: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export a report"))
        self._work = work
        self._settings = settings
        self._folder = folder
        self._ids = ids
        self._sort = sort if sort in scores else ""
        self._choices = Choices()
        self._written: Path | None = None
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Report"))
        for text, kind in zip(self._kinds(), KINDS, strict=True):
            self.kind.addItem(text, kind)
        self.frames = radio_buttons(self, self._offered())
        self.title = QLineEdit(plain(folder.name or str(folder)))
        self.title.setAccessibleName(self.tr("Title"))
        self.options = OptionsForm(scores)
        self.none = hint(self.tr("There is no such frame yet."))
        self.out = SaveField(self.tr("Save as"), self.tr("All files (*)"))
        self.question = QuestionBar()
        self.progress = ProgressLine(margin=0)
        self.write = QPushButton(self.tr("&Export"))
        self.write.setObjectName("primary")
        self.open_button = QPushButton(self.tr("&Open it"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self.background = Background(self)
        self._connect()
        self.show_kind("sheet")

    def show_kind(self, kind: Kind) -> None:
        """Show a kind of report, with what was chosen for it the last time."""
        self.kind.setCurrentIndex(KINDS.index(kind))
        self._choices = recall(self._settings, kind)
        if kind == "csv" and self._sort:
            self._choices = replace(self._choices, score=self._sort)
        wanted = FRAMES.index(self._choices.frames) if self._choices.frames in FRAMES else 0
        self.frames.button(wanted).setChecked(True)
        self.options.show_choices(kind, self._choices)
        self._title_line.setVisible(kind != "csv")
        self.out.set_path(self._place())
        self.question.drop()
        self._written = None
        self._rest("")

    def reject(self) -> None:
        """Esc and Close; what goes on is cancelled first."""
        if self.background.running:
            self.background.cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.question.isVisible():
            self.question.drop()
            self.write.setFocus()
        else:
            super().keyPressEvent(event)

    # What the user does

    def _export(self) -> None:
        if not self.write.isEnabled():
            return
        path = self._path()
        if self.out.replaces():
            text = self.tr("{0} is there already.").format(path.name)
            self.question.ask(text, self.tr("&Replace it"), self.tr("&Keep it"), self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        kind, out = self._kind(), self._path()
        frames = FRAMES[self.frames.checkedId()]
        self._choices = self.options.choices(replace(self._choices, frames=frames, folder=str(out.parent)))
        remember(self._settings, kind, self._choices)
        asked = Request(kind, tuple(self._ids[frames]), self._folder, self.title.text(), out, self._choices)
        self._written = None
        self.progress.follow(self.background.start(lambda job: export(self._work, asked, job)))
        self._renew()

    def _open(self) -> None:
        if self._written and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written))):
            self.progress.rest(self.tr("Nothing on this machine opens {0}").format(self._written.name))

    # What comes of it

    def _show(self, written: Written) -> None:
        self._written = written.path
        told = self.tr("1 frame written") if written.frames == 1 else self.tr("{0} frames written")
        told = told.format(f"{written.frames:,}")
        if written.absent:
            told += self.tr("; {0} without a picture").format(f"{written.absent:,}")
        self._rest(told)
        self.open_button.setFocus()

    def _rest(self, text: str) -> None:
        self.progress.rest(text)
        self._renew()

    def _renew(self) -> None:
        """Enable what can be done."""
        busy = self.background.running
        for number, name in enumerate(FRAMES):
            self.frames.button(number).setEnabled(bool(self._ids[name]) and not busy)
        for part in (self.kind, self.title, self.options, self.out):
            part.setEnabled(not busy)
        chosen = FRAMES[self.frames.checkedId()]
        self.write.setEnabled(not busy and bool(self._ids[chosen]) and self.out.path() is not None)
        self.none.setVisible(not self._ids[chosen])
        self.open_button.setVisible(self._written is not None)

    # Inside

    def _kind(self) -> Kind:
        return KINDS[self.kind.currentIndex()]

    def _kinds(self) -> tuple[str, ...]:
        return self.tr("Contact sheet"), self.tr("Proof sheet for a browser"), self.tr("Ranking as CSV")

    def _offered(self) -> list[str]:
        texts = (
            self.tr("All shown in the grid ({0})"),
            self.tr("The selected ones ({0})"),
            self.tr("All picks of the shoot ({0})"),
        )
        return [t.format(f"{len(self._ids[name]):,}") for t, name in zip(texts, FRAMES, strict=True)]

    def _suffix(self) -> str:
        return {"sheet": f".{self.options.form.currentData()}", "proof": ".html", "csv": ".csv"}[self._kind()]

    def _place(self) -> Path:
        """A name for the report, in the folder of the last one."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kept = Path(self._choices.folder or documents or Path.home())
        folder = kept if kept.is_dir() else Path.home()
        what = {"sheet": self.tr("contact sheet"), "proof": self.tr("proofs"), "csv": self.tr("ranking")}
        name = plain(self._folder.name) or self.tr("Shoot")
        return folder / f"{name} {what[self._kind()]}{self._suffix()}"

    def _path(self) -> Path:
        """Where it goes, with the suffix of its type."""
        self.out.set_suffix(self._suffix())
        return (self.out.path() or self._place()).absolute()

    def _connect(self) -> None:
        self.kind.activated.connect(lambda index: self.show_kind(KINDS[index]))
        self.options.form.activated.connect(lambda _index: self.out.set_suffix(self._suffix()))
        self.frames.idToggled.connect(lambda *_: self._renew())
        self.out.changed.connect(self._renew)
        self.out.changed.connect(self.question.drop)
        self.write.clicked.connect(self._export)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        self.progress.cancel.connect(self.background.cancel)
        self.background.finished.connect(self._show)
        self.background.failed.connect(self._rest)
        self.background.cancelled.connect(lambda: self._rest(self.tr("Cancelled; nothing was written.")))

    def _lay_out(self) -> None:
        frames = QWidget()
        beside = QVBoxLayout(frames)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2)
        for button in self.frames.buttons():
            beside.addWidget(button)
        beside.addWidget(self.none)
        self._title_line = captioned(self.tr("Title"), self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(captioned(self.tr("Report"), line(self.kind)))
        column.addWidget(captioned(self.tr("Frames"), frames, tall=True))
        for part in (self._title_line, self.options, captioned(self.tr("Save as"), self.out)):
            column.addWidget(part)
        column.addStretch()
        column.addWidget(self.question)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.progress, 1)
        for button in (self.open_button, self.write, self.close_button):
            bottom.addWidget(button)
        self.write.setDefault(True)
        self.close_button.setAutoDefault(False)
        column.addLayout(bottom)
        self.resize(680, 440)
