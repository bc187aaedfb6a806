"""What the panel does in the window: it follows the selection, and hands on what is decided in it.

It follows once the hand rests, and now and then while it does not: so that stepping through frames with the
arrow key held down does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from aesthcull.catalogue import keywords
from aesthcull.catalogue.decisions import Field
from aesthcull.catalogue.records import Frame
from aesthcull.catalogue.store import Catalogue
from aesthcull.gui.background import Background
from aesthcull.gui.panel import summary, summary_many
from aesthcull.gui.panel.medians import Medians
from aesthcull.gui.panel.panel import WIDTH, InfoPanel
from aesthcull.gui.panel.prose_desk import ProseDesk
from aesthcull.gui.panel.voting import Voting
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.votes import Votes
from aesthcull.vision.registry import ModelError, Registry, read_labels

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

_REST_MS, _LATEST_MS = 60, 400
_SHOWN, _WIDTH = "panel/shown", "panel/width"
_LONGEST = 60  # characters of keywords in the name of a step


class PanelDesk(QObject):
    """Holds the panel's `view`, which the window puts beside the views."""

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self.view = InfoPanel()
        self._ids: list[int] = []  # of the frames that are shown
        self._shown: Frame | None = None  # where it is one
        self._medians = Medians()
        self._voting = Voting(work, self)
        self._prose = ProseDesk(work.catalogue, self.view.prose, window.marking, self)
        self._reading = Background(self)
        self._rest, self._latest = QTimer(self), QTimer(self)
        for timer, after in ((self._rest, _REST_MS), (self._latest, _LATEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(self._follow)
        self._connect()
        self.view.hide()

    # What the window calls

    def restore(self) -> None:
        """Show the panel if it was shown last; the actions exist by now."""
        settings = self._window.settings
        width = settings.value(_WIDTH, WIDTH, type=int)
        if isinstance(width, int):
            self.view.resize(width, self.view.height())
        self._show(settings.value(_SHOWN, False, type=bool) is True)

    def stop(self) -> None:
        """The window closes."""
        if self.view.isVisible():
            self._window.settings.setValue(_WIDTH, self.view.width())
        self._rest.stop()
        self._latest.stop()
        self._voting.stop()
        self._prose.stop()
        self._reading.stop()

    def follow(self) -> None:
        """The selection, or what is known of its frames, may have changed."""
        if self.view.isVisible():
            self._rest.start()
            if not self._latest.isActive():
                self._latest.start()

    # What the actions call

    def toggle(self) -> None:
        """Show or hide the panel; which of both is kept."""
        self._show(self.view.isHidden())

    def type_keyword(self) -> None:
        """The keys go to the field of keywords, in the panel."""
        self._show(True)
        self.view.field.setFocus()
        self.view.ensureWidgetVisible(self.view.field)

    def type_title(self) -> None:
        """The keys go to the title, in the panel; Tab goes on to the description."""
        self._show(True)
        self.view.prose.title.setFocus()
        self.view.ensureWidgetVisible(self.view.prose)

    # Inside

    def _connect(self) -> None:
        window, view = self._window, self.view
        for signal in (window.model.altered, window.views.switched, window.grid.current_changed):
            signal.connect(self.follow)
        for page in (window.comparing.compared, window.comparing.surveyed):
            page.followed.connect(self.follow)  # to frames in a collapsed stack, too
        window.grid.selectionModel().selectionChanged.connect(self.follow)
        view.left.connect(self._leave)
        view.card_wanted.connect(self._open_card)
        view.field.entered.connect(self._add)
        view.field.refused.connect(window.messages.say)
        view.prose.refused.connect(window.messages.say)
        view.keywords.accepted.connect(self._accept)
        view.keywords.removed.connect(self._remove)
        self._voting.told.connect(self._show_votes)
        self._reading.finished.connect(view.field.offer)

    def _show(self, visible: bool) -> None:
        window = self._window
        inside = self.view.isAncestorOf(window.focusWidget() or window)
        self.view.setVisible(visible)
        window.actions_by_id["info"].setChecked(visible)
        window.settings.setValue(_SHOWN, visible)
        if visible:
            self._reading.start(lambda job: vocabulary(self._work.catalogue, self._work.registry, job))
            self._follow()
        elif inside:
            self._leave()

    def _follow(self) -> None:
        """Show what is selected now."""
        self._rest.stop()
        self._latest.stop()
        window = self._window
        self._ids = window.views.targets()
        columns = window.model.columns
        rows = columns.index_of(self._ids)
        rows = rows[rows >= 0]
        medians = self._medians.of(columns)
        self._prose.follow(self._ids)
        self._shown = window.model.frame_of(self._ids[0]) if len(rows) == 1 else None
        if self._shown is not None:
            self.view.show_summary(summary.of_frame(self._shown), medians)
            self._ask_for_votes(self._shown)
        elif len(rows) > 1:
            self.view.show_summary(summary_many.of_rows(columns, rows), medians)
        else:
            self.view.show_nothing()

    def _ask_for_votes(self, frame: Frame) -> None:
        if self._voting.has(frame):
            self.view.votes.wait()
            self._voting.ask(frame)
        else:
            self.view.votes.show_votes(None)

    def _show_votes(self, frame_id: int, votes: Votes | None) -> None:
        if self._shown is not None and self._shown.id == frame_id:
            self.view.votes.show_votes(votes)

    def _add(self, words: tuple[str, ...]) -> None:
        self._decide("keyword", words, self.tr("Add keyword {0}"), self.tr("Add keyword {0} to {1} frames"))

    def _accept(self, word: str) -> None:
        several = self.tr("Accept keyword {0} for {1} frames")
        self._decide("keyword", (word,), self.tr("Accept keyword {0}"), several)

    def _remove(self, word: str) -> None:
        several = self.tr("Remove keyword {0} from {1} frames")
        self._decide("dismissed", (word,), self.tr("Remove keyword {0}"), several)

    def _decide(self, field: Field, words: tuple[str, ...], one: str, several: str) -> None:
        """Make it one step of undo, called by one of the two texts."""
        shown = ", ".join(words)
        if len(shown) > _LONGEST:
            shown = shown[:_LONGEST] + "…"
        name = (one if len(self._ids) == 1 else several).format(shown, f"{len(self._ids):,}")
        self._window.marking.mark_each([(self._ids, {field: words})], name)

    def _leave(self) -> None:
        self._window.views.show_page(self._window.views.name)

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
