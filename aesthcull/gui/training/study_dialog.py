"""The studies' dialog: which study on which photographs; then its table and plot, which grow with every
training. The trainer runs in a process of its own, and what it has finished is kept whatever happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.training.process import TrainerProcess
from aesthcull.gui.training.settings_page import SettingsPage
from aesthcull.gui.training.study_form import StudyForm
from aesthcull.gui.training.study_page import StudyPage
from aesthcull.job import Progress
from aesthcull.pipeline import Workplace
from aesthcull.trainer.studies.task import StudyRequest


class StudyDialog(QDialog):
    """Runs P1's studies on the user's own photographs; their results lie in `folder`."""

    def __init__(self, work: Workplace, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Studies"))
        self._work = work
        self._folder = folder
        self._place: Path | None = None  # of the study that is shown
        self._step: dict[str, Any] = {}
        self.form = StudyForm()
        self.settings = SettingsPage(work, self, (self.tr("Study"), self.form))
        self.page = StudyPage()
        self.progress = ProgressLine(margin=0)
        self.run = QPushButton(self.tr("&Run the study"))
        self.run.setObjectName("primary")
        self.again = QPushButton(self.tr("&Other settings"))
        self.open_folder = QPushButton(self.tr("Open &folder"))
        self.open_report = QPushButton(self.tr("Open report in the &browser"))
        self.close_button = QPushButton(self.tr("Close"))
        self.trainer = TrainerProcess(self)
        self._usable = False
        self._lay_out()
        self._connect()
        self._show_page(self.settings)
        self.settings.read()

    def reject(self) -> None:
        """Esc and Close: what goes on is cancelled first."""
        if self.trainer.running:
            self.trainer.cancel()
        else:
            super().reject()

    # What the buttons do

    def _run(self) -> None:
        source, settings = self.settings.request(), self.form.settings()
        if source is None or settings is None or not self.run.isEnabled():
            return
        study = self.form.study()
        request = StudyRequest(study.name, str(self._folder), source, settings)
        self._place, self._step = None, {}
        self.page.begin(study)
        self._show_page(self.page)
        self.progress.show_progress(_progress(self.tr("Starting the trainer")))
        self.trainer.start(
            {
                "task": "study",
                "catalogue": self._work.catalogue.name,
                "cache": str(self._work.thumbnails.folder),
                "models": [str(folder) for folder in self._work.registry.folders],
                "request": request.as_json(),
            }
        )
        self._enable()

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.progress.rest(self.tr("Nothing on this machine opens {0}").format(path))

    def _report(self) -> Path | None:
        return self._place / f"{self.form.study().name}.html" if self._place else None

    # What the trainer tells

    def _hear(self, message: dict[str, Any]) -> None:
        if message.get("type") == "row":
            self._step = message
            self._place = Path(message["folder"])
            self.page.show_lines(message["lines"])
            self._enable()
        elif message.get("type") == "progress":
            self.progress.show_progress(self._where(message))

    def _where(self, message: dict[str, Any]) -> Progress:
        """While it reads photographs their number; then that of the trainings, with the trainer's time."""
        if not self._step:
            return _progress(message["message"], message["done"], message["total"], message["remaining"])
        name, done, total = message["message"], self._step["done"], self._step["total"]
        return _progress(name, done, total, message["remaining"])

    def _finished(self, said: dict[str, Any]) -> None:
        self._place = Path(said["folder"])
        self.page.show_result(said)
        text = self.tr("{0} trainings").format(f"{said['trainings']:,}")
        if said["of_earlier_runs"]:
            text += self.tr(", {0} of them in earlier runs").format(f"{said['of_earlier_runs']:,}")
        if said["problems"]:
            text += self.tr("; {0} photographs could not be read").format(f"{len(said['problems']):,}")
        self._rest(f"{text}.")

    def _cancelled(self) -> None:
        if not self._step:
            self._show_page(self.settings)
            self._rest(self.tr("Cancelled."))
            return
        self._show_what_there_is()
        self._rest(
            self.tr("Stopped after {0} of {1} trainings. Run it again, and it goes on.").format(
                f"{self._step['done']:,}", f"{self._step['total']:,}"
            )
        )

    def _failed(self, reason: str) -> None:
        if self._step:
            self._show_what_there_is()
        else:
            self._show_page(self.settings)
        self._rest(reason)

    def _show_what_there_is(self) -> None:
        report = self._report()
        if report is not None:
            self.page.show_report(report)

    def _rest(self, text: str) -> None:
        self.progress.rest(text[:1].upper() + text[1:])
        self._enable()

    # Arranging

    def _ready(self, usable: bool) -> None:
        self._usable = usable
        self._enable()

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._enable()

    def _enable(self) -> None:
        setting, busy = self.pages.currentWidget() is self.settings, self.trainer.running
        report = self._report()
        self.run.setText(self.tr("&Run the study") if setting else self.tr("&Go on"))
        unfinished = bool(self._step) and self._step["done"] < self._step["total"]
        self.run.setVisible(setting or (unfinished and not busy))
        self.run.setEnabled(
            not busy and self._usable and self.form.possible and self.form.settings() is not None
        )
        self.again.setVisible(not setting)
        self.again.setEnabled(not busy)
        self.open_folder.setVisible(not setting)
        self.open_folder.setEnabled(self._place is not None and self._place.is_dir())
        self.open_report.setVisible(not setting)
        self.open_report.setEnabled(report is not None and report.is_file())

    def _connect(self) -> None:
        self.settings.ready.connect(self._ready)
        self.form.changed.connect(self._enable)
        self.run.clicked.connect(self._run)
        self.again.clicked.connect(lambda: self._show_page(self.settings))
        self.open_folder.clicked.connect(lambda: self._open(self._place) if self._place else None)
        self.open_report.clicked.connect(self._open_report)
        self.close_button.clicked.connect(self.reject)
        self.progress.cancel.connect(self.trainer.cancel)
        self.trainer.told.connect(self._hear)
        self.trainer.finished.connect(self._finished)
        self.trainer.failed.connect(self._failed)
        self.trainer.cancelled.connect(self._cancelled)
        self.finished.connect(self.trainer.stop)

    def _open_report(self) -> None:
        report = self._report()
        if report is not None:
            self._open(report)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.settings, self.page):
            self.pages.addWidget(page)
        buttons = QHBoxLayout()
        for button in (self.run, self.again, self.open_folder, self.open_report):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        self.close_button.setAutoDefault(False)
        buttons.addWidget(self.close_button)
        self.run.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        self.resize(1120, 660)


def _progress(message: str, done: int = 0, total: int = 0, remaining: float | None = None) -> Progress:
    return Progress(message, done, total, 0.0, remaining, False)
