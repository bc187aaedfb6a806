"""The loupe: one frame as large as the window, a line about it, and the filmstrip.

It keeps no frames: the grid holds the current one, and the loupe moves it. What comes next in the order in
use, above all in the direction in which the user goes, is loaded ahead.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aesthcull.catalogue.records import Frame
from aesthcull.gui.frames.model import FramesModel
from aesthcull.gui.pictures import Pictures
from aesthcull.gui.viewing.canvas import Canvas
from aesthcull.gui.viewing.filmstrip import Filmstrip, Shown
from aesthcull.gui.viewing.geometry import Place
from aesthcull.gui.viewing.info_line import InfoLine
from aesthcull.gui.viewing.sources import Sources
from aesthcull.gui.viewing.wheel import Wheel

_Key = Qt.Key
_STEPS = {_Key.Key_Right: 1, _Key.Key_Down: 1, _Key.Key_PageDown: 1}
_STEPS |= {_Key.Key_Left: -1, _Key.Key_Up: -1, _Key.Key_PageUp: -1}
_PANS = {_Key.Key_Right: (1, 0), _Key.Key_Left: (-1, 0), _Key.Key_Down: (0, 1), _Key.Key_Up: (0, -1)}
_AHEAD = (1, 2, -1, 3, 4, -2, 5, 6, 7, 8, -3, 9, 10)  # rows in the direction of travel, likeliest first


class Loupe(QWidget):
    """Shows the current frame; `show_row` is called when it, or what is known of it, has changed."""

    wanted = Signal(int)  # the row that the user wants to see

    def __init__(
        self, model: FramesModel, thumbnails: Pictures, sources: Sources, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._row = -1
        self._direction = 1
        self._wheel = Wheel()
        self._of_series = False
        self._bare = False
        self._strip_on = True
        self.canvas = Canvas(sources)
        self.line = InfoLine()
        self.strip = Filmstrip(model.frame_at, thumbnails)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.canvas, self.line, self.strip):
            column.addWidget(widget)
        column.setStretchFactor(self.canvas, 1)
        self.canvas.moved.connect(self._tell_zoom)
        self.strip.chosen.connect(self.wanted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Loupe"))

    def show_row(self, row: int) -> None:
        """Show the frame of a row of the model; −1: none."""
        count = self._model.rowCount()
        if row != self._row and 0 <= self._row < count:
            self._direction = 1 if row > self._row else -1
        self._row = row if row < count else -1
        frame = self._model.frame_at(self._row) if self._row >= 0 else None
        self.canvas.show_frame(frame, self._ahead())
        self.line.show_frame(frame, f"{row + 1:,} / {count:,}")
        self._show_strip(frame)

    def frame(self) -> Frame | None:
        """The frame that is shown."""
        return self.canvas.frame

    def show_strip(self, on: bool) -> None:
        """Show or hide the filmstrip."""
        self._strip_on = on
        self.strip.setVisible(on and not self._bare)
        self._show_strip(self.frame())

    def show_series_only(self, on: bool) -> None:
        """Let the filmstrip show only the frames of the current one's series, or the whole shoot."""
        self._of_series = on
        self._show_strip(self.frame())

    def show_bare(self, on: bool) -> None:
        """Nothing but the photograph."""
        self._bare = on
        self.line.setVisible(not on)
        self.strip.setVisible(self._strip_on and not on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shift and key in _PANS and self.canvas.place.zoom != "fit":
            self.canvas.pan(*_PANS[key])
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in (_Key.Key_Home, _Key.Key_End):
            self.wanted.emit(0 if key == _Key.Key_Home else self._model.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        steps = self._wheel.steps(event)
        if steps:
            self._step(-steps)

    def _step(self, rows: int) -> None:
        to = max(0, min(self._row + rows, self._model.rowCount() - 1))
        if to != self._row:
            self.wanted.emit(to)

    def _ahead(self) -> list[Frame]:
        rows = [self._row + self._direction * step for step in _AHEAD]
        return [self._model.frame_at(row) for row in rows if 0 <= row < self._model.rowCount()]

    def _show_strip(self, frame: Frame | None) -> None:
        if not self._strip_on or self._bare or frame is None:
            return
        if self._model.row_of(frame.id) != self._row:
            return  # arranged anew while another page is shown: `show_row` follows before this one is seen
        if self._of_series:
            rows = self._rows_of_series(frame)
            self.strip.show_rows(Shown(rows, rows.index(self._row)))
        else:
            series = frame.series.id if frame.series else None
            self.strip.show_rows(Shown(range(self._model.rowCount()), self._row, series))

    def _rows_of_series(self, frame: Frame) -> list[int]:
        """The rows of the frame's series that are shown, in order; its own where it is in none."""
        if frame.series is None:
            return [self._row]
        columns = self._model.columns
        rows = self._model.rows_of(columns.ids[np.flatnonzero(columns.series.id == frame.series.id)])
        return sorted(rows[rows >= 0].tolist())

    def _tell_zoom(self, place: Place) -> None:
        self.line.show_zoom("" if place.zoom == "fit" else f"{place.zoom * 100:g} %")
