"""Putting cameras' clocks right: by hand, by two frames of one moment, or as the pictures propose.

Nothing changes before Apply; what would be is shown on the time line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aesthcull.catalogue import queries
from aesthcull.catalogue.camera_clocks import (
    CameraClock,
    ShootTimes,
    clocks_of,
    read_times,
    set_shift,
    shift_text,
)
from aesthcull.catalogue.records import Frame, Shoot, Step
from aesthcull.catalogue.store import CatalogueError
from aesthcull.gui.background import Background
from aesthcull.gui.clocks import words
from aesthcull.gui.clocks.comparison import Comparison
from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.forms import hint
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.progress_line import ProgressLine
from aesthcull.job import Job
from aesthcull.pipeline import Workplace
from aesthcull.pipeline.clock_proposals import Proposal, propose


@dataclass(frozen=True)
class _Read:
    """What the catalogue says of the shoot."""

    shoot: Shoot
    times: ShootTimes
    clocks: list[CameraClock]


class ClocksDialog(QDialog):
    """`applied` tells the step once a clock has been put right. `ids` are the frames that the user came from:
    two of two cameras are marked as if of one moment, of a single one the camera is chosen."""

    applied = Signal(object)

    def __init__(
        self,
        work: Workplace,
        folder: Path,
        ids: Sequence[int],
        frame_of: Callable[[int], Frame | None],
        thumbnails: Pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Camera clocks"))
        self._work = work
        self._folder = folder
        self._ids = tuple(ids)
        self._read: _Read | None = None
        self._proposals: dict[str, Proposal] = {}  # by the clock's name
        self.table = FiguresTable()
        self.comparison = Comparison(frame_of, thumbnails)
        self.explanation = hint()
        self.progress = ProgressLine(margin=0)
        self.apply = QPushButton(self.tr("&Apply"))
        self.close_button = QPushButton(self.tr("Close"))
        self._reading, self._writing, self._proposing = Background(self), Background(self), Background(self)
        self._lay_out()
        self._connect()
        self._load()

    def clock(self) -> CameraClock | None:
        """The one that would be put right."""
        row, clocks = self.table.currentRow(), self._read.clocks if self._read is not None else []
        return clocks[row] if 0 <= row < len(clocks) else None

    def reject(self) -> None:
        """Esc and Close; what is being written is waited for."""
        if not self._writing.running:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.comparison.shift.setFocus()

    # Reading

    def _load(self) -> None:
        self.progress.rest(self.tr("Reading the clocks…"))
        self._enable()
        self._reading.start(lambda job: _known(self._work, self._folder, job))

    def _show(self, read: _Read) -> None:
        first = self._read is None
        self._read = read
        self.progress.rest("")
        wanted = np.flatnonzero(np.isin(read.times.ids, self._ids)).tolist() if first else []
        self._fill(_first_choice(read.clocks, wanted) if first else self.table.currentRow())
        self._choose()
        self.comparison.mark(wanted)
        self.comparison.shift.setFocus()  # it was disabled
        if len(read.clocks) > 1:
            self._propose(read)

    def _propose(self, read: _Read) -> None:
        work = self._work
        job = self._proposing.start(lambda job: propose(work, read.shoot, read.times, read.clocks, job))
        self.progress.follow(job)

    def _show_proposals(self, found: list[Proposal]) -> None:
        self._proposals = {proposal.clock.name: proposal for proposal in found}
        self.progress.rest("")
        self._fill(self.table.currentRow())
        self._enable()

    def _fill(self, row: int) -> None:
        headings = [
            self.tr("Camera"), self.tr("Frames"), self.tr("First"), self.tr("Last"), self.tr("Time zone"),
            self.tr("Adjusted by"), self.tr("Suggested"),
        ]  # fmt: skip
        clocks = self._read.clocks if self._read is not None else []
        self.table.blockSignals(True)  # the same clock stays chosen
        self.table.show_rows(
            headings, [words.cells(clock, self._proposals.get(clock.name)) for clock in clocks]
        )
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.selectRow(row)
        self.table.blockSignals(False)

    def _choose(self) -> None:
        clock, read = self.clock(), self._read
        if clock is not None and read is not None:
            self.comparison.show_clock(read.times, read.clocks, clock, clock.shifts[0][0])
        self._enable()

    # Writing

    def _apply(self) -> None:
        clock, read = self.clock(), self._read
        if clock is None or read is None or not self.apply.isEnabled():
            return
        ids = read.times.ids[clock.rows].tolist()
        seconds, catalogue = self.comparison.shift.value(), self._work.catalogue
        name = self.tr("Clock of {0}: {1}").format(words.name(clock), shift_text(seconds))[:200]
        self._proposing.stop()
        self.progress.rest(self.tr("Adjusting the clock…"))
        self._writing.start(lambda _job: set_shift(catalogue, ids, seconds, name))
        self._enable()

    def _applied(self, step: Step | None) -> None:
        self._proposals = {}
        self.applied.emit(step)
        self._load()

    def _rest(self, text: str) -> None:
        self.progress.rest(text)
        self._enable()

    # Arranging

    def _enable(self) -> None:
        clock, busy = self.clock(), self._writing.running or self._reading.running
        shift = self.comparison.shift.value()
        proposal = self._proposals.get(clock.name) if clock is not None else None
        self.apply.setEnabled(not busy and clock is not None and any(s != shift for s, _ in clock.shifts))
        self.table.setEnabled(not self._writing.running)
        self.comparison.setEnabled(clock is not None and not self._writing.running)
        self.comparison.offer(proposal)
        self.explanation.setText(self._explained(proposal))

    def _explained(self, proposal: Proposal | None) -> str:
        read = self._read
        if read is None:
            return ""
        if not read.clocks:
            return self.tr("This shoot has no frames.")
        parts = [words.zones(read.clocks)]
        if proposal is not None:
            parts.append(words.evidence(read.times, proposal))
        elif len(read.clocks) > 1:
            parts.append(
                self.tr(
                    "Choose two frames of the same moment on the time line (← → along a camera, ↑ ↓ to "
                    "the other one) and press Return."
                )
            )
        return " ".join(part for part in parts if part)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._choose)
        self.comparison.changed.connect(self._enable)
        self.apply.clicked.connect(self._apply)
        self.close_button.clicked.connect(self.reject)
        self.progress.cancel.connect(self._proposing.cancel)
        self._reading.finished.connect(self._show)
        self._reading.failed.connect(self._rest)
        self._writing.finished.connect(self._applied)
        self._writing.failed.connect(lambda reason: self._rest(self.tr("Not saved: {0}").format(reason)))
        self._proposing.finished.connect(self._show_proposals)
        self._proposing.failed.connect(self._rest)
        self._proposing.cancelled.connect(lambda: self._rest(""))

    def _lay_out(self) -> None:
        self.table.setAccessibleName(self.tr("Cameras"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        bottom = QHBoxLayout()
        bottom.setSpacing(10)
        bottom.addWidget(self.progress, 1)
        for button in (self.apply, self.close_button):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        self.apply.setObjectName("primary")
        self.apply.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.comparison, 3)
        column.addWidget(self.explanation)
        column.addLayout(bottom)
        self.resize(980, 620)


def _first_choice(clocks: Sequence[CameraClock], wanted: Sequence[int]) -> int:
    """The camera of the frame that was shown, of two the one with fewer frames."""
    found = [n for n, clock in enumerate(clocks) if np.isin(wanted, clock.rows).any()]
    return max(found) if found else min(1, len(clocks) - 1)


def _known(work: Workplace, folder: Path, job: Job) -> _Read:
    shoot = queries.find_shoot(work.catalogue, folder)
    if shoot is None:
        raise CatalogueError(f"{folder}: not in the catalogue")
    times = read_times(work.catalogue, shoot, job)
    return _Read(shoot, times, clocks_of(times))
