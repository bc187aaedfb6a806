"""The models dialog: which versions there are, their cards, and what can be done with each."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from aesthcull.gui.background import Background
from aesthcull.gui.local_page import LocalPage
from aesthcull.gui.models.adoption import Adoption
from aesthcull.gui.models.card import CardView
from aesthcull.gui.models.describe import nature
from aesthcull.gui.models.evaluate_dialog import EvaluateDialog
from aesthcull.gui.models.table import VersionsTable
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.trainer.report.page import PAGE
from aesthcull.vision.registry import ModelEntry, ModelError, verify

translate = QCoreApplication.translate  # by this name lupdate finds the texts


class ModelsDialog(QDialog):
    """Lists the models of `work.registry`; the user's own stand in `folder`. `adoption` tells when another
    one is taken into use."""

    def __init__(self, work: Workplace, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self._work = work
        self._folder = folder
        self.table = VersionsTable()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.nature = QLabel()
        self.nature.setObjectName("faint")
        self.nature.setWordWrap(True)
        self.card = CardView()
        self.report = LocalPage()
        self.report.setObjectName("report")
        self.report.setAccessibleName(self.tr("Report"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.card, self.tr("&Card"))
        self.tabs.addTab(self.report, self.tr("Re&port and plots"))
        self.use = QPushButton(self.tr("&Use this version"))
        self.use.setObjectName("primary")
        self.evaluate = QPushButton(self.tr("&Evaluate…"))
        self.verify = QPushButton(self.tr("&Verify"))
        self.remove = QPushButton(self.tr("&Remove…"))
        self.close_button = QPushButton(self.tr("Close"))
        self.question = QuestionBar()
        self.progress = ProgressLine(margin=0)
        self._lay_out()
        self.adoption = Adoption(work, folder, self.question, self.progress, self)
        self.background = Background(self)
        self._connect()
        self._reread()

    def show_version(self, name: str) -> None:
        """Choose `name@version`."""
        self.table.show_registry(self._work.registry, name)

    def reject(self) -> None:
        """Esc and Close: what goes on is cancelled first, a question answered with no."""
        if self.adoption.running or self.background.running:
            self._cancel()
        elif self.question.isVisible():
            self.question.drop()
        else:
            super().reject()

    def _cancel(self) -> None:
        self.adoption.cancel()
        self.background.cancel()

    # What the buttons do

    def _use(self) -> None:
        entry = self.table.current()
        if entry is not None:
            self.adoption.ask(entry)

    def _verify(self) -> None:
        entry = self.table.current()
        if entry is not None:
            self.progress.follow(self.background.start(partial(_verified, entry)))
            self._enable()

    def _ask_to_remove(self) -> None:
        entry = self.table.current()
        if entry is not None:
            text = self.tr("Remove {0} with its card and its report? It cannot be brought back.")
            self.question.ask(
                text.format(entry.id), self.tr("Remove it"), self.tr("Keep it"), partial(self._remove, entry)
            )

    def _remove(self, entry: ModelEntry) -> None:
        try:
            self._work.registry.remove(entry.id, self._folder)
        except ModelError as error:
            self.progress.rest(str(error))
        else:
            self.progress.rest(self.tr("{0} is removed.").format(entry.id))
        self._reread(said=True)

    def _evaluate(self) -> None:
        entry = self.table.current()
        if entry is not None:
            dialog = EvaluateDialog(self._work.registry, entry, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    # What comes of it

    def _adopted(self) -> None:
        self._reread(said=True)
        self._enable()

    def _rest(self, text: object) -> None:
        self.progress.rest(str(text))
        self._enable()

    def _reread(self, *, said: bool = False) -> None:
        """Take notice of what was trained or chosen elsewhere."""
        try:
            self._work.registry.reread()
        except ModelError as error:
            self.progress.rest(str(error))
            said = True
        self.table.show_registry(self._work.registry)
        if not said:
            count = len(self.table.versions.entries)
            self.progress.rest(self.tr("{0} versions are registered.").format(count))

    def _show(self, entry: ModelEntry | None) -> None:
        self.question.drop()
        if entry is not None:
            self.summary.setText(entry.summary[:1].upper() + entry.summary[1:])
            self.nature.setText(nature(entry, in_use=self._work.registry.in_use(entry)))
            self.card.show_card(entry.card_path)
            self._show_report(entry.report_folder / PAGE)
        self._enable()

    def _show_report(self, page: Path) -> None:
        """Bundled models have none."""
        self.tabs.setTabVisible(1, page.is_file())
        self.tabs.tabBar().setVisible(page.is_file())
        if page.is_file():
            self.report.show_file(page)
        else:
            self.tabs.setCurrentIndex(0)

    def _enable(self) -> None:
        entry, busy = self.table.current(), self.background.running or self.adoption.running
        used = entry is not None and self._work.registry.in_use(entry)
        own = entry is not None and entry.folder == self._folder
        scores = entry is not None and entry.output in ("votes", "probability")
        self.table.setEnabled(not busy)
        self.use.setEnabled(entry is not None and not used and not busy)
        self.verify.setEnabled(entry is not None and not busy)
        self.evaluate.setEnabled(scores and not busy)
        self.remove.setEnabled(own and not used and not busy)
        self.remove.setVisible(own)
        self.remove.setToolTip(self.tr("It is in use: use another version first") if used else "")
        self.evaluate.setToolTip("" if scores else self.tr("It gives no score that could be measured"))

    def _connect(self) -> None:
        self.table.chosen.connect(self._show)
        self.use.clicked.connect(self._use)
        self.verify.clicked.connect(self._verify)
        self.evaluate.clicked.connect(self._evaluate)
        self.remove.clicked.connect(self._ask_to_remove)
        self.close_button.clicked.connect(self.reject)
        self.progress.cancel.connect(self._cancel)
        self.adoption.begun.connect(self._enable)
        self.adoption.adopted.connect(self._adopted)
        self.adoption.left_as_it_was.connect(self._enable)
        self.background.finished.connect(self._rest)
        self.background.failed.connect(self._rest)
        self.background.cancelled.connect(lambda: self._rest(self.tr("Cancelled.")))

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(14, 0, 0, 0)
        side.setSpacing(6)
        for widget in (self.summary, self.nature):
            side.addWidget(widget)
        side.addSpacing(4)
        side.addWidget(self.tabs, 1)
        right = QWidget()
        right.setLayout(side)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.table)
        halves.addWidget(right)
        halves.setChildrenCollapsible(False)
        halves.setSizes([630, 470])
        buttons = QHBoxLayout()
        for button in (self.use, self.evaluate, self.verify, self.remove):
            button.setAutoDefault(False)  # Return in the list must not use a model
            buttons.addWidget(button)
        buttons.addStretch()
        self.close_button.setAutoDefault(False)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(halves, 1)
        column.addWidget(self.question)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        self.resize(1120, 640)


def _verified(entry: ModelEntry, job: Job) -> str:
    job.stage(f"Reading {entry.file}")
    verify(entry)
    text = translate("ModelsDialog", "{0} is whole: {1} is the file that was registered (SHA-256 {2}…).")
    return text.format(entry.id, entry.file, entry.sha256[:12])
