"""A camera's clock beside another one's: the shift, and what becomes of the order with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from aesthcull.catalogue.camera_clocks import CameraClock, ShootTimes
from aesthcull.catalogue.records import Frame
from aesthcull.gui.clocks import words
from aesthcull.gui.clocks.lanes import CLOCK, REFERENCE, Lane, lane
from aesthcull.gui.clocks.shift_field import ShiftField
from aesthcull.gui.clocks.time_line import TimeLine
from aesthcull.gui.pictures import Pictures
from aesthcull.pipeline.clock_proposals import Proposal

_SECOND = np.timedelta64(1_000_000, "us")


class Comparison(QWidget):
    """`changed` when the shift is another one, or another clock is shown. `frame_of` finds frames by id."""

    changed = Signal()

    def __init__(
        self, frame_of: Callable[[int], Frame | None], thumbnails: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._frame_of = frame_of
        self._times: ShootTimes | None = None
        self._clocks: Sequence[CameraClock] = ()
        self._proposal: Proposal | None = None
        self.clock: CameraClock | None = None
        self.reference = QComboBox()
        self.shift = ShiftField()
        self.take = QPushButton(self.tr("&Use suggestion"))
        self.same = QPushButton(self.tr("&Same moment"))
        self.line = TimeLine(self._frame_at, thumbnails)
        self._lay_out()
        self.reference.currentIndexChanged.connect(lambda _index: self._compare())
        self.shift.valueChanged.connect(lambda _seconds: self._shifted())
        self.take.clicked.connect(self._take)
        self.same.clicked.connect(self._same_moment)
        self.line.same.connect(self._same_moment)

    def show_clock(
        self, times: ShootTimes, clocks: Sequence[CameraClock], clock: CameraClock, seconds: int
    ) -> None:
        """Show one of the clocks, as it would be with a shift of so many seconds."""
        self._times, self._clocks, self.clock = times, clocks, clock
        before = self.reference.currentData()
        self.reference.blockSignals(True)
        self.reference.clear()
        for other in clocks:
            if other.name != clock.name:
                self.reference.addItem(words.name(other), other.name)
        self.reference.setCurrentIndex(max(0, self.reference.findData(before)))
        self.reference.blockSignals(False)
        self.shift.show_shift(seconds)
        self._compare()

    def offer(self, proposal: Proposal | None) -> None:
        """What the pictures propose for the clock that is shown."""
        self._proposal = proposal
        self.take.setEnabled(proposal is not None)

    def mark(self, rows: Sequence[int]) -> None:
        """Mark these frames, the last one in the middle."""
        for row in rows:
            for number, one in enumerate(self.line.lanes):
                at = np.flatnonzero(one.rows == row)
                if len(at):
                    self.line.lanes[number] = one.stepped(int(at[0]) - one.marked)
                    self.line.centre = float(one.seconds[at[0]])
        self.line.update()

    # Inside

    def _frame_at(self, row: int) -> Frame | None:
        return None if self._times is None else self._frame_of(int(self._times.ids[row]))

    def _compare(self) -> None:
        """Show both cameras, at the marked frame of the chosen one."""
        self._draw()
        two = len(self.line.lanes) == 2
        if two:
            self.line.look_at(self.line.lanes[CLOCK].moment or 0.0)
        for widget in (self.reference, self.same, self.line):
            widget.setEnabled(two)
        self.changed.emit()

    def _draw(self) -> None:
        """The lanes as they would be with the shift in the field; what is marked stays marked."""
        other = next((c for c in self._clocks if c.name == self.reference.currentData()), None)
        clock, times = self.clock, self._times
        if clock is None or other is None or times is None or not (clock.timed and other.timed):
            self.line.show_lanes([], ("", ""))
            return
        lanes: list[Lane] = [lane(times, other), lane(times, clock, self.shift.value())]
        for number, before in enumerate(self.line.lanes):
            if np.array_equal(before.rows, lanes[number].rows):
                lanes[number] = lanes[number].stepped(before.marked)
        self.line.show_lanes(lanes, (words.name(other), words.name(clock)), self._zone(other, clock))

    def _zone(self, *first: CameraClock) -> int:
        """The axis shows the time of the first of these cameras, or of any, that tells its time zone."""
        told = (minutes for clock in (*first, *self._clocks) for minutes, _ in clock.offsets)
        return next((minutes for minutes in told if minutes is not None), 0)

    def _shifted(self) -> None:
        """The marked frame of the clock stays in sight: it stays put, and the other camera's pass by."""
        before = self.line.lanes[CLOCK].moment if self.line.lanes else None
        self._draw()
        after = self.line.lanes[CLOCK].moment if self.line.lanes else None
        if before is not None and after is not None:
            self.line.centre += after - before
        self.changed.emit()

    def _same_moment(self) -> None:
        """The marked frame of the clock was taken when that of the other one was."""
        if len(self.line.lanes) == 2:
            theirs, own = (one.moment for one in self.line.lanes)
            if theirs is not None and own is not None:
                self.shift.show_shift(self.shift.value() + round(theirs - own))
                self.line.centre = theirs
                self.line.update()

    def _take(self) -> None:
        proposal, times = self._proposal, self._times
        if proposal is None or times is None:
            return
        self.reference.setCurrentIndex(max(0, self.reference.findData(proposal.reference.name)))
        self.shift.show_shift(proposal.shift)
        theirs = times.instants[proposal.pairs[0][REFERENCE]] - np.datetime64(0, "us")
        self.line.look_at(float(theirs / _SECOND))

    def _lay_out(self) -> None:
        self.reference.setAccessibleName(self.tr("Compared with"))
        self.reference.setMinimumWidth(200)
        self.take.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(QLabel(self.tr("Adjust by")))
        row.addWidget(self.shift)
        row.addWidget(self.take)
        row.addStretch()
        row.addWidget(QLabel(self.tr("Compared with")))
        row.addWidget(self.reference)
        row.addWidget(self.same)
        for button in (self.take, self.same):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.line, 1)
