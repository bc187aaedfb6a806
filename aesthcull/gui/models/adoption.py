"""“Use this model”: the question before a worse one, the catalogue judged anew in a thread, the outcome."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog

from aesthcull.gui.background import Background
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.gui.question_bar import QuestionBar
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.adoption import Adopted, adopt
from aesthcull.trainer.warning import warning_of
from aesthcull.vision.registry import ModelEntry

translate = QCoreApplication.translate  # by this name lupdate finds the texts


class Adoption(QObject):
    """For a dialog that has a question bar and a progress line; the choice is noted in `folder`.

    `begun` comes before the catalogue is judged, then `adopted` or `left_as_it_was`.
    """

    begun = Signal()
    adopted = Signal(object)  # Adopted
    left_as_it_was = Signal()

    def __init__(
        self, work: Workplace, folder: Path, question: QuestionBar, progress: ProgressLine, dialog: QDialog
    ) -> None:
        super().__init__(dialog)
        self._work = work
        self._folder = folder
        self._question = question
        self._progress = progress
        self.running = False
        self._background = Background(dialog)
        self._background.finished.connect(self._done)
        self._background.failed.connect(self._failed)
        self._background.cancelled.connect(self._cancelled)

    def ask(self, entry: ModelEntry) -> None:
        """Use a model, after a question if something speaks against it."""
        warning = warning_of(self._work.registry, entry)
        if warning is None:
            self._begin(entry)
            return
        self._question.ask(
            f"{warning}.", self.tr("Use it all the same"), self.tr("Leave it"), partial(self._begin, entry)
        )

    def cancel(self) -> None:
        """Leave the model in use and the scores as they were."""
        self._background.cancel()

    def _begin(self, entry: ModelEntry) -> None:
        self.running = True
        self.begun.emit()
        self._progress.follow(
            self._background.start(lambda job: adopt(self._work, entry.id, self._folder, job))
        )

    def _done(self, done: Adopted) -> None:
        self.running = False
        self._progress.rest(said(done))
        self.adopted.emit(done)

    def _failed(self, reason: str) -> None:
        self.running = False
        self._progress.rest(reason)
        self.left_as_it_was.emit()

    def _cancelled(self) -> None:
        self._failed(self.tr("Cancelled. The model in use and the scores are as they were."))


def said(done: Adopted) -> str:
    """What came of it, in a sentence."""
    if done.entry.output == "embedding":
        text = translate("Adoption", "{0} is in use. Scan your shoots again: every frame is looked at anew.")
        return text.format(done.entry.id)
    text = translate("Adoption", "{0} is in use: {1} frames were judged anew at once.")
    if done.seconds >= 0.1:
        text = translate("Adoption", "{0} is in use: {1} frames were judged anew in {2} s.")
    return text.format(done.entry.id, f"{done.frames:,}", f"{done.seconds:.1f}")
