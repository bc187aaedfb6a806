"""The training dialog: settings, live curves, result. The trainer runs in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aesthcull.gui.models.adoption import Adoption
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.gui.training.curves import Curves
from aesthcull.gui.training.earlier_choice import EarlierChoice
from aesthcull.gui.training.process import TrainerProcess
from aesthcull.gui.training.result_page import ResultPage
from aesthcull.gui.training.settings_page import SettingsPage
from aesthcull.job import Progress
from aesthcull.pipeline import Workplace
from aesthcull.trainer.earlier import Earlier, earlier_trainings
from aesthcull.vision.registry import ModelError


class TrainingDialog(QDialog):
    """Trains a model for the user's own `folder`, and takes it into use when asked to (`adoption`)."""

    def __init__(self, work: Workplace, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Train a model"))
        self._work = work
        self._folder = folder
        self._trained: str | None = None
        self.settings = SettingsPage(work, self)
        self.curves = Curves()
        self.outcome = ResultPage()
        self.about = QLabel()
        self.about.setObjectName("faint")
        self.about.hide()
        self.earlier = EarlierChoice()
        self.earlier.hide()
        self.question = QuestionBar()
        self.progress = ProgressLine(margin=0)
        self.train = QPushButton(self.tr("T&rain"))
        self.train.setObjectName("primary")
        self.use = QPushButton(self.tr("&Use this model"))
        self.use.setObjectName("primary")
        self.again = QPushButton(self.tr("&Other settings"))
        self.close_button = QPushButton(self.tr("Close"))
        self.trainer = TrainerProcess(self)
        self.adoption = Adoption(work, folder, self.question, self.progress, self)
        self._lay_out()
        self._connect()
        self._show_page(self.settings)

    def begin(self) -> None:
        """Show the usual settings."""
        self.settings.read()

    def begin_again(self) -> None:
        """Show the settings of a model of the user's own, to train it again; of which one is the user's
        choice."""
        try:
            found = earlier_trainings(self._folder)
            reason = self.tr("No model of your own was trained yet: there is nothing to retrain.")
        except ModelError as error:
            found, reason = [], f"{error}."
        self.earlier.show_trainings(found, self._work.registry)
        if not found:
            self.about.setText(self.tr("{0} These are the usual settings.").format(reason))
            self.about.show()
            self.settings.read()

    def reject(self) -> None:
        """Esc and Close: what goes on is cancelled first, a question answered with no."""
        if self.trainer.running or self.adoption.running:
            self._cancel()
        elif self.question.isVisible():
            self.question.drop()
        else:
            super().reject()

    def _show_earlier(self, earlier: Earlier) -> None:
        self.settings.show_request(earlier.request)
        self._enable()

    # Training

    def _train(self) -> None:
        request = self.settings.request()
        if request is None or not self.train.isEnabled():
            return
        self.curves.clear()
        self._show_page(self.curves)
        self.progress.show_progress(_progress({"message": self.tr("Starting the trainer")}))
        self.trainer.start(
            {
                "task": "train",
                "catalogue": self._work.catalogue.name,
                "cache": str(self._work.thumbnails.folder),
                "models": [str(folder) for folder in self._model_folders()],
                "request": request.as_json(),
            }
        )
        self._enable()

    def _model_folders(self) -> list[Path]:
        bundled = [folder for folder in self._work.registry.folders if folder != self._folder]
        return [*bundled, self._folder]

    def _hear(self, message: dict[str, Any]) -> None:
        if message.get("type") == "progress":
            self.progress.show_progress(_progress(message))
        else:
            self.curves.add(message)

    def _finished(self, said: dict[str, Any]) -> None:
        self._trained = said["model"]
        text = self.tr("{0} is trained and registered; it is not yet in use.").format(said["model"])
        try:
            self._work.registry.reread()
        except ModelError as error:
            text = str(error)
        self.outcome.show_result(said)
        self._show_page(self.outcome)
        self._rest(text)
        self.use.setFocus()

    def _failed(self, reason: str) -> None:
        self._show_page(self.settings)
        self._rest(reason)

    def _cancel(self) -> None:
        self.trainer.cancel()
        self.adoption.cancel()

    def _rest(self, text: str) -> None:
        self.progress.rest(text)
        self._enable()

    # Adopting

    def _use(self) -> None:
        if self._trained is None:
            return
        try:
            self.adoption.ask(self._work.registry.get(self._trained))
        except ModelError as error:
            self._rest(str(error))

    # Arranging

    def _show_page(self, page: QWidget) -> None:
        self.question.drop()
        self.pages.setCurrentWidget(page)
        self._enable()

    def _enable(self) -> None:
        page, busy = self.pages.currentWidget(), self.trainer.running or self.adoption.running
        self.train.setVisible(page is self.settings)
        self.earlier.setVisible(page is self.settings and self.earlier.has_any())
        self.use.setVisible(page is self.outcome)
        self.again.setVisible(page is self.outcome)
        self.use.setEnabled(not busy and not self._used())
        self.again.setEnabled(not busy)

    def _used(self) -> bool:
        entries = self._work.registry.entries()
        return any(entry.id == self._trained for entry in entries)

    def _connect(self) -> None:
        self.settings.ready.connect(self.train.setEnabled)
        self.earlier.chosen.connect(self._show_earlier)
        self.train.clicked.connect(self._train)
        self.use.clicked.connect(self._use)
        self.again.clicked.connect(lambda: self._show_page(self.settings))
        self.close_button.clicked.connect(self.reject)
        self.progress.cancel.connect(self._cancel)
        self.trainer.told.connect(self._hear)
        self.trainer.finished.connect(self._finished)
        self.trainer.failed.connect(self._failed)
        self.trainer.cancelled.connect(lambda: self._failed(self.tr("Cancelled. Nothing was changed.")))
        for signal in (self.adoption.begun, self.adoption.adopted, self.adoption.left_as_it_was):
            signal.connect(self._enable)
        self.finished.connect(self.trainer.stop)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.settings, self.curves, self.outcome):
            self.pages.addWidget(page)
        buttons = QHBoxLayout()
        for button in (self.train, self.use, self.again):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        self.close_button.setAutoDefault(False)
        buttons.addWidget(self.close_button)
        self.train.setDefault(True)
        self.train.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addWidget(self.earlier)
        column.addWidget(self.pages, 1)
        column.addWidget(self.question)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        self.resize(1120, 660)


def _progress(message: dict[str, Any]) -> Progress:
    return Progress(
        message=str(message.get("message", "")),
        done=int(message.get("done", 0)),
        total=int(message.get("total", 0)),
        rate=0.0,
        remaining=message.get("remaining"),
        cancelled=False,
    )
