"""What compare and survey do in the window: who takes part, who is current then, and the keep of a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QObject

from aesthcull.catalogue.decisions import Changes
from aesthcull.catalogue.records import Frame
from aesthcull.gui.comparing.compare_page import ComparePage
from aesthcull.gui.comparing.gathering import gathered
from aesthcull.gui.comparing.shortlist import MOST
from aesthcull.gui.comparing.survey_page import SurveyPage
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.views import Page

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

_Select = QItemSelectionModel.SelectionFlag


class ComparingDesk(QObject):
    """Holds both pages."""

    def __init__(self, window: MainWindow, sources: Sources) -> None:
        super().__init__(window)
        self._window = window
        self.compared: ComparePage = ComparePage(window.model, sources)
        self.surveyed: SurveyPage = SurveyPage(window.model, sources)
        self._following = False  # the grid is being moved: what the pages show does not change by that
        self._before = ""  # the page that was shown before the one that is
        one, other = self.compared, self.surveyed
        window.views.add("compare", Page(one, one.targets, self._renew, leave=one.leave, step=one.step))
        window.views.add("survey", Page(other, other.targets, self._renew, step=other.step))
        for page in (one, other):
            page.followed.connect(self._follow)
            page.emptied.connect(window.show_grid)
        window.views.switched.connect(self._switched)

    # What the actions call

    def compare(self) -> None:
        """The current frame as champion against the others that take part."""
        current = self._window.grid.current_frame()
        if current is not None and self._window.views.name != "compare":
            self.compared.begin(self._taking_part(current), current.id)
            self._window.views.show_page("compare")

    def survey(self) -> None:
        """The frames that take part beside each other: of more than twelve the first ones of a selection, of
        others twelve from the current one on."""
        current = self._window.grid.current_frame()
        if current is None or self._window.views.name == "survey":
            return
        frames = self._taking_part(current)
        note = "" if len(frames) <= MOST else self.tr("{0} of {1}").format(MOST, f"{len(frames):,}")
        if note and self._several_selected():
            note = self.tr("the first {0} of {1} selected frames").format(MOST, f"{len(frames):,}")
        elif note:
            at = frames.index(current.id)
            frames = frames[max(0, min(at, len(frames) - MOST)) :]
        self.surveyed.begin(frames, current.id, note)
        self._window.views.show_page("survey")

    def advance(self) -> bool:
        """After a mark of one frame: go on, where one of the pages is shown. False where none is."""
        if self._window.views.name not in ("compare", "survey"):
            return False
        self._shown().advance()
        return True

    def realign(self) -> None:
        """Take the offsets of the frames that are shown away."""
        self._shown().realign()

    def keep(self) -> None:
        """Pick the frames that remain in the survey and reject those that dropped out, as one step."""
        shortlist = self.surveyed.shortlist
        if shortlist is None:
            return
        picks, rejects = shortlist.left, shortlist.dropped
        name = self.tr("Keep {0} of {1} frames").format(len(picks), len(picks) + len(rejects))
        marks: list[tuple[tuple[int, ...], Changes]] = [
            (picks, {"flag": "pick"}),
            (rejects, {"flag": "reject"}),
        ]
        if self._window.marking.mark_each(marks, name):
            told = self.tr("{0} picked, {1} rejected").format(len(picks), len(rejects))
            self.surveyed.say(told)

    def canvases(self) -> list[Canvas]:
        """All pictures of both pages, whether they are shown or not: what overlays are attached to."""
        return [framed.canvas for framed in (*self.compared.sides, *(t.framed for t in self.surveyed.tiles))]

    def shown_ids(self) -> set[int]:
        """The ids of the frames that compare or survey shows now; none while another page is shown."""
        name, duel, shortlist = self._window.views.name, self.compared.duel, self.surveyed.shortlist
        if name == "survey" and shortlist is not None:
            return set(shortlist.left)
        if name == "compare" and duel is not None:
            return {one for one in (duel.champion, duel.challenger) if one is not None}
        return set()

    # Inside

    def _shown(self) -> ComparePage | SurveyPage:
        return self.surveyed if self._window.views.name == "survey" else self.compared

    def _taking_part(self, current: Frame) -> list[int]:
        """Who is set beside each other: what the other of the two pages shows, else what the grid says."""
        name, model = self._window.views.name, self._window.model
        if name == "survey" and self.surveyed.shortlist is not None:
            return list(self.surveyed.shortlist.left)
        if name == "compare" and self.compared.duel is not None:
            return list(self.compared.duel.frames)
        selected = self._window.grid.selected_ids() if self._several_selected() else []
        series: list[int] = []
        if current.series is not None:
            columns = model.columns
            rows = np.flatnonzero((columns.series.id == current.series.id) & ~columns.missing)
            series = columns.ids[rows[np.argsort(columns.series.position[rows])]].tolist()
        return list(gathered(selected, series, model.ids.tolist(), current.id))

    def _several_selected(self) -> bool:
        return len(self._window.grid.selected_rows()) > 1

    def _renew(self) -> None:
        if not self._following:
            self._shown().renew()

    def _follow(self, frame_id: int) -> None:
        """The grid's current frame goes along; what is selected stays, if the frame is among it."""
        grid, row = self._window.grid, self._window.model.row_of(frame_id)
        if row is None or row == grid.currentIndex().row():
            return
        index = self._window.model.index(row)
        self._following = True
        if self._several_selected() and grid.selectionModel().isSelected(index):
            grid.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        else:
            grid.go_to(row)
        self._following = False

    def _switched(self, name: str) -> None:
        before, self._before = self._before, name
        if before == "compare" and name == "grid" and self.compared.duel is not None:
            self._follow(self.compared.duel.champion)
        if name == "grid":
            self._window.grid.scrollTo(self._window.grid.currentIndex())
