"""What the panel does in the window: it follows the selection, and hands on what is decided in it.

It follows a moment later and at most some twenty times a second, so that stepping through frames with the
arrow key held down never waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from aesthcull.catalogue import keywords
from aesthcull.catalogue.decisions import Field
from aesthcull.catalogue.records import Frame
from aesthcull.catalogue.store import Catalogue
from aesthcull.gui.background import Background
from aesthcull.gui.panel import summary, summary_many
from aesthcull.gui.panel.medians import Medians
from aesthcull.gui.panel.panel import InfoPanel
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.votes import VoteReader
from aesthcull.vision.registry import ModelError, Registry, read_labels

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

_FOLLOW_MS = 45
_SETTING = "panel"
Ids = NDArray[np.int64]


class PanelDesk(QObject):
    """Holds the panel; the window puts it beside the views."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self.panel = InfoPanel()
        self.panel.setVisible(window.settings.value(_SETTING, False, type=bool) is True)
        self._shown: Frame | None = None  # where it is one frame
        self._ids: Ids = np.zeros(0, dtype=np.int64)
        self._medians = Medians()
        self._votes = VoteReader(work)
        self._voting, self._reading = Background(self), Background(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FOLLOW_MS)
        self._connect()

    # What the actions call

    def toggle(self) -> None:
        """Show or hide the panel; which of both is kept."""
        self._show(self.panel.isHidden())

    def type_keyword(self) -> None:
        """The keys go to the field of keywords, in the panel."""
        self._show(True)
        self._follow()
        self.panel.field.setFocus()
        self.panel.ensureWidgetVisible(self.panel.field)

    def follow(self) -> None:
        """The selection, or what is known of its frames, may have changed."""
        if self.panel.isVisible() and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()
        self._voting.stop()
        self._reading.stop()

    # Inside

    def _connect(self) -> None:
        window, panel = self._window, self.panel
        self._timer.timeout.connect(self._follow)
        for signal in (window.model.altered, window.views.switched, window.grid.current_changed):
            signal.connect(self.follow)
        window.grid.selectionModel().selectionChanged.connect(self.follow)
        panel.left.connect(self._leave)
        panel.card_wanted.connect(self._open_card)
        panel.field.entered.connect(lambda words: self._decide("keyword", words))
        panel.field.refused.connect(window.messages.say)
        panel.keywords.accepted.connect(lambda word: self._decide("keyword", (word,)))
        panel.keywords.removed.connect(lambda word: self._decide("dismissed", (word,)))
        self._voting.finished.connect(self._show_votes)
        self._voting.failed.connect(lambda _why: panel.votes.show_votes(None))
        self._reading.finished.connect(panel.field.offer)

    def _show(self, visible: bool) -> None:
        self.panel.setVisible(visible)
        self._window.actions_by_id["info"].setChecked(visible)
        self._window.settings.setValue(_SETTING, visible)
        if visible:
            self._reading.start(lambda job: vocabulary(self._work.catalogue, self._work.registry, job))
            self._follow()
        elif self.panel.isAncestorOf(self._window.focusWidget() or self._window):
            self._leave()

    def _follow(self) -> None:
        """Show what is selected now."""
        if not self.panel.isVisible():
            return
        self._ids = self._window.selected_ids()
        columns = self._window.model.columns
        rows = columns.index_of(self._ids)
        rows = rows[rows >= 0]
        self._shown = self._window.model.frame_of(int(self._ids[0])) if len(rows) == 1 else None
        medians = self._medians.of(columns)
        if self._shown is not None:
            self.panel.show_summary(summary.of_frame(self._shown), medians)
            self._ask_for_votes(self._shown)
        elif len(rows) > 1:
            self.panel.show_summary(summary_many.of_rows(columns, rows), medians)
        else:
            self.panel.show_nothing()

    def _ask_for_votes(self, frame: Frame) -> None:
        if not self._votes.has(frame):
            self.panel.votes.show_votes(None)
            return
        self.panel.votes.wait()
        self._voting.start(lambda _job: (frame.id, self._votes.votes(frame)))

    def _show_votes(self, found: tuple[int, NDArray[np.float32] | None]) -> None:
        frame_id, votes = found
        if self._shown is not None and self._shown.id == frame_id:
            self.panel.votes.show_votes(votes)

    def _decide(self, field: Field, words: tuple[str, ...]) -> None:
        if len(self._ids):
            self._window.marking.mark(self._ids.tolist(), field, words)

    def _leave(self) -> None:
        self._window.views.currentWidget().setFocus()

    def _open_card(self, model: str) -> None:
        self._window.models.open_dialog().show_version(model)


def vocabulary(catalogue: Catalogue, registry: Registry, job: Job) -> list[str]:
    """What is offered for completion: the words in use, then those that the models know."""
    words = dict.fromkeys(keywords.words_in_use(catalogue))
    for entry in registry.entries():
        job.check()
        if entry.output == "tags":
            try:
                words |= dict.fromkeys(word for label in read_labels(entry) for word in label.words)
            except ModelError:
                continue  # the scan and `doctor` name a damaged model
    return list(words)
